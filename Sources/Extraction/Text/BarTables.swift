import Documents

/// Tables written with bars between their cells (`Soft | 100,000 | 400,000`), as in Markdown and in
/// texts that were pages once.
enum BarTables {
  /// A line's cells with their columns, without the empty ones.
  static func cells(of line: TextLine, in text: [UInt8]) -> [(column: Int, range: TextRange)] {
    var start = line.start
    var end = line.end
    if text[start] == bar { start += 1 }
    if end > start, text[end - 1] == bar { end -= 1 }
    var cells: [(column: Int, range: TextRange)] = []
    var column = 0
    var from = start
    for i in start...end where i == end || text[i] == bar && text[i - 1] != 0x5C {
      var lower = from
      var upper = i
      while lower < upper, text[lower] == 0x20 { lower += 1 }
      while upper > lower, text[upper - 1] == 0x20 { upper -= 1 }
      if lower < upper { cells.append((column, TextRange(lower, upper))) }
      column += 1
      from = i + 1
    }
    return cells
  }

  /// The line between a head and its rows: `---|---|`.
  static func isDelimiter(_ line: TextLine, in text: [UInt8]) -> Bool {
    let bytes = text[line.start..<line.end]
    return bytes.contains(UInt8(ascii: "-")) && bytes.contains(bar)
      && bytes.allSatisfy { "|-: ".utf8.contains($0) }
  }

  /// The cells of the tables of a plain text: two lines or more with bars, one below the other.
  ///
  /// - Parameter first: the number of the first table.
  static func all(in text: [UInt8], first: Int) -> [Block] {
    guard text.contains(bar) else { return [] }
    let lines = TextLine.lines(of: text)
    var found: [Block] = []
    var table = first
    var rows: [Int] = []
    func close() {
      let cells = blocks(of: rows.map { lines[$0] }, in: text, table: table)
      if !cells.isEmpty { table += 1 }
      found += cells
      rows = []
    }
    for i in lines.indices where !lines[i].isBlank {
      let isBelow = rows.last.map { $0 == i - 1 || text[lines[i].end - 1] == bar } ?? true
      if !isBelow { close() }
      if isRow(lines[i], in: text) { rows.append(i) } else { close() }
    }
    close()
    return found
  }

  private static let bar = UInt8(ascii: "|")
  private static let longestRow = 2000

  private static func isRow(_ line: TextLine, in text: [UInt8]) -> Bool {
    let bytes = text[line.start..<line.end]
    return bytes.count < longestRow && bytes.dropFirst().contains(bar)
      && (bytes.contains([0x20, bar]) || isDelimiter(line, in: text))
  }

  private static func blocks(of rows: [TextLine], in text: [UInt8], table: Int) -> [Block] {
    let delimiter = rows.firstIndex { isDelimiter($0, in: text) }
    let rows = rows.filter { !isDelimiter($0, in: text) }.map { ($0, cells(of: $0, in: text)) }
    // Ways through a page (« Accueil | Actualités ») are one line, or lines of few words each.
    guard rows.count >= 2, rows.contains(where: { $0.1.count > 1 }) else { return [] }
    let hasHead = delimiter == 1 || isHead(rows[0].1, in: text)
    return rows.enumerated().flatMap { number, row in
      row.1.map { cell in
        Block(
          .tableCell, cell.range, page: row.0.page,
          cell: Cell(
            table: table, row: number, column: cell.column, isHeader: hasHead && number == 0))
      }
    }
  }

  /// Three cells or more without a figure are the heads of columns.
  private static func isHead(_ cells: [(column: Int, range: TextRange)], in text: [UInt8]) -> Bool {
    cells.count > 2
      && cells.dropFirst().allSatisfy { cell in
        let bytes = text[cell.range.start..<cell.range.end]
        return bytes.count < 40 && !bytes.prefix(1).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
          && !bytes.contains(UInt8(ascii: "%"))
      }
  }
}
