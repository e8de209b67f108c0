/// Names written against what follows them, as converters leave the cards of a web page:
/// `Erasmus+Soutenir la mobilité`, `Horizon EuropeRecherche et innovation`.
///
/// Only where several lines have such a seam near their head is it a fault of the text: a single one
/// may be a name (`DataLab`), and a name met twice is one.
struct GluedHeads {
  /// A place between two scalars of a line.
  private struct Seam {
    var page: Int
    var line: Int
    var offset: Int
    /// Signs or words on both sides leave no doubt.
    var isCertain: Bool
    /// The letters on both sides, as they stand.
    var word: String
  }

  /// Scalars of a line in which its name ends, and the bytes that must follow.
  private static let longestName = 130
  private static let shortestText = 20
  /// Certain seams without which nothing is changed.
  private static let fewest = 3

  /// Puts a space at each seam of a text.
  ///
  /// - Returns: how many there were.
  static func mend(_ pages: inout [[String]]) -> Int {
    var places: [(page: Int, line: Int)] = []
    for p in pages.indices {
      for i in pages[p].indices where mayHold(pages[p][i]) { places.append((p, i)) }
    }
    guard places.count >= fewest else { return 0 }
    let spelling = Spelling(
      pages.joined().lazy.flatMap { $0.split(separator: " ").lazy.map(String.init) })
    var seams = places.compactMap { seam(in: pages[$0.page][$0.line], $0, spelling) }
    let counts = Dictionary(seams.map { ($0.word, 1) }, uniquingKeysWith: +)
    seams = seams.filter { counts[$0.word] == 1 }
    guard seams.count(where: \.isCertain) >= fewest else { return 0 }
    for seam in seams {
      var scalars = pages[seam.page][seam.line].unicodeScalars
      scalars.insert(" ", at: scalars.index(scalars.startIndex, offsetBy: seam.offset))
      pages[seam.page][seam.line] = String(scalars)
    }
    return seams.count
  }

  /// A quick look by bytes: a capital right after a small letter, a capital or a closing sign.
  private static func mayHold(_ line: String) -> Bool {
    guard line.utf8.count > shortestText * 2 else { return false }
    var before: UInt8 = 0x20
    for byte in line.utf8.prefix(longestName * 2) {
      let isCapital = byte &- 0x41 < 26 || byte == 0xC2 || byte == 0xC3
      if isCapital, before != 0x20, before != 0x0A, before != 0x27, before != 0x99 { return true }
      before = byte
    }
    return false
  }

  /// The first seam of a line; nil where a sentence ends before it, or nothing follows.
  private static func seam(
    in line: String, _ place: (page: Int, line: Int), _ spelling: Spelling
  ) -> Seam? {
    let scalars = Array(line.unicodeScalars)
    for i in scalars.indices.dropFirst(2) where i < longestName && i + 1 < scalars.count {
      if scalars[i] == " ", ".!?".unicodeScalars.contains(scalars[i - 1]) { return nil }
      guard let isCertain = isSeam(scalars, i, spelling) else { continue }
      guard scalars.count - i >= shortestText else { return nil }
      return Seam(
        page: place.page, line: place.line, offset: i, isCertain: isCertain,
        word: letters(before: i, scalars) + letters(from: i, scalars))
    }
    return nil
  }

  /// Whether a text may begin at a place, and for certain; nil where none does.
  private static func isSeam(
    _ scalars: [Unicode.Scalar], _ i: Int, _ spelling: Spelling
  ) -> Bool? {
    let (before, first, next) = (scalars[i - 1], scalars[i], scalars[i + 1])
    if first == "«" { return before.isSmall && next.isAlphabetic ? false : nil }
    guard first.isCapital, next.isSmall || next == "’" || next == "'" else { return nil }
    if before == "+" || before == "»" || before == ")" && scalars[..<i].contains("(") {
      return true
    }
    let right = letters(from: i, scalars).lowercased()
    let left = letters(before: i, scalars)
    if before.isCapital {
      // `ITERProjet`, `InvestEUDoter`: an acronym meets a word.
      return left.unicodeScalars.reversed().prefix(while: \.isCapital).count > 1
        && right.unicodeScalars.count > 3 && spelling.isWord(right) ? true : nil
    }
    // A name of one word may be written so (`CoachÉlèves`).
    guard before.isSmall, scalars[..<i].contains(" "), left.unicodeScalars.count > 2 else {
      return nil
    }
    let isText = right.unicodeScalars.count > 1 && spelling.isWord(right)
    let isName = spelling.isWord(left.lowercased())
    return isText && isName ? true : isText || isName ? false : nil
  }

  private static func letters(before end: Int, _ scalars: [Unicode.Scalar]) -> String {
    let start = scalars[..<end].lastIndex { !$0.isAlphabetic }.map { $0 + 1 } ?? 0
    return String(String.UnicodeScalarView(scalars[start..<end]))
  }

  private static func letters(from start: Int, _ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars[start...].prefix { $0.isAlphabetic }))
  }
}
