import Documents

/// Decides what a hyphen at the end of a line means: a word parted by the typesetter, or a compound
/// that keeps its hyphen.
struct Hyphenation {
  /// First halves of compounds that keep their hyphen in French and English spelling.
  private static let prefixes: Set<String> = [
    "sous", "non", "mi", "demi", "semi", "ex", "vice", "sans", "outre", "nord", "sud", "est",
    "ouest", "après", "avant", "arrière", "peut", "celui", "celle", "ceux", "celles", "lui",
    "elle", "eux", "elles", "moi", "nous", "vous", "quelques", "vingt", "trente", "quarante",
    "cinquante", "soixante", "quatre", "dix", "saint", "sainte", "grand", "haut", "bas", "porte",
    "chef", "rendez", "au", "ci", "là", "dit", "est", "socio", "franco", "euro", "self", "well",
    "long", "short", "high", "low", "full", "part", "follow", "cross", "two", "three", "multi",
    "co", "inter", "pré", "post", "pro", "c'est", "c’est", "plus", "moins", "aide", "savoir",
  ]

  /// Second halves of compounds.
  private static let suffixes: Set<String> = [
    "il", "ils", "elle", "elles", "on", "ci", "là", "même", "mêmes", "vous", "nous", "cadre",
    "cadres", "projet", "projets", "clé", "clés", "pilote", "pilotes", "type", "types", "mer",
    "sized", "based", "term", "scale", "funded", "related", "led", "wide", "specific", "making",
    "up", "in", "to", "year", "free", "time", "level", "border", "financing", "financed",
  ]

  /// Lower-case words of the document that stand inside a line.
  private var words: Set<String> = []
  /// Share of lines that end with a hyphen, in thousandths; nil where there are too few to tell.
  private var hyphensPerThousand: Int?

  /// For text of which no words are known.
  init() {}

  /// - Parameter texts: the store of the lines' words.
  init(_ pages: [[PDFBlock]], _ texts: WordTexts) {
    var parts = HelperWork.inHalves(pages.count) { range in
      var part = Part(isInside: [Bool](repeating: false, count: texts.count))
      for block in pages[range].joined() {
        for line in block.lines { part.add(line) }
      }
      return part
    }
    var all = parts.removeFirst()
    for part in parts { all.add(part) }
    for number in all.isInside.indices where all.isInside[number] {
      let text = texts.text(numbered: number)
      // Most are bare as they stand.
      words.insert(text.isPlain ? text.string : Self.bare(text.string))
    }
    if all.lines >= 40 { hyphensPerThousand = all.hyphens * 1_000 / all.lines }
  }

  /// What some lines tell.
  private struct Part {
    var lines = 0
    var hyphens = 0
    /// By number of a text: whether it stands inside a line.
    var isInside: [Bool]

    mutating func add(_ line: PDFLine) {
      for word in line.words.dropFirst().dropLast() { isInside[word.text.number] = true }
      guard line.words.count > 3 else { return }
      lines += 1
      if line.endsWithHyphen { hyphens += 1 }
    }

    mutating func add(_ other: Part) {
      lines += other.lines
      hyphens += other.hyphens
      for number in isInside.indices where other.isInside[number] { isInside[number] = true }
    }
  }

  /// A typesetter that parts words does so in every tenth line; where hardly any line ends with a
  /// hyphen, those few are compounds.
  private var partsWords: Bool { hyphensPerThousand.map { $0 >= 15 } ?? true }

  static func endsWithHyphen(
    _ scalars: some BidirectionalCollection<Unicode.Scalar>
  ) -> Bool {
    guard let last = scalars.last, !scalars.dropFirst().isEmpty else { return false }
    return last == "-" || last == "\u{AD}" || last == "\u{2010}"
  }

