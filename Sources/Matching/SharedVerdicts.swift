import CallModel
import Documents

/// What one profile's lists share: verdicts that no project changes, and where calls stand in time.
///
/// A class, since verdicts by role are worked out when a project first takes that role.
final class SharedVerdicts {
  private let profile: Profile
  private let day: CalendarDay
  private let knowledge: FieldKnowledge
  private let calls: [MatchableCall]
  /// By call: whether territory or language rule it out.
  private let isOut: [Bool]
  /// By call: whether it asks anything that projects answer.
  private let asksProjects: [Bool]
  private var byRole: [Profile.Project.Role?: [Bool]] = [:]

  init(profile: Profile, day: CalendarDay, knowledge: FieldKnowledge, calls: [MatchableCall]) {
    self.profile = profile
    self.day = day
    self.knowledge = knowledge
    self.calls = calls
    let judge = EligibilityJudge(
      facts: MatchFacts(
        profile: profile, project: nil, projectIndex: nil, day: day, knowledge: knowledge))
    isOut = calls.map {
      judge.territory($0.record).value == .no || judge.language($0.record).value == .no
    }
    asksProjects = calls.map(\.record).map { call in
      !(call.area?.partnerCountries ?? []).isEmpty || call.partnership?.hasConditions == true
        || !call.rates.isEmpty || !call.amounts.isEmpty || call.duration != nil
        || call.conditions.contains { $0.expr != nil }
    }
  }

  /// Whether a criterion other than the dates rules a call out, as `EligibilityJudge` would say.
  func rulesOut(_ call: Int, for judge: EligibilityJudge) -> Bool {
    if isOut[call] || isOutByKind(judge)[call] { return true }
    return asksProjects[call] && judge.projectRulesOut(calls[call].record)
  }

  private func isOutByKind(_ judge: EligibilityJudge) -> [Bool] {
    let role = judge.facts.project?.role
    if let known = byRole[role] { return known }
    let verdicts = calls.map { judge.applicantType($0.record).value == .no }
    byRole[role] = verdicts
    return verdicts
  }
}

/// Packed calls with their passages, each fetched once.
final class WholeCalls {
  private let fetch: (String) -> MatchableCall?
  private var known: [String: MatchableCall] = [:]

  init(_ fetch: @escaping (String) -> MatchableCall?) { self.fetch = fetch }

  /// The call itself where it is whole, or where nothing better can be had.
  subscript(_ call: MatchableCall) -> MatchableCall {
    guard call.isPacked else { return call }
    if let known = known[call.id] { return known }
    let whole = fetch(call.id) ?? call
    known[call.id] = whole
    return whole
  }
}
