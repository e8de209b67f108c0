import Documents

/// A part of a page, in reading order with the others.
enum PageRegion {
  /// Words of one column, and how far to the right it may reach, in points.
  case column([PDFWord], limit: Double)
  /// Rows of cells; an empty cell has no words. A continued table began on the page before.
  case table([[[PDFWord]]], isContinued: Bool)

  var isTable: Bool {
    if case .table = self { true } else { false }
  }
}

/// Cuts a page's words into columns and tables, in reading order.
///
/// The words are first parted into slices by horizontal white space. Neighbouring slices that
/// share free vertical strips ("rivers") make a run of columns, which is either a table, read by
/// rows, or columns, read one after the other and cut again in the same way; all other slices are
/// text over the full width.
struct PageCutter {
  /// Nothing sane is nested deeper.
  private static let depthLimit = 12

  /// - Parameters:
  ///   - left: where the page begins, in points.
  ///   - width: where it ends, in points.
  ///   - openTable: the table that ends the page before, if one does.
  static func regions(
    of words: [PDFWord], left: Double = 0, width: Double, openTable: OpenTable? = nil
  ) -> [PageRegion] {
    var cutter = PageCutter(openTable: openTable)
    // Both margins are thought to be the same.
    cutter.cut(words, limit: width + left - (words.map(\.box.x0).min() ?? 0), depth: 0)
    return cutter.regions
  }

  private let openTable: OpenTable?
  private var regions: [PageRegion] = []

  private init(openTable: OpenTable?) {
    self.openTable = openTable
  }

  private mutating func cut(_ words: [PDFWord], limit: Double, depth: Int) {
    guard !words.isEmpty else { return }
    guard depth < Self.depthLimit else {
      regions.append(.column(words, limit: limit))
      return
    }
    let slices = PageSlice.slices(of: words)
    var plain: [PageSlice] = []
    var i = 0
    while i < slices.count {
      guard !slices[i].gaps.isEmpty, var run = ColumnRun(slices, from: i) else {
        plain.append(slices[i])
        i += 1
        continue
      }
      run.takeLeading(from: &plain)
      flush(&plain, limit: limit)
      emit(run, limit: limit, depth: depth)
      i = run.end
    }
    flush(&plain, limit: limit)
  }

  private mutating func flush(_ plain: inout [PageSlice], limit: Double) {
    guard !plain.isEmpty else { return }
    regions.append(.column(plain.flatMap(\.words), limit: limit))
    plain = []
  }

  private mutating func emit(_ run: ColumnRun, limit: Double, depth: Int) {
    let isContinued = regions.isEmpty && continues(run)
    var (run, reading) = (run, TableRows.reading(of: run, isContinued: isContinued))
    if case .table = reading, !isContinued, let wider = run.withHiddenRivers() {
      (run, reading) = (wider, TableRows.reading(of: wider, isContinued: false))
    }
    emit(run, as: reading, isContinued: isContinued, limit: limit, depth: depth)
    for step in run.steps {
      let isLeft = step.allSatisfy { $0.box.x0 < run.rivers[0].middle }
      cut(step, limit: isLeft ? run.rivers[0].high : limit, depth: depth + 1)
    }
  }

  private mutating func emit(
    _ run: ColumnRun, as reading: TableRows.Reading, isContinued: Bool, limit: Double, depth: Int
  ) {
    let limits = run.rivers.map(\.high) + [limit]
    switch reading {
    case .table(let rows):
      let end = Self.endOfTable(rows, em: run.em)
      regions.append(.table(Array(rows[..<end]), isContinued: isContinued))
      cut(rows[end...].flatMap { $0.joined() }, limit: limit, depth: depth + 1)
    case .cards(let rows):
      for (cell, limit) in rows.flatMap({ zip($0, limits) }) {
        cut(cell, limit: limit, depth: depth + 1)
      }
    case .columns:
      // Text in the first column under a table hides it.
      if let (head, tail) = run.withoutLoneTail(),
        case .table(let rows) = TableRows.reading(of: head, isContinued: false)
      {
        regions.append(.table(rows, isContinued: false))
        cut(tail, limit: limit, depth: depth + 1)
        return
      }
      for (column, limit) in zip(run.columns(), limits) {
        cut(column, limit: limit, depth: depth + 1)
      }
    }
  }

  /// Leaves out the last rows of one cell that is a sentence or a heading: they follow the table.
  private static func endOfTable(_ rows: [[[PDFWord]]], em: Double) -> Int {
    var end = rows.count
    while end > 2, rows[end - 1].count(where: { !$0.isEmpty }) == 1 {
      let lines = PDFLine.lines(of: rows[end - 1][0])
      guard let last = lines.last,
        last.endsFullStop || last.isBold || last.fontSize > 1.05 * em
      else { break }
      end -= 1
    }
    return end
  }

  /// Whether a run at the top of the page has the columns of the table before.
  private func continues(_ run: ColumnRun) -> Bool {
    guard let openTable else { return false }
    let edges = run.columns().map { $0.map(\.box.x0).min() ?? 0 }
    return edges.count == openTable.edges.count
      && zip(edges, openTable.edges).allSatisfy { abs($0 - $1) < 0.5 * run.em }
  }
}