  /// How two halves on neighbouring lines are written as one word; nil where they are two words.
  func joined(_ first: String, _ second: String) -> String? {
    if isCut(first, second) || Self.partsAddress(first, second) { return first + second }
    guard Self.endsWithHyphen(first.unicodeScalars), let next = second.unicodeScalars.first,
      let before = first.unicodeScalars.dropLast().last
    else { return nil }
    let stem = String(first.unicodeScalars.dropLast())
    if first.unicodeScalars.last == "\u{AD}" { return stem + second }
    // U+2010 is what typesetters write where they part a word; people type U+002D.
    let isTyped = first.unicodeScalars.last == "-"
    // `2021-` and `2027`: a range.
    if PDFText.isDigit(before), PDFText.isDigit(next) { return first + second }
    guard before.properties.isAlphabetic else { return nil }
    guard next.properties.isAlphabetic, next.properties.isLowercase else { return first + second }
    return isTyped && keepsHyphen(stem, second) ? first + second : stem + second
  }

  /// Whether two words on neighbouring lines are one address of the web, or of mail, broken after one
  /// of its signs: `https://a.fr/b-` and `c/d`, `www.a.` and `fr/b`, `jeunes-` and `monde@a.fr`.
  static func partsAddress(_ first: String, _ second: String) -> Bool {
    guard let last = first.utf8.last, let next = second.utf8.first,
      (0x61...0x7A).contains(next) || (0x30...0x39).contains(next)
    else { return false }
    switch last {
    case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "&"),
      UInt8(ascii: "?"), UInt8(ascii: "-"):
      return isWeb(first)
        || last == UInt8(ascii: "-") && second.utf8.contains(UInt8(ascii: "@"))
    case UInt8(ascii: "."):
      // A sentence ends with a full stop as well, but goes on with a capital.
      return isDotted(second)
        && (first.utf8.dropLast().contains(UInt8(ascii: ".")) || isWeb(first))
    default: return false
    }
  }

  private static func isWeb(_ text: String) -> Bool {
    text.contains("://") || text.hasPrefix("www.")
  }

  /// `fr/defis/`, `gouv.fr`, `html`.
  private static func isDotted(_ text: String) -> Bool {
    let bytes = text.utf8
    if bytes.contains(UInt8(ascii: "/")) { return true }
    if ["html", "htm", "pdf", "php", "aspx", "fr", "eu", "org", "com"].contains(text) {
      return true
    }
    guard let dot = bytes.dropLast().lastIndex(of: UInt8(ascii: ".")) else { return false }
    return bytes[bytes.index(after: dot)...].allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// A narrow cell cuts a long word without a hyphen: written whole elsewhere, its first part never.
  private func isCut(_ first: String, _ second: String) -> Bool {
    guard first.utf8.count >= 7, first.unicodeScalars.last?.properties.isLowercase ?? false,
      second.unicodeScalars.first?.properties.isLowercase ?? false
    else { return false }
    let half = Self.bare(first)
    return words.contains(Self.bare(first + second)) && !words.contains(half) && !isWord(half)
  }

  private func keepsHyphen(_ stem: String, _ second: String) -> Bool {
    let joined = Self.bare(stem + second)
    let hyphened = Self.bare(stem + "-" + second)
    if words.contains(hyphened) { return true }
    if words.contains(joined) { return false }
    let half = Self.bare(stem)
    let areWords = isWord(half) && isWord(Self.bare(second))
    if !areWords, isWord(joined) { return false }
    // `sous-` is a compound, `dessous-` an end of one: the half must be the whole first part.
    if half.contains("-") { return Self.prefixes.contains(half) }
    if Self.prefixes.contains(half) || Self.suffixes.contains(Self.bare(second)) { return true }
    if isCombiningForm(half, of: Self.bare(second), joined) { return true }
    return !partsWords
  }

  /// The first half of `médico-administratif`: it ends in o, a word follows, and both together are
  /// none.
  private func isCombiningForm(_ half: String, of word: String, _ joined: String) -> Bool {
    half.utf8.count >= 4 && half.utf8.last == UInt8(ascii: "o") && word.utf8.count >= 5
      && isWord(word) && !isWord(joined)
  }

  private func isWord(_ word: String) -> Bool {
    Lexicon.Language.allCases.contains { Lexicon.contains(word, in: $0) }
  }

  /// In lower case, without the punctuation around.
  private static func bare(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: \.isAlphabetic),
      let last = scalars.lastIndex(where: \.isAlphabetic)
    else { return "" }
    return String(scalars[first...last]).lowercased()
  }
}
