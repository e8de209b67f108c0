import CallModel
import Foundation
import Testing

@testable import CallAssembly

/// Countries: those the call names for its projects, else those of its bodies.
@Suite struct AreaFieldTests {
  struct Place {
    var title: String
    var body: String
    var countries: Set<String>
    var isInferred: Bool
  }

  @Test(arguments: [
    Place(
      title: "Appel à projets Interreg Rhin Supérieur",
      body: "Il faut au moins un partenaire en France et un partenaire en Allemagne.",
      countries: ["FR", "DE"], isInferred: false),
    Place(
      title: "Appel à projets Interreg FWVL", body: "Le programme soutient les micro-projets.",
      countries: ["FR", "BE"], isInferred: true),
    Place(
      title: "Appel à projets Interreg Central Baltic", body: "The programme helps ports.",
      countries: [], isInferred: false),
    Place(
      title: "Appel à projets", body: "Financeur : ADEME", countries: ["FR"], isInferred: true),
    Place(
      title: "Actions innovatrices urbaines : appel à propositions",
      body: "Contact : Région Hauts-de-France (secrétariat)", countries: [], isInferred: false),
    Place(
      title: "Appel à projets Interreg Sudoe",
      body: "Espace éligible : Portugal, Gibraltar et Andorre", countries: ["PT", "GB", "AD"],
      isInferred: false),
  ])
  func countriesAreNamedOrFollow(_ place: Place) throws {
    let area = try ShortCall.read(title: place.title, body: place.body).area
    #expect(Set(area?.countries ?? []) == place.countries)
    #expect((area?.inferred ?? []).contains("countries") == place.isInferred)
    for index in (area?.countries ?? []).indices {
      #expect(area?.evidence.contains { $0.for == "countries/\(index)" } == true)
    }
  }

  @Test func aRegionOfAListedCountryMakesNoHome() throws {
    let call = try ShortCall.read(
      body: """
        Le Département ouvre son appel à projets de solidarité internationale.

        Zones prioritaires : Sénégal (région de Saint-Louis), Madagascar, Bénin.
        """)
    #expect(call.area?.countries == ["FR"])
    #expect(call.area?.partnerCountries == ["SN", "MG", "BJ"])
  }

  @Test func whatIsLeftOutIsNoPlace() throws {
    let call = try ShortCall.read(
      body: "Financeur : ADEME\n\nPays éligibles :\n\nÀ l'exception de l'Argentine et du Chili.")
    #expect(call.area?.countries == ["FR"])
    #expect(call.area?.partnerCountries == [])
  }

  @Test func territoriesOfAStateAreOfIt() throws {
    let call = try ShortCall.read(
      title: "Call for proposals",
      body: "Funded by the Health Resources and Services Administration. "
        + "Eligible applicants are located in Guam and in Puerto Rico.")
    #expect(call.area?.countries == ["US"])
  }

  struct Territories {
    var title = "Appel à projets 2026"
    var body: String
    var territories: [String]
    var isInferred: Bool
  }

  @Test(arguments: [
    Territories(
      body: "Les projets sont situés dans les départements du Nord et du Pas-de-Calais.",
      territories: ["FRE11", "FRE12"], isInferred: false),
    Territories(
      body: "Bénéficiaires : communes du Pas-de-Calais de moins de 3 500 habitants.",
      territories: ["FRE12"], isInferred: false),
    Territories(
      body: "Financeur : Région Occitanie. Les associations peuvent candidater.",
      territories: ["FRJ"], isInferred: true),
    Territories(
      title: "Appel à projets Interreg ALCOTRA", body: "Le programme ouvre un appel.",
      territories: [
        "FRK27", "FRK28", "FRL01", "FRL02", "FRL03", "ITC11", "ITC16", "ITC20", "ITC31",
      ], isInferred: true),
    Territories(
      title: "Appel à projets Interreg ALCOTRA",
      body: "Zone éligible : Savoie et Haute-Savoie.", territories: ["FRK27", "FRK28"],
      isInferred: false),
    Territories(
      body: "Financeur : ADEME. Une exposition a fait le tour de la Bretagne.", territories: [],
      isInferred: false),
  ])
  func territoriesAreNamedOrFollow(_ place: Territories) throws {
    let area = try ShortCall.read(title: place.title, body: place.body).area
    #expect(Set(area?.territories ?? []) == Set(place.territories))
    #expect((area?.inferred ?? []).contains("territories") == place.isInferred)
    for index in (area?.territories ?? []).indices {
      #expect(area?.evidence.contains { $0.for == "territories/\(index)" } == true)
    }
  }

