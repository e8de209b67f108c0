import CallModel
import Testing

@testable import Presentation

@Suite struct NamesTests {
  static let knowledge = FieldKnowledge(
    themes: [.init(id: "water", labels: ["fr": "eau", "en": "water"])],
    countries: [
      .init(code: "ML", names: ["fr": "Mali"]),
      .init(code: "ES", names: ["fr": "Espagne", "en": "Spain"]),
    ],
    territories: [.init(code: "FRE", name: "Hauts-de-France", aliases: ["INSEE:32"])])

  static let cases: [(Names.Kind, String, fr: String, en: String)] = [
    (.theme, "water", "eau", "water"), (.country, "ES", "Espagne", "Spain"),
    (.country, "ML", "Mali", "Mali"), (.country, "XX", "XX", "XX"),
    (.territory, "FRE", "Hauts-de-France", "Hauts-de-France"),
    (.territory, "INSEE:32", "Hauts-de-France", "Hauts-de-France"),
    (.fund, "erdf", "FEDER", "erdf"),
    (.fund, "other", "other", "other"),
  ]

  @Test(
    "names come from the lists, then from elsewhere, then from the other language", arguments: cases
  )
  func names(_ kind: Names.Kind, _ id: String, _ french: String, _ english: String) {
    let names = Names(Self.knowledge) { kind, id, language in
      kind == .fund && id == "erdf" && language == .fr ? "FEDER" : nil
    }
    #expect(names.name(kind, id, in: .fr) == french)
    #expect(names.name(kind, id, in: .en) == english)
  }
}
