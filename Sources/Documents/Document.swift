/// The formats that `calls` reads.
package enum DocumentFormat: String, Sendable, Codable, CaseIterable {
  case pdf, html, pptx, odp, docx, odt, mail, text, markdown
  /// A scan or a photograph of a page: PNG, JPEG, TIFF.
  case image
}

/// A page or a slide.
package struct Page: Hashable, Sendable, Codable {
  /// From 1.
  package var number: Int
  /// The page's stretch of the document's text; empty for a page without text.
  package var range: TextRange
  /// In points; 0 where the format has no size.
  package var width: Double
  package var height: Double
  /// True where the page shows something but holds no text (a scan).
  package var isImageOnly: Bool
  /// True for a hidden slide.
  package var isHidden: Bool
  /// True where the page's text was recognised in its picture (OCR) and so may hold errors.
  package var isRecognised: Bool

  package init(
    number: Int, range: TextRange, width: Double = 0, height: Double = 0,
    isImageOnly: Bool = false, isHidden: Bool = false, isRecognised: Bool = false
  ) {
    self.number = number
    self.range = range
    self.width = width
    self.height = height
    self.isImageOnly = isImageOnly
    self.isHidden = isHidden
    self.isRecognised = isRecognised
  }
}

/// A stretch of text (a word in a PDF, a shape in a slide) and where it is drawn.
package struct Fragment: Hashable, Sendable, Codable {
  package var range: TextRange
  package var page: Int
  package var box: Box
  /// For text recognised in a picture: how sure the recogniser is, 0…1.
  package var confidence: Double?

  package init(range: TextRange, page: Int, box: Box, confidence: Double? = nil) {
    self.range = range
    self.page = page
    self.box = box
    self.confidence = confidence
  }
}

/// A link whose anchor is a stretch of the text.
package struct Link: Hashable, Sendable, Codable {
  package var range: TextRange
  package var url: String

  package init(range: TextRange, url: String) {
    self.range = range
    self.url = url
  }
}

/// Text that belongs to the document but not to its message: running headers, page numbers, menus,
/// cookie banners, lists of partners. Kept aside, so that nothing is lost.
package struct Furniture: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable {
    case header, footer, pageNumber, navigation, banner, related, partners, other
    /// A reviewer's remark, and what tracked changes or strokes took out of the text.
    case comment, deletion
  }
  package var role: Role
  package var page: Int
  package var text: String

  package init(role: Role, page: Int, text: String) {
    self.role = role
    self.page = page
    self.text = text
  }
}

/// What the file says of itself, as it says it.
package struct Metadata: Hashable, Sendable, Codable {
  package var title: String?
  package var author: String?
  package var language: String?
  /// ISO 8601 day, from the file's own metadata (`<meta>`, JSON-LD, PDF information).
  package var published: String?
  package var modified: String?
  package var canonicalURL: String?

  package init() {}
}

/// A file that came with the document (an attachment of a mail): its own stretch of the text, with
/// pages counted from 1.
package struct DocumentPart: Hashable, Sendable, Codable {
  /// The file's name.
  package var name: String
  package var range: TextRange
  package var format: DocumentFormat

  package init(name: String, range: TextRange, format: DocumentFormat) {
    self.name = name
    self.range = range
    self.format = format
  }
}

/// Something odd that a reader met, and that a person should know.
package struct ReaderWarning: Hashable, Sendable, Codable {
  /// `no-text-layer`, `missing-unit`, `replacement-characters`…
  package var id: String
  /// Empty where the whole document is meant.
  package var range: TextRange
  package var page: Int?
  /// What exactly is meant, in the document's own words: an attachment's name. Often empty.
  package var detail: String
  /// A share that goes with it, 0 to 1: for `mended-words` and `low-text-quality`, that of the words
  /// that are spelt as the lexicon has them.
  package var figure: Double?

  package init(
    id: String, range: TextRange = TextRange(0, 0), page: Int? = nil, detail: String = "",
    figure: Double? = nil
  ) {
    self.id = id
    self.range = range
    self.page = page
    self.detail = detail
    self.figure = figure
  }
}

/// A document as its reader understood it: one text in reading order, and what its parts are.
///
/// All offsets count UTF-8 bytes of `text`, which is what `calls extract --format text` prints.
package struct Document: Hashable, Sendable, Codable {
  package var format: DocumentFormat
  package var text: String
  package var pages: [Page]
  package var blocks: [Block]
  /// Sorted by `range.start`; empty for formats without a layout.
  package var fragments: [Fragment]
  package var links: [Link]
  package var furniture: [Furniture]
  package var metadata: Metadata
  package var warnings: [ReaderWarning]
  /// True for slides, and for a PDF laid out as slides.
  package var isDeck: Bool
  /// Sorted and disjoint; what stands before the first is the document's own body.
  package var parts: [DocumentPart]

  package init(
    format: DocumentFormat, text: String, pages: [Page] = [], blocks: [Block] = [],
    fragments: [Fragment] = [], links: [Link] = [], furniture: [Furniture] = [],
    metadata: Metadata = Metadata(), warnings: [ReaderWarning] = [], isDeck: Bool = false,
    parts: [DocumentPart] = []
  ) {
    self.format = format
    self.text = text
    self.pages = pages
    self.blocks = blocks
    self.fragments = fragments
    self.links = links
    self.furniture = furniture
    self.metadata = metadata
    self.warnings = warnings
    self.isDeck = isDeck
    self.parts = parts
  }

  /// Whether what it says may stand in pictures, and would have to be recognised in them: image
  /// pages, in attachments too; office documents without text.
  package var mayBePictures: Bool {
    switch format {
    case .pdf, .image, .mail: pages.contains(where: \.isImageOnly)
    case .docx, .odt, .pptx, .odp: warnings.contains { $0.id == "no-text-layer" }
    case .html, .text, .markdown: false
    }
  }

  /// The part that holds a UTF-8 offset; nil for the document's own body.
  package func part(at offset: Int) -> DocumentPart? {
    parts.last { $0.range.start <= offset && offset <= $0.range.end }
  }

  /// The page that holds a UTF-8 offset, from 1; 1 where the document has no pages.
  package func page(at offset: Int) -> Int {
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].range.start <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : pages[low - 1].number
  }

  /// The boxes of a stretch of text, one for each line it runs over, on the page where it begins.
  package func boxes(of range: TextRange) -> [Box] {
    var low = 0
    var high = fragments.count
    while low < high {
      let middle = (low + high) / 2
      if fragments[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    var boxes: [Box] = []
    let page = low < fragments.count ? fragments[low].page : 1
    while low < fragments.count, fragments[low].range.start < range.end,
      fragments[low].page == page
    {
      let box = fragments[low].box
      // The same line: vertical overlap of more than half the smaller height.
      if let last = boxes.last,
        min(last.y1, box.y1) - max(last.y0, box.y0)
          > 0.5 * min(last.y1 - last.y0, box.y1 - box.y0), box.x0 >= last.x0
      {
        boxes[boxes.count - 1] = last.union(box)
      } else {
        boxes.append(box)
      }
      low += 1
    }
    return boxes
  }
}
