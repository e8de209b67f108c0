import CallModel

/// Whether a criterion says no, without reason or passage: what thousands of calls are ruled out by.
/// Each says what the criterion of the same name says, only sooner.
extension EligibilityJudge {
  func applicantTypeRulesOut(_ call: CallRecord) -> Bool {
    let type = facts.profile.type
    if exclusion(of: type, in: call.applicants) != nil { return true }
    let listed = call.applicants.lazy.filter(\.eligible)
    let fitting = listed.filter { type.isKind(of: $0.type) }
    if !fitting.isEmpty {
      return facts.project?.role == .lead
        && !fitting.contains { $0.role == .any || $0.role == .lead }
    }
    if listed.contains(where: { $0.type.isKind(of: type) }) { return false }
    if facts.project?.role == .partner, listed.allSatisfy({ $0.role == .lead }) { return false }
    return listed.contains(where: Self.isSure)
  }

  func territoryRulesOut(_ call: CallRecord) -> Bool {
    guard let area = call.area, !(area.territories.isEmpty && area.countries.isEmpty) else {
      return false
    }
    let places = facts.places
    if !area.excluded.isEmpty, exclusion(of: places, area.excluded) != nil { return true }
    if area.territories.isEmpty, area.inferred.contains("countries") { return false }
    func mayHold(_ place: String) -> Bool {
      places.contains { facts.relation(ofOwn: $0, to: place) != .apart }
    }
    if area.territories.contains(where: mayHold) { return false }
    return !area.countries.contains { mayHold($0) && isWhole($0, in: area) }
  }

  func languageRulesOut(_ call: CallRecord) -> Bool {
    let have = facts.languages
    return !call.submissionLanguages.isEmpty && !have.isEmpty
      && !call.submissionLanguages.contains { have.contains($0.id) }
  }

  func partnersRuleOut(_ call: CallRecord) -> Bool {
    facts.arePartnersSettled
      && (partnerCountries(call).value == .no || partnership(call).value == .no)
  }

  /// Ticket and own share.
  func moneyRulesOut(_ call: CallRecord) -> Bool {
    let money = CallMoney(of: call, facts: facts)
    return ticket(money).value == .no || cofinancing(money).value == .no
  }

  /// Conditions that a machine can check.
  func conditionsRuleOut(_ call: CallRecord) -> Bool {
    let evaluator = ConditionEvaluator(facts: facts)
    return call.conditions.contains { condition in
      condition.expr.map { evaluator.judge($0).value == .no } ?? false
    }
  }
}
