import Documents
import RuleEngine
import Testing

@testable import CallAssembly

/// Persons before an address, told by a title or by how their names are written.
@Suite struct PersonNameTests {
  @Test(
    arguments: [
      ("Contact : Mme Claire Dubois, 04", "Claire Dubois"),
      ("Madame  Anne-Marie D’Arc Petit Jean", "Anne-Marie D’Arc Petit"),
      ("M. Jean\nMARTIN :", "Jean\nMARTIN"), ("Frau Ina Weiß", "Ina Weiß"),
      ("Dr Élise Noël", "Élise Noël"),
      ("Mmes Roux Vidal", "Roux Vidal"), ("Zoé LEROY – 04", "Zoé LEROY"),
      ("par Jean-Luc LE ROUX", nil),
      ("par Jean-Luc O’NEILL", nil), ("par Jean-Luc ONEILL", "Jean-Luc ONEILL"),
      ("Jean-luc ROUX", nil), ("MM. Jean", nil), ("Mme la préfète", nil), ("M.Jean Roux", nil),
      ("Mme Claire Dubois’", nil), ("service EUROPE", nil), ("Léa DU", nil), ("", nil),
      ("E\u{301}ric Zoe\u{301} BLANC", "Zoe\u{301} BLANC"),
    ] as [(String, String?)])
  func name(_ text: String, _ expected: String?) throws {
    let pack = try RulePack.load(files: [:])
    let context = AnnotatedDocument(
      document: Document(format: .text, text: text), annotations: AnnotationsByType([]),
      pack: pack, kinds: KindKnowledge(pack))
    let place = PersonName.place(in: context.whole, context)
    #expect(place.map(context.scalars.slice) == expected)
  }
}
