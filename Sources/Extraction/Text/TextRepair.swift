import Documents

/// Mends what a converter broke in a plain text: bullets that it could not decode, apostrophes that
/// it left out, spaces inside words or lost between them, and the cells of a table written against
/// each other.
///
/// A text without such faults stays as it is, byte for byte.
struct TextRepair {
  private(set) var bytes: [UInt8]
  /// Cells of rebuilt tables, in order.
  private(set) var cells: [Block] = []
  private(set) var warnings: [ReaderWarning] = []

  /// Longer texts are data, or books: they are left alone.
  private static let longest = 4 << 20

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count <= Self.longest else { return }
    self.bytes = LostApostrophes.restored(bytes)
    var pages = Self.pages(of: self.bytes)
    let hasBullets = Self.mendBullets(&pages)
    let tables = Self.tables(in: pages)
    var mended = tables.isEmpty ? GluedHeads.mend(&pages) : 0
    var repair = WordRepair(pages.joined().map { Self.words($0) })
    for p in pages.indices {
      for i in pages[p].indices where tables[p]?.lines.contains(i) != true {
        let edits = repair.edits(Self.words(pages[p][i]))
        guard !edits.isEmpty else { continue }
        mended += edits.count
        pages[p][i] = Self.applied(edits, to: pages[p][i])
      }
    }
    guard hasBullets || mended > 0 || !tables.isEmpty else { return }
    write(pages, tables)
    if mended > 0 { warnings.append(ReaderWarning(id: "mended-words", figure: repair.share)) }
  }

  // MARK: Lines

  private static func pages(of bytes: [UInt8]) -> [[String]] {
    bytes.split(separator: 0x0C, omittingEmptySubsequences: false).map { page in
      page.split(separator: 0x0A, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  /// The words of a line; empty ones where it has several spaces together.
  private static func words(_ line: String) -> [String] {
    line.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { String($0) ?? "" }
  }

  private static func applied(_ edits: [WordRepair.Edit], to line: String) -> String {
    var words = words(line)
    for edit in edits.reversed() {
      switch edit {
      case .join(let place, let following):
        words.replaceSubrange(
          place...place + following, with: [words[place...place + following].joined()])
      case .split(let place, let offsets):
        var scalars = Array(words[place].unicodeScalars)
        for offset in offsets.reversed() { scalars.insert(" ", at: offset) }
        words[place] = String(String.UnicodeScalarView(scalars))
      }
    }
    return words.joined(separator: " ")
  }

  // MARK: Bullets

  /// An undecoded character before an item is a bullet.
  ///
  /// - Returns: whether there was one.
  private static func mendBullets(_ pages: inout [[String]]) -> Bool {
    var found = false
    for p in pages.indices {
      for i in pages[p].indices {
        let line = pages[p][i]
        let body = line.drop { $0 == " " || $0 == "\t" }
        guard let first = body.unicodeScalars.first, PDFText.isUnknown(first),
          body.unicodeScalars.dropFirst().first?.properties.isWhitespace ?? false
        else { continue }
        let rest = String(body.unicodeScalars.dropFirst())
        pages[p][i] = line.prefix(line.count - body.count) + "•" + rest
        found = true
      }
    }
    return found
  }

  // MARK: Tables

  private static func tables(in pages: [[String]]) -> [Int: GluedTable] {
    guard pages.count < 1_000 else { return [:] }
    var words: Set<String>?
    var tables: [Int: GluedTable] = [:]
    for (p, page) in pages.enumerated() {
      // The words of the whole text are asked for where a header is found only.
      tables[p] = GluedTable(page: page) { word in
        let all = words ?? Self.letterRuns(pages)
        words = all
        return all.contains(word)
      }
    }
    return tables
  }

  private static func letterRuns(_ pages: [[String]]) -> Set<String> {
    Set(pages.joined().lazy.flatMap { $0.split { !$0.isLetter }.map(String.init) })
  }

  private mutating func write(_ pages: [[String]], _ tables: [Int: GluedTable]) {
    bytes = []
    var ordinal = 0
    for (p, page) in pages.enumerated() {
      if p > 0 { bytes.append(0x0C) }
      var isFirst = true
      for (i, line) in page.enumerated() {
        if let table = tables[p], table.lines.contains(i) {
          if i == table.lines.lowerBound {
            if !isFirst { bytes.append(0x0A) }
            write(table, ordinal: ordinal, page: p + 1)
            ordinal += 1
          }
        } else {
          if !isFirst { bytes.append(0x0A) }
          bytes += line.utf8
        }
        isFirst = false
      }
    }
  }

  /// One cell a line.
  private mutating func write(_ table: GluedTable, ordinal: Int, page: Int) {
    for (r, row) in table.rows.enumerated() {
      for (c, text) in row.enumerated() {
        if r + c > 0 { bytes.append(0x0A) }
        let start = bytes.count
        bytes += text.utf8
        cells.append(
          Block(
            .tableCell, TextRange(start, bytes.count), page: page,
            cell: Cell(table: ordinal, row: r, column: c, isHeader: r == 0)))
      }
    }
    let start = cells.last { $0.cell?.table == ordinal && $0.cell?.row == 0 }?.range.start ?? 0
    warnings.append(
      ReaderWarning(id: "rebuilt-table", range: TextRange(start, bytes.count), page: page))
  }
}
