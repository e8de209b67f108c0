import Documents

/// Puts documents one after the other into one text: a mail's body, then its attachments.
struct DocumentJoiner {
  private(set) var document: Document
  private var tables = 0

  init(_ format: DocumentFormat) {
    document = Document(format: format, text: "")
  }

  /// Adds a document's text and all that is told of it, its places moved.
  ///
  /// - Parameter name: the part's name; nil for what belongs to the body.
  mutating func append(_ other: Document, as name: String?) {
    if !document.text.isEmpty, !other.text.isEmpty { document.text += "\n\n" }
    let start = document.text.utf8.count
    func moved(_ range: TextRange) -> TextRange {
      TextRange(range.start + start, range.end + start)
    }
    document.text += other.text
    let whole = TextRange(start, document.text.utf8.count)
    addPages(
      other.pages.map { page in
        var page = page
        page.range = moved(page.range)
        return page
      }, of: whole, isPart: name != nil)
    var highest = tables
    for var block in other.blocks {
      block.range = moved(block.range)
      if let table = block.cell?.table {
        block.cell?.table = table + tables
        highest = max(highest, table + tables + 1)
      }
      document.blocks.append(block)
    }
    tables = highest
    document.fragments += other.fragments.map {
      Fragment(
        range: moved($0.range), page: $0.page, box: $0.box, confidence: $0.confidence)
    }
    document.links += other.links.map { Link(range: moved($0.range), url: $0.url) }
    document.furniture += other.furniture
    for var warning in other.warnings {
      warning.range = warning.range.isEmpty ? warning.range : moved(warning.range)
      if warning.detail.isEmpty, let name { warning.detail = name }
      document.warnings.append(warning)
    }
    guard let name else { return }
    // A mail that came with a mail has parts of its own.
    let own = TextRange(start, other.parts.first.map { $0.range.start + start } ?? whole.end)
    document.parts.append(DocumentPart(name: name, range: own, format: other.format))
    document.parts += other.parts.map {
      DocumentPart(name: name + "/" + $0.name, range: moved($0.range), format: $0.format)
    }
  }

  /// What has no pages is one; all pieces of a body are one.
  private mutating func addPages(_ pages: [Page], of whole: TextRange, isPart: Bool) {
    if !pages.isEmpty {
      document.pages += pages
    } else if isPart || document.pages.isEmpty {
      document.pages.append(Page(number: 1, range: whole))
    } else {
      document.pages[document.pages.count - 1].range.end = whole.end
    }
  }

  mutating func warn(_ warning: ReaderWarning) { document.warnings.append(warning) }

  mutating func add(_ role: Furniture.Role, _ text: String) {
    guard !text.isEmpty else { return }
    document.furniture.append(Furniture(role: role, page: 1, text: text))
  }
}
