import Documents
import Foundation
import Testing

@testable import RuleEngine

/// Keys that settle what a rule may say, and when.
@Suite struct RuleReachTests {
  private func rule(_ pattern: String, _ annotate: String, _ rest: String = "") -> String {
    """
    summary: test
    pattern: "\(pattern)"
    annotate: {\(annotate)}
    \(rest)
    examples: []
    counter-examples: []
    """
  }

  private func found(
    _ files: [String: String], in text: String, on day: CalendarDay? = nil
  ) throws -> [String] {
    var files = files
    files["types.yaml"] = """
      a: {group: a, role: true}
      b: {group: b, role: true}
      c: {group: c}
      """
    return try Tagger(pack: .load(files: files)).annotations(in: text, on: day).map(\.type)
  }

  @Test(arguments: [
    ("le dépôt du dossier", ["a"]), ("le dossier au dépôt", ["a"]),
    ("le dossier qui fut un jour au dépôt", []), ("le dossier. Le dépôt.", []),
  ])
  func nearLooksToBothSides(_ text: String, _ expected: [String]) throws {
    let files = ["r.yaml": rule("dossier", "type: a", "when: \"near 3: dépôt\"")]
    #expect(try found(files, in: text) == expected)
  }

  /// Sentences are looked at by sixty-four: what stands in one stretch of them is none of another's.
  @Test(arguments: [0, 63, 64, 65, 130])
  func conditionsAreAskedInTheirOwnSentence(_ place: Int) throws {
    let sentences = (0..<200).map { $0 == place ? "Le dépôt du dossier." : "Le dossier est bref." }
    for condition in ["near 3", "before 2", "sentence"] {
      let files = ["r.yaml": rule("dossier", "type: a", "when: \"\(condition): dépôt\"")]
      #expect(try found(files, in: sentences.joined(separator: " ")) == ["a"])
      let others = ["r.yaml": rule("dossier", "type: a", "unless: \"\(condition): dépôt\"")]
      #expect(try found(others, in: sentences.joined(separator: " ")).count == 199)
    }
  }

