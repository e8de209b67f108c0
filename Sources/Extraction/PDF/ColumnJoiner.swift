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

  /// Whether a page's first block goes on with the last one of the page before.
  static func goesOn(_ a: PDFBlock, overPageTo b: PDFBlock) -> Bool {
    guard [.paragraph, .listItem].contains(a.role) else { return false }
    if let element = a.element, b.element != nil { return element == b.element }
    return isOpen(a, b)
  }

  private static func continues(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
    guard a.column != b.column, a.role != .tableCell, isOpen(a, b) else { return false }
    return (b.lines.first?.box.y0 ?? 0) < (a.lines.last?.box.y0 ?? 0)
  }

  /// The first ends inside a sentence, and the second goes on in small letters of the same style.
  private static func isOpen(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
    guard b.role == .paragraph, let last = a.lines.last, let first = b.lines.first else {
      return false
    }
    return abs(a.fontSize - b.fontSize) < 0.3 && a.isBold == b.isBold && first.startsLowercase
      && !last.endsSentence && last.words.count > 3
  }
}
