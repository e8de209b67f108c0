/// The widths at which the lines of a text were wrapped.
struct LineWidths {
  private let lines: [TextLine]
  /// The last run of lines looked at, and its width.
  private var run = 0..<0
  private var width = 0

  /// Narrower columns (slides, addresses, menus) say nothing by their width.
  private static let narrowest = 60
  /// Lines longer than this were not wrapped for a page.
  private static let widest = 160
  private static let widestProse = 110

  /// Lines of each length.
  private var counts: [Int]

  init(_ lines: [TextLine]) {
    self.lines = lines
    counts = Array(repeating: 0, count: Self.widest + 2)
    for line in lines where line.length <= Self.widest { counts[line.length] += 1 }
  }

  /// True where the next line's first word would not have fitted on this one.
  /// After a full stop the text must be plainly wrapped all over.
  mutating func isWrapped(_ line: Int, _ next: Int, afterSentence: Bool) -> Bool {
    if !run.contains(line) { measure(around: line) }
    let widest = afterSentence ? Self.widestProse : Self.widest
    guard width >= Self.narrowest, width <= widest, isUsual(width, afterSentence ? 4 : 2) else {
      return false
    }
    // A word of ten letters is a fair guess of what stands at the next line's start.
    guard lines[line].length <= widest else { return false }
    let room = width - lines[line].length
    return room < min(12, max(4, lines[next].length))
  }

  /// So many lines of the text, or more, end near this width.
  private func isUsual(_ width: Int, _ least: Int) -> Bool {
    counts[width - width / 7...min(width + width / 20, Self.widest)].reduce(0, +) >= least
  }

  /// The longest line of the run of lines without a blank between them, whole paragraphs on one
  /// line left aside.
  private mutating func measure(around line: Int) {
    var lower = line
    var upper = line
    while lower > 0, !lines[lower - 1].isBlank, lines[lower - 1].page == lines[line].page {
      lower -= 1
    }
    while upper + 1 < lines.count, !lines[upper + 1].isBlank,
      lines[upper + 1].page == lines[line].page
    {
      upper += 1
    }
    run = lower..<upper + 1
    width = lines[lower...upper].map(\.length).filter { $0 <= Self.widest }.max() ?? 0
  }
}
