import Testing

@testable import Presentation

@Suite struct PhraseTests {
  @Test("French spaces are set in our words, never in a value")
  func spaces() {
    let value = "a : b ; c ? « d » 5 %"
    let text = Wording(.fr, medium: .page).say("Voir : \(value) ; et « \(value) » ?", "x")
    #expect(visible(text) == "Voir~: \(value)^; et «~\(value)~»^?")
    #expect(visible(Wording(.fr).say("Quoi ?", "x")) == "Quoi~?")
    #expect(Wording(.en).say("x", "See: \(value)") == "See: \(value)")
  }
}
