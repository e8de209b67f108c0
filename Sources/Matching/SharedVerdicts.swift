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
    isElsewhere = demands[.place].all.map { judge.territory($0.record).value == .no }
    speaksOtherwise = demands[.place].all.map { judge.language($0.record).value == .no }
  }

  /// By demand of applicants.
  fileprivate func isOutByKind(_ judge: EligibilityJudge) -> [Bool] {
    let role = judge.facts.project?.role
    if let known = byRole[role] { return known }
    let verdicts = demands[.applicants].all.map { judge.applicantType($0.record).value == .no }
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
  /// By call.
  private var isOut: [Bool]
  /// By call: whether no change of the profile that `NearMissFinder` knows could make it fit, since
  /// none moves an authority or makes it another kind of body.
  private var isFar: [Bool]

  init(_ judge: EligibilityJudge, shared: SharedVerdicts) {
    let demands = shared.demands
    isOut = Array(repeating: false, count: demands[.place].demands.count)
    isFar = isOut
    let facts = judge.facts
    let means = facts.project?.budget.flatMap { MoneyBounds.Means(budget: $0, means: facts.means) }
    let money = zip(demands[.money].all, demands.bounds).map { demand, bounds in
      guard facts.project?.budget != nil else { return false }
      guard let bounds, let means else { return judge.moneyRulesOut(demand.record) }
      return bounds.ticketIsOut(means) || bounds.cofinancingIsOut(means)
    }
    for (part, verdicts) in [
      (DemandPart.applicants, shared.isOutByKind(judge)), (.place, shared.isElsewhere),
      (.place, shared.speaksOtherwise), (.money, money),
      (
        .partners,
        demands[.partners].all.map { Self.partnersRuleOut($0.record, judge) }
      ), (.duration, demands[.duration].all.map { judge.duration($0.record).value == .no }),
      (.conditions, demands[.conditions].all.map { judge.conditionsRuleOut($0.record) }),
    ] {
      Self.mark(&isOut, demands[part].demands, verdicts)
    }
    Self.mark(&isFar, demands[.place].demands, shared.isElsewhere)
    Self.mark(&isFar, demands[.applicants].demands, shared.isOutInEveryRole(judge))
  }

  /// Most calls ask for no partner.
  private static func partnersRuleOut(_ call: CallRecord, _ judge: EligibilityJudge) -> Bool {
    let asks =
      call.area?.partnerCountries.isEmpty == false || call.partnership?.hasConditions == true
    return asks
      && (judge.partnerCountries(call).value == .no || judge.partnership(call).value == .no)
  }

  /// Sets the calls whose demand has the verdict.
  private static func mark(_ calls: inout [Bool], _ demands: [Int32], _ verdicts: [Bool]) {
    guard verdicts.contains(true) else { return }
    for call in demands.indices where verdicts[Int(demands[call])] { calls[call] = true }
  }

  func rulesOut(_ call: Int) -> Bool { isOut[call] }

  /// False where no single change could make the call fit.
  func mayBeNear(_ call: Int) -> Bool { !isFar[call] }
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
