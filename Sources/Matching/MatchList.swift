import CallModel
import Documents

/// The ranked calls for one project, or for the authority's themes as a whole.
struct MatchList {
  /// Index of the project; nil for the themes.
  let subject: Int?
  let profile: Profile
  let day: CalendarDay
  let collection: MatchCollection
  let standing: Standing
  let shared: SharedVerdicts
  let query: ProjectQuery
  let knowledge: FieldKnowledge
  let options: MatchOptions
  /// By call.
  let decisions: [String: [Decision]]
  /// Aids that the decisions tell of.
  let obtained: [Profile.Grant]
  let whole: WholeCalls

  private var calls: [MatchableCall] { collection.calls }

  /// What the list gives, and what it leaves out.
  struct Result {
    var matches: [Match] = []
    var nearMisses: [Match] = []
    var omitted = MatchReport.Omitted()
  }

  func result(_ scanner: TextWords) -> Result {
    let scores = relevances()
    let judge = EligibilityJudge(facts: facts)
    let verdicts = ListVerdicts(judge, shared: shared)
    let finder = ReasonFinder(index: collection.index, query: query, themes: knowledge.themes)
    var result = Result()
    var ranking = RankedCalls(scores, deadlines: standing.deadlines, among: judged)
    var rank = -1
    while let call = ranking.next() {
      rank += 1
      let decision = decision(on: call)
      if isLeftOut(call, decision, &result.omitted) { continue }
      let isOut = verdicts.rulesOut(call)
      let isKept = options.includesIneligible || !isOut
      let isFull = options.limit > 0 && result.matches.count >= options.limit
      // Order matters no more where calls are only counted.
      if isFull, rank >= Self.nearMissRanks { ranking.keepsOrder = false }
      let isNear =
        isOut && rank < Self.nearMissRanks && verdicts.mayBeNear(call)
        && wantsNearMiss(call, scores[call], result)
      guard isNear || (isKept && !isFull) else {
        if isKept { result.omitted.beyondLimit += 1 } else { result.omitted.ineligible += 1 }
        continue
      }
      let miss = isOut && verdicts.mayBeNear(call) ? nearMiss(call, judge) : nil
      var match: Match
      if isKept, !isFull {
        let isShown = options.explainsAll || result.matches.count < MatchOptions.fullMatches
        match =
          isShown
          ? full(call, scores[call], judge, finder, scanner) : brief(call, scores[call], judge)
        match.decision = decision
        match.nearMiss = miss
        result.matches.append(match)
      } else {
        result.omitted.ineligible += isKept ? 0 : 1
        result.omitted.beyondLimit += isKept ? 1 : 0
        if let miss {
          match = full(call, scores[call], judge, finder, scanner)
          match.decision = decision
          match.nearMiss = miss
          result.nearMisses.append(match)
        }
      }
    }
    return result
  }

  /// Whether a call is counted alone, since it was refused or is closed.
  private func isLeftOut(
    _ call: Int, _ decision: Decision?, _ omitted: inout MatchReport.Omitted
  ) -> Bool {
    if !options.includesRefused, decision?.choice == .refuse {
      omitted.refused += 1
      return true
    }
    if !options.includesClosed, standing.values[call] == .no {
      omitted.closed += 1
      return true
    }
    return false
  }

  /// The only calls to judge, ascending; nil for all of them.
  private var judged: [Int]? {
    options.calls.map { ids in calls.indices.filter { ids.contains(calls[$0].id) } }
  }

  private func nearMiss(_ call: Int, _ judge: EligibilityJudge) -> NearMiss? {
    let record = calls[call].record
    return NearMissFinder(facts: judge.facts).nearMiss(
      record, judge.judge(record, status: standing[call]), status: standing[call])
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
  private static let relevantEnough = Int32(3500)

  /// Open calls alone, and those that have to do with the project.
  private func wantsNearMiss(_ call: Int, _ score: Int32, _ result: Result) -> Bool {
    result.nearMisses.count < MatchOptions.nearMisses && score >= Self.relevantEnough
      && standing.values[call] != .no
  }

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
      day: day, knowledge: knowledge, places: shared.places, obtained: obtained)
  }

  /// Hundredths, by call. Themes that the authority does not want take their share of a call away.
  private func relevances() -> [Int32] {
    var scores = RelevanceScorer(
      index: collection.index, query: query, audience: Audience(profile.type)
    ).scores()
    guard let excluded = profile.excludedThemes, !excluded.isEmpty else { return scores }
    let themes = collection.demands[.themes]
    let kept = themes.all.map { demand in
      let share = demand.record.themes.filter { excluded.contains($0.id) }.reduce(0.0) {
        $0 + $1.weight
      }
      return 1 - min(1, max(0, share))
    }
    for call in scores.indices {
      scores[call] = Int32((Double(scores[call]) * kept[Int(themes.demands[call])]).rounded())
    }
    return scores
  }

  /// - Parameter record: of the call, with or without its passages.
  private func match(
    _ call: Int, _ score: Int32, _ judge: EligibilityJudge, _ record: CallRecord,
    _ status: CallStatus, title: String
  ) -> Match {
    let deadline = status.deadline
    return Match(
      call: calls[call].id, document: calls[call].document, title: record.title?.value ?? title,
      project: subject.flatMap { profile.projects?[$0].id }, deadline: deadline,
      daysLeft: deadline?.date.lastDay.map { $0.daysSinceEpoch - day.daysSinceEpoch },
      relevance: Relevance(hundredths: Int(score)),
      eligibility: judge.judge(record, status: status))
  }

  /// With all passages, for which a packed call is fetched as a whole.
  private func full(
    _ call: Int, _ score: Int32, _ judge: EligibilityJudge, _ finder: ReasonFinder,
    _ scanner: TextWords
  ) -> Match {
    let whole = whole[calls[call]]
    let record = whole.record
    let status = CallStatus(of: record, on: day)
    var match = match(call, score, judge, record, status, title: whole.text.title)
    let account = finder.account(of: call, whole, scanner: scanner)
    match.reasons = account.reasons
    match.counterReason = account.counterReason
    match.readiness = ReadinessJudge(facts: judge.facts).judge(
      record, match.eligibility, deadline: match.deadline)
    return match
  }

  private func brief(_ call: Int, _ score: Int32, _ judge: EligibilityJudge) -> Match {
    let record = calls[call].record
    var match = match(
      call, score, judge, record, standing[call], title: calls[call].text.title)
    match.isFull = false
    for position in match.eligibility.criteria.indices {
      match.eligibility.criteria[position].call = []
    }
    return match
  }
}
