import Foundation
import TestSupport
import Testing

/// Each kind of broken rule has its own clear line in both languages, with file, line and remedy.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct RuleMessageTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file = "a/b.yaml"
    var text: String
    /// `file:line`, with which the message begins.
    var place: String
    var french: String
    var english: String
  }

  private static let head = "summary: x\npattern: \"x\"\nannotate: {type: t, as: none}\n"

  private static func pattern(_ text: String) -> String {
    "summary: x\npattern: \"\(text)\"\nannotate: {type: t, as: none}\n"
  }

  static let all: [Broken] = [
    .init(
      testDescription: "YAML", text: "a: [1", place: "a/b.yaml:2", french: "pas du YAML",
      english: "not YAML"),
    .init(
      testDescription: "key", text: head + "exemples: [x]", place: "a/b.yaml:4",
      french: "Vouliez-vous dire « examples »", english: "Did you mean “examples”"),
    .init(
      testDescription: "far key", text: head + "zzzzzz: x", place: "a/b.yaml:4",
      french: "Clés possibles : summary", english: "Possible keys: summary"),
    .init(
      testDescription: "no pattern", text: "summary: x\nannotate: {type: t}", place: "a/b.yaml:1",
      french: "il manque « pattern »", english: "“pattern” is missing"),
    .init(
      testDescription: "validity", text: head + "valid: {from: \"2027\", to: \"2021\"}",
      place: "a/b.yaml:4", french: "la validité finit (2021) avant de commencer (2027)",
      english: "the validity ends (2021) before it begins (2027)"),
    .init(
      testDescription: "day", text: head + "valid: {from: soon}", place: "a/b.yaml:4",
      french: "Attendu : un jour, un mois ou une année", english: "Expected: a day, month or year"),
    .init(
      testDescription: "lexicon without words", file: "lexicons/l.yaml", text: "summary: x",
      place: "lexicons/l.yaml:1", french: "il manque « words »", english: "“words” is missing"),
    .init(
      testDescription: "twice", text: head + "summary: y", place: "a/b.yaml:4",
      french: "« summary » est écrit deux fois", english: "“summary” is written twice"),
    .init(
      testDescription: "form", text: head + "priority: high", place: "a/b.yaml:4",
      french: "un nombre entier", english: "a whole number"),
    .init(
      testDescription: "range", text: head + "priority: 500", place: "a/b.yaml:3",
      french: "de 0 à 100", english: "from 0 to 100"),
    .init(
      testDescription: "condition", text: head + "when: [\"a\"]", place: "a/b.yaml:4",
      french: "une portée et un motif", english: "a scope and a pattern"),
    .init(
      testDescription: "scope", text: head + "when: [\"sentense: a\"]", place: "a/b.yaml:4",
      french: "portée inconnue « sentense »", english: "unknown scope “sentense”"),
    .init(
      testDescription: "useless", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {id: a, name: A, near: [b]}",
      place: "gazetteers/g.yaml:4", french: "ne sert à rien sans « weak »",
      english: "does nothing without “weak”"),
    .init(
      testDescription: "empty", text: "summary: x\npattern: []\nannotate: {type: t}",
      place: "a/b.yaml:2", french: "« pattern » est vide", english: "“pattern” is empty"),
    .init(
      testDescription: "phrase", file: "lexicons/l.yaml",
      text: "summary: x\nwords:\n  fr: [\"a(b\"]", place: "lexicons/l.yaml:3",
      french: "un crochet n’a pas son pareil", english: "a bracket has no other half"),
    .init(
      testDescription: "long phrase", file: "lexicons/l.yaml",
      text: "summary: x\nwords:\n  fr: [\"" + String(repeating: "a ", count: 4096) + "\"]",
      place: "lexicons/l.yaml:3", french: "elle a trop de mots", english: "it has too many words"),
    .init(
      testDescription: "unclosed", text: pattern("( a"), place: "a/b.yaml:2",
      french: "colonne 4 : un crochet n’est pas fermé", english: "column 4: a bracket is not closed"
    ),
    .init(
      testDescription: "count", text: pattern("a ..0 b"), place: "a/b.yaml:2",
      french: "un nombre est attendu après", english: "a number is expected after"),
    .init(
      testDescription: "double gap", text: pattern("a ..2 ..3 b"), place: "a/b.yaml:2",
      french: "un trou suit un trou", english: "a gap follows a gap"),
    .init(
      testDescription: "repeat", text: pattern("? a"), place: "a/b.yaml:2",
      french: "rien ne précède", english: "nothing stands before"),
    .init(
      testDescription: "lexicon", text: pattern("<until>"), place: "a/b.yaml:2",
      french: "lexique inconnu « until »", english: "unknown lexicon “until”"),
    .init(
      testDescription: "value", text: pattern("{numbr}"), place: "a/b.yaml:2",
      french: "valeur inconnue « numbr »", english: "unknown value “numbr”"),
    .init(
      testDescription: "id", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {id: a, name: A}\n- {id: a, name: B}",
      place: "gazetteers/g.yaml:5", french: "déjà pris par", english: "already taken by"),
    .init(
      testDescription: "circle", text: pattern("{t}"), place: "a/b.yaml:1",
      french: "en rond : t → t", english: "in a circle: t → t"),
    .init(
      testDescription: "nothing", text: pattern("a?"), place: "a/b.yaml:2",
      french: "peut être vide", english: "may be empty"),
    .init(
      testDescription: "gap", text: pattern("..3 a"), place: "a/b.yaml:2",
      french: "commence par un trou", english: "begins with a gap"),
    .init(
      testDescription: "capture", text: "summary: x\npattern: x\nannotate: {type: t, from: date}",
      place: "a/b.yaml:3", french: "n’est pas capturé", english: "is not captured"),
    .init(
      testDescription: "made of nothing",
      text: "summary: x\npattern: x\nannotate: {type: t, as: percent}", place: "a/b.yaml:2",
      french: "Capturez l’un de : number", english: "Capture one of: number"),
    .init(
      testDescription: "normaliser", text: "summary: x\npattern: x\nannotate: {type: t, as: dat}",
      place: "a/b.yaml:3", french: "forme de valeur inconnue « dat »",
      english: "unknown form of value “dat”"),
    .init(
      testDescription: "mark", text: head + "examples: [\"[x\"]", place: "a/b.yaml:4",
      french: "crochet sans son pareil", english: "bracket without its other half"),
    .init(
      testDescription: "reason", text: head + "counter-examples: [{text: y}]",
      place: "a/b.yaml:4", french: "il manque « why »", english: "“why” is missing"),
  ]

  @Test(arguments: all)
  func isTold(_ broken: Broken) throws {
    let program = try CallsProgram()
    try program.write(broken.text, to: "rules/" + broken.file)
    for (locale, words) in [("fr", broken.french), ("en", broken.english)] {
      let run = try program.run("rules", "check", "--rules", "rules", "--locale", locale)
      #expect(run.status == 65)
      #expect(run.errorLines.count == 1)
      #expect(run.errors.contains(broken.place))
      #expect(Self.plain(run.errors).contains(words), "\(run.errors)")
    }
  }

  @Test func anExampleThatFailsIsTold() throws {
    let program = try CallsProgram()
    try program.write(Self.head + "examples: [\"[x]\", \"[y] x\"]", to: "rules/a/b.yaml")
    let run = try program.run("rules", "test", "--rules", "rules", "--locale", "fr")
    #expect(run.status == 65)
    #expect(Self.plain(run.errors).contains("a/b.yaml:4 : exemple en échec « [y] x »"))
    #expect(Self.plain(run.errors).contains("contre-exemples : 0"))
  }

  @Test(arguments: [
    (
      "fr",
      ["a/b.yaml:1 : exemples : 1. Il en faut au moins 2", "a/b.yaml:1 : contre-exemples : 0"]
    ),
    ("en", ["a/b.yaml:1: examples: 1. At least 2 are needed", "a/b.yaml:1: counter-examples: 0"]),
  ])
  func aRuleWithoutProofIsNoRuleInOrder(locale: String, lines: [String]) throws {
    let program = try CallsProgram()
    try program.write(Self.head + "examples: [\"[x] y\"]", to: "rules/a/b.yaml")
    let run = try program.run("rules", "check", "--rules", "rules", "--locale", locale)
    #expect(run.status == 65)
    for line in lines { #expect(Self.plain(run.errors).contains(line), "\(run.errors)") }
    let proved = "examples: [\"[x] y\", \"[x]\"]\ncounter-examples: [{text: z, why: another word}]"
    try program.write(Self.head + proved, to: "rules/a/b.yaml")
    #expect(try program.run("rules", "check", "--rules", "rules").status == 0)
  }

  @Test func theWordThatForbidsIsTold() throws {
    let program = try CallsProgram()
    try program.write(Self.head + "unless: \"sentence: clos | fini\"", to: "rules/a/b.yaml")
    func told(_ arguments: String...) throws -> String {
      let all = ["rules", "explain", "--rules", "rules", "--rule", "a/b"] + arguments
      return Self.plain(try program.run(all).output)
    }
    #expect(
      try told("--locale", "fr", "x clos").contains(
        "« clos » l’exclut (unless « sentence: clos | fini »)"))
    #expect(
      try told("--locale", "en", "x clos").contains(
        "“clos” forbids it (unless “sentence: clos | fini”)"))
    #expect(try told("--json", "x clos").replacing(" ", with: "").contains("\"by\":{"))
  }

  /// With plain spaces where French typography has others.
  private static func plain(_ text: String) -> String {
    text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  @Test func linesDiffer() {
    #expect(Self.all.count > 24)
    #expect(Set(Self.all.map(\.french)).count == Self.all.count)
    #expect(Set(Self.all.map(\.english)).count == Self.all.count)
  }
}
