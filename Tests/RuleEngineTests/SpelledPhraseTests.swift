import Testing

@testable import RuleEngine

/// Phrases whose accents, or case and accents, count.
@Suite struct SpelledPhraseTests {
  static let cases: [(phrase: String, text: String, isMet: Bool)] = [
    ("=dès", "dès le 6 mai", true), ("=dès", "Dès le 6 mai", true), ("=dès", "DÈS le 6 mai", true),
    ("=dès", "de\u{300}s le 6 mai", true), ("=dès", "des projets", false),
    ("=dès", "Des projets", false), ("==DH", "300 DH", true), ("==DH", "300 dh", false),
    ("==DH", "300 Dh", false), ("=été", "l'été 2024", true), ("=été", "Été 2024", true),
    ("=été", "e\u{301}te\u{301} 2024", true), ("=été", "ete 2024", false),
    ("==À part", "À part", true), ("==À part", "A\u{300} part", true),
    ("==À part", "à part", false),
    ("==A$", "20 A$", true), ("==A$", "20 a$", false),
  ]

  @Test(arguments: cases)
  func areMetAsTheyAreWritten(_ phrase: String, _ text: String, _ isMet: Bool) throws {
    let files = [
      "types.yaml": "a: {group: a, role: true}",
      "lexicons/l.yaml": "word:\n  summary: test\n  words: {fr: [\"\(phrase)\"]}",
      "r.yaml": """
      summary: test
      pattern: "<word>"
      annotate: {type: a}
      examples: []
      counter-examples: []
      """,
    ]
    let found = try Tagger(pack: .load(files: files)).annotations(in: text)
    #expect(found.isEmpty != isMet)
  }
}