  @Test func aSmallTownIsABoundOnTownsOnly() throws {
    let call = try ShortCall.read(
      body: "Peuvent candidater les communes de moins de 3 500 habitants et les départements.")
    #expect(
      call.conditions.first?.expr
        == .any([
          .atom(.init(fact: "type", is: "!=", value: .text("commune"))),
          .atom(.init(fact: "population", is: "<", value: .number(3500))),
        ]))
  }

  @Test(arguments: [
    ("La Russie et le Bélarus sont exclus.", ["RU", "BY"]),
    ("Tous les pays partenaires, à l'exception du Chili et de l'Argentine.", ["CL", "AR"]),
  ])
  func countriesAreLeftOut(_ body: String, _ excluded: [String]) throws {
    let area = try ShortCall.read(body: "Financeur : ADEME\n\n" + body).area
    #expect(Set(area?.excluded ?? []) == Set(excluded))
    #expect(area?.partnerCountries == [])
  }

  /// What only frames the place that is meant: everybody in it must ask.
  @Test(arguments: [
    ("Financeur : Agence de l'eau Adour-Garonne", true, ["FRI", "FRJ", "FRK1"]),
    ("Financeur : Agences de l'eau", true, []),
    ("Financeur : ADEME", false, []),
    ("Financeurs : ADEME, Agence de l'eau Adour-Garonne", false, []),
    ("Financeur : Région Bretagne", false, ["FRH"]),
    ("# Porteur de l'aide\n\nSyndicat départemental d'énergies du Calvados", true, ["FRD11"]),
  ])
  func localBodiesStandForAPart(_ body: String, _ partial: Bool, _ territories: [String]) throws {
    let area = try ShortCall.read(body: body).area
    #expect(area?.partial == (partial ? true : nil))
    #expect(area?.territories == territories)
    #expect(area?.evidence.contains { $0.for == "partial" } == partial)
  }

  /// Some kinds of bodies are of one country alone.
  @Test(arguments: [
    ("El Ayuntamiento de Valdeluz convoca subvenciones hasta el 3 de marzo de 2031.", ["ES"]),
    ("A Câmara Municipal de Vale Verde abre candidaturas até 3 de março de 2031.", ["PT"]),
    ("Green Valley County Council is calling for proposals until 3 March 2031.", []),
  ])
  func kindsOfBodiesTellTheCountry(_ body: String, _ countries: [String]) throws {
    let area = try ShortCall.read(body: body).area
    #expect(area?.countries ?? [] == countries)
  }

  @Test func kindsOfPlacesOfOneSentenceAreAlternatives() throws {
    let call = try ShortCall.read(
      body: "Les projets doivent être situés en QPV ou réservés aux communes de montagne. "
        + "Une priorité va aux communes littorales.")
    #expect(
      call.conditions.map(\.expr) == [
        .atom(.init(fact: "zones", is: "in", value: .list(["qpv", "mountain"])))
      ])
  }

  @Test func kindsOfCommunesLimitCommunesAlone() throws {
    let call = try ShortCall.read(
      body: "Peuvent candidater les départements, les communes rurales et les communes littorales.")
    #expect(
      call.conditions.map(\.expr) == [
        .any([
          .atom(.init(fact: "type", is: "!=", value: .text("commune"))),
          .atom(.init(fact: "zones", is: "in", value: .list(["rural", "coast"]))),
        ])
      ])
  }

  @Test func anAidThatDoesNotGoWithAnotherIsACondition() throws {
    let call = try ShortCall.read(body: "Cette aide n'est pas cumulable avec le programme LEADER.")
    #expect(
      call.conditions.map(\.expr) == [
        .not(.atom(.init(fact: "grants", is: "in", value: .list(["leader"]))))
      ])
    #expect(call.programmes.isEmpty)
  }

  @Test("of the two ministries of a joint fund, the one of the scheme's own country gives it")
  func jointFunds() throws {
    let area = try ShortCall.read(
      title: "Appel à projets franco-marocain 2026",
      body: "Avec le Ministère marocain de l'Intérieur, le ministère de l'Europe et des Affaires "
        + "étrangères ouvre la deuxième tranche du dispositif conjoint franco-marocain."
    ).area
    #expect(area?.countries == ["FR"])
    #expect(area?.partnerCountries == ["MA"])
  }

  @Test("countries of a cooperation programme are on one footing")
  func oneFooting() throws {
    let area = try ShortCall.read(
      title: "Interreg VI Grande Région : premier appel à projets",
      body: "Un bibliobus franco-allemand circule entre les écoles du Luxembourg."
    ).area
    #expect(area?.partnerCountries == [])
    #expect(area.map { Set($0.countries).isSuperset(of: ["DE", "LU"]) } == true)
  }

  @Test("a list of departments is read to its end, and the place in the name of a call")
  func lists() throws {
    let area = try ShortCall.read(
      body: "Départements du Nord, du Pas-de-Calais, de l'Aisne, des Ardennes, de l'Oise et de la "
        + "Somme"
    ).area
    #expect(area?.territories == ["FRE11", "FRE12", "FRE21", "FRF21", "FRE22", "FRE23"])
    let named = try ShortCall.read(title: "AMI Haies vives - OCCITANIE 2026", body: "Règlement.")
    #expect(named.area?.territories == ["FRJ"])
  }

  @Test("the place in the name of a water agency is none of its own")
  func placesInNames() throws {
    let area = try ShortCall.read(
      body: "Les zones humides sont aidées par l'Agence de l'eau Loire-Bretagne."
    ).area
    #expect(
      area?.territories.contains("FRH") != true || area?.inferred.contains("territories") == true)
  }
}
