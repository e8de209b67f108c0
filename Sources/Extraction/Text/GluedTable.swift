/// A table of two columns whose cells a converter wrote against each other: `Culture 2007Culture
/// 2000`, often from the last cell to the first.
///
/// It is known by its header, two headings of one form on one line (`PROGRAMMES
/// 2007-2013PROGRAMMES 2000-2006`), with rows above or below.
struct GluedTable {
  /// Lines of the page that the table takes.
  let lines: Range<Int>
  /// Two cells each, the header first; the column of the earlier years to the left.
  let rows: [[String]]

  private static let leastRows = 3
  private static let leastGluedRows = 2
  /// Longer ones are data, and every row of theirs may look like a header.
  private static let mostRows = 200
  private static let mostHeaders = 50
  /// Cells of rows without a glued one between them.
  private static let mostLone = 12

  /// The table of a page; nil where there is none for certain.
  ///
  /// - Parameters:
  ///   - page: lines without a line end.
  ///   - isWord: whether the document has a word on its own elsewhere.
  init?(page: [String], isWord: (String) -> Bool) {
    let paragraphs = Paragraph.paragraphs(of: page)
    var best: (lines: Range<Int>, rows: [[String]])?
    var tried = 0
    for (i, paragraph) in paragraphs.enumerated() where tried < Self.mostHeaders {
      guard let header = Seam.header(paragraph.text) else { continue }
      tried += 1
      for isAbove in [true, false] {
        let outward = isAbove ? paragraphs[..<i].reversed() : Array(paragraphs[(i + 1)...])
        let body = Self.rows(of: outward, isAbove: isAbove, isWord)
        // A row may look like a header itself: `Culture 2007Culture 2000`.
        guard body.rows.count >= max(Self.leastRows, best?.rows.count ?? 0), let last = body.last
        else { continue }
        let (a, b) = isAbove ? (last, paragraph) : (paragraph, last)
        // Above the header, the converter went from the last cell to the first.
        best = (
          a.lines.lowerBound..<b.lines.upperBound,
          [isAbove ? header.reversed() : header] + body.rows
        )
      }
    }
    guard let best else { return nil }
    (lines, rows) = best
  }

  // MARK: Rows

  /// Rows from the header outwards, as far as one is glued, and the paragraph that ends them.
  ///
  /// A cell of several lines stands alone, so that two lone paragraphs are a row.
  private static func rows(
    of outward: [Paragraph], isAbove: Bool, _ isWord: (String) -> Bool
  ) -> (rows: [[String]], last: Paragraph?) {
    var rows: [[String]] = []
    var glued = 0
    var lone: [String] = []
    var last: Paragraph?
    for paragraph in outward {
      guard rows.count < mostRows, !isText(paragraph.text) else { break }
      guard let cells = Seam.cells(paragraph.text, isWord) else {
        lone.append(paragraph.text)
        guard lone.count <= mostLone else { break }
        continue
      }
      guard lone.count % 2 == 0 else { break }
      rows += stride(from: 0, to: lone.count, by: 2).map { [lone[$0], lone[$0 + 1]] }
      rows.append(isAbove ? cells.reversed() : cells)
      lone = []
      glued += 1
      last = paragraph
    }
    return glued >= leastGluedRows ? (rows, last) : ([], nil)
  }

  private static func isText(_ text: String) -> Bool {
    text.utf8.count > 200 || text.hasSuffix(".") || text.hasPrefix("•")
  }

  /// Lines between blank ones.
  private struct Paragraph {
    var lines: Range<Int>
    var text: String
    var isHeader: Bool

    static func paragraphs(of page: [String]) -> [Paragraph] {
      var paragraphs: [Paragraph] = []
      for (i, line) in page.enumerated() {
        let words = line.split { $0.isWhitespace }.joined(separator: " ")
        guard !words.isEmpty else { continue }
        // A header needs no blank line around it.
        let isHeader = Seam.header(words) != nil
        if let last = paragraphs.last, last.lines.upperBound == i, !isHeader, !last.isHeader {
          paragraphs[paragraphs.count - 1].lines = last.lines.lowerBound..<i + 1
          paragraphs[paragraphs.count - 1].text += " " + words
        } else {
          paragraphs.append(Paragraph(lines: i..<i + 1, text: words, isHeader: isHeader))
        }
      }
      return paragraphs
    }
  }
}

