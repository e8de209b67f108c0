import Documents

/// What speaks for reading a grid of cells as a table, by rows.
struct TableEvidence {
  /// Rows of cells; an empty cell has no words.
  let rows: [[[PDFWord]]]
  /// Free strips between the columns.
  let rivers: [Gap]
  /// Size of most characters, in points.
  let em: Double

  private struct Span {
    var top: Double
    var bottom: Double

    var doubleMiddle: Double { top + bottom }
  }

  private func column(_ i: Int) -> [[PDFWord]] { rows.map { $0[i] }.filter { !$0.isEmpty } }

  private func spans(_ row: [[PDFWord]]) -> [Span] {
    row.filter { !$0.isEmpty }.map { words in
      Span(
        top: words.map(\.coreTop).min() ?? 0, bottom: words.map(\.coreBottom).max() ?? 0)
    }
  }

  /// Most rows have two cells or more, and most cells hold something.
  var isFilled: Bool {
    let counts = rows.map { row in row.count { !$0.isEmpty } }
    let full = counts.count { $0 >= 2 }
    return full * 10 >= rows.count * 7
      && counts.reduce(0, +) * 10 >= rows.count * (rivers.count + 1) * 6
  }

  /// The cells of a row start at the same height, or have the same middle.
  var isAligned: Bool {
    var aligned = 0
    var total = 0
    for row in rows {
      let spans = spans(row)
      guard let first = spans.first else { continue }
      total += spans.count - 1
      aligned += spans.dropFirst().count { span in
        abs(span.top - first.top) < 0.3 * em
          || abs(span.doubleMiddle - first.doubleMiddle) < 0.6 * em
      }
    }
    return aligned * 4 >= total * 3
  }

  /// A full grid of three columns and three rows at least, each row with one straight upper edge.
  var isStrictGrid: Bool {
    rows.count >= 3 && rivers.count >= 2
      && rows.allSatisfy { row in
        let spans = spans(row)
        return spans.count == row.count
          && spans.allSatisfy { abs($0.top - spans[0].top) < 0.1 * em }
      }
  }

  /// Cells of different heights about one middle: columns of text never stand so.
  var isCentred: Bool {
    rows.contains { row in
      let spans = spans(row)
      guard let first = spans.first else { return false }
      return spans.dropFirst().contains { span in
        abs(span.top - first.top) > 0.4 * em
          && abs(span.doubleMiddle - first.doubleMiddle) < 0.4 * em
      }
    }
  }

  /// A third of the cells are list items.
  var hasMarkers: Bool {
    let cells = rows.joined().filter { !$0.isEmpty }
    let marked = cells.count { PDFLine.lines(of: $0).first?.hasMarker ?? false }
    return marked * 3 > cells.count
  }

  /// How often a cell's text would still have found room at the end of the cell above it: nearly
  /// never in a wrapped paragraph. 1 where nothing tells.
  ///
  /// - Parameter isStrict: takes the longest cell for the width of a column, where lines stand as
  ///   close as those of running text; else a column reaches up to the next one.
  /// - Parameter afterFirst: leaves the first row aside, which is short where it is a header.
  func roomyShare(isStrict: Bool, afterFirst: Bool = false) -> Double {
    var roomy = 0
    var total = 0
    for i in 0...rivers.count {
      let cells = rows.map { $0[i] }
      let longest = cells.joined().map(\.box.x1).max() ?? 0
      let start = cells.joined().map(\.box.x0).min() ?? 0
      let isLast = i == rivers.count
      // A narrow last column (dates, sums) is as wide as its cells, and tells nothing.
      if isLast, longest - start < 10 * em { continue }
      let edge =
        isStrict ? longest + 0.5 * em : isLast ? longest : rivers[i].high - 0.5 * em
      let pairs = zip(cells, cells.dropFirst()).dropFirst(afterFirst ? 1 : 0)
      for (upper, lower) in pairs where !upper.isEmpty && !lower.isEmpty {
        guard let last = PDFLine.lines(of: upper).last, let next = PDFLine.lines(of: lower).first
        else { continue }
        // Running text seldom goes on with a number.
        if isStrict, next.startsWithDigit { continue }
        total += 1
        if last.box.x1 + 0.3 * em + next.words[0].width <= edge { roomy += 1 }
      }
    }
    return total == 0 ? 1 : Double(roomy) / Double(total)
  }

  /// Whether the cells of every column but the last fill two thirds of it in the mean, or less:
  /// lines of running text fill more, even ragged ones.
  var isSparse: Bool {
    rivers.enumerated().allSatisfy { i, river in
      let cells = column(i)
      let start = cells.joined().map(\.box.x0).min() ?? 0
      let ends = cells.map { $0.map(\.box.x1).max() ?? 0 }
      let mean = ends.reduce(0, +) / Double(max(1, ends.count)) - start
      return mean < 0.67 * (river.high - start)
    }
  }

  /// Share of the cells of several words that seem to go on with the cell above them: a small letter
  /// after a word that ends no sentence, or a number after one.
  var wrappedShare: Double {
    var wrapped = 0
    var total = 0
    for i in 0...rivers.count {
      let cells = rows.map { $0[i] }
      for (upper, lower) in zip(cells, cells.dropFirst()) where upper.count >= 3 && !lower.isEmpty {
        guard let last = PDFLine.lines(of: upper).last, let next = PDFLine.lines(of: lower).first
        else { continue }
        total += 1
        let endsOpen = last.words.last?.text.unicodeScalars.last?.isAlphabetic ?? false
        if endsOpen, next.startsLowercase || next.startsWithDigit { wrapped += 1 }
      }
    }
    return total < 3 ? 0 : Double(wrapped) / Double(total)
  }

