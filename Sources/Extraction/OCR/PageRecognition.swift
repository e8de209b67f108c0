import Documents
import Glibc

/// Puts recognised text where a document's pages are pictures.
package struct PageRecognition {
  /// What recognising a document may cost.
  package struct Limits: Hashable, Sendable {
    package var pages = 50
    package var secondsAPage = 60.0
    /// For all pages together; those that are left stay pictures.
    package var seconds = 540.0

    package init() {}
  }

  private let limits: Limits

  package init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// The document with the text of its picture pages.
  ///
  /// Warnings say what was done: `ocr` (text is recognised, and may hold errors), `ocr-missing`
  /// (Tesseract is not installed), `ocr-incomplete` (pages were left for lack of time).
  package func apply(to document: Document, _ bytes: UnsafeRawBufferPointer) -> Document {
    let numbers = document.pages.filter(\.isImageOnly).map(\.number)
    guard !numbers.isEmpty else { return document }
    var document = document
    guard let recogniser = TextRecogniser() else {
      document.warnings.append(ReaderWarning(id: "ocr-missing"))
      return document
    }
    guard let pages = PagePictures.pictures(of: bytes, document.format) else { return document }
    var found: [Int: RecognisedPage] = [:]
    let end = Self.now + limits.seconds
    var isIncomplete = numbers.count > limits.pages
    for number in numbers.prefix(limits.pages) {
      let seconds = min(limits.secondsAPage, end - Self.now)
      guard seconds > 1, let words = pages.words(ofPage: number, recogniser, seconds: seconds)
      else {
        isIncomplete = true
        continue
      }
      found[number] = RecognisedPage(words, page: number)
    }
    document = PageSplice(document).document(with: found)
    if !document.pages.filter(\.isRecognised).isEmpty {
      document.warnings.append(ReaderWarning(id: "ocr", detail: recogniser.languages))
    }
    if isIncomplete { document.warnings.append(ReaderWarning(id: "ocr-incomplete")) }
    return document
  }

  /// The languages that text is recognised in; nil where Tesseract is not installed.
  package static var languages: String? {
    guard let recogniser = TextRecogniser() else { return nil }
    return recogniser.languages
  }

  /// A clock that only goes on, in seconds.
  package static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Where the pictures of pages come from: a PDF that is drawn, or the file itself.
private enum PagePictures: ~Copyable {
  case drawn(PageRenderer)
  case file(PictureFile, UnsafeRawBufferPointer)

  /// Nil where they cannot be had.
  static func pictures(
    of bytes: UnsafeRawBufferPointer, _ format: DocumentFormat
  ) -> PagePictures? {
    if format == .image {
      guard let picture = PictureFile(bytes) else { return nil }
      return .file(picture, bytes)
    }
    guard let renderer = PageRenderer(bytes) else { return nil }
    return .drawn(renderer)
  }

  /// - Parameter number: from 1.
  borrowing func words(
    ofPage number: Int, _ recogniser: borrowing TextRecogniser, seconds: Double
  ) -> [RecognisedWord]? {
    switch self {
    case .drawn(let renderer):
      guard let image = renderer.image(ofPage: number) else { return nil }
      return recogniser.words(of: image, seconds: seconds)
    case .file(let picture, let bytes):
      return recogniser.words(
        ofPicture: bytes, page: number - 1,
        pixelsPerInch: picture.pixelsPerInch(ofPage: number - 1), seconds: seconds)
    }
  }
}

/// Rebuilds a document whose picture pages have got text.
struct PageSplice {
  private let old: Document
  private let bytes: [UInt8]
  private var text: [UInt8] = []
  private var new: Document

  init(_ document: Document) {
    old = document
    bytes = Array(document.text.utf8)
    new = document
    (new.pages, new.blocks, new.fragments, new.links) = ([], [], [], [])
  }

  consuming func document(with found: [Int: RecognisedPage]) -> Document {
    for page in old.pages {
      if let recognised = found[page.number], !recognised.blocks.isEmpty {
        add(page, recognised)
      } else {
        add(page)
      }
    }
    new.text = String(decoding: text, as: UTF8.self)
    let read = Set(new.pages.filter(\.isRecognised).map(\.number))
    new.warnings = old.warnings.filter { warning in
      switch warning.id {
      case "no-text-layer": read.isEmpty
      case "image-only-page": warning.page.map { !read.contains($0) } ?? true
      default: true
      }
    }.map { moved($0) }
    if new.blocks.isEmpty { return new }
    FlowTitles.mark(&new.blocks, in: text)
    return new
  }

  private mutating func separate() {
    if !text.isEmpty { text += [0x0A, 0x0A] }
  }

  private mutating func add(_ page: Page, _ recognised: RecognisedPage) {
    separate()
    let shift = text.count
    func moved(_ range: TextRange) -> TextRange {
      TextRange(range.start + shift, range.end + shift)
    }
    text += recognised.text
    for var block in recognised.blocks {
      block.range = moved(block.range)
      new.blocks.append(block)
    }
    new.fragments += recognised.fragments.map {
      Fragment(range: moved($0.range), page: $0.page, box: $0.box, confidence: $0.confidence)
    }
    var page = page
    page.range = TextRange(shift, text.count)
    page.isRecognised = true
    page.isImageOnly = false
    new.pages.append(page)
  }

  private mutating func add(_ page: Page) {
    if !page.range.isEmpty { separate() }
    let shift = text.count - page.range.start
    func moved(_ range: TextRange) -> TextRange {
      TextRange(range.start + shift, range.end + shift)
    }
    text += bytes[page.range.start..<page.range.end]
    for var block in old.blocks where page.range.contains(block.range) {
      block.range = moved(block.range)
      new.blocks.append(block)
    }
    for var fragment in old.fragments where page.range.contains(fragment.range) {
      fragment.range = moved(fragment.range)
      new.fragments.append(fragment)
    }
    for link in old.links where page.range.contains(link.range) {
      new.links.append(Link(range: moved(link.range), url: link.url))
    }
    var page = page
    page.range = moved(page.range)
    new.pages.append(page)
  }

  /// A warning about a stretch of text stands where the stretch went.
  private func moved(_ warning: ReaderWarning) -> ReaderWarning {
    guard !warning.range.isEmpty,
      let index = old.pages.firstIndex(where: { $0.range.contains(warning.range) })
    else { return warning }
    var warning = warning
    let shift = new.pages[index].range.start - old.pages[index].range.start
    warning.range.start += shift
    warning.range.end += shift
    return warning
  }
}
