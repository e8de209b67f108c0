import Documents

/// Joins a paragraph that a column break parts.
enum ColumnJoiner {
  static func joined(_ blocks: [PDFBlock]) -> [PDFBlock] {
    var result: [PDFBlock] = []
    for block in blocks {
      if let last = result.last, continues(last, block) {
        result[result.count - 1].lines += block.lines
        result[result.count - 1].column = block.column
      } else {
        result.append(block)
      }
    }
    return result
  }

  private static func continues(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
    guard a.column != b.column, a.role != .tableCell, b.role == .paragraph,
      let last = a.lines.last, let first = b.lines.first
    else { return false }
    return abs(a.fontSize - b.fontSize) < 0.3 && a.isBold == b.isBold && first.startsLowercase
      && !last.endsSentence && last.words.count > 3 && first.box.y0 < last.box.y0
  }
}
