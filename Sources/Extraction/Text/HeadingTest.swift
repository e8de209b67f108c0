import Documents

/// Tells headings from paragraphs in plain text.
struct HeadingTest {
  let text: [UInt8]

  struct Context {
    var isFirst: Bool
    var blankBefore: Bool
    var blankAfter: Bool
    var lineCount: Int
    /// UTF-8 bytes of the block that follows.
    var nextLength: Int
    var nextIsItem: Bool
    var hasNext: Bool
    /// Its number or bullet goes on in a neighbour.
    var isInList: Bool
    /// The line right above ends with a colon.
    var followsLeadIn: Bool
    /// The line above ends a sentence, or is a heading.
    var followsSentence: Bool
    /// The lines above it are items without marks, led in by one that ends with a colon.
    var isAmongItems = false
  }

  private static let longest = 120
  /// Words of a question that its answer follows without a blank line, at most.
  private static let wordsOfQuestion = 8
  /// Bytes of what stands under a heading among items, at least.
  private static let textBelow = 140

  /// The level of a heading; nil for what is none.
  func level(_ range: TextRange, marker: TextMarker?, _ context: Context) -> Int? {
    guard range.length <= Self.longest * 2, context.lineCount <= 3, !context.followsLeadIn else {
      return nil
    }
    let line = String(decoding: text[range.start..<range.end], as: UTF8.self)
    let scalars = Array(line.unicodeScalars)
    guard scalars.count <= Self.longest, let last = scalars.last,
      ![".", ",", ";", ":", "…"].contains(last), scalars.contains(where: \.isLetter)
    else { return nil }
    guard !line.contains("://"), !line.contains("@"),
      !line.contains(" : ") || isUpper(scalars) || context.isFirst && !holdsDate(scalars)
    else { return nil }
    if let marker, holdsDate(scalars), marker.number != nil { return nil }
    if let marker { return numberedLevel(marker, scalars, context) }
    if let depth = sectionDepth(scalars) { return depth }
    if endsWithNumericValue(line) { return nil }
    if context.isFirst, context.hasNext { return 1 }
    guard !holdsDate(scalars) else { return nil }
    if isUpper(scalars), isCapitalHeading(scalars, context) { return 1 }
    return standsAlone(scalars, context) || topsParagraph(scalars, context) ? 2 : nil
  }

  /// `1. Objet` apart from any list.
  private func numberedLevel(
    _ marker: TextMarker, _ scalars: [Unicode.Scalar], _ context: Context
  ) -> Int? {
    guard marker.number != nil, !context.isInList, scalars.count <= 100 else { return nil }
    return context.blankBefore || context.nextLength > 120 ? 1 : nil
  }

  /// `1.2 Calendrier` → 2, `IV - Modalités` → 1, `Article 3` → 1.
  private func sectionDepth(_ scalars: [Unicode.Scalar]) -> Int? {
    let words = String(String.UnicodeScalarView(scalars)).split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let second = words[1].unicodeScalars.first else { return nil }
    let numbers = words[0].split(separator: ".", omittingEmptySubsequences: true)
    if numbers.count >= 2, numbers.count <= 4,
      numbers.allSatisfy({ $0.count <= 2 && Int($0) != nil }),
      second.properties.isUppercase
    {
      return numbers.count
    }
    let isRoman = words[0].unicodeScalars.allSatisfy { "IVX.)".unicodeScalars.contains($0) }
    if isRoman, words[0].count <= 5, ["-", "–", "—"].contains(words[1]) || words[0].last == "." {
      return 1
    }
    return nil
  }

  /// A lone word in capitals is often a name.
  private func isCapitalHeading(_ scalars: [Unicode.Scalar], _ context: Context) -> Bool {
    scalars.contains(" ") || context.blankBefore && context.nextLength > 40
  }

  private func isUpper(_ scalars: [Unicode.Scalar]) -> Bool {
    var upper = 0
    for scalar in scalars {
      if scalar.properties.isLowercase { return false }
      if scalar.properties.isUppercase { upper += 1 }
    }
    return upper >= 4
  }

  /// A short line between blank lines, or on top of a long paragraph, that begins like a title.
  private func standsAlone(_ scalars: [Unicode.Scalar], _ context: Context) -> Bool {
    guard context.blankBefore, context.hasNext, scalars.count <= 90,
      let first = scalars.first(where: { $0.isLetter || $0.isDigit }),
      first.properties.isUppercase
    else { return false }
    let words = scalars.count { $0 == " " || $0 == "\u{A0}" } + 1
    // A question asks for what follows, however short.
    if scalars.last == "?", context.blankAfter || words <= Self.wordsOfQuestion { return true }
    guard words <= 14, scalars.count(where: \.isDigit) * 4 < scalars.count else { return false }
    if context.isAmongItems, context.nextLength < Self.textBelow { return false }
    if context.blankAfter { return context.nextLength > scalars.count || context.nextIsItem }
    return scalars.count <= 70 && context.nextLength > max(80, 2 * scalars.count)
      || context.nextIsItem && scalars.count <= 70
  }

  /// A question or a few words on top of longer text, in a document that leaves no blank lines.
  private func topsParagraph(_ scalars: [Unicode.Scalar], _ context: Context) -> Bool {
    guard !context.blankBefore, !context.blankAfter, context.followsSentence, context.hasNext,
      !context.isInList, scalars.count <= 60,
      scalars.first?.properties.isUppercase ?? false
    else { return false }
    let words = scalars.count { $0 == " " || $0 == "\u{A0}" } + 1
    if scalars.last == "?" { return words <= 10 }
    guard words <= 5, !scalars.contains(where: \.isDigit) else { return false }
    return context.nextIsItem || context.nextLength > max(50, 2 * scalars.count)
  }

  /// `Deadline: 5-Oct-23`
  private func endsWithNumericValue(_ line: String) -> Bool {
    let parts = line.split(separator: ":", maxSplits: 1)
    return parts.count == 2 && parts[1].trimmingSpaces().unicodeScalars.first?.isDigit == true
  }

  /// `20 décembre 2013`, `06/05/2024`: a day with its year makes a line a statement.
  func holdsDate(_ scalars: [Unicode.Scalar]) -> Bool {
    let words = String(String.UnicodeScalarView(scalars)).split { $0 == " " || $0 == "\u{A0}" }
    for (i, word) in words.enumerated() {
      let parts = word.split { $0 == "/" || $0 == "." || $0 == "-" }
      if parts.count == 3, parts.allSatisfy({ Int($0) != nil }) { return true }
      guard i >= 2, word.count >= 4, Int(word.prefix(4)) != nil else { continue }
      if word.prefix(2) == "19" || word.prefix(2) == "20", words[i - 2].first?.isNumber == true {
        return true
      }
    }
    return false
  }
}
