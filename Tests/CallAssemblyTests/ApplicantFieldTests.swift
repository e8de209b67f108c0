import CallModel
import Testing

@testable import CallAssembly

/// Who may apply: what the call says of it before what it only hints at.
@Suite struct ApplicantFieldTests {
  struct Stated {
    var body: String
    var types: Set<ApplicantType>
  }

  @Test(arguments: [
    Stated(
      body: "Peuvent candidater les communes et les associations. "
        + "Le dispositif accompagne aussi les entreprises.", types: [.commune, .association]),
    Stated(body: "Le dispositif accompagne les communes.", types: [.commune]),
    Stated(
      body: "Sont éligibles les associations au service des habitants et des demandeurs d'emploi.",
      types: [.association]),
    Stated(
      body: "Bénéficiaires : collectivités territoriales. Maîtrise d'œuvre : délégable à une "
        + "association.", types: [.localAuthority]),
    Stated(
      body: "Appel ouvert uniquement à destination des porteurs associatifs.",
      types: [.association]),
    Stated(body: "ouvert aux administrations publiques : oui", types: []),
    Stated(
      body: "Sont éligibles les organismes publics ou privés.",
      types: [.publicEstablishment, .company]),
  ])
  func applicantsAreThoseWhoMayApply(_ stated: Stated) throws {
    let call = try ShortCall.read(body: stated.body)
    #expect(Set(call.applicants.filter(\.eligible).map(\.type)) == stated.types)
  }

  @Test func hintsFarDownAreOfTheMatter() throws {
    let filler = String(repeating: "La forêt couvre un tiers du pays.\n\n", count: 200)
    let call = try ShortCall.read(body: filler + "Le plan accompagne les entreprises.")
    #expect(call.applicants.isEmpty)
  }
}
