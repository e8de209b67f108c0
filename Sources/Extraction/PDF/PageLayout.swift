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
  /// The table that ends the page, if one does.
  private(set) var openTable: OpenTable?
  private var ruledTables: [RuledTable] = []

  /// A page with more words is no page for reading (a plan, a print-out): it is only put in lines.
  private static let wordLimit = 20_000

  /// - Parameters:
  ///   - tables: how many tables the pages before hold.
  ///   - openTable: `openTable` of the page before.
  init(page: PDFPage, tables: Int, openTable: OpenTable?, bodySize: Double, isDeck: Bool) {
    self.page = page
    self.bodySize = bodySize
    self.isDeck = isDeck
    self.tables = tables
    self.openTable = openTable
    guard page.words.count <= Self.wordLimit else {
      add(.column(page.words, limit: page.width))
      return
    }
    let drawn = isDeck ? DrawnBullets.written(page) : page.words
    let words = MarkerStretch.stretched(
      LeaderLine.joined(
        PageTurn.upright(PageTurn.withSigns(drawn), width: page.width), page.texts))
    let upright = words.filter { !$0.isVertical }
    if let (left, right) = PageSpread.halves(of: upright, width: page.width, height: page.height) {
      for region in PageCutter.regions(of: left, width: page.width / 2) { add(region) }
      for region in PageCutter.regions(of: right, left: page.width / 2, width: page.width) {
        add(region)
      }
    } else {
      for region in regions(of: upright, openTable: openTable) { add(region) }
    }
    // Text set sideways beside the upright text: a rare note in the margin.
    let sideways = PageTurn.turned(words.filter(\.isVertical), width: page.width)
    for region in PageCutter.regions(of: sideways, width: page.height) { add(region) }
    blocks = CardRows.marked(NoteMarks.unmarked(blocks), tables: &self.tables)
  }

  // MARK: Ruled tables

  /// The page's regions, with one word in the place of each ruled table.
  private mutating func regions(of words: [PDFWord], openTable: OpenTable?) -> [PageRegion] {
    let regions = PageCutter.regions(of: words, width: page.width, openTable: openTable)
    // Where nothing stands side by side, there is no table. Rules are not turned with the words of a
    // page that is set sideways.
    guard regions.count > 1 || regions.contains(where: \.isTable),
      words.allSatisfy({ abs($0.box.y0 - $0.pageBox.y0) < 1 && abs($0.box.x0 - $0.pageBox.x0) < 1 }
      ),
      let drawing = page.drawing
    else { return regions }
    let rules = drawing.rules
    ruledTables = RuledTable.tables(
      rules + ShadedCells.rules(drawing.fills, drawn: rules), words: words, em: bodySize,
      open: openTable?.edges)
    guard !ruledTables.isEmpty else { return regions }
    let sign = page.texts.text(Self.standIn)
    let standIns = ruledTables.map { table in
      page.texts.word(sign, table.box, fontSize: bodySize, isBold: false)
    }
    let others = words.filter { word in !ruledTables.contains { $0.holds(word) } }
    return PageCutter.regions(of: others + standIns, width: page.width)
  }

  private static let standIn = "\u{FFFC}"

  /// Takes a column's ruled tables from it, each with the words above it.
  private mutating func addTables(in words: [PDFWord], limit: Double) -> [PDFWord] {
    guard !ruledTables.isEmpty else { return words }
    var rest: [PDFWord] = []
    var tables: [RuledTable] = []
    for word in words {
      if let table = ruledTables.first(where: { $0.box == word.box }) {
        tables.append(table)
      } else {
        rest.append(word)
      }
    }
    for table in tables.sorted(by: { $0.box.y0 < $1.box.y0 }) {
      let middle = (table.box.y0 + table.box.y1) / 2
      addParagraphs(rest.filter { $0.middle < middle }, limit: limit)
      rest.removeAll { $0.middle < middle }
      add(table)
    }
    return rest
  }

  private mutating func add(_ table: RuledTable) {
    let open = openTable.flatMap { open in
      blocks.isEmpty && RuledTable.areSame(open.edges, table.edges) ? open : nil
    }
    let ordinal = open?.ordinal ?? tables
    let above = open?.rows ?? 0
    let isHeaded = above == 0 && table.isHeaded
    for slot in table.cells where !slot.words.isEmpty {
      var block = PDFBlock(page: page.number, lines: PDFLine.lines(of: slot.words), column: columns)
      block.role = .tableCell
      block.cell = Cell(
        table: ordinal, row: above + slot.row, column: slot.column, rowSpan: slot.rowSpan,
        columnSpan: slot.columnSpan, isHeader: isHeaded && slot.row == 0)
      blocks.append(block)
    }
    if open == nil { tables += 1 }
    openTable = OpenTable(edges: table.edges, ordinal: ordinal, rows: above + table.rowCount)
  }

  // MARK: Regions

  private mutating func add(_ region: PageRegion) {
    columns += 1
    switch region {
    case .column(let words, let limit):
      addParagraphs(addTables(in: words, limit: limit), limit: limit)
    case .table(let rows, let isContinued):
      if !ruledTables.isEmpty, rows.joined().joined().contains(where: isStandIn) {
        // Ruled tables side by side.
        for column in rows[0].indices {
          add(.column(rows.flatMap { $0[column] }, limit: page.width))
        }
      } else {
        add(rows, to: isContinued ? openTable : nil)
      }
    }
  }

  private func isStandIn(_ word: PDFWord) -> Bool {
    ruledTables.contains { $0.box == word.box }
  }

  private mutating func addParagraphs(_ words: [PDFWord], limit: Double) {
    guard !words.isEmpty else { return }
    var builder = ParagraphBuilder(
      page: page.number, column: columns, bodySize: bodySize,
      slideEdge: isDeck ? limit - 0.06 * page.width : nil)
    blocks += builder.blocks(of: PDFLine.lines(of: words))
    openTable = nil
  }

  private mutating func add(_ rows: [[[PDFWord]]], to open: OpenTable?) {
    let ordinal = open?.ordinal ?? tables
    let above = open?.rows ?? 0
    let isHeader = above == 0 && Self.startsWithHeader(rows)
    for (row, cells) in rows.enumerated() {
      for (column, words) in cells.enumerated() where !words.isEmpty {
        var block = PDFBlock(page: page.number, lines: PDFLine.lines(of: words), column: columns)
        block.role = .tableCell
        block.cell = Cell(
          table: ordinal, row: above + row, column: column, isHeader: isHeader && row == 0)
        blocks.append(block)
      }
    }
    if open == nil { tables += 1 }
    let edges = (rows.first ?? []).indices.map { column in
      rows.flatMap { $0[column] }.map(\.box.x0).min() ?? 0
    }
    openTable = OpenTable(edges: edges, ordinal: ordinal, rows: above + rows.count)
  }

  /// The first row is a header where all of it is bold and the second is not.
  private static func startsWithHeader(_ rows: [[[PDFWord]]]) -> Bool {
    func isBold(_ row: [[PDFWord]]) -> Bool {
      row.allSatisfy { cell in PDFLine.lines(of: cell).allSatisfy(\.isBold) }
    }
    return rows.count > 1 && isBold(rows[0]) && !isBold(rows[1])
  }
}
