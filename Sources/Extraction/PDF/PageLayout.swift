import Documents

/// Turns a page's words into blocks in reading order.
struct PageLayout {
  let page: PDFPage
  /// Ordinal of the next table in the document.
  private(set) var tables: Int
  private let bodySize: Double
  private let isDeck: Bool
  private var columns = 0
  private(set) var blocks: [PDFBlock] = []
  /// Left edges of the columns of the table that ends the page; empty where none does.
  private(set) var openTable: [Double] = []

  /// A page with more words is no page for reading (a plan, a print-out): it is only put in lines.
  private static let wordLimit = 20_000

  /// - Parameters:
  ///   - tables: how many tables the pages before hold.
  ///   - openTable: `openTable` of the page before.
  init(page: PDFPage, tables: Int, openTable: [Double], bodySize: Double, isDeck: Bool) {
    self.page = page
    self.bodySize = bodySize
    self.isDeck = isDeck
    self.tables = tables
    guard page.words.count <= Self.wordLimit else {
      add(.column(page.words, limit: page.width))
      return
    }
    let words = MarkerStretch.stretched(PageTurn.upright(page.words, width: page.width))
    for region in PageCutter.regions(
      of: words.filter { !$0.isVertical }, width: page.width, openTable: openTable)
    { add(region) }
    // Text set sideways beside the upright text: a rare note in the margin.
    let sideways = PageTurn.turned(words.filter(\.isVertical), width: page.width)
    for region in PageCutter.regions(of: sideways, width: page.height) { add(region) }
  }

  private mutating func add(_ region: PageRegion) {
    columns += 1
    openTable = []
    switch region {
    case .column(let words, let limit):
      var builder = ParagraphBuilder(
        page: page.number, column: columns, bodySize: bodySize,
        slideEdge: isDeck ? limit - 0.06 * page.width : nil)
      blocks += builder.blocks(of: PDFLine.lines(of: words))
    case .table(let rows):
      add(rows)
      openTable = (rows.first ?? []).indices.map { column in
        rows.flatMap { $0[column] }.map(\.box.x0).min() ?? 0
      }
    }
  }

  private mutating func add(_ rows: [[[PDFWord]]]) {
    for (row, cells) in rows.enumerated() {
      for (column, words) in cells.enumerated() where !words.isEmpty {
        var block = PDFBlock(page: page.number, lines: PDFLine.lines(of: words), column: columns)
        block.role = .tableCell
        block.cell = Cell(table: tables, row: row, column: column)
        blocks.append(block)
      }
    }
    markHeader(rows)
    tables += 1
  }

  /// The first row is a header where all of it is bold and the second is not.
  private mutating func markHeader(_ rows: [[[PDFWord]]]) {
    let first = blocks.indices.filter {
      blocks[$0].cell?.table == tables && blocks[$0].cell?.row == 0
    }
    let second = blocks.indices.filter {
      blocks[$0].cell?.table == tables && blocks[$0].cell?.row == 1
    }
    guard first.allSatisfy({ blocks[$0].isBold }), !second.allSatisfy({ blocks[$0].isBold }) else {
      return
    }
    for i in first { blocks[i].cell?.isHeader = true }
  }
}
