import Documents

/// Writes slides as a document.
struct DeckWriter {
  private var writer: DocumentWriter
  private var pages: [Page] = []
  private var furniture: [Furniture] = []
  private var tables = 0
  private let width: Double
  private let height: Double

  /// Sizes in points.
  init(width: Double, height: Double, limit: Int) {
    self.width = width
    self.height = height
    writer = DocumentWriter(limit: limit)
  }

  /// Adds a slide: its boxes in visual order, then its notes, then its comments.
  mutating func write(_ slide: Slide) {
    var slide = slide
    SlideTitles.mark(&slide, height: height)
    let number = pages.count + 1
    let firstBlock = writer.blocks.count
    for shape in VisualOrder.sorted(slide.shapes) { write(shape, page: number) }
    let hasText = writer.blocks.count > firstBlock
    for paragraph in slide.notes {
      write(paragraph, Block(.note, TextRange(0, 0), page: number))
    }
    for comment in slide.comments {
      write(
        SlideParagraph(runs: [.init(text: comment)]), Block(.comment, TextRange(0, 0), page: number)
      )
    }
    let blocks = writer.blocks[firstBlock...]
    let range =
      blocks.first.map { TextRange($0.range.start, writer.end) }
      ?? TextRange(writer.end, writer.end)
    pages.append(
      Page(
        number: number, range: range, width: width, height: height,
        isImageOnly: slide.hasPictures && !hasText, isHidden: slide.isHidden))
  }

  func document(_ format: DocumentFormat, metadata: Metadata) -> Document {
    var document = Document(
      format: format, text: String(decoding: writer.text, as: UTF8.self), pages: pages,
      blocks: writer.blocks, fragments: writer.fragments, links: writer.links,
      furniture: furniture, metadata: metadata, isDeck: true)
    for page in pages where page.isHidden && !page.range.isEmpty {
      document.warnings.append(.init(id: "hidden-slide", range: page.range, page: page.number))
    }
    if writer.blocks.isEmpty { document.warnings.append(.init(id: "no-text-layer")) }
    if writer.isTruncated { document.warnings.append(.init(id: "truncated")) }
    return document
  }

  private mutating func write(_ shape: SlideShape, page: Int) {
    if case .furniture(let role) = shape.kind {
      let lines = shape.paragraphs.map { $0.runs.map(\.text).joined() }.filter { !$0.isEmpty }
      if !lines.isEmpty {
        furniture.append(Furniture(role: role, page: page, text: lines.joined(separator: "\n")))
      }
      return
    }
    if case .title = shape.kind { return writeTitle(shape, page: page) }
    for var paragraph in shape.paragraphs {
      paragraph.markTypedBullet()
      let isItem = paragraph.marker != nil
      write(
        paragraph,
        Block(
          isItem ? .listItem : .paragraph, TextRange(0, 0), level: isItem ? paragraph.level + 1 : 0,
          page: page, box: shape.box, marker: paragraph.marker))
    }
    if let table = shape.table { write(table, page: page) }
  }

  /// A title of several paragraphs is one heading.
  private mutating func writeTitle(_ shape: SlideShape, page: Int) {
    var whole = SlideParagraph()
    for paragraph in shape.paragraphs where !paragraph.isEmpty {
      if !whole.runs.isEmpty { whole.runs.append(.init(text: "\n")) }
      whole.runs += paragraph.runs
      whole.fontSize = max(whole.fontSize, paragraph.fontSize)
    }
    write(whole, Block(.heading, TextRange(0, 0), level: 1, page: page, box: shape.box))
  }

  private mutating func write(_ table: SlideTable, page: Int) {
    for slot in table.slots {
      var cell = slot.cell
      cell.table = tables
      var whole = SlideParagraph()
      for paragraph in slot.paragraphs where !paragraph.isEmpty {
        if !whole.runs.isEmpty { whole.runs.append(.init(text: "\n")) }
        whole.runs += paragraph.runs
        whole.fontSize = max(whole.fontSize, paragraph.fontSize)
      }
      write(whole, Block(.tableCell, TextRange(0, 0), page: page, box: slot.box, cell: cell))
    }
    tables += 1
  }

  private mutating func write(_ paragraph: SlideParagraph, _ block: Block) {
    var block = block
    block.fontSize = paragraph.fontSize
    writer.begin(block)
    writer.finish(with: paragraph.runs)
  }
}
