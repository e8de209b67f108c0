import Documents
import Stemming
import Testing

@Suite struct StemmerTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var language: Stemmer.Language
    var forms: [String]
    var testDescription: String { forms.joined(separator: " ") }
    init(_ language: Stemmer.Language, _ forms: String...) {
      self.language = language
      self.forms = forms
    }
  }

  static let families: [Family] = [
    Family(.french, "subvention", "subventions", "Subventions", "SUBVENTION"),
    Family(.french, "collectivité", "collectivités", "collectivite", "COLLECTIVITÉS"),
    Family(.french, "œuvre", "oeuvres", "ŒUVRE", "l'œuvre"),
    Family(.french, "éligibilité", "l'éligibilité", "l’éligibilité", "d'eligibilite"),
    Family(.french, "élu", "élus", "élue", "élues"),
    Family(.french, "prévu", "prévus", "prévue", "prevues"),
    Family(.french, "accordé", "accordée", "accordées", "accordees", "accorde"),
    Family(.french, "euro", "euros"),
    Family(.french, "enjeu", "enjeux"),
    Family(.french, "régional", "régionaux", "régionale", "régionales"),
    Family(.french, "européen", "européenne", "européennes", "europeens"),
    Family(.french, "réseau", "réseaux"),
    Family(.french, "e\u{301}ligible", "éligibles", "éli\u{AD}gible"),
    Family(.french, "aujourd'hui", "aujourd’hui"),
    Family(.english, "grant", "grants", "Grant's", "grant’s"),
    Family(.english, "application", "applications"),
    Family(.english, "eligible", "ELIGIBLE"),
  ]

  @Test(arguments: families)
  func formsShareOneStem(_ family: Family) {
    let stemmer = Stemmer(language: family.language)
    let stems = family.forms.map { form in stemmer.stems(of: form).map(\.stem) }
    #expect(Set(stems).count == 1, "\(stems)")
    #expect(stems[0].count == 1)
  }

  @Test(arguments: [
    ("commune", "communication"), ("mobile", "mobilité"), ("collecte", "collectivité"),
    ("part", "partenaire"), ("port", "portail"),
  ])
  func otherWordsStayApart(_ a: String, _ b: String) {
    let stemmer = Stemmer(language: .french)
    #expect(stemmer.stems(of: a).map(\.stem) != stemmer.stems(of: b).map(\.stem))
  }

  @Test(arguments: [
    ("Jusqu'au 6 mai 2024, à 12h.", ["au", "6", "mai", "2024", "à", "12h"]),
    ("l'Europe qu’elle s'est", ["Europe", "elle", "est"]),
    ("the region's offices", ["the", "region", "offices"]),
    ("O'Brien", ["O", "Brien"]),
    ("co-financement/FEDER", ["co", "financement", "FEDER"]),
    ("ﬁnancement CO₂ a²", ["ﬁnancement", "CO₂", "a"]),
    ("Ελλάδα Україна", ["Ελλάδα", "Україна"]),
    ("", []), ("'' — …", []),
  ])
  func rangesHoldTheWordsAsWritten(_ text: String, _ words: [String]) {
    let stemmer = Stemmer(language: .french)
    let bytes = Array(text.utf8)
    let found = stemmer.stems(of: text).map {
      String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self).lowercased()
    }
    #expect(found == words.map { $0.lowercased() })
  }

  @Test func stemsHoldOnlyPlainLetters() {
    let stemmer = Stemmer(language: .french)
    let text = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ ñ ő ţ ŵ ź ẅ ﬁ ß ø đ ł"
    for word in stemmer.stems(of: text) {
      #expect(word.stem.utf8.allSatisfy { $0 < 0x80 }, "\(word.stem)")
    }
  }

  @Test func scanStopsWhenTold() {
    var seen: [String] = []
    WordScanner.scan("un deux trois quatre") { word, _ in
      seen.append(word)
      return seen.count < 2
    }
    #expect(seen == ["un", "deux"])
  }
}
