import Documents

/// A part of a page, in reading order with the others.
enum PageRegion {
  /// Words of one column.
  case column([PDFWord])
  /// Rows of cells; an empty cell has no words.
  case table([[[PDFWord]]])
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

  static func regions(of words: [PDFWord]) -> [PageRegion] {
    var cutter = PageCutter()
    cutter.cut(words, depth: 0)
    return cutter.regions
  }

  private var regions: [PageRegion] = []

  private mutating func cut(_ words: [PDFWord], depth: Int) {
    guard !words.isEmpty else { return }
    guard depth < Self.depthLimit else {
      regions.append(.column(words))
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
      flush(&plain)
      emit(run, depth: depth)
      i = run.end
    }
    flush(&plain)
  }

  private mutating func flush(_ plain: inout [PageSlice]) {
    guard !plain.isEmpty else { return }
    regions.append(.column(plain.flatMap(\.words)))
    plain = []
  }

  private mutating func emit(_ run: ColumnRun, depth: Int) {
    if let rows = TableRows.rows(of: run) {
      if TableRows.areCards(rows) {
        for cell in rows.joined() { cut(cell, depth: depth + 1) }
        return
      }
      regions.append(.table(rows))
      return
    }
    for column in run.columns() { cut(column, depth: depth + 1) }
  }
}
