import Foundation

/// A document as `calls extract --format json` prints it, keys sorted.
///
/// `start` and `end` count Unicode scalars of `text`, from 0. Boxes are `[x0, y0, x1, y1]` in
/// points from the page's top-left corner. Absent: what a format has not, and `false`.
///
///     {"schema": "calls-document/1", "format": "pptx", "isDeck": true, "text": "…",
///      "metadata": {"title", "author", "language", "published", "modified", "canonicalURL"},
///      "pages": [{"number", "start", "end", "width", "height", "isImageOnly", "isHidden", "ocr"}],
///      "blocks": [{"role", "start", "end", "level", "page", "box", "fontSize", "isBold", "marker",
///                  "language", "cell": {"table", "row", "column", "rowSpan", "columnSpan",
///                  "isHeader"}, "text"}],
///      "fragments": [{"start", "end", "page", "box", "confidence"}],
///      "links": [{"start", "end", "text", "url"}],
///      "furniture": [{"role", "page", "text"}],
///      "warnings": [{"id", "start", "end", "page", "detail", "figure"}],
///      "parts": [{"name", "format", "start", "end"}]}
package struct DocumentJSON: Encodable {
  let schema = "calls-document/1"
  let format: DocumentFormat
  let isDeck: Bool
  let text: String
  let metadata: Metadata
  let pages: [PageJSON]
  let blocks: [BlockJSON]
  let fragments: [FragmentJSON]
  let links: [LinkJSON]
  let furniture: [Furniture]
  let warnings: [WarningJSON]
  let parts: [PartJSON]?

  package init(_ document: Document) {
    let index = ScalarIndex(document.text)
    format = document.format
    isDeck = document.isDeck
    text = document.text
    metadata = document.metadata
    pages = document.pages.map { PageJSON($0, index) }
    blocks = document.blocks.map { BlockJSON($0, index) }
    fragments = document.fragments.map { FragmentJSON($0, index) }
    links = document.links.map { LinkJSON($0, index) }
    furniture = document.furniture
    warnings = document.warnings.map { WarningJSON($0, index) }
    parts = document.parts.isEmpty ? nil : document.parts.map { PartJSON($0, index) }
  }

  /// One line, ended by a line feed.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("a document of plain values cannot be encoded: \(error)")
    }
  }
}

struct PageJSON: Encodable {
  let number: Int
  let start: Int
  let end: Int
  let width: Double?
  let height: Double?
  let isImageOnly: Bool?
  let isHidden: Bool?
  let ocr: Bool?

  init(_ page: Page, _ index: ScalarIndex) {
    number = page.number
    start = index.scalarOffset(page.range.start)
    end = index.scalarOffset(page.range.end)
    width = page.width > 0 ? page.width.rounded2 : nil
    height = page.height > 0 ? page.height.rounded2 : nil
    isImageOnly = page.isImageOnly ? true : nil
    isHidden = page.isHidden ? true : nil
    ocr = page.isRecognised ? true : nil
  }
}

struct BlockJSON: Encodable {
  let role: BlockRole
  let start: Int
  let end: Int
  let level: Int?
  let page: Int
  let box: [Double]?
  let fontSize: Double?
  let isBold: Bool?
  let marker: String?
  let language: String?
  let cell: Cell?
  let text: String

  init(_ block: Block, _ index: ScalarIndex) {
    role = block.role
    start = index.scalarOffset(block.range.start)
    end = index.scalarOffset(block.range.end)
    level = block.level > 0 ? block.level : nil
    page = block.page
    box = block.box?.corners
    fontSize = block.fontSize > 0 ? block.fontSize.rounded2 : nil
    isBold = block.isBold ? true : nil
    marker = block.marker
    language = block.language
    cell = block.cell
    text = index.slice(block.range)
  }
}

struct FragmentJSON: Encodable {
  let start: Int
  let end: Int
  let page: Int
  let box: [Double]
  let confidence: Double?

  init(_ fragment: Fragment, _ index: ScalarIndex) {
    start = index.scalarOffset(fragment.range.start)
    end = index.scalarOffset(fragment.range.end)
    page = fragment.page
    box = fragment.box.corners
    confidence = fragment.confidence?.rounded2
  }
}

struct LinkJSON: Encodable {
  let start: Int
  let end: Int
  let text: String
  let url: String

  init(_ link: Link, _ index: ScalarIndex) {
    start = index.scalarOffset(link.range.start)
    end = index.scalarOffset(link.range.end)
    text = index.slice(link.range)
    url = link.url
  }
}

struct WarningJSON: Encodable {
  let id: String
  let start: Int?
  let end: Int?
  let page: Int?
  let detail: String?
  let figure: Double?

  init(_ warning: ReaderWarning, _ index: ScalarIndex) {
    id = warning.id
    start = warning.range.isEmpty ? nil : index.scalarOffset(warning.range.start)
    end = warning.range.isEmpty ? nil : index.scalarOffset(warning.range.end)
    page = warning.page
    figure = warning.figure?.rounded2
    detail = warning.detail.isEmpty ? nil : warning.detail
  }
}

struct PartJSON: Encodable {
  let name: String
  let format: DocumentFormat
  let start: Int
  let end: Int

  init(_ part: DocumentPart, _ index: ScalarIndex) {
    name = part.name
    format = part.format
    start = index.scalarOffset(part.range.start)
    end = index.scalarOffset(part.range.end)
  }
}

extension Box {
  fileprivate var corners: [Double] { [x0, y0, x1, y1].map(\.rounded2) }
}

extension Double {
  /// To a hundredth of a point: finer digits mean nothing, and JSON has no infinity.
  fileprivate var rounded2: Double { isFinite ? (self * 100).rounded() / 100 : 0 }
}
