import CallModel
import Documents
import Presentation
import Testing

@testable import Digest

/// The sentence that a reader is shown for a word.
@Suite struct TellingPassageTests {
  static func match(_ word: String, in text: String) throws -> (Match, CallText) {
    let scalars = Array(text.unicodeScalars)
    let needle = Array(word.unicodeScalars)
    let start = try #require(
      scalars.indices.first { scalars[$0...].starts(with: needle) })
    var match = SampleMatches.match(SampleCalls.youth, overall: .yes)
    match.reasons = [
      Reason(
        theme: nil, words: [word],
        call: [
          Evidence(
            quote: word, start: start + 10, end: start + 10 + needle.count, page: 1, rule: "r")
        ], profile: "/", weight: 1)
    ]
    let passage = CallText.Passage(role: .objectives, heading: nil, text: text, start: 10, page: 1)
    return (match, CallText(title: "Titre", passages: [passage]))
  }

  @Test(
    "the sentence alone, without the mark of an item or a quotation that is not closed",
    arguments: [
      ("Avant. Le fonds aide les jeunes. Après.", "Le fonds aide les jeunes."),
      ("Avant\n• chantiers de jeunes ;\n• autres", "chantiers de jeunes ;"),
      ("- chantiers de jeunes\n- autres", "chantiers de jeunes"),
      ("– **chantiers** de jeunes", "chantiers** de jeunes"),
      ("« Cinq projets de jeunes\nen 2016", "Cinq projets de jeunes"),
      ("« Cinq projets » de jeunes", "« Cinq projets » de jeunes"),
      ("jeunes", "jeunes"),
    ])
  func sentence(_ text: String, _ shown: String) throws {
    let (match, call) = try Self.match("jeunes", in: text)
    let found = try #require(TellingPassage.passages(of: match, in: call).first)
    #expect(found.quote == shown)
    // Still an exact slice of the document.
    let scalars = Array(text.unicodeScalars)[(found.start - 10)..<(found.end - 10)]
    #expect(String(String.UnicodeScalarView(scalars)) == shown)
  }

  @Test("what is short in a sheet is shown in its sentence")
  func sheet() throws {
    var call = CallRecord()
    call.id = "0000000000-1"
    let text = "Peuvent déposer un dossier les communes de moins de 3 500 habitants."
    let (match, words) = try Self.match("communes", in: text)
    let evidence = try #require(match.reasons.first?.call.first)
    call.applicants = [
      Applicant(type: .commune, role: .any, eligible: true, evidence: [evidence])
    ]
    let subject = SheetSubject(call: call, document: "/srv/appels/2024/a.pdf", text: words)
    let view = SheetView(
      subject, reader: nil, day: SampleCalls.day, wording: Wording(.fr))
    #expect(view.passages.map(\.text).first?.contains(text) == true)
    #expect(view.document == "a.pdf")
    // A call without a date says so.
    let facts = view.blocks.flatMap(\.facts)
    #expect(facts.contains { $0.values == [Wording(.fr).noDeadlineStated] })
  }

  @Test("a word shared by its beginning alone is shown as the call has it")
  func wholeWords() {
    func shown(_ words: [String], _ quotes: [String]) -> String {
      let call = quotes.map { SampleCalls.evidence($0) }
      let reason = Reason(theme: nil, words: words, call: call, profile: "/", weight: 1)
      return Wording(.en).reasons([reason], limit: 1, showsPages: false)[0]
    }
    #expect(shown(["économi"], ["valorisation", "Économique"]) == "shared words “économique”")
    #expect(shown(["coop", "coopération"], ["coopération"]) == "shared words “coopération”")
    #expect(shown(["jeunes"], ["jeunes", "jeunesse"]) == "shared words “jeunes”")
    #expect(shown(["eau"], ["puits"]) == "shared words “eau”")
  }
}
