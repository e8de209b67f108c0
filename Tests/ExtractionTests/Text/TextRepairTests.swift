import Documents
import Testing

@testable import Extraction

@Suite struct TextRepairTests {
  private static let lead = """
    Les collectivités qui répondent à cet appel déposent leur dossier auprès de la région avant la
    date limite, avec un budget et une lettre de chaque partenaire.

    """

  private func mended(_ text: String) -> String {
    let repair = TextRepair(Array((Self.lead + text).utf8))
    return String(String(decoding: repair.bytes, as: UTF8.self).dropFirst(Self.lead.count))
  }

  @Test(arguments: [
    ("des secteur s agricoles", "des secteurs agricoles"),
    ("de l'esp ace rural", "de l'espace rural"),
    ("la diversi fication de l'économie", "la diversification de l'économie"),
    ("P age 1 sur 9", "Page 1 sur 9"),
    ("le marché uniqueProgramme spatial", "le marché unique Programme spatial"),
    ("\u{FFFD} Coopération internationale", "• Coopération internationale"),
    // What only looks broken.
    ("un e-mail de confirmation", "un e-mail de confirmation"),
    ("la loi n° 2014-856", "la loi n° 2014-856"),
    ("publié sur paris.fr et mis en ligne", "publié sur paris.fr et mis en ligne"),
    ("au plus tard 72h avant", "au plus tard 72h avant"),
    ("d une commune", "d une commune"),
    ("le lot a et le lot b", "le lot a et le lot b"),
    ("le réseau eTwinning et FranceConnect", "le réseau eTwinning et FranceConnect"),
    ("une approche interterritoriale", "une approche interterritoriale"),
    ("5 m de haut, 3 t de bois", "5 m de haut, 3 t de bois"),
  ])
  func words(_ text: String, _ expected: String) {
    #expect(mended(text) == expected)
  }

  @Test(arguments: [
    (
      "L appel est doté d un budget. Il s adresse à l État, qu il aide, et n exclut pas d association.",
      "L'appel est doté d'un budget. Il s'adresse à l'État, qu'il aide, et n'exclut pas d'association."
    ),
    // Too few, or beside apostrophes of its own.
    ("le lot d et le lot l ici", "le lot d et le lot l ici"),
    (
      "L’appel d’une ville, l’aide d’un fonds, l’accord : d un lot, d un an, l un, l une, d ici",
      "L’appel d’une ville, l’aide d’un fonds, l’accord : d un lot, d un an, l un, l une, d ici"
    ),
    // English genitives.
    (
      "The applicant s office, the partner s area, the city s income, the fund s aim, the call s end.",
      "The applicant s office, the partner s area, the city s income, the fund s aim, the call s end."
    ),
  ])
  func lostApostrophes(_ text: String, _ expected: String) {
    let repaired = LostApostrophes.restored(Array(text.utf8))
    #expect(String(decoding: repaired, as: UTF8.self) == expected)
  }

  @Test func otherLanguagesAreLeftAlone() {
    let text =
      "Antragsteller reichen den Antrag bei der Behörde ein, die ihn prüft und an sie sendet."
    let bytes = Array((text + "\n" + text).utf8)
    #expect(TextRepair(bytes).bytes == bytes)
  }

  @Test func gluedCellsBecomeRowsAgain() throws {
    let text = """
      La coopération

      Ce qui change

      Jeunes pour l'EuropeJeunesse

      8e programme7e programme (recherche)

      Eau +Eau II

      Formation tout au
      long de la vie

      Erasme, Leonard

      FONDSANCIEN, mesures du bloc 2,
      et suite

      PÉRIODE 2014-2020PÉRIODE 2007-2013
       Un texte qui suit le tableau et parle des FONDS de la période.
      """
    let document = try DocumentReader().read(Array(text.utf8), name: "a.txt")
    let index = ScalarIndex(document.text)
    let cells = document.blocks.filter { $0.cell != nil }
    #expect(
      cells.map { index.slice($0.range) } == [
        "PÉRIODE 2007-2013", "PÉRIODE 2014-2020",
        "ANCIEN, mesures du bloc 2, et suite", "FONDS",
        "Erasme, Leonard", "Formation tout au long de la vie",
        "Eau II", "Eau +",
        "7e programme (recherche)", "8e programme",
        "Jeunesse", "Jeunes pour l'Europe",
      ])
    #expect(cells.compactMap(\.cell?.row) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(document.warnings.map(\.id) == ["rebuilt-table"])
    #expect(document.text.contains("Ce qui change\n"))
    #expect(document.text.contains("Un texte qui suit"))
  }

  @Test func namesArePartedFromTheTextsWrittenAgainstThem() {
    let text = """
      Les aides de la commune aux associations et aux jeunes de la ville

      Erasmus+Soutenir la mobilité des jeunes de la commune
      Coopération fiscale (FISCALIS)Le programme aide les services à travailler ensemble
      ITERProjet de recherche que la région soutient avec les communes voisines
      Europe créativeLa culture et le patrimoine des petites communes
      CoachÉlèves aide les jeunes des écoles de la commune à trouver leur voie
      """
    let mended = String(decoding: TextRepair(Array((Self.lead + text).utf8)).bytes, as: UTF8.self)
    for name in [
      "Erasmus+ Soutenir", "(FISCALIS) Le", "ITER Projet", "Europe créative La", "CoachÉlèves aide",
    ] { #expect(mended.contains(name), "\(name)") }
  }

  /// One seam is rather a name than a fault.
  @Test func aSingleSeamIsLeftAlone() {
    let bytes = Array(
      (Self.lead + "Le site Erasmus+Jeunesse présente les aides de la commune\n").utf8)
    #expect(TextRepair(bytes).bytes == bytes)
  }

  @Test func aSoundTextStaysAsItIs() {
    let bytes = Array((Self.lead + "Culture 2007 et Culture 2000\n\nArticle 4B  et  5\n").utf8)
    let repair = TextRepair(bytes)
    #expect(repair.bytes == bytes)
    #expect(repair.warnings.isEmpty)
  }

  /// Data whose every row may be a header, and a line of a whole text, are no table.
  @Test func dataAreNoGluedTable() {
    let rows = Array(repeating: "Culture 2007Culture 2000", count: 400)
    let table = GluedTable(page: ["Période 2014-2020Période 2021-2027"] + rows) { _ in false }
    #expect((table?.rows.count ?? 0) <= 210)
    let line = Array(repeating: "Culture 2007Culture 2000", count: 100).joined(separator: " ")
    #expect(Seam.header(line) == nil)
    #expect(Seam.cells(line, { _ in false }) == nil)
  }
}
