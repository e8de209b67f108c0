import CallModel
import Documents

extension EligibilityJudge {
  func partnerCountries(_ call: CallRecord) -> Criterion {
    let listed = call.area?.partnerCountries ?? []
    let proofs = partnerEvidence(call)
    let pointer = facts.pointer("partners", orProfile: "/partners")
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, asks: Bool = false
    ) -> Criterion {
      Criterion(
        id: .partnerCountries, value: value, reason: reason,
        question: asks ? .partnerFrom(countries: listed) : nil, call: proofs, profile: pointer)
    }
    guard !listed.isEmpty else { return criterion(.yes, .noConditionStated) }
    let have = Set((facts.partners ?? []).map(\.country)).sorted()
    guard !have.isEmpty else {
      return criterion(.unknown, .noPartnerNamed(listed: listed), asks: true)
    }
    let verdicts = have.map { facts.knowledge.isCountry($0, among: listed, in: facts.day.year) }
    switch ThreeValued.any(verdicts) {
    case .yes:
      let shared = zip(have, verdicts).filter { $0.1 == .yes }.map(\.0)
      return criterion(.yes, .partnerCountriesShared(countries: shared))
    case .no where facts.arePartnersSettled:
      return criterion(.no, .partnerCountriesNotShared(listed: listed, have: have))
    default:
      return criterion(.unknown, .partnerCountriesNotShared(listed: listed, have: have), asks: true)
    }
  }

  private func partnerEvidence(_ call: CallRecord) -> [Evidence] {
    let all = call.area?.evidence ?? []
    let exact = all.filter { ($0.for ?? "").hasPrefix("partnerCountries") }
    return exact.isEmpty ? all.filter { $0.for == nil } : exact
  }

  /// The authority itself is one of the partners counted.
  func partnership(_ call: CallRecord) -> Criterion {
    let pointer = facts.pointer("partners", orProfile: "/partners")
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, _ question: CriterionQuestion? = nil
    ) -> Criterion {
      Criterion(
        id: .partnership, value: value, reason: reason, question: question,
        call: call.partnership?.evidence ?? [], profile: pointer)
    }
    guard let asked = call.partnership, asked.hasConditions else {
      return criterion(.yes, .noConditionStated)
    }
    let counted = PartnershipCount(asked: asked, area: call.area, facts: facts)
    guard let lack = counted.lack else {
      let partners = counted.members.count
      return criterion(
        .yes, .partnershipEnough(partners: partners, countries: counted.countries.count))
    }
    guard lack.isCertain, facts.arePartnersSettled else {
      let reason =
        facts.arePartnersSettled
        ? lack.reason
        : .partnershipOpen(
          have: counted.members.count, minPartners: asked.minPartners,
          minCountries: asked.minCountries)
      return criterion(.unknown, reason, lack.question)
    }
    return criterion(.no, lack.reason)
  }
}

extension Partnership {
  var hasConditions: Bool {
    (minPartners ?? 0) > 1 || (minCountries ?? 0) > 1 || !mustInclude.isEmpty
      || agreementRequired == true
  }
}
