import Testing

@testable import RuleEngine

@Suite struct PhraseExpansionTests {
  @Test(arguments: [
    ("dossier(s)", ["dossiers", "dossier"]),
    (
      "appel(s) à projet(s)",
      [
        "appels à projets", "appels à projet", "appel à projets", "appel à projet",
      ]
    ),
    ("d[u|es] taux", ["du taux", "des taux"]),
    ("[le |]plafond", ["le plafond", "plafond"]),
    ("soumis(e|es)", ["soumise", "soumises", "soumis"]),
    ("Interreg France \\(Manche\\)", ["Interreg France (Manche)"]),
  ])
  func expands(_ source: String, _ expected: [String]) throws {
    #expect(try PhraseExpansion.expand(source) == expected)
  }

  @Test(arguments: [
    ("dossier(s", PhraseFault.unbalanced), ("dossier)", .unbalanced), ("", .empty),
    ("[|]", .empty), ("[a|b", .unbalanced),
    (String(repeating: "[a|b|c|d]", count: 8), .tooMany),
  ])
  func refuses(_ source: String, _ fault: PhraseFault) {
    #expect(throws: fault) { try PhraseExpansion.expand(source) }
  }
}
