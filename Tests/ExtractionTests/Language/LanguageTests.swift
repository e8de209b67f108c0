import Documents
import Extraction
import Testing

@Suite struct LanguageTests {
  static func read(_ text: String, name: String = "a.txt") throws -> Document {
    try DocumentReader().read(Array(text.utf8), name: name)
  }

  static let lines: [(String, String)] = [
    ("fr", "Les dossiers sont à déposer avant le 6 mai 2024 sur la plateforme du ministère."),
    ("fr", "APPEL A PROJETS EN SOUTIEN A LA COOPERATION DECENTRALISEE AVEC LE SENEGAL"),
    ("en", "Applications must be submitted by the lead partner before the deadline."),
    ("de", "Anträge können bis zum 6. Mai beim Gemeinsamen Sekretariat eingereicht werden."),
    ("nl", "Aanvragen kunnen tot en met 6 mei worden ingediend bij het secretariaat."),
    ("it", "Le domande devono essere presentate entro il 6 maggio dal capofila del progetto."),
    ("es", "Las solicitudes se presentarán antes del 6 de mayo por el jefe de fila."),
    ("pt", "As candidaturas devem ser apresentadas até 6 de maio pelo chefe de fila."),
  ]

  @Test(arguments: lines) func line(_ code: String, _ text: String) throws {
    #expect(try Self.read(text).metadata.language == code)
  }

  @Test func abstractInAnotherLanguageIsKeptApart() throws {
    let document = try Self.read(
      """
      La commission s'est réunie quatre fois cette année pour tirer le bilan des projets.

      English abstract

      The commission looked back on its first year and chose social inclusion as a priority.

      Budget

      Les cinq étudiants iront voir les collectivités signataires du manifeste.
      """)
    #expect(document.metadata.language == "fr")
    let codes = document.blocks.map(\.language)
    #expect(codes.first == "fr" && codes[2] == "en" && codes.last == "fr")
  }

  @Test func wordsWinOverWhatAPageDeclares() throws {
    let page =
      "<html lang=en><body><p>Les communes et leurs groupements peuvent déposer un dossier.</p>"
    #expect(try Self.read(page, name: "a.html").metadata.language == "fr")
  }

  @Test func declaredLanguageHoldsForWordsThatTellNothing() throws {
    #expect(
      try Self.read("<html lang=it><body><p>Alcotra</p>", name: "a.html").metadata.language == "it")
  }

  @Test(arguments: ["12 500 €", "Ευρωπαϊκή Ένωση: πρόσκληση υποβολής προτάσεων για έργα", "2024"])
  func unknownIsNotGuessed(_ text: String) throws {
    let document = try Self.read(text)
    #expect(document.metadata.language == nil)
    #expect(document.blocks.allSatisfy { $0.language == nil })
  }
}
