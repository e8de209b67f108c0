import Testing

@testable import RuleEngine

/// What programs need is looked for in sixty-four sentences at once, and in four times as many: where
/// those end, nothing may be lost or found twice.
@Suite struct SectionTests {
  static let files = [
    "types.yaml": "t: {group: t}\nu: {group: u, role: true}",
    "t.yaml": """
    summary: test
    pattern: "a ( z | <last> )"
    annotate: {type: t}
    examples: []
    counter-examples: []
    """,
    "u.yaml": """
    summary: test
    pattern: "{t} ..2 {number}"
    annotate: {type: u, as: none}
    when: ["sentence: <said>"]
    unless: ["previous: stop"]
    examples: []
    counter-examples: []
    """,
    "lexicons/some.yaml": """
    last: {summary: test, words: {en: [q]}}
    said: {summary: test, words: {en: [said, told so]}}
    """,
  ]

  /// Of each sentence whether something of `t` and of `u` is found in it.
  static let sentences: [(text: String, t: Bool, u: Bool)] = [
    ("We said a z of 12", true, true),
    ("We heard a z of 12", true, false),
    ("They told so of a q and 7", true, true),
    ("They said a y and 7", false, false),
    ("We said q of 12", false, false),
    ("We said a q of twelve", true, false),
    ("Nothing", false, false),
  ]

  @Test(arguments: [1, 6, 63, 64, 65, 255, 256, 257, 700])
  func eachSentenceIsLookedAt(_ count: Int) throws {
    let all = (0..<count).map { Self.sentences[$0 % Self.sentences.count] }
    let text = all.map { $0.text + "." }.joined(separator: "\n\n")
    let found = try Tagger(pack: .load(files: Self.files)).annotations(in: text)
    #expect(found.filter { $0.type == "t" }.count == all.filter(\.t).count)
    #expect(found.filter { $0.type == "u" }.count == all.filter(\.u).count)
  }
}

/// What stands often has bits of its own.
@Suite struct BitTableTests {
  static func table(words: Int, symbols: Int) -> BitTable {
    var counts = BitTable.Counts()
    for word in 0..<words { counts.words[UInt32(word + 1)] = words - word }
    for symbol in 0..<symbols { counts.symbols[Int32(symbol)] = symbols - symbol }
    let asked =
      (0..<words).map { PatternProgram.Need.word(UInt32($0 + 1)) }
      + (0..<symbols).map { .symbol(Int32($0)) }
    return BitTable(asked: Set(asked), symbols: symbols, counts: counts)
  }

  @Test(arguments: [(3, 5), (64, 189), (500, 700), (9000, 2000)])
  func frequentThingsShareNone(_ words: Int, _ symbols: Int) {
    let table = Self.table(words: words, symbols: symbols)
    let signs =
      (0..<words).map { table.bit(ofWord: UInt32($0 + 1)) }
      + (0..<symbols).map { table.bit(ofSymbol: Int32($0)) }
    #expect(signs.allSatisfy { $0 < Signature.dash })
    let frequent =
      (0..<min(words, 12)).map { table.bit(ofWord: UInt32($0 + 1)) }
      + (0..<min(symbols, 149)).map { table.bit(ofSymbol: Int32($0)) }
    for bit in frequent { #expect(signs.filter { $0 == bit }.count == 1) }
    let places =
      (0..<words).map { table.presence(of: .word(UInt32($0 + 1))) }
      + (0..<symbols).map { table.presence(of: .symbol(Int32($0))) }
    #expect(places.allSatisfy { $0 % Presence.width == 0 && $0 < Presence.dash })
    let own = Dictionary(places.map { ($0, 1) }, uniquingKeysWith: +).values.filter { $0 == 1 }
    #expect(own.count >= min(words + symbols, 2469))
  }

  @Test func whatNoPatternAsksForIsOneForAll() {
    let table = BitTable(asked: [.symbol(4)], symbols: 9)
    #expect(table.bit(ofSymbol: 3) == table.bit(ofSymbol: 8))
    #expect(table.bit(ofSymbol: 4) != table.bit(ofSymbol: 3))
  }
}
