import CallModel
import Documents

/// What one profile's lists share: verdicts that no project changes.
///
/// A class, since verdicts by role are worked out when a project first takes that role.
final class SharedVerdicts {
  let places: PlaceFacts
  fileprivate let demands: DemandTable
  fileprivate let day: CalendarDay
  /// By demand of places and languages.
  fileprivate let isElsewhere: [Bool]
  fileprivate let speaksOtherwise: [Bool]
  private var byRole: [Profile.Project.Role?: [Bool]] = [:]

  init(profile: Profile, day: CalendarDay, knowledge: FieldKnowledge, demands: DemandTable) {
    self.demands = demands
    self.day = day
    places = PlaceFacts(knowledge: knowledge, year: day.year)
    let judge = EligibilityJudge(
      facts: MatchFacts(
        profile: profile, project: nil, projectIndex: nil, day: day, knowledge: knowledge,
        places: places))
    isElsewhere = demands[.place].records.map { judge.territory($0).value == .no }
    speaksOtherwise = demands[.place].records.map { judge.language($0).value == .no }
  }

  /// By demand of applicants.
  fileprivate func isOutByKind(_ judge: EligibilityJudge) -> [Bool] {
    let role = judge.facts.project?.role
    if let known = byRole[role] { return known }
    let verdicts = demands[.applicants].records.map { judge.applicantType($0).value == .no }
    byRole[role] = verdicts
    return verdicts
  }

  /// By demand of applicants, for one who would change roles.
  fileprivate func isOutInEveryRole(_ judge: EligibilityJudge) -> [Bool] {
    let now = isOutByKind(judge)
    guard let role = judge.facts.project?.role else { return now }
    let other: Profile.Project.Role = role == .lead ? .partner : .lead
    guard let changed = judge.facts.changed(by: .role(other)) else { return now }
    return zip(now, isOutByKind(EligibilityJudge(facts: changed))).map { $0 && $1 }
  }
}

/// Which calls are ruled out for one project, or for the themes as a whole: what `EligibilityJudge`
/// says of all criteria but the dates, each demand judged once.
struct ListVerdicts {
  private let demands: DemandTable
  private let shared: SharedVerdicts
  private let isOutByKind: [Bool]
  private let isOutInEveryRole: [Bool]
  /// By demand of the part.
  private let partners: [Bool]
  private let money: [Bool]
  private let duration: [Bool]
  private let conditions: [Bool]

  init(_ judge: EligibilityJudge, shared: SharedVerdicts) {
    let demands = shared.demands
    self.demands = demands
    self.shared = shared
    isOutByKind = shared.isOutByKind(judge)
    isOutInEveryRole = shared.isOutInEveryRole(judge)
    partners = demands[.partners].records.map {
      judge.partnerCountries($0).value == .no || judge.partnership($0).value == .no
    }
    let facts = judge.facts
    let means = facts.project?.budget.flatMap { MoneyBounds.Means(budget: $0, means: facts.means) }
    money = zip(demands[.money].records, demands.bounds).map { record, bounds in
      guard facts.project?.budget != nil else { return false }
      guard let bounds, let means else { return judge.moneyRulesOut(record) }
      return bounds.ticketIsOut(means) || bounds.cofinancingIsOut(means)
    }
    duration = demands[.duration].records.map { judge.duration($0).value == .no }
    conditions = demands[.conditions].records.map(judge.conditionsRuleOut)
  }

  func rulesOut(_ call: Int) -> Bool {
    let place = Int(demands[.place].demands[call])
    return isOutByKind[Int(demands[.applicants].demands[call])] || shared.isElsewhere[place]
      || shared.speaksOtherwise[place] || money[Int(demands[.money].demands[call])]
      || partners[Int(demands[.partners].demands[call])]
      || duration[Int(demands[.duration].demands[call])]
      || conditions[Int(demands[.conditions].demands[call])]
  }

  /// False where no change of the profile that `NearMissFinder` knows could make the call fit: none
  /// moves an authority or makes it another kind of body.
  func mayBeNear(_ call: Int) -> Bool {
    !shared.isElsewhere[Int(demands[.place].demands[call])]
      && !isOutInEveryRole[Int(demands[.applicants].demands[call])]
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