  /// Of many sentences or paragraphs one alone has the word that a condition asks of others: which of
  /// them does the condition then hold for?
  @Test(arguments: [0, 1, 62, 63, 64, 65, 127, 199])
  func conditionsAreAskedOfOtherSentences(_ place: Int) throws {
    let parts = (0..<200).map { $0 == place ? "Le dépôt." : "Le dossier est bref." }
    let cases: [(condition: String, joint: String, place: Int)] = [
      ("next", " ", place - 1), ("previous", " ", place + 1),
      ("block-after", "\n\n", place - 1), ("block-before", "\n\n", place + 1),
    ]
    for (condition, joint, holder) in cases {
      let files = ["r.yaml": rule("dossier", "type: a", "when: \"\(condition): dépôt\"")]
      let expected = (0..<200).contains(holder) ? ["a"] : []
      #expect(
        try found(files, in: parts.joined(separator: joint)) == expected, "\(condition)")
      let others = ["r.yaml": rule("dossier", "type: a", "unless: \"\(condition): dépôt\"")]
      #expect(
        try found(others, in: parts.joined(separator: joint)).count == 199 - expected.count,
        "not \(condition)")
    }
    let wide = [("document: dépôt", 199), ("block: dépôt", 199), ("document: x", 0)]
    for (condition, count) in wide {
      let files = ["r.yaml": rule("dossier", "type: a", "when: \"\(condition)\"")]
      #expect(
        try found(files, in: parts.joined(separator: " ")).count == count, "\(condition)")
    }
  }

  /// A choice between words and longer passages is looked for in its parts.
  @Test(arguments: [
    ("Le dossier est clos.", true, true), ("Le dossier est fini.", true, true),
    ("Le grand dépôt du dossier.", true, true), ("Le grand dépôt au dossier.", false, false),
    ("Le dossier, du dépôt le grand.", false, false),
    ("Le dossier est bref. Un grand dépôt du jour.", false, true),
    ("Le dossier est bref. Il est clos.", false, true),
    ("Le dossier est bref, un grand. Dépôt du jour.", false, false),
  ])
  func conditionsAreAskedInTheirParts(_ text: String, inSentence: Bool, inBlock: Bool) throws {
    let choice = "clos | grand dépôt ..2 du | fini | dépôt du ..1 grand"
    for (scope, holds) in [("sentence", inSentence), ("block", inBlock)] {
      let files = ["r.yaml": rule("dossier", "type: a", "when: \"\(scope): \(choice)\"")]
      #expect(try found(files, in: text) == (holds ? ["a"] : []), "\(scope)")
      let others = ["r.yaml": rule("dossier", "type: a", "unless: \"\(scope): \(choice)\"")]
      #expect(try found(others, in: text) == (holds ? [] : ["a"]), "not \(scope)")
    }
  }

  @Test(arguments: [
    ("Qui peut répondre :\n- les communes\n- les projets", ["a"]),
    ("Qui peut payer :\n- les communes\n- les projets", []),
    ("Qui peut répondre :\n- les communes\n\nLes projets", []),
  ])
  func whatStandsOverAnItemTellsOfIt(_ text: String, _ expected: [String]) throws {
    let files = ["r.yaml": rule("projets", "type: a", "when: \"under: répondre\"")]
    #expect(try found(files, in: text) == expected)
  }

  /// Many at once are put in order in another way than few.
  @Test(arguments: [1, 10, 33, 300, 3000])
  func amongManyTheLongerOfAPlaceStands(_ count: Int) throws {
    var files = [
      "one.yaml": rule("grand projet", "type: c"), "two.yaml": rule("projet", "type: c"),
    ]
    files["three.yaml"] = rule("[ projet ] utile", "type: a", "priority: 3")
    let text = String(repeating: "Un grand projet utile et un projet.\n\n", count: count)
    let expected = (0..<count).flatMap { _ in ["c", "a", "c"] }
    #expect(try found(files, in: text) == expected)
  }

  @Test(arguments: [
    ("Clôture\n\nle 6 mai\n\nContact", "block-before: clôture", ["a"]),
    ("Clôture du dépôt : le 6 mai\n\nContact", "block-before: clôture", []),
    ("Clôture\n\n- jusqu'au\n- le 6 mai", "block-before: clôture", []),
    ("Clôture\n\nle 6 mai\n\nContact", "block-after: contact", ["a"]),
    ("le 6 mai", "block-before: le", []), ("le 6 mai", "block-after: le", []),
  ])
  func blocksBesideTellOfOne(_ text: String, _ condition: String, _ expected: [String]) throws {
    let files = ["r.yaml": rule("6 mai", "type: a", "when: \"\(condition)\"")]
    #expect(try found(files, in: text) == expected)
  }

  @Test func aRuleSilencesWhatItsKeyNames() throws {
    var files = [
      "one.yaml": rule("grand projet", "type: a"), "two.yaml": rule("projet", "type: b"),
      "three.yaml": rule("projet", "type: c"),
    ]
    #expect(try found(files, in: "un grand projet") == ["a", "b", "c"])
    files["one.yaml"] = rule("grand projet", "type: a", "suppresses: [b, c]")
    #expect(try found(files, in: "un grand projet") == ["a"])
    #expect(try found(files, in: "un projet") == ["b", "c"])
  }

  static let days: [(String?, [String])] = [
    (nil, ["a"]), ("2020-12-31", []), ("2021-01-01", ["a"]), ("2027-12-31", ["a"]),
    ("2028-01-01", []),
  ]

  @Test(arguments: days)
  func aRuleHoldsOnItsDays(_ day: String?, _ expected: [String]) throws {
    let files = [
      "r.yaml": rule("projet", "type: a", "valid: {from: \"2021\", to: \"2027-12\"}")
    ]
    #expect(try found(files, in: "le projet", on: day.flatMap { CalendarDay(iso: $0) }) == expected)
  }

  @Test(arguments: days)
  func aWordHoldsOnItsDays(_ day: String?, _ expected: [String]) throws {
    let files = [
      "r.yaml": rule("<w>", "type: a"),
      "lexicons/w.yaml": """
      words:
        fr:
          - {phrase: projet, valid: {from: "2021", to: "2027-12"}}
          - autre
      """,
    ]
    let day = day.flatMap { CalendarDay(iso: $0) }
    #expect(try found(files, in: "le projet", on: day) == expected)
    #expect(try found(files, in: "un autre", on: day) == ["a"])
  }

  @Test func lexiconsWithoutUseAreTold() throws {
    let pack = try RulePack.load(files: [
      "types.yaml": "a: {group: a}",
      "r.yaml": rule("( <one> | !<two> x )", "type: a", "when: \"sentence: <three>\""),
      "lexicons/l.yaml": ["one", "two", "three", "four", "abbreviation"]
        .map { "\($0): {words: {fr: [\($0)]}}\n" }.joined(),
    ])
    #expect(pack.counts.unusedLexicons == ["four"])
  }

  @Test func aCompiledPackKeepsThem() throws {
    let files = [
      "types.yaml": "a: {group: a}\nb: {group: b}",
      "one.yaml": rule(
        "projet", "type: a", "suppresses: b\nvalid: {from: \"2021\"}"),
    ]
    let pack = try RulePack.load(packed: RulePack.load(files: files).packed)
    let rule = try #require(pack.descriptions.first)
    #expect(rule.suppresses == ["b"])
    #expect(rule.valid == "2021-01-01/..")
  }

  @Test func aTypeThatVeilsOthersStandsForThemInTagsAlone() throws {
    let files = [
      "types.yaml": "last-day: {group: last-day, veils: day}\nday: {group: day}",
      "one.yaml": rule("avant le jour", "type: last-day"), "two.yaml": rule("jour", "type: day"),
    ]
    let tagger = Tagger(pack: try .load(files: files))
    #expect(tagger.annotations(in: "avant le jour").map(\.type) == ["last-day"])
    #expect(tagger.annotations(in: "un jour").map(\.type) == ["day"])
    let document = Document(format: .text, text: "avant le jour")
    #expect(tagger.tagging(of: document).annotations.all.map(\.type) == ["day"])
  }

  @Test func anExplanationNamesTheWinnerOfTheGroup() throws {
    let files = [
      "types.yaml": "a: {group: a, role: true}\nb: {group: b}\nc: {group: c, over: a}",
      "all.yaml": rule("un projet clos", "type: b"),
      "low.yaml": rule("projet", "type: a", "priority: 40"),
      "high.yaml": rule("projet clos", "type: a", "priority: 60"),
    ]
    let tagger = Tagger(pack: try .load(files: files))
    let told = try #require(tagger.explanation(of: "low", in: "un projet clos"))
    #expect(told.places.map(\.verdict) == [.hidden(by: "high")])
  }

  @Test func anExplanationTellsTheWordThatForbids() throws {
    let files = [
      "types.yaml": "a: {group: a}",
      "r.yaml": rule("projet", "type: a", "unless: \"sentence: clos | fini\""),
    ]
    let tagger = Tagger(pack: try .load(files: files))
    let told = try #require(tagger.explanation(of: "r", in: "un projet clos"))
    #expect(
      told.places.map(\.verdict) == [
        .forbidden(condition: "sentence: clos | fini", by: TextRange(10, 14))
      ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(told.places[0]), as: UTF8.self)
    #expect(
      json == #"{"by":{"end":14,"start":10},"captures":{},"detail":"sentence: clos | fini","#
        + #""end":9,"start":3,"verdict":"forbidden"}"#)
    let free = try #require(tagger.explanation(of: "r", in: "un projet neuf"))
    #expect(free.places.map(\.verdict) == [.fires(value: "")])
  }
}
