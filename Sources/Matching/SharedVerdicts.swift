import CallModel
import Documents

/// What one profile's lists share: verdicts that no project changes.
///
/// A class, since verdicts by role are worked out when a project first takes that role.
final class SharedVerdicts {
  let places: PlaceFacts
  /// By call: what is left of it without the themes that the authority does not want; nil where all
  /// is.
  let keptShares: [Double]?
  fileprivate let demands: DemandTable
  /// By call: whether it is for other places, and whether it is that or asks for other languages.
  fileprivate let isElsewhere: [Bool]
  fileprivate let isForOthers: [Bool]
  private var byRole: [Profile.Project.Role?: [Bool]] = [:]

  /// - Parameter chains: of the demands' places, in the year of the day.
  init(
    profile: Profile, day: CalendarDay, knowledge: FieldKnowledge, demands: DemandTable,
    chains: PlaceChains
  ) {
    self.demands = demands
    places = PlaceFacts(knowledge: knowledge, year: day.year, known: chains)
    let judge = EligibilityJudge(
      facts: MatchFacts(
        profile: profile, project: nil, projectIndex: nil, day: day, knowledge: knowledge,
        places: places))
    let kept = demands.themes.kept(without: profile.excludedThemes ?? [])
    keptShares = kept.map { kept in demands[.themes].demands.map { kept[Int($0)] } }
    var isOut = Array(repeating: false, count: demands[.place].demands.count)
    demands.mark(&isOut, .place) { judge.territoryRulesOut($0.record) }
    isElsewhere = isOut
    demands.mark(&isOut, .place) { judge.languageRulesOut($0.record) }
    isForOthers = isOut
  }

  /// By call.
  fileprivate func isOutByKind(_ judge: EligibilityJudge) -> [Bool] {
    let role = judge.facts.project?.role
    if let known = byRole[role] { return known }
    var isOut = Array(repeating: false, count: isElsewhere.count)
    demands.mark(&isOut, .applicants) { judge.applicantTypeRulesOut($0.record) }
    byRole[role] = isOut
    return isOut
  }
}

/// Which calls are ruled out for one project, or for the themes as a whole: what `EligibilityJudge`
/// says of all criteria but the dates, each demand judged once.
struct ListVerdicts {
  private let shared: SharedVerdicts
  /// In the role of the project, then in the one that it could change to.
  private let judges: [EligibilityJudge]
  /// By call.
  private let isOut: [Bool]

  init(_ judge: EligibilityJudge, shared: SharedVerdicts) {
    let demands = shared.demands
    var isOut = shared.isForOthers
    let byKind = shared.isOutByKind(judge)
    for call in isOut.indices where byKind[call] { isOut[call] = true }
    demands.mark(&isOut, .partners) { judge.partnersRuleOut($0.record) }
    demands.mark(&isOut, .duration) { judge.duration($0.record).value == .no }
    demands.mark(&isOut, .conditions) { judge.conditionsRuleOut($0.record) }
    if let budget = judge.facts.project?.budget {
      let means = MoneyBounds.Means(budget: budget, means: judge.facts.means)
      demands.markNumbers(&isOut, .money) { demand in
        guard let means, let bounds = demands.bounds[demand] else {
          return judge.moneyRulesOut(demands[.money].all[demand].record)
        }
        return bounds.ticketIsOut(means) || bounds.cofinancingIsOut(means)
      }
    }
    self.isOut = isOut
    self.shared = shared
    let role = judge.facts.project?.role
    let changed = role.flatMap { judge.facts.changed(by: .role($0 == .lead ? .partner : .lead)) }
    judges = [judge] + (changed.map { [EligibilityJudge(facts: $0)] } ?? [])
  }

  func rulesOut(_ call: Int) -> Bool { isOut[call] }

  /// False where no change of the profile that `NearMissFinder` knows could make the call fit, since
  /// none moves an authority or makes it another kind of body.
  func mayBeNear(_ call: Int) -> Bool {
    guard !shared.isElsewhere[call] else { return false }
    let part = shared.demands[.applicants]
    let asked = part.all[Int(part.demands[call])]
    return judges.contains { !$0.applicantTypeRulesOut(asked.record) }
  }
}

extension DemandTable {
  /// Sets the calls whose demand is judged so; those that ask nothing are not.
  fileprivate func mark(
    _ calls: inout [Bool], _ part: DemandPart, _ isOut: (Demand) -> Bool
  ) {
    let all = self[part].all
    markNumbers(&calls, part) { isOut(all[$0]) }
  }

  /// - Parameter isOut: by index of the demand.
  fileprivate func markNumbers(
    _ calls: inout [Bool], _ part: DemandPart, _ isOut: (Int) -> Bool
  ) {
    let part = self[part]
    var verdicts = Array(repeating: false, count: part.all.count)
    var isAny = false
    for demand in part.asking where isOut(Int(demand)) {
      verdicts[Int(demand)] = true
      isAny = true
    }
    guard isAny else { return }
    for (call, demand) in part.demands.enumerated() where verdicts[Int(demand)] {
      calls[call] = true
    }
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
