/// A document as `calls extract --format json` prints it: one line, keys sorted.
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
package struct DocumentJSON {
  private let document: Document
  private let index: ScalarIndex
  private var out = JSONBytes()
  private var isFirst = true

  package init(_ document: Document) {
    self.document = document
    index = ScalarIndex(document.text)
  }

  /// One line, ended by a line feed.
  package var json: String {
    var writer = self
    writer.write()
    return String(decoding: writer.out.bytes, as: UTF8.self)
  }

  private mutating func write() {
    open()
    list("blocks", document.blocks) { $0.write($1) }
    member("format", document.format.rawValue)
    list("fragments", document.fragments) { $0.write($1) }
    list("furniture", document.furniture) { $0.write($1) }
    member("isDeck", document.isDeck)
    list("links", document.links) { $0.write($1) }
    key("metadata")
    write(document.metadata)
    list("pages", document.pages) { $0.write($1) }
    if !document.parts.isEmpty { list("parts", document.parts) { $0.write($1) } }
    member("schema", "calls-document/1")
    member("text", document.text)
    list("warnings", document.warnings) { $0.write($1) }
    close()
    out.raw("\n")
  }

  // MARK: Parts of a document

  private mutating func write(_ block: Block) {
    member("box", block.box)
    if let cell = block.cell {
      key("cell")
      write(cell)
    }
    member("end", index.scalarOffset(block.range.end))
    member("fontSize", block.fontSize > 0 ? block.fontSize : nil)
    if block.isBold { member("isBold", true) }
    member("language", block.language)
    if block.level > 0 { member("level", block.level) }
    member("marker", block.marker)
    member("page", block.page)
    member("role", block.role.rawValue)
    member("start", index.scalarOffset(block.range.start))
    member("text", index.slice(block.range))
  }

  private mutating func write(_ cell: Cell) {
    open()
    member("column", cell.column)
    member("columnSpan", cell.columnSpan)
    member("isHeader", cell.isHeader)
    member("row", cell.row)
    member("rowSpan", cell.rowSpan)
    member("table", cell.table)
    close()
  }

  private mutating func write(_ fragment: Fragment) {
    member("box", fragment.box)
    member("confidence", fragment.confidence)
    member("end", index.scalarOffset(fragment.range.end))
    member("page", fragment.page)
    member("start", index.scalarOffset(fragment.range.start))
  }

  private mutating func write(_ furniture: Furniture) {
    member("page", furniture.page)
    member("role", furniture.role.rawValue)
    member("text", furniture.text)
  }

  private mutating func write(_ link: Link) {
    member("end", index.scalarOffset(link.range.end))
    member("start", index.scalarOffset(link.range.start))
    member("text", index.slice(link.range))
    member("url", link.url)
  }

  private mutating func write(_ metadata: Metadata) {
    open()
    member("author", metadata.author)
    member("canonicalURL", metadata.canonicalURL)
    member("language", metadata.language)
    member("modified", metadata.modified)
    member("published", metadata.published)
    member("title", metadata.title)
    close()
  }

  private mutating func write(_ page: Page) {
    member("end", index.scalarOffset(page.range.end))
    member("height", page.height > 0 ? page.height : nil)
    if page.isHidden { member("isHidden", true) }
    if page.isImageOnly { member("isImageOnly", true) }
    member("number", page.number)
    if page.isRecognised { member("ocr", true) }
    member("start", index.scalarOffset(page.range.start))
    member("width", page.width > 0 ? page.width : nil)
  }

  private mutating func write(_ part: DocumentPart) {
    member("end", index.scalarOffset(part.range.end))
    member("format", part.format.rawValue)
    member("name", part.name)
    member("start", index.scalarOffset(part.range.start))
  }

  private mutating func write(_ warning: ReaderWarning) {
    member("detail", warning.detail.isEmpty ? nil : warning.detail)
    if !warning.range.isEmpty { member("end", index.scalarOffset(warning.range.end)) }
    member("figure", warning.figure)
    member("id", warning.id)
    if let page = warning.page { member("page", page) }
    if !warning.range.isEmpty { member("start", index.scalarOffset(warning.range.start)) }
  }

  // MARK: JSON

  private mutating func open() {
    out.raw("{")
    isFirst = true
  }

  private mutating func close() {
    out.raw("}")
    isFirst = false
  }

  private mutating func key(_ name: StaticString) {
    out.raw(isFirst ? "\"" : ",\"")
    isFirst = false
    out.raw(name)
    out.raw("\":")
  }

  private mutating func list<Item>(
    _ name: StaticString, _ items: [Item], _ write: (inout DocumentJSON, Item) -> Void
  ) {
    key(name)
    out.raw("[")
    for (i, item) in items.enumerated() {
      if i > 0 { out.raw(",") }
      open()
      write(&self, item)
      close()
    }
    out.raw("]")
  }

  private mutating func member(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    key(name)
    out.string(text)
  }

  private mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    out.number(number)
  }

  private mutating func member(_ name: StaticString, _ truth: Bool) {
    key(name)
    out.raw(truth ? "true" : "false")
  }

  private mutating func member(_ name: StaticString, _ figure: Double?) {
    guard let figure else { return }
    key(name)
    hundredths(figure)
  }

  private mutating func member(_ name: StaticString, _ box: Box?) {
    guard let box else { return }
    key(name)
    out.raw("[")
    hundredths(box.x0)
    for corner in [box.y0, box.x1, box.y1] {
      out.raw(",")
      hundredths(corner)
    }
    out.raw("]")
  }

  /// To a hundredth: finer digits mean nothing, and JSON has no infinity.
  private mutating func hundredths(_ figure: Double) {
    let rounded = figure.isFinite ? (figure * 100).rounded() / 100 : 0
    if let whole = Int(exactly: rounded) { out.number(whole) } else { out.plain("\(rounded)") }
  }
}
