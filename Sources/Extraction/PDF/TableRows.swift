import Documents

/// Tells tables, which are read by rows, from columns, which are read one after the other.
struct TableRows {
  /// Rows of cells; nil where the run is no table.
  static func rows(of run: ColumnRun) -> [[[PDFWord]]]? {
    guard run.slices.count >= 3 else { return nil }
    let table = TableRows(run: run)
    return table.spacedRows() ?? table.tightRows()
  }

  private let run: ColumnRun
  private var em: Double { run.em }

  /// Rows parted by more white space than the lines of a cell are.
  private func spacedRows() -> [[[PDFWord]]]? {
    let distances = zip(run.slices, run.slices.dropFirst()).map { $1.y0 - $0.y1 }
    let sorted = distances.sorted()
    // The clearest step between the white space of lines and that of rows is tried first.
    let steps = zip(sorted, sorted.dropFirst()).filter { a, b in
      b > 1.5 * max(a, 0.15 * em) && b - a > 0.25 * em
    }.sorted { $0.1 / max($0.0, 0.15 * em) > $1.1 / max($1.0, 0.15 * em) }
    for step in steps.prefix(4) {
      let rows = rows(distances, partedBy: (step.0 + step.1) / 2)
      if rows.count >= 3, isFilled(rows), isAligned(rows), cellsAreNotWrapped(rows) { return rows }
    }
    return nil
  }

  private func rows(_ distances: [Double], partedBy limit: Double) -> [[[PDFWord]]] {
    var groups: [[PageSlice]] = [[run.slices[0]]]
    for (slice, distance) in zip(run.slices.dropFirst(), distances) {
      if distance > limit { groups.append([slice]) } else { groups[groups.count - 1].append(slice) }
    }
    return groups.map { run.split($0.flatMap(\.words)) }
  }

  /// Whether the cells are cards, each with its heading or several paragraphs, and no table.
  static func areCards(_ rows: [[[PDFWord]]]) -> Bool {
    let cells = rows.joined().filter { !$0.isEmpty }
    let cards = cells.count { cell in
      let lines = PDFLine.lines(of: cell)
      return zip(lines, lines.dropFirst()).contains { a, b in
        max(a.fontSize, b.fontSize) > 1.08 * min(a.fontSize, b.fontSize) || a.isBold && !b.isBold
      }
    }
    return cards * 2 > cells.count
  }

  /// Rows of one line each.
  private func tightRows() -> [[[PDFWord]]]? {
    let rows = run.slices.map { run.split($0.words) }
    guard isFilled(rows), isAligned(rows), !startsWithMarkers(rows), cellsAreNotWrapped(rows) else {
      return nil
    }
    return run.rivers.count >= 2 || hasNarrowColumn(rows) ? rows : nil
  }

  /// Most rows have two cells or more, and most cells hold something.
  private func isFilled(_ rows: [[[PDFWord]]]) -> Bool {
    let counts = rows.map { row in row.count { !$0.isEmpty } }
    let full = counts.count { $0 >= 2 }
    return full * 10 >= rows.count * 7
      && counts.reduce(0, +) * 10 >= rows.count * (run.rivers.count + 1) * 6
  }

  /// The cells of a row start at the same height, or have the same middle.
  private func isAligned(_ rows: [[[PDFWord]]]) -> Bool {
    var aligned = 0
    var total = 0
    for row in rows {
      let spans = row.filter { !$0.isEmpty }.map { words in
        (top: words.map(\.coreTop).min() ?? 0, bottom: words.map(\.coreBottom).max() ?? 0)
      }
      guard let first = spans.first else { continue }
      for span in spans.dropFirst() {
        total += 1
        let sameTop = abs(span.top - first.top) < 0.3 * em
        let sameMiddle = abs(span.top + span.bottom - first.top - first.bottom) < 0.6 * em
        if sameTop || sameMiddle { aligned += 1 }
      }
    }
    return aligned * 4 >= total * 3
  }

  private func startsWithMarkers(_ rows: [[[PDFWord]]]) -> Bool {
    let cells = rows.joined().filter { !$0.isEmpty }
    let marked = cells.count { PDFLine.lines(of: $0).first?.hasMarker ?? false }
    return marked * 3 > cells.count
  }

  /// In most places a cell's text would still have found room at the end of the cell above it; in
  /// a wrapped paragraph it never would.
  private func cellsAreNotWrapped(_ rows: [[[PDFWord]]]) -> Bool {
    var roomy = 0
    var total = 0
    for column in 0...run.rivers.count {
      let right = column < run.rivers.count ? run.rivers[column].high - 0.5 * em : nil
      let cells = rows.map { $0[column] }
      let edge = right ?? cells.joined().map(\.box.x1).max() ?? 0
      // A narrow last column (dates, sums) is as wide as its cells, and tells nothing.
      let start = cells.joined().map(\.box.x0).min() ?? 0
      if right == nil, edge - start < 10 * em { continue }
      for (upper, lower) in zip(cells, cells.dropFirst()) where !upper.isEmpty && !lower.isEmpty {
        let end = PDFLine.lines(of: upper).last?.box.x1 ?? 0
        let next = PDFLine.lines(of: lower).first?.words[0].width ?? 0
        total += 1
        if end + 0.3 * em + next <= edge { roomy += 1 }
      }
    }
    return roomy * 10 >= total * 6
  }

  private func hasNarrowColumn(_ rows: [[[PDFWord]]]) -> Bool {
    (0...run.rivers.count).contains { column in
      let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
      let widths = cells.map { cell in
        (cell.map(\.box.x1).max() ?? 0) - (cell.map(\.box.x0).min() ?? 0)
      }
      return !widths.isEmpty && widths.reduce(0, +) / Double(widths.count) < 8 * em
    }
  }
}