/// The place where one text ends and another begins without a space.
enum Seam {
  /// The two headings of a line that says one thing twice with other numbers: `Période
  /// 2014-2020Période 2021-2027`.
  static func header(_ text: String) -> [String]? {
    // The left one is short and the right one as long: a line of a whole text is not taken apart.
    guard text.utf8.count < 4 * longestHeader else { return nil }
    let scalars = Array(text.unicodeScalars)
    for seam in places(scalars) {
      let (left, right) = halves(scalars, seam)
      guard left.utf8.count < longestHeader, holdsDigit(left), pattern(left) == pattern(right),
        left != right
      else { continue }
      return [left, right]
    }
    return nil
  }

  /// In bytes.
  private static let longestHeader = 60
  /// The same, of a row's two cells.
  private static let longestRow = 2_000

  /// The two cells of a glued row; nil where nothing says that it is one.
  static func cells(_ text: String, _ isWord: (String) -> Bool) -> [String]? {
    guard text.utf8.count <= longestRow else { return nil }
    let scalars = Array(text.unicodeScalars)
    let pairs = places(scalars).map { halves(scalars, $0) }
    // Both say nearly the same: `Culture 2007Culture 2000`.
    let twins =
      pairs.first { firstWord($0.left) == firstWord($0.right) }
      ?? pairs.first { pattern($0.left).prefix(4) == pattern($0.right).prefix(4) }
    if let best = twins ?? pairs.first(where: { endsSmall($0.left) }) ?? pairs.first {
      return [best.left, best.right]
    }
    return capitals(scalars, isWord).map { [$0.left, $0.right] }
  }

  /// Places where a word, a number or a closing sign meets a capital or an ordinal.
  private static func places(_ scalars: [Unicode.Scalar]) -> [Int] {
    guard scalars.count > 3 else { return [] }
    return (2..<scalars.count - 1).filter { i in
      let (before, after, next) = (scalars[i - 1], scalars[i], scalars[i + 1])
      if after.properties.isUppercase {
        let isClosed =
          before.properties.isLowercase || PDFText.isDigit(before)
          || [")", "+", "»", "…"].contains(before)
        // A code such as `4B` is no seam: a word of two letters or more begins.
        return isClosed && (next.properties.isLowercase || next.properties.isUppercase)
      }
      // `PCRDT6e PCRD`
      guard PDFText.isDigit(after), before.properties.isAlphabetic else { return false }
      let ordinal = scalars[i...].drop(while: PDFText.isDigit).prefix(1)
      return ordinal.first == "e" || ordinal.first == "è"
    }
  }

  /// `FEADERRDR`: two acronyms, the first of which stands alone elsewhere.
  private static func capitals(
    _ scalars: [Unicode.Scalar], _ isWord: (String) -> Bool
  ) -> (left: String, right: String)? {
    let run = scalars.prefix { $0.properties.isUppercase }.count
    guard run >= 6 else { return nil }
    for end in (3...run - 3).reversed() {
      let (left, right) = halves(scalars, end)
      if isWord(left) { return (left, right) }
    }
    return nil
  }

  private static func halves(
    _ scalars: [Unicode.Scalar], _ seam: Int
  ) -> (left: String, right: String) {
    (text(scalars[..<seam]), text(scalars[seam...]))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    PDFText.trimmed(String(String.UnicodeScalarView(scalars)))
  }

  private static func firstWord(_ text: String) -> Substring {
    text.prefix { !$0.isWhitespace }
  }

  private static func endsSmall(_ text: String) -> Bool {
    text.unicodeScalars.last?.properties.isLowercase ?? false
  }

  private static func holdsDigit(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: PDFText.isDigit)
  }

  /// The text with each digit as `#`.
  private static func pattern(_ text: String) -> String {
    String(text.map { $0.isNumber ? "#" : $0 })
  }
}
