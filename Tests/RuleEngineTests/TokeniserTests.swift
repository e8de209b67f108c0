import Testing

@testable import RuleEngine

@Suite struct TokeniserTests {
  private func words(_ text: String) -> [String] {
    Tokeniser.spellings(of: text, vocabulary: Vocabulary())
  }

  @Test(arguments: [
    ("17h00", ["17", "h", "00"]),
    ("L’éligibilité", ["l'", "eligibilite"]),
    ("jusqu'au 1er mai", ["jusqu'", "au", "1", "er", "mai"]),
    ("the call's budget", ["the", "call", "'", "s", "budget"]),
    ("Nord-Pas-de-Calais", ["nord", "pas", "de", "calais"]),
    ("œuvre Straße", ["oeuvre", "strasse"]),
    ("e\u{301}te\u{301} coo\u{AD}pération", ["ete", "cooperation"]),
    ("300 K€", ["300", "k", "€"]),
    ("75\u{202F}% – 80%", ["75", "%", "-", "80", "%"]),
    ("« appel »", ["\"", "appel", "\""]),
  ])
  func cuts(_ text: String, _ expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func flagsTellSpacesLinesAndCapitals() {
    var text = "FSE+ Axe-4\nsuite"
    let tokens = text.withUTF8 { Tokeniser.tokens(of: $0, vocabulary: Vocabulary()) }
    #expect(tokens[0].flags.contains(.allCapitals))
    #expect(tokens[1].isGlued)
    #expect(tokens[2].flags.contains([.spaceBefore, .capital]))
    #expect(tokens[3].flags.contains(.hyphenBefore))
    #expect(tokens[4].flags.contains(.lineBefore))
  }

  @Test func joinsKnownWordsHyphenatedAtLineEnds() {
    var vocabulary = Vocabulary()
    let known = vocabulary.intern("cooperation")
    var text = "coopé-\nration et sous-\npréfecture"
    let tokens = text.withUTF8 { Tokeniser.tokens(of: $0, vocabulary: vocabulary) }
    #expect(tokens[0].word == known)
    #expect(tokens.count == 4)
  }
}
