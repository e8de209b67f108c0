import CallModel
import Documents

/// A partnership measured against what a call asks.
struct PartnershipCount {
  struct Member {
    var country: String
    /// nil for a partner whose kind the profile does not tell.
    var type: ApplicantType?
    var isSelf: Bool
    var agreement: Bool?
  }

  struct Lack {
    var reason: CriterionReason
    var question: CriterionQuestion
    /// False where a missing fact, rather than a missing partner, leaves it open.
    var isCertain: Bool
  }

  let asked: Partnership
  let facts: MatchFacts
  /// The authority and those partners that may count in this call.
  let members: [Member]

  init(asked: Partnership, area: Area?, facts: MatchFacts) {
    self.asked = asked
    self.facts = facts
    let allowed = (area?.countries ?? []) + (area?.partnerCountries ?? [])
    let profile = facts.profile
    let partners = (facts.partners ?? []).filter { partner in
      guard !(area?.partnerCountries ?? []).isEmpty else { return true }
      return partner.country == profile.country
        || facts.knowledge.isCountry(partner.country, among: allowed, in: facts.day.year) != .no
    }
    members =
      [Member(country: profile.country, type: profile.type, isSelf: true, agreement: nil)]
      + partners.map {
        Member(country: $0.country, type: $0.type, isSelf: false, agreement: $0.agreement)
      }
  }

  var countries: Set<String> { Set(members.map(\.country)) }

  /// The first condition that is not met; certain lacks before open ones.
  var lack: Lack? {
    let lacks =
      [partnerLack, countryLack].compactMap { $0 } + memberLacks
      + [agreementLack]
      .compactMap { $0 }
    return lacks.first(where: \.isCertain) ?? lacks.first
  }

  private var enough: CriterionQuestion {
    .partnersEnough(minPartners: asked.minPartners, minCountries: asked.minCountries)
  }

  private var partnerLack: Lack? {
    guard let min = asked.minPartners, members.count < min else { return nil }
    return Lack(
      reason: .tooFewPartners(have: members.count, asked: min), question: enough, isCertain: true)
  }

  private var countryLack: Lack? {
    guard let min = asked.minCountries, countries.count < min else { return nil }
    return Lack(
      reason: .tooFewCountries(have: countries.count, asked: min), question: enough,
      isCertain: true)
  }

  private var memberLacks: [Lack] {
    asked.mustInclude.compactMap { wanted in
      let verdicts = members.map { fits($0, wanted) }
      let sure = verdicts.filter { $0 == .yes }.count
      guard sure < wanted.count else { return nil }
      let possible = verdicts.filter { $0 != .no }.count
      return Lack(
        reason: .partnerMissing(wanted), question: .partnerOfKind(wanted),
        isCertain: possible < wanted.count)
    }
  }

  private func fits(_ member: Member, _ wanted: Partnership.Member) -> ThreeValued {
    if member.isSelf, wanted.role == .partner, facts.project?.role == .lead { return .no }
    if !member.isSelf, wanted.role == .lead { return .unknown }
    let country =
      wanted.country.map {
        facts.knowledge.isCountry(member.country, among: [$0], in: facts.day.year)
      } ?? .yes
    guard let kind = wanted.type else { return country }
    let type = member.type.map {
      facts.value($0.rawValue, of: "type", falls: kind.rawValue)
    }
    return ThreeValued.all([country, type ?? .unknown])
  }

  private var agreementLack: Lack? {
    guard asked.agreementRequired == true else { return nil }
    let foreign = members.filter { !$0.isSelf && $0.country != facts.profile.country }
    let unsigned = foreign.filter { agreement(with: $0) != .yes }
    guard !unsigned.isEmpty || foreign.isEmpty else { return nil }
    let countries = Set(unsigned.map(\.country)).sorted()
    return Lack(
      reason: .agreementMissing(countries: countries),
      question: .agreementSigned(countries: countries),
      isCertain: unsigned.contains { agreement(with: $0) == .no })
  }

  private func agreement(with member: Member) -> ThreeValued {
    let signed = (facts.profile.agreements ?? []).filter { $0.country == member.country }
    if signed.contains(where: { ($0.until?.days?.upperBound ?? facts.day) >= facts.day }) {
      return .yes
    }
    let known = (facts.profile.partners ?? []).filter { $0.country == member.country }
    if member.agreement == true || known.contains(where: { $0.agreement == true }) { return .yes }
    if member.agreement == false { return .no }
    return .unknown
  }
}
