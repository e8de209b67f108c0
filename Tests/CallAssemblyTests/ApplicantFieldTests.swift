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
    Stated(
      body: "Qui peut candidater\nLes associations\nLes communes\nLes écoles\n\nContact\nLa région",
      types: [.association, .commune, .school]),
    Stated(
      body: "1. Bénéficiaires éligibles :\na) les communes\nb) les associations\n2. Contact : la "
        + "région",
      types: [.commune, .association]),
    Stated(
      body: "Bénéficiaires éligibles :\n\nLes communes et leurs groupements\n\nLes associations\n\n"
        + "Les universités\n\nLe dépôt se fait en ligne.",
      types: [.commune, .intercommunality, .association, .university]),
  ])
  func applicantsAreThoseWhoMayApply(_ stated: Stated) throws {
    let call = try ShortCall.read(body: stated.body)
    #expect(Set(call.applicants.filter(\.eligible).map(\.type)) == stated.types)
  }

  struct LeftOut {
    var body: String
    var out: Set<ApplicantType>
    var `in`: Set<ApplicantType>
  }

  @Test(arguments: [
    LeftOut(
      body: "Peuvent candidater les communes. Les départements et les entreprises ne sont pas "
        + "éligibles.", out: [.departement, .company], in: [.commune]),
    LeftOut(
      body: "Who can apply: universities. Natural persons are excluded.", out: [.individual],
      in: [.university]),
    LeftOut(
      body: "Les associations, les entreprises et les établissements d'enseignement ne peuvent pas "
        + "présenter de dossier.", out: [.association, .company, .school], in: []),
    LeftOut(
      body: "Peuvent candidater les entreprises. Les entreprises en difficulté ne sont pas "
        + "éligibles.", out: [], in: [.company]),
    LeftOut(
      body: "Peuvent candidater les collectivités. Une collectivité qui se borne à financer est "
        + "exclue.", out: [], in: [.localAuthority]),
    LeftOut(
      body: "Peuvent candidater les PME. Ne sont pas éligibles : les micro-entreprises.", out: [],
      in: [.sme]),
  ])
  func whoIsLeftOutIsNoApplicant(_ left: LeftOut) throws {
    let applicants = try ShortCall.read(body: left.body).applicants
    #expect(Set(applicants.filter { !$0.eligible }.map(\.type)) == left.out)
    #expect(Set(applicants.filter(\.eligible).map(\.type)) == left.in)
  }

  @Test func rolesAreTold() throws {
    let applicants = try ShortCall.read(
      body: "The lead partner must be a university. Companies cannot lead. "
        + "Public bodies and, as partners only, foundations may join."
    ).applicants
    #expect(applicants.contains { $0.type == .university && $0.role == .lead && $0.eligible })
    #expect(applicants.contains { $0.type == .company && $0.role == .lead && !$0.eligible })
    #expect(applicants.contains { $0.type == .foundation && $0.role == .partner })
  }

  @Test func hintsFarDownAreOfTheMatter() throws {
    let filler = String(repeating: "La forêt couvre un tiers du pays.\n\n", count: 200)
    let call = try ShortCall.read(body: filler + "Le plan accompagne les entreprises.")
    #expect(call.applicants.isEmpty)
  }
}
