import Documents

/// Tells tables, which are read by rows, from columns, which are read one after the other.
struct TableRows {
  /// How to read a run of columns.
  enum Reading {
    /// Rows of cells.
    case table([[[PDFWord]]])
    /// Rows of cells that are texts of their own, to be cut further.
    case cards([[[PDFWord]]])
    case columns
  }

  /// - Parameter isContinued: the run goes on with the table that ends the page before.
  static func reading(of run: ColumnRun, isContinued: Bool) -> Reading {
    let table = TableRows(run: run)
    if isContinued { return .table((table.spacedRows() ?? table.continuedRows()).rows) }
    if let pairs = table.valuesOverLabels() { return .table(pairs) }
    if let pair = table.headedRow() { return .table(pair.rows) }
    guard run.slices.count >= 3 else { return .columns }
    guard let found = table.spacedRows() ?? table.tightRows() else { return .columns }
    if found.hasHeadings { return found.standsApart ? .cards(found.rows) : .columns }
    return found.hasHeadingRows || found.isRunningText ? .columns : .table(found.rows)
  }

  private let run: ColumnRun
  private var em: Double { run.em }

  private func evidence(_ rows: [[[PDFWord]]]) -> TableEvidence {
    TableEvidence(rows: rows, rivers: run.rivers, em: em)
  }

  /// Rows parted by more white space than the lines of a cell are.
  private func spacedRows() -> TableEvidence? {
    let distances = zip(run.slices, run.slices.dropFirst()).map { $1.y0 - $0.y1 }
    let sorted = distances.sorted()
    // The clearest step between the white space of lines and that of rows is tried first.
    let steps = zip(sorted, sorted.dropFirst()).filter { a, b in
      b > 1.5 * max(a, 0.15 * em) && b - a > 0.25 * em
    }.sorted { $0.1 / max($0.0, 0.15 * em) > $1.1 / max($1.0, 0.15 * em) }
    for step in steps.prefix(4) {
      let table = evidence(rows(distances, partedBy: (step.0 + step.1) / 2))
      if table.rows.count == 2, table.hasHeadings, table.standsApart, tightRows() == nil {
        return table
      }
      guard table.rows.count >= 3 || table.rows.count == 2 && table.isCentred else { continue }
      guard table.isFilled, table.isAligned else { continue }
      let share = table.roomyShare(isStrict: false)
      let hasText = table.textColumnCount * 2 > run.rivers.count + 1
      if share >= 0.6 || share >= 0.3 && !hasText || table.isStrictGrid { return table }
    }
    return nil
  }

  /// Rows without further proof: parted by the clearest step of white space, if there is one.
  private func continuedRows() -> TableEvidence {
    let distances = zip(run.slices, run.slices.dropFirst()).map { $1.y0 - $0.y1 }
    let sorted = distances.sorted()
    let step = zip(sorted, sorted.dropFirst()).max { $0.1 - $0.0 < $1.1 - $1.0 }
    guard let step, step.1 > 1.5 * max(step.0, 0.15 * em) else {
      return evidence(rows(distances, partedBy: .greatestFiniteMagnitude))
    }
    return evidence(rows(distances, partedBy: (step.0 + step.1) / 2))
  }

  private func rows(_ distances: [Double], partedBy limit: Double) -> [[[PDFWord]]] {
    var groups: [[PageSlice]] = [[run.slices[0]]]
    for (slice, distance) in zip(run.slices.dropFirst(), distances) {
      if distance > limit { groups.append([slice]) } else { groups[groups.count - 1].append(slice) }
    }
    return groups.map { run.split($0.flatMap(\.words)) }
  }

  /// A row of headers over one row of values, each on one line: the top of a table that its page
  /// cuts.
  private func headedRow() -> TableEvidence? {
    guard run.slices.count == 2 else { return nil }
    let table = evidence(run.slices.map { run.split($0.words) })
    let cells = table.rows.joined()
    guard cells.allSatisfy({ !$0.isEmpty && $0.count < 8 && PDFLine.lines(of: $0).count == 1 }),
      table.rows[0].allSatisfy({ PDFLine($0).isBold }),
      !table.rows[1].contains(where: { PDFLine($0).isBold })
    else { return nil }
    return table
  }

  /// A row of values over a row of their labels, as cards and time lines have them: a row for each
  /// pair, since neither row is a header of the other.
  private func valuesOverLabels() -> [[[PDFWord]]]? {
    guard run.slices.count == 2 else { return nil }
    let pairs = zip(run.split(run.slices[0].words), run.split(run.slices[1].words)).map {
      [$0, $1]
    }
    let lines = pairs.joined().map { PDFLine.lines(of: $0) }
    guard lines.allSatisfy({ $0.count == 1 }) else { return nil }
    let all = lines.joined().map(\.self)
    let areCards = stride(from: 0, to: all.count, by: 2).allSatisfy { i in
      CardRows.isValue(all[i]) && CardRows.isLabel(all[i + 1])
        && CardRows.differ(all[i], all[i + 1])
    }
    return areCards ? pairs : nil
  }

  /// Rows of one line each.
  private func tightRows() -> TableEvidence? {
    let table = evidence(run.slices.map { run.split($0.words) })
    guard table.isFilled, table.isAligned, !table.hasMarkers, !table.hasPassages,
      isRoomy(table), table.wrappedShare < 0.6
    else { return nil }
    // Two wide columns may be text as well; rows that stand apart under a header are not.
    let isWide = run.rivers.count == 1 && !table.hasNarrowColumn
    return !isWide || !table.isTight && table.hasHeaderRow ? table : nil
  }

  private func isRoomy(_ table: TableEvidence) -> Bool {
    if table.isListed { return true }
    if table.isTight {
      return table.textColumnCount * 2 <= run.rivers.count + 1
        && table.roomyShare(isStrict: true) >= 0.5
        && table.roomyShare(isStrict: true, afterFirst: true) >= 0.4
    }
    let share = table.roomyShare(isStrict: false)
    return share >= 0.6 || share >= 0.3 && table.textColumnCount == 0
      || table.rivers.count >= 2 && table.isSparse
  }
}
