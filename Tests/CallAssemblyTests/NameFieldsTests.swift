import CallModel
import Documents
import Extraction
import RuleEngine
import Testing

@testable import CallAssembly

/// Reads a short text as one call.
enum ShortCall {
  static func read(_ text: String) throws -> CallRecord { try read(text, name: "call.txt") }

  /// The body of an HTML page, under a title for browsers.
  static func readPage(_ body: String, title: String = "") throws -> CallRecord {
    try read(
      "<html><head><title>\(title)</title></head><body>\(body)</body></html>", name: "call.html")
  }

  private static func read(_ text: String, name: String) throws -> CallRecord {
    let document = try DocumentReader().read([UInt8](text.utf8), name: name)
    let reader = try SeedFactsTests.reader.get()
    return try #require(reader.read(document, path: name, sha256: "0").parsed.calls.first)
  }

  /// A title and a deadline around a passage, so that any passage stands in a call.
  static func read(title: String = "Appel à projets 2026", body: String) throws -> CallRecord {
    try read("\(title)\n\n\(body)\n\nDate limite de dépôt des dossiers : 15 mars 2026.\n")
  }
}

/// Programmes and bodies: the call's own, under the name they are known by.
@Suite struct NameFieldsTests {
  struct Named {
    var title: String
    var body: String
    var programmes: [String]
  }

  @Test(arguments: [
    Named(
      title: "Appel à projets Interreg Sudoe",
      body: "Le programme Interreg Sudoe ouvre son deuxième appel. Interreg fête ses trente ans.",
      programmes: ["interreg-sudoe"]),
    Named(
      title: "Appel à projets politique de la ville 2026",
      body: "La politique de la ville finance des actions de politique de la ville. "
        + "Les porteurs des cités éducatives se rapprochent de leur chef de projet.",
      programmes: ["politique-ville"]),
    Named(
      title: "Appel à micro-projets",
      body: "Tous les documents sont sur www.interreg-fwvl.eu.", programmes: ["interreg-fwvl"]),
  ])
  func programmesAreTheCallsOwn(_ named: Named) throws {
    let call = try ShortCall.read(title: named.title, body: named.body)
    #expect(call.programmes.map(\.id) == named.programmes)
  }

  @Test(
    "of several periods of a programme that are named, that of the call's dates",
    arguments: [
      ("Interreg V-A France-Suisse", "Interreg VI France-Suisse", "2024", "2021-2027"),
      ("Interreg V-A France-Suisse", "Interreg VI France-Suisse", "2018", "2014-2020"),
      ("URBACT IV", "URBACT III", "2024", "2021-2027"),
      ("URBACT III", "URBACT", "2017", "2014-2020"),
    ])
  func period(_ first: String, _ second: String, _ year: String, _ expected: String) throws {
    let call = try ShortCall.read(
      "Appel à projets \(first)\n\nLe site parle de \(first) et de \(second). \(first) soutient la "
        + "coopération.\n\nDate limite de dépôt des dossiers : 15 mars \(year).\n")
    #expect(call.programmes.count == 1)
    #expect(call.programmes.first?.period == expected)
  }

  @Test func aSchemeShowsItsBody() throws {
    let call = try ShortCall.read(
      title: "Appel à projets BCIB", body: "BCIB soutient la chaleur issue du bois.")
    #expect(call.programmes.map(\.name) == ["BCIB (ADEME)"])
    #expect(call.parties.map(\.id) == ["ademe"])
    #expect(call.parties.first?.evidence.first?.quote == "BCIB")
  }

  @Test(
    "« la Région » is the one that the page's title, header or footer names",
    arguments: [
      ("Vergers | Région Bretagne", "", "region-bretagne"),
      ("Vergers", "<footer>© 2026 Région Normandie – Accueil</footer>", "region-normandie"),
      ("Vergers", "<header><p>Région Occitanie</p></header>", "region-occitanie"),
      ("Vergers", "<footer>Région Normandie, Région Bretagne</footer>", nil),
    ] as [(String, String, String?)])
  func generalNames(_ title: String, _ around: String, _ funder: String?) throws {
    let page = """
      \(around)<main><h1>Appel à projets Vergers partagés</h1><p>La Région soutient la plantation
      de vergers par les communes et les associations. La Région finance 50 % des dépenses.</p>
      <p>Date limite de dépôt des dossiers : 15 mars 2026.</p></main>
      """
    let call = try ShortCall.readPage(page, title: title)
    #expect(call.parties.filter { $0.role == .funder }.map(\.id) == [funder].compactMap(\.self))
  }

  struct Paid {
    var body: String
    var funders: [String]
  }

