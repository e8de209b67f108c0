import Documents
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

  /// Phrases of one word in several lexicons and a gazetteer, some of them spelt.
  static let shared: [(text: String, types: [String], functionWords: Int)] = [
    ("des", ["plain", "other"], 1), ("dès", ["accent", "plain", "other"], 1),
    ("DES", ["body", "exact", "other", "plain"], 1), ("Des", ["other", "plain"], 1),
    ("l'a des", ["other", "plain"], 1), ("a1des", [], 0),
  ]

  @Test(arguments: shared)
  func standBesideOthersOfTheirWord(
    _ text: String, _ types: [String], _ functionWords: Int
  ) throws {
    func lexicon(_ name: String, _ phrase: String) -> String {
      "\(name):\n  summary: test\n  words: {fr: [\"\(phrase)\"]}\n"
    }
    var files = [
      "types.yaml": "plain: {group: a}\naccent: {group: b}\nexact: {group: c}\nother: {group: d}",
      "lexicons/l.yaml": lexicon("accent-l", "=dès") + lexicon("plain-l", "des")
        + lexicon("exact-l", "==DES") + lexicon("other-l", "des"),
      "lexicons/language.yaml":
        "language-word:\n  summary: test\n  words: {fr: [{phrase: des, value: fr}]}\n",
      "gazetteers/g.yaml": """
      summary: test
      source: test
      type: body
      entries:
        - {id: x, name: Some body, exact: [DES]}
      """,
    ]
    for type in ["plain", "accent", "exact", "other"] {
      files["rules/\(type).yaml"] = """
        summary: test
        pattern: "<\(type)-l>"
        annotate: {type: \(type)}
        examples: []
        counter-examples: []
        """
    }
    let tagger = Tagger(pack: try .load(files: files))
    #expect(tagger.annotations(in: text).map(\.type).sorted() == types.sorted())
    let tagging = tagger.tagging(of: Document(format: .text, text: text))
    #expect(tagging.languages["fr", default: 0] == functionWords)
  }

  @Test(
    "a name with years is known with dashes too",
    arguments: [
      ("Interreg Nord-Sud 2031-2037", true), ("Interreg Nord-Sud 2031–2037", true),
      ("Interreg Nord–Sud 2031–2037", true), ("Interreg Nord - Sud 2031 - 2037", true),
      ("Interreg Nord-Sud", false), ("Interreg Nord-Sud 2031, 2037", false),
    ])
  func dashesOfYears(_ text: String, _ isMet: Bool) throws {
    let files = [
      "gazetteers/g.yaml": """
      summary: test
      source: test
      type: programme
      entries:
        - {id: x, name: Interreg Nord-Sud 2031-2037}
      """
    ]
    let found = try Tagger(pack: .load(files: files)).annotations(in: text)
    #expect(found.map(\.range) == (isMet ? [TextRange(0, text.utf8.count)] : []))
  }
}
