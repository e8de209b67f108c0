import Testing

@testable import RuleEngine

/// Each kind of broken rule is refused with its own fault, file and line.
@Suite struct RuleFaultTests {
  private static let good = """
    summary: A test.
    pattern: "x"
    annotate: {type: t, as: none}
    examples: ["x"]
    """

  private func faults(_ files: [String: String]) -> [RuleFault] {
    do {
      _ = try RulePack.load(files: files)
      return []
    } catch {
      return error.faults
    }
  }

  @Test func acceptsAGoodRule() { #expect(faults(["a/b.yaml": Self.good]).isEmpty) }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file = "a/b.yaml"
    var text: String
    var line: Int
    var isRight: @Sendable (RuleFault.Kind) -> Bool
  }

  static let cases: [Case] = [
    Case(testDescription: "not YAML", text: "a: [1", line: 2) {
      if case .notYAML = $0 { true } else { false }
    },
    Case(testDescription: "unknown key", text: good + "\nexample: x", line: 5) {
      $0
        == .unknownKey("example", nearest: "examples", expected: RuleFileReader.keys)
    },
    Case(testDescription: "no pattern", text: "summary: x\nannotate: {type: t}", line: 1) {
      $0 == .missingKey("pattern")
    },
    Case(testDescription: "no annotation", text: "summary: x\npattern: y", line: 1) {
      $0 == .missingKey("annotate")
    },
    Case(
      testDescription: "no summary", text: "pattern: y\nannotate: {type: t}", line: 1
    ) { $0 == .missingKey("summary") },
    Case(
      testDescription: "a list where a mapping is due",
      text: "summary: x\npattern: y\nannotate: [t]", line: 3
    ) { $0 == .wrongType(key: "annotate", expected: "mapping") },
    Case(
      testDescription: "an empty list", text: "summary: x\npattern: []\nannotate: {type: t}",
      line: 2
    ) { $0 == .emptyList("pattern") },
    Case(
      testDescription: "a word for a number", text: good + "\npriority: high", line: 5
    ) { $0 == .wrongType(key: "priority", expected: "whole number") },
    Case(
      testDescription: "an unclosed bracket",
      text: "summary: x\npattern: \"( a\"\nannotate: {type: t, as: none}", line: 2
    ) { if case .badPattern("( a", 4, _) = $0 { true } else { false } },
    Case(
      testDescription: "an unknown lexicon",
      text: "summary: x\npattern: \"<untill>\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .unknownName("untill", nearest: nil, expected: "lexicon") },
    Case(
      testDescription: "an unknown value",
      text: "summary: x\npattern: \"{numbr}\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .unknownName("numbr", nearest: "number", expected: "type or shape") },
    Case(
      testDescription: "a pattern that begins with a gap",
      text: "summary: x\npattern: \"..3 a\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .startsWithGap("..3 a") },
    Case(
      testDescription: "a pattern that may match nothing",
      text: "summary: x\npattern: \"a?\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .startsWithGap("a?") },
    Case(
      testDescription: "an unknown normaliser",
      text: "summary: x\npattern: a\nannotate: {type: t, as: dat}", line: 1
    ) { $0 == .unknownNormaliser("dat", known: Normaliser.names) },
    Case(
      testDescription: "an unknown capture",
      text: "summary: x\npattern: \"{number}\"\nannotate: {type: t, from: date}", line: 1
    ) { $0 == .unknownCapture("date", known: ["number"]) },
    Case(
      testDescription: "a type made of itself",
      text: "summary: x\npattern: \"{t}\"\nannotate: {type: t, as: none}", line: 1
    ) { $0 == .cycle(["t", "t"]) },
    Case(
      testDescription: "a condition without a scope", text: good + "\nwhen: [\"a\"]", line: 5
    ) { $0 == .wrongType(key: "when", expected: "scope: pattern") },
    Case(
      testDescription: "an unknown scope", text: good + "\nunless: [\"sentense: a\"]", line: 5
    ) { if case .unknownName("sentense", "sentence", _) = $0 { true } else { false } },
    Case(
      testDescription: "an unbalanced phrase", file: "lexicons/l.yaml",
      text: "summary: x\nwords:\n  fr: [\"a(b\"]", line: 3
    ) { if case .badPhrase("a(b", _) = $0 { true } else { false } },
    Case(
      testDescription: "a lexicon without words", file: "lexicons/l.yaml", text: "summary: x",
      line: 0
    ) { _ in true },
    Case(
      testDescription: "an entry twice", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {id: a, name: A}\n- {id: a, name: B}", line: 5
    ) { $0 == .repeatedId("t a", first: "gazetteers/g.yaml") },
    Case(
      testDescription: "an entry without id", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {name: A}", line: 4
    ) { $0 == .missingKey("id") },
  ]

  @Test(arguments: cases)
  func refuses(_ case: Case) {
    let found = faults([`case`.file: `case`.text])
    guard `case`.line > 0 else { return }
    #expect(found.count == 1)
    #expect(found.first?.file == `case`.file)
    #expect(found.first?.line == `case`.line)
    #expect(found.first.map { `case`.isRight($0.kind) } == true, "\(found)")
  }

  @Test func anExampleThatFailsIsToldWithWhatWasFound() throws {
    let text = """
      summary: A test.
      pattern: "x"
      annotate: {type: t, as: none}
      examples: ["[x] y", "[y] x"]
      counter-examples: [{text: "x", why: stands there}]
      """
    let found = try RulePack.load(files: ["a/b.yaml": text]).failedExamples()
    #expect(found.map(\.line) == [4, 5])
  }
}
