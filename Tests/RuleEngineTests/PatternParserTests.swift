import Testing

@testable import RuleEngine

@Suite struct PatternParserTests {
  @Test func readsEveryForm() throws {
    #expect(try PatternParser.parse("<until>") == .lexicon("until", capture: "until"))
    #expect(try PatternParser.parse("{from:date}") == .value("date", capture: "from"))
    #expect(
      try PatternParser.parse("a ..8 b?")
        == .sequence([.word("a"), .gap(8), .optional(.word("b"))]))
    #expect(
      try PatternParser.parse("[ a | !b ] $")
        == .sequence([
          .passage(.alternatives([.word("a"), .not(.word("b"))])), .sentenceEnd,
        ]))
    #expect(
      try PatternParser.parse("^^ x+ _ 'a b'")
        == .sequence([
          .blockStart, .repeated(.word("x"), atLeastOnce: true), .glued, .word("a b"),
        ]))
  }

  @Test(arguments: [
    ("( a", PatternFault.Reason.unclosed), ("a )", .unopened), ("a |", .empty), ("", .empty),
    ("<a b>", .badName), ("{x:y:z}", .badName), ("..", .badCount), ("..0", .badCount),
    ("? a", .nothingToRepeat), ("a ..2 ..3 b", .doubleGap), ("'a", .unclosed), ("<a", .unclosed),
  ])
  func refuses(_ source: String, _ reason: PatternFault.Reason) {
    let fault = #expect(throws: PatternFault.self) { try PatternParser.parse(source) }
    #expect(fault?.reason == reason)
  }
}
