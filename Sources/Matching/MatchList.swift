import CallModel
import Documents

/// The ranked calls for one project, or for the authority's themes as a whole.
struct MatchList {
  /// Index of the project; nil for the themes.
  let subject: Int?
  let profile: Profile
  let day: CalendarDay
  let calls: [MatchableCall]
  let statuses: [CallStatus]
  /// Days since 1970 of the calls' next or last deadlines.
  let deadlines: [Int?]
  let shared: SharedVerdicts
  let index: RelevanceIndex
  let query: ProjectQuery
  let knowledge: FieldKnowledge
  let options: MatchOptions
  /// By call.
  let decisions: [String: [Decision]]
  let whole: WholeCalls

  /// What the list gives, and what it leaves out.
  struct Result {
    var matches: [Match] = []
    var nearMisses: [Match] = []
    var omitted = MatchReport.Omitted()
  }

  func result(_ scanner: TextWords) -> Result {
    let scores = RelevanceScorer(index: index, query: query).scores()
    let relevances = calls.indices.map { relevance(scores[$0], $0) }
    let judge = EligibilityJudge(facts: facts)
    let finder = ReasonFinder(index: index, query: query, themes: knowledge.themes)
    var result = Result()
    for (rank, call) in ranked(relevances).enumerated() {
      let decision = decision(on: call)
      guard options.includesRefused || decision?.choice != .refuse else {
        result.omitted.refused += 1
        continue
      }
      guard options.includesClosed || statuses[call].value != .no else {
        result.omitted.closed += 1
        continue
      }
      let isOut = shared.rulesOut(call, for: judge)
      let isKept = options.includesIneligible || !isOut
      let isFull = options.limit > 0 && result.matches.count >= options.limit
      let isNear =
        isOut && rank < Self.nearMissRanks
        && wantsNearMiss(call, relevances[call], result)
      guard isNear || (isKept && !isFull) else {
        if isKept { result.omitted.beyondLimit += 1 } else { result.omitted.ineligible += 1 }
        continue
      }
      var match = match(call, relevances[call], judge)
      match.decision = decision
      if isOut { match.nearMiss = nearMiss(call, match.eligibility, judge.facts) }
      if isKept, !isFull {
        let isFull = options.explainsAll || result.matches.count < MatchOptions.fullMatches
        result.matches.append(isFull ? full(match, call, judge, finder, scanner) : brief(match))
      } else {
        result.omitted.ineligible += isKept ? 0 : 1
        result.omitted.beyondLimit += isKept ? 1 : 0
        if match.nearMiss != nil {
          result.nearMisses.append(full(match, call, judge, finder, scanner))
        }
      }
    }
    return result
  }

  private func nearMiss(
    _ call: Int, _ eligibility: Eligibility, _ facts: MatchFacts
  ) -> NearMiss? {
    NearMissFinder(facts: facts).nearMiss(
      calls[call].record, eligibility, status: statuses[call])
  }

  /// Near misses are looked for among so many of the most relevant calls.
  private static let nearMissRanks = 200

  private func decision(on call: Int) -> Decision? {
    guard !decisions.isEmpty else { return nil }
    return decisions[calls[call].id].flatMap {
      Decision.closest(
        $0, profile: profile.name, project: subject.flatMap { profile.projects?[$0].id })
    }
  }

  /// Of judged calls that do not fund a project, half are below 34.
  private static let relevantEnough = Relevance(hundredths: 3500)

  /// Open calls alone, and those that have to do with the project.
  private func wantsNearMiss(_ call: Int, _ relevance: Relevance, _ result: Result) -> Bool {
    result.nearMisses.count < MatchOptions.nearMisses && relevance >= Self.relevantEnough
      && statuses[call].value != .no
  }

  /// Indices of calls by relevance, then the nearest deadline, then id.
  private func ranked(_ relevances: [Relevance]) -> [Int] {
    let judged = options.calls.map { ids in calls.indices.filter { ids.contains(calls[$0].id) } }
    // One number a call, highest relevance first: sorting numbers is far faster than comparing.
    let keys = (judged ?? Array(calls.indices)).map { call in
      let days = min(max((deadlines[call] ?? .max - Self.epoch) + Self.epoch, 0), Self.lastDay)
      return UInt64(10_000 - relevances[call].hundredths) << 50 | UInt64(days) << 26 | UInt64(call)
    }
    return keys.sorted().map { Int($0 & 0x3FF_FFFF) }
  }

  /// Days before 1970 are counted too; 24 bits hold the days of 40,000 years.
  private static let epoch = 1 << 20
  private static let lastDay = 1 << 24 - 1

  /// By relevance, then the nearest deadline; nil where these draw.
  static func precedes(_ a: Match, _ b: Match) -> Bool? {
    if a.relevance != b.relevance { return a.relevance > b.relevance }
    let dayA = a.deadline?.date.lastDay?.daysSinceEpoch ?? .max
    let dayB = b.deadline?.date.lastDay?.daysSinceEpoch ?? .max
    return dayA == dayB ? nil : dayA < dayB
  }

  private var facts: MatchFacts {
    MatchFacts(
      profile: profile, project: subject.flatMap { profile.projects?[$0] }, projectIndex: subject,
      day: day, knowledge: knowledge)
  }

  /// Themes that the authority does not want take their share of the call away.
  private func relevance(_ score: Relevance, _ call: Int) -> Relevance {
    guard let excluded = profile.excludedThemes, !excluded.isEmpty else { return score }
    let share = calls[call].record.themes.filter { excluded.contains($0.id) }
      .reduce(0.0) { $0 + $1.weight }
    let kept = 1 - min(1, max(0, share))
    return Relevance(hundredths: Int((Double(score.hundredths) * kept).rounded()))
  }

  private func match(_ call: Int, _ relevance: Relevance, _ judge: EligibilityJudge) -> Match {
    let eligibility = judge.judge(calls[call].record, status: statuses[call])
    let deadline = statuses[call].deadline
    let matchable = calls[call]
    return Match(
      call: matchable.id, document: matchable.document,
      title: matchable.record.title?.value ?? matchable.text.title,
      project: subject.flatMap { profile.projects?[$0].id }, deadline: deadline,
      daysLeft: deadline?.date.lastDay.map { $0.daysSinceEpoch - day.daysSinceEpoch },
      relevance: relevance, eligibility: eligibility)
  }

  /// With all passages: a packed call is judged once more as a whole.
  private func full(
    _ match: Match, _ call: Int, _ judge: EligibilityJudge, _ finder: ReasonFinder,
    _ scanner: TextWords
  ) -> Match {
    var match = match
    let whole = whole[calls[call]]
    if calls[call].isPacked {
      let status = CallStatus(of: whole.record, on: day)
      match.eligibility = judge.judge(whole.record, status: status)
      match.deadline = status.deadline
      match.document = whole.document
    }
    match.reasons = finder.reasons(for: call, whole, scanner: scanner)
    match.counterReason = finder.counterReason(for: call)
    match.readiness = ReadinessJudge(facts: judge.facts).judge(
      whole.record, match.eligibility, deadline: match.deadline)
    return match
  }

  private func brief(_ match: Match) -> Match {
    var match = match
    match.isFull = false
    for position in match.eligibility.criteria.indices {
      match.eligibility.criteria[position].call = []
    }
    return match
  }
}
