import Testing

@testable import RuleEngine

@Suite struct TokeniserTests {
  private func words(_ text: String) -> [String] {
    Tokeniser.spellings(of: text, vocabulary: Vocabulary())
  }

  @Test(arguments: [
    ("17h00", ["17", "h", "00"]),
    ("L’éligibilité", ["l'", "eligibilite"]),
    ("dall'11 all’8, d'1 an", ["dall'", "11", "all'", "8", ",", "d'", "1", "an"]),
    ("Jul'23", ["jul", "'", "23"]),
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

  @Test(arguments: [
    "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "Éligibilité-",
    "coopération", "ÀÉÈ", "œœœœœœœœœ", "aaaaaaaœ", String(repeating: "mot", count: 60),
  ])
  func knownWordsAreFoundWhereverTheyEnd(_ word: String) {
    var vocabulary = Vocabulary()
    let spelling = Tokeniser.spellings(of: word, vocabulary: vocabulary)[0]
    let known = vocabulary.intern(spelling)
    _ = vocabulary.intern(spelling + "s")
    for before in ["", "a ", "éé ", "abcdefghij "] {
      for after in ["", " ", ".", " suite de la phrase"] {
        var text = before + word + after
        let tokens = text.withUTF8 { Tokeniser.tokens(of: $0, vocabulary: vocabulary) }
        #expect(tokens.contains { $0.word == known }, "«\(text)»")
      }
    }
  }

  @Test func longestWordIsUnknownAndEndless() {
    var text = String(repeating: "a", count: 100_000) + " fin"
    var vocabulary = Vocabulary()
    let end = vocabulary.intern("fin")
    let tokens = text.withUTF8 { Tokeniser.tokens(of: $0, vocabulary: vocabulary) }
    #expect(tokens.map(\.word) == [0, end])
  }

  /// The stretches that are taken for signs without a look at their properties.
  @Test func signsAreNoLetters() {
    for scalar in [0x2000...0x206F, 0x20A0...0x20CF, 0x2190...0x245F, 0x2500...0x27FF].joined() {
      let isAlphabetic = Unicode.Scalar(UInt32(scalar))?.properties.isAlphabetic ?? false
      #expect(!isAlphabetic, "U+\(String(scalar, radix: 16))")
    }
  }
}
