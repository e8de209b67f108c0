import Documents

/// Two upright pages of a brochure that are laid side by side on one sheet.
enum PageSpread {
  /// Lines that a half has at least: slides have fewer.
  private static let leastLines = 20

  /// The words of both pages; nil where the sheet is one page.
  ///
  /// A sheet is two pages where it has the shape of two, nothing stands in its middle from top to
  /// bottom, and the lines of both halves do not go together, as those of a table do.
  static func halves(
    of words: [PDFWord], width: Double, height: Double
  ) -> (left: [PDFWord], right: [PDFWord])? {
    guard width > 1.36 * height, width < 1.47 * height, words.count >= 4 * leastLines else {
      return nil
    }
    let middle = width / 2
    let margin = 0.02 * width
    guard !words.contains(where: { $0.box.x0 < middle + margin && $0.box.x1 > middle - margin })
    else { return nil }
    let left = words.filter { $0.box.x1 < middle }
    let right = words.filter { $0.box.x0 > middle }
    guard left.count >= 2 * leastLines, right.count >= 2 * leastLines else { return nil }
    let a = PDFLine.lines(of: left)
    let b = PDFLine.lines(of: right)
    guard a.count >= leastLines, b.count >= leastLines else { return nil }
    let heights = b.map(\.middle)
    let aligned = a.count { line in
      heights.contains { abs($0 - line.middle) < 0.15 * line.fontSize }
    }
    return aligned * 2 < a.count ? (left, right) : nil
  }
}