  @Test(arguments: [
    Paid(
      body: "Le ministère des Affaires étrangères et européennes (MAEE) lance un appel à projets "
        + "en soutien aux actions de coopération décentralisée.",
      funders: ["maee"]),
    Paid(body: "Financeur(s) : ADEME ; Région Normandie", funders: ["ademe", "region-normandie"]),
    Paid(
      body: "L'ADEME et la Région Bretagne lancent un appel à projets.",
      funders: ["ademe", "region-bretagne"]),
    Paid(
      body: "Contact : pref-aap@seine-saint-denis.gouv.fr ou www.seine-saint-denis.gouv.fr",
      funders: ["prefecture-seine-saint-denis"]),
    Paid(
      body: "Vous gérez un gîte en Normandie ? La Région propose une aide aux gîtes de Normandie.",
      funders: ["region-normandie"]),
    Paid(body: "La préfecture peut être consultée.", funders: []),
    // An embassy pays where it launches the call itself, and nobody else pays.
    Paid(
      body: "L'Ambassade de France au Gabon lance un appel à projets pour les villes.",
      funders: ["embassy"]),
    Paid(
      body: "L'Ambassade de France au Gabon lance un appel à projets. Financeur : ADEME",
      funders: ["ademe"]),
    Paid(body: "Pour tout conseil, écrire à l'Ambassade de France au Gabon.", funders: []),
    Paid(
      body: "Le dispositif JSI aide les groupes de jeunes. Les dossiers JSI sont instruits.",
      funders: ["fonjep", "meae"]),
    Paid(
      body: "Financeur(s) : FONJEP, France Volontaires", funders: ["fonjep", "france-volontaires"]),
    Paid(
      body: "Territoires éligibles : Région Bretagne, Région Normandie. La Région Bretagne est à "
        + "l'ouest.", funders: []),
    Paid(
      body: "Appel UIA. Contact : Région Hauts-de-France. La Région Hauts-de-France informe sur "
        + "l'appel UIA.", funders: []),
    Paid(
      body: "Quatre quartiers sont dédiés à la Métropole Nice Côte d'Azur, à la Métropole Toulon "
        + "Provence Méditerranée et à la Communauté d'agglomération du Grand Avignon.",
      funders: []),
    Paid(
      body: "Organisateurs de l'appel : l'ADEME et les Agences de l'eau Adour-Garonne et Rhône "
        + "Méditerranée Corse, avec les acteurs du climat.",
      funders: ["ademe", "agence-eau-adour-garonne", "agence-eau-rhone-mediterranee-corse"]),
    // Names that no gazetteer has, by their labels.
    Paid(
      body: "Porteur de l'aide : Syndicat d'énergie du Val ; Fonds des Rivages",
      funders: ["fonds-des-rivages", "syndicat-d-energie-du-val"]),
    Paid(body: "Financeur\n\nÉlan des Rives × ADEME", funders: ["ademe", "elan-des-rives"]),
    Paid(body: "Financeur : à préciser", funders: []),
    Paid(body: "Organisme : il sera choisi plus tard. Le jury se réunira.", funders: []),
    // Names that no gazetteer has, by their kind.
    Paid(
      body: "El Ayuntamiento de Valdeluz del Río convoca subvenciones hasta el 3 de marzo de 2031.",
      funders: ["ayuntamiento-de-valdeluz-del-rio"]),
    Paid(
      body: "La Communauté de communes du Val Vert lance un appel à projets.",
      funders: ["communaute-de-communes-du-val-vert"]),
    Paid(
      body: "This is why Green Valley County Council is calling for expressions of interest.",
      funders: ["green-valley-county-council"]),
    Paid(
      body: "La communauté de communes du Val d'Or lance un appel à projets.",
      funders: ["communaute-de-communes-du-val-d-or"]),
    Paid(body: "La communauté de communes lance un appel à projets.", funders: []),
    // A kind alone is the one body of that kind which the text names.
    Paid(
      body: "La communauté de communes soutient les fêtes. Contact : Communauté de communes du "
        + "Val Vert, 3 rue Haute.", funders: ["communaute-de-communes-du-val-vert"]),
    Paid(
      body: "The foundation awards grants to museums. Contact: Willow Lane Foundation, Ashmere.",
      funders: ["willow-lane-foundation"]),
    Paid(
      body: "La communauté de communes soutient les fêtes. Territoires : communauté de communes du "
        + "Val Vert, communauté de communes des Trois Lacs.", funders: []),
    Paid(body: "Les communautés de communes du Val Vert peuvent candidater.", funders: []),
    Paid(
      body: "Appel à projets de l'ADEME, dossiers avant le 3 mars 2031. Partenaires : CAF, MSA.",
      funders: ["ademe"]),
  ])
  func fundersAreStatedOrIssuers(_ paid: Paid) throws {
    let call = try ShortCall.read(body: paid.body)
    #expect(
      call.parties.filter { $0.role == .funder }.map(\.id).sorted() == paid.funders.sorted())
  }
}
