import Documents

/// Writes the flow of a text document as a document.
///
/// Footnotes stand at the end of the section that refers to them, so that they part no list and no
/// sentence; endnotes at the end of the document.
struct FlowWriter {
  /// Page breaks beyond this number are none.
  static let mostPages = 2_000

  private var writer: DocumentWriter
  private var furniture: [Furniture] = []
  private var seen: Set<Furniture> = []
  private var footnotes: [FlowNote] = []
  private var endnotes: [FlowNote] = []
  private var tables = 0
  private var hasTitle = false

  init(limit: Int) {
    writer = DocumentWriter(limit: limit)
  }

  mutating func write(_ items: [FlowItem]) {
    for item in items {
      switch item {
      case .paragraph(let paragraph): for piece in paragraph.splitAtBullets { write(piece) }
      case .table(let table): write(table)
      }
    }
  }

  /// Adds what is no part of the message; the same text of the same role once only.
  mutating func add(_ role: Furniture.Role, _ text: String, page: Int = 1) {
    let item = Furniture(role: role, page: page, text: text.trimmingSpaces())
    if !item.text.isEmpty, seen.insert(item).inserted { furniture.append(item) }
  }

  /// Throws `.empty` for a document that says nothing at all.
  mutating func document(
    _ format: DocumentFormat, metadata: Metadata
  ) throws(DocumentFailure) -> Document {
    writeFootnotes()
    for note in endnotes { write(note) }
    guard !writer.text.isEmpty || !furniture.isEmpty || writer.isTruncated else { throw .empty }
    var document = Document(
      format: format, text: String(decoding: writer.text, as: UTF8.self), blocks: writer.blocks,
      links: writer.links, furniture: furniture, metadata: metadata)
    document.pages = pages
    FlowTitles.mark(&document.blocks, in: writer.text)
    BoldHeadings.mark(&document.blocks, in: writer.text)
    if writer.blocks.isEmpty { document.warnings.append(.init(id: "no-text-layer")) }
    if writer.isTruncated { document.warnings.append(.init(id: "truncated")) }
    return document
  }

  /// The stretches between the page breaks that the file tells of; none where it tells of none.
  private var pages: [Page] {
    guard let last = writer.blocks.last?.page, last > 1 else { return [] }
    var pages: [Page] = []
    var next = 0
    for number in 1...last {
      let first = next
      while next < writer.blocks.count, writer.blocks[next].page == number { next += 1 }
      let start = first < next ? writer.blocks[first].range.start : pages.last?.range.end ?? 0
      let end = first < next ? writer.blocks[next - 1].range.end : start
      pages.append(Page(number: number, range: TextRange(start, end)))
    }
    return pages
  }

  // MARK: Paragraphs

  private mutating func write(_ paragraph: FlowParagraph) {
    var paragraph = paragraph
    if paragraph.role == .title {
      if hasTitle { (paragraph.role, paragraph.level) = (.heading, 1) }
      hasTitle = hasTitle || !paragraph.isEmpty
    }
    if paragraph.role == .heading || paragraph.role == .title { writeFootnotes() }
    put(
      paragraph,
      Block(
        paragraph.role, TextRange(0, 0), level: paragraph.level, page: paragraph.page,
        marker: paragraph.marker))
    keep(paragraph.notes)
  }

  private mutating func keep(_ notes: [FlowNote]) {
    for note in notes {
      if note.isEndnote { endnotes.append(note) } else { footnotes.append(note) }
    }
  }

  private mutating func writeFootnotes() {
    let notes = footnotes
    footnotes = []
    for note in notes { write(note) }
  }

  private mutating func write(_ note: FlowNote) {
    // A note keeps the page of the text before it, so that pages stay in order.
    let page = writer.blocks.last?.page ?? 1
    put(Self.joined(note.paragraphs), Block(.note, TextRange(0, 0), page: page))
  }

  private mutating func write(_ table: FlowTable) {
    guard !table.isLayout else {
      for slot in table.slots { write(slot.items) }
      return
    }
    for slot in table.slots {
      var cell = slot.cell
      cell.table = tables
      let whole = Self.joined(slot.paragraphs)
      put(whole, Block(.tableCell, TextRange(0, 0), page: whole.page, cell: cell))
      keep(slot.paragraphs.flatMap(\.notes))
    }
    tables += 1
  }

  /// Several paragraphs as one, a line each.
  private static func joined(_ paragraphs: [FlowParagraph]) -> FlowParagraph {
    var whole = FlowParagraph()
    whole.page = paragraphs.first?.page ?? 1
    for paragraph in paragraphs where !paragraph.isEmpty {
      if !whole.runs.isEmpty { whole.runs.append(.init(text: "\n")) }
      whole.runs += paragraph.runs
      whole.fontSize = max(whole.fontSize, paragraph.fontSize)
    }
    return whole
  }

  private mutating func put(_ paragraph: FlowParagraph, _ block: Block) {
    var block = block
    block.fontSize = paragraph.fontSize
    block.page = max(block.page, writer.blocks.last?.page ?? 1)
    writer.begin(block)
    writer.finish(with: paragraph.runs)
  }
}