  /// How many columns' cells hold several words each and mostly fill them.
  var textColumnCount: Int {
    (0...rivers.count).count { i in
      let cells = column(i)
      let start = cells.joined().map(\.box.x0).min() ?? 0
      let end = cells.joined().map(\.box.x1).max() ?? 0
      let full = cells.count { cell in
        cell.count >= 3 && (cell.map(\.box.x1).max() ?? 0) - start > 0.8 * (end - start)
      }
      return full * 2 > cells.count
    }
  }

  /// Whether some column's cells are short, eight ems in the mean.
  var hasNarrowColumn: Bool {
    (0...rivers.count).contains { i in
      let widths = column(i).map { cell in
        (cell.map(\.box.x1).max() ?? 0) - (cell.map(\.box.x0).min() ?? 0)
      }
      return !widths.isEmpty && widths.reduce(0, +) / Double(widths.count) < 8 * em
    }
  }

  /// Whether rows stand no further apart than the lines of running text.
  var isTight: Bool {
    let tops = rows.compactMap { spans($0).map(\.top).min() }
    let pitches = zip(tops, tops.dropFirst()).map { $1 - $0 }.sorted()
    return pitches.isEmpty || pitches[pitches.count / 2] < 1.35 * em
  }

  /// Whether most cells are cards or sections, each with a heading over its text.
  var hasHeadings: Bool {
    let cells = rows.joined().filter { !$0.isEmpty }
    let headed = cells.count { cell in
      let lines = PDFLine.lines(of: cell)
      return zip(lines, lines.dropFirst()).contains { a, b in
        max(a.fontSize, b.fontSize) > 1.08 * min(a.fontSize, b.fontSize) || a.isBold && !b.isBold
      }
    }
    return headed * 2 > cells.count
  }

  /// Whether the first row alone is set in bold.
  var hasHeaderRow: Bool {
    guard let first = rows.first, rows.count >= 3 else { return false }
    return first.allSatisfy { !$0.isEmpty && PDFLine($0).isBold }
      && !rows.dropFirst().joined().contains { !$0.isEmpty && PDFLine($0).isBold }
  }

  /// Whether three columns or more stand under a bold first row, and no cell below it begins with a small
  /// letter, as the lines of running text do.
  var isListed: Bool {
    guard rivers.count >= 2, hasHeaderRow else { return false }
    return !rows.dropFirst().joined().contains { cell in
      PDFLine.lines(of: cell).first?.startsLowercase ?? false
    }
  }

  /// Whether a row after the first consists of headings of the cells below: columns of text whose
  /// sections happen to be of one height, or cards.
  var hasHeadingRows: Bool {
    zip(rows, rows.dropFirst()).dropFirst().contains { row, below in
      let pairs = zip(row, below).filter { !$0.isEmpty && !$1.isEmpty }
      return pairs.count >= 2
        && pairs.allSatisfy { heading, text in
          let a = PDFLine(heading)
          let b = PDFLine(text)
          return text.count > 5 && (a.isBold && !b.isBold || a.fontSize > 1.08 * b.fontSize)
        }
    }
  }

  /// Whether a third of the lines stand in rows with several cells of three lines or more: the lines of
  /// columns of text, which keep step for a while only.
  var hasPassages: Bool {
    var lines = 0
    var passages = 0
    for row in rows {
      let counts = row.map { PDFLine.lines(of: $0).count }
      let sum = counts.reduce(0, +)
      lines += sum
      if counts.count(where: { $0 >= 3 }) >= 2 { passages += sum }
    }
    return passages * 3 > lines
  }

  /// Whether all cells are paragraphs, of three lines or more in the mean.
  var isRunningText: Bool {
    let cells = rows.joined().filter { !$0.isEmpty }
    let lines = cells.reduce(0) { $0 + PDFLine.lines(of: $1).count }
    return textColumnCount == rivers.count + 1 && lines >= 3 * cells.count
  }

  /// Whether rows are parted by clearly more white space than the lines inside them, and their
  /// upper edges are straight: sections of columns of text only happen to be.
  var standsApart: Bool {
    let rowSpans = rows.map(spans)
    let isStraight = rowSpans.allSatisfy { row in
      row.allSatisfy { abs($0.top - row[0].top) < 0.15 * em }
    }
    let between = zip(rowSpans, rowSpans.dropFirst()).map { a, b in
      (b.map(\.top).min() ?? 0) - (a.map(\.bottom).max() ?? 0)
    }
    let inside = rows.joined().flatMap { cell in
      let lines = PDFLine.lines(of: cell)
      return zip(lines, lines.dropFirst()).map { $1.box.y0 - $0.box.y1 }
    }
    return isStraight && (between.min() ?? 0) > 1.5 * (inside.max() ?? 0) + 0.5 * em
  }
}

extension PDFLine {
  var startsWithDigit: Bool { words[0].startsWithDigit }
}

extension PDFWord {
  var startsWithDigit: Bool { text.unicodeScalars.first.map(PDFText.isDigit) ?? false }
}
