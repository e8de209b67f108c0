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
    ) { $0 == .wrongType(key: "annotate", expected: .mapping) },
    Case(
      testDescription: "an empty list", text: "summary: x\npattern: []\nannotate: {type: t}",
      line: 2
    ) { $0 == .emptyList("pattern") },
    Case(
      testDescription: "a word for a number", text: good + "\npriority: high", line: 5
    ) { $0 == .wrongType(key: "priority", expected: .wholeNumber) },
    Case(
      testDescription: "an unclosed bracket",
      text: "summary: x\npattern: \"( a\"\nannotate: {type: t, as: none}", line: 2
    ) { if case .badPattern("( a", 4, _) = $0 { true } else { false } },
    Case(
      testDescription: "an unknown lexicon",
      text: "summary: x\npattern: \"<untill>\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .unknownName("untill", nearest: nil, expected: .lexicon) },
    Case(
      testDescription: "an unknown value",
      text: "summary: x\npattern: \"{numbr}\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .unknownName("numbr", nearest: "number", expected: .valueOrShape) },
    Case(
      testDescription: "a pattern that begins with a gap",
      text: "summary: x\npattern: \"..3 a\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .startsWithGap("..3 a") },
    Case(
      testDescription: "a pattern that may match nothing",
      text: "summary: x\npattern: \"a?\"\nannotate: {type: t, as: none}", line: 2
    ) { $0 == .matchesNothing("a?") },
    Case(
      testDescription: "an unknown normaliser",
      text: "summary: x\npattern: a\nannotate: {type: t, as: dat}", line: 3
    ) { $0 == .unknownNormaliser("dat", known: Normaliser.names) },
    Case(
      testDescription: "an unknown capture",
      text: "summary: x\npattern: \"{number}\"\nannotate: {type: t, from: date}", line: 3
    ) { $0 == .unknownCapture("date", known: ["number"]) },
    Case(
      testDescription: "a type made of itself",
      text: "summary: x\npattern: \"{t}\"\nannotate: {type: t, as: none}", line: 1
    ) { $0 == .cycle(["t", "t"]) },
    Case(
      testDescription: "a condition without a scope", text: good + "\nwhen: [\"a\"]", line: 5
    ) { $0 == .wrongType(key: "when", expected: .condition) },
    Case(
      testDescription: "an unknown scope", text: good + "\nunless: [\"sentense: a\"]", line: 5
    ) { if case .unknownName("sentense", "sentence", _) = $0 { true } else { false } },
    Case(
      testDescription: "a scope within a condition",
      text: good + "\nunless: [\"before 4: a | under: b\"]", line: 5
    ) { $0 == .scopeInCondition("under:") },
    Case(
      testDescription: "a scope with its reach within a condition",
      text: good + "\nunless: [\"under: a | after 24: b\"]", line: 5
    ) { $0 == .scopeInCondition("after 24:") },
    Case(
      testDescription: "an unbalanced phrase", file: "lexicons/l.yaml",
      text: "summary: x\nwords:\n  fr: [\"a(b\"]", line: 3
    ) { if case .badPhrase("a(b", _) = $0 { true } else { false } },
    Case(
      testDescription: "a lexicon without words", file: "lexicons/l.yaml", text: "summary: x",
      line: 1
    ) { $0 == .missingKey("words") },
    Case(
      testDescription: "an entry twice", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {id: a, name: A}\n- {id: a, name: B}", line: 5
    ) { $0 == .repeatedId("t a", first: "gazetteers/g.yaml") },
    Case(
      testDescription: "an entry without id", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {name: A}", line: 4
    ) { $0 == .missingKey("id") },
    Case(
      testDescription: "a key twice", text: good + "\nsummary: again", line: 5
    ) { $0 == .repeatedKey("summary") },
    Case(testDescription: "a priority out of range", text: good + "\npriority: 500", line: 3) {
      $0 == .outOfRange(key: "priority", 0...100)
    },
    Case(
      testDescription: "a counter-example without reason",
      text: good + "\ncounter-examples: [{text: y}]", line: 5
    ) { $0 == .missingKey("why") },
    Case(
      testDescription: "a mark without its other half",
      text: good + "\ncounter-examples: [{text: \"[y\", why: z}]", line: 5
    ) { $0 == .unbalancedMark("[y") },
    Case(
      testDescription: "a date made of nothing",
      text: "summary: x\npattern: \"{number}\"\nannotate: {type: t, as: date}", line: 2
    ) { if case .missingCapture("date", _) = $0 { true } else { false } },
    Case(
      testDescription: "too many captures",
      text: "summary: x\npattern: \""
        + (0..<40).map { "{c\($0):number}" }.joined(separator: " ")
        + "\"\nannotate: {type: t, as: none}", line: 2
    ) { if case .tooManyCaptures = $0 { true } else { false } },
    Case(
      testDescription: "digits that are no numbers", file: "shapes.yaml",
      text: "day: {digits: few}", line: 1
    ) { $0 == .wrongType(key: "digits", expected: .digits) },
    Case(
      testDescription: "a share over one", file: "confidence.yaml", text: "a/b: 2", line: 1
    ) { $0 == .wrongType(key: "a/b", expected: .share) },
    Case(
      testDescription: "neighbours of no weak name", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {id: a, name: A, near: [b]}", line: 4
    ) { $0 == .uselessKey("near", without: "weak") },
    Case(
      testDescription: "a predecessor that stands nowhere", file: "gazetteers/g.yaml",
      text: "summary: x\ntype: t\nentries:\n- {id: aaaa, name: A}\n- {id: b, name: B, "
        + "attributes: {follows: aaab}}", line: 5
    ) { $0 == .unknownName("aaab", nearest: "aaaa", expected: .entry("follows")) },
    Case(
      testDescription: "an unknown group", file: "types.yaml",
      text: "date: {group: time}\nphone: {over: [tim]}", line: 2
    ) { $0 == .unknownName("tim", nearest: "time", expected: .group) },
    Case(
      testDescription: "an unknown group to silence", text: good + "\nsuppresses: [tx]", line: 3
    ) { $0 == .unknownName("tx", nearest: "t", expected: .group) },
    Case(
      testDescription: "a day that is none", text: good + "\nvalid: {from: soon}", line: 5
    ) { $0 == .wrongType(key: "from", expected: .day) },
    Case(
      testDescription: "an end before the beginning",
      text: good + "\nvalid: {from: \"2027\", to: \"2021\"}", line: 5
    ) { $0 == .endsBeforeItBegins(from: "2027", to: "2021") },
    Case(
      testDescription: "a word that ends before it begins", file: "lexicons/l.yaml",
      text: "words:\n  fr: [{phrase: a, valid: {from: \"2027\", to: \"2021\"}}]", line: 2
    ) { $0 == .endsBeforeItBegins(from: "2027", to: "2021") },
  ]

  @Test(arguments: cases)
  func refuses(_ case: Case) {
    let found = faults([`case`.file: `case`.text])
    #expect(found.count == 1)
    #expect(found.first?.file == `case`.file)
    #expect(found.first?.line == `case`.line)
    #expect(found.first.map { `case`.isRight($0.kind) } == true, "\(found)")
  }

  @Test func moreNamesThanPatternsCanTellApartAreRefused() throws {
    let files = [
      "a/b.yaml": Self.good, "lexicons/l.yaml": "summary: x\nwords:\n  fr: [a]",
      "lexicons/m.yaml": "summary: x\nwords:\n  fr: [b]",
    ]
    let sources = try RuleLoader.load(files: files)
    // Both lexicons, the rule's type, and numbers.
    #expect(throws: Never.self) { try RuleCompiler.compile(sources, symbolLimit: 4) }
    #expect(
      throws: RuleFaults([
        RuleFault(file: "lexicons", line: 0, kind: .tooManyNames(4, limit: 3))
      ])
    ) { try RuleCompiler.compile(sources, symbolLimit: 3) }
  }

  @Test func aPhraseMayHaveSoManyWords() throws {
    func lexicon(_ words: Int) -> [String: String] {
      let phrase = [String](repeating: "a", count: words).joined(separator: " ")
      return ["lexicons/l.yaml": "summary: x\nwords:\n  fr: [\"\(phrase)\"]"]
    }
    #expect(faults(lexicon(Phrase.longest)).isEmpty)
    let found = faults(lexicon(Phrase.longest + 1)).map(\.kind)
    #expect(found.count == 1)
    if case .badPhrase(_, .tooLong)? = found.first {} else { Issue.record("\(found.count)") }
  }

  @Test func aTypeThatNoFileNamesIsRefused() {
    let found = faults(["types.yaml": "deadline: {group: time}", "a/b.yaml": Self.good])
    #expect(
      found.map(\.kind) == [.unknownName("t", nearest: "deadline", expected: .type)]
        || found.map(\.kind) == [.unknownName("t", nearest: nil, expected: .type)])
    #expect(found.map(\.line) == [3])
  }

  @Test func anExampleThatFailsChangedIsToldWithItsChange() throws {
    let text = """
      summary: A test.
      pattern: "<l>"
      annotate: {type: t, as: none}
      examples: ["[été] y", "[été] x"]
      counter-examples: [{text: "x", why: nothing}]
      """
    let lexicon = "summary: x\nwords:\n  fr: [\"==été\"]"
    let found = try RulePack.load(files: ["a/b.yaml": text, "lexicons/l.yaml": lexicon])
      .failedExamples()
    let changes = found.compactMap { fault -> RuleMutation? in
      guard case .exampleFailed(_, _, _, let mutation) = fault.kind else { return nil }
      return mutation
    }
    #expect(changes == [.capitals, .capitals])
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
