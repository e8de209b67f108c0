import CallModel
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
}
