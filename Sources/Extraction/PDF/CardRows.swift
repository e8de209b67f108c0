import Documents

/// Cards and time lines: short values, each over its label (« 15/03/2026 » over « Ouverture »), are
/// read as the rows of a table, so that each keeps to its own label.
enum CardRows {
  private static let mostValueWords = 5
  private static let mostLabelWords = 9

  /// Makes cells of the pairs that stand in a row of two at least.
  ///
  /// - Parameters:
  ///   - blocks: of one page, in reading order.
  ///   - tables: how many tables stand before them in the document.
  static func marked(_ blocks: [PDFBlock], tables: inout Int) -> [PDFBlock] {
    guard blocks.count >= 4 else { return blocks }
    var blocks = blocks
    var i = 0
    while i + 3 < blocks.count {
      var end = i
      while end + 1 < blocks.count, isPair(blocks[end], blocks[end + 1]),
        end == i || isLike(blocks[i], blocks[i + 1], blocks[end], blocks[end + 1])
      { end += 2 }
      guard end - i >= 4 else {
        i += 1
        continue
      }
      for k in i..<end {
        blocks[k].role = .tableCell
        (blocks[k].level, blocks[k].marker) = (0, nil)
        blocks[k].cell = Cell(
          table: tables, row: (k - i) / 2, column: (k - i) % 2, isHeader: false)
      }
      tables += 1
      i = end
    }
    return blocks
  }

  /// A value on one line, close over a label in another style.
  private static func isPair(_ value: PDFBlock, _ label: PDFBlock) -> Bool {
    guard value.role == .paragraph, label.role == .paragraph, value.lines.count == 1,
      label.lines.count <= 2, isValue(value.lines[0]), label.lines.allSatisfy(isLabel),
      differ(value.lines[0], label.lines[0])
    else { return false }
    let (a, b) = (value.lines[0], label.lines[0])
    return b.middle > a.middle && b.box.y0 - a.box.y1 < 1.5 * max(a.fontSize, b.fontSize)
      && min(a.box.x1, b.box.x1) > max(a.box.x0, b.box.x0)
  }

  /// Whether two pairs are set alike, the second no closer to the first than its own label is.
  private static func isLike(
    _ value: PDFBlock, _ label: PDFBlock, _ nextValue: PDFBlock, _ nextLabel: PDFBlock
  ) -> Bool {
    let (a, b) = (value.lines[0], label.lines[0])
    let (c, d) = (nextValue.lines[0], nextLabel.lines[0])
    return !differ(a, c) && !differ(b, d)
      && (c.middle - b.middle).magnitude > 0.5 * (b.middle - a.middle)
  }

  /// A date, a sum, a share: digits, and few words of letters, with a year at the end where a word
  /// comes first.
  static func isValue(_ line: PDFLine) -> Bool {
    let words = line.words.map { Array($0.text.unicodeScalars) }
    guard words.count <= mostValueWords, !line.endsSentence, !line.hasMarker else { return false }
    let numbers = words.filter { $0.contains(where: PDFText.isDigit) }
    let names = words.filter { $0.count > 3 && $0.allSatisfy(\.isAlphabetic) }
    guard !numbers.isEmpty, names.count <= 1, words.count - numbers.count <= 2 else { return false }
    let endsWithYear =
      words[words.count - 1].count == 4 && words[words.count - 1].allSatisfy(PDFText.isDigit)
    // `3 Budget` is a heading, `15 March 2026` a date.
    return endsWithYear
      || line.startsWithDigit && names.allSatisfy { $0[0].isSmall }
  }

  /// A few words without figures that are no sentence.
  static func isLabel(_ line: PDFLine) -> Bool {
    line.words.count <= mostLabelWords && !line.hasMarker && !line.endsFullStop
      && line.words.contains { $0.text.unicodeScalars.count(where: \.isAlphabetic) > 2 }
      && !line.words.contains { $0.text.unicodeScalars.contains(where: PDFText.isDigit) }
  }

  static func differ(_ a: PDFLine, _ b: PDFLine) -> Bool {
    a.isBold != b.isBold || max(a.fontSize, b.fontSize) > 1.08 * min(a.fontSize, b.fontSize)
  }
}
