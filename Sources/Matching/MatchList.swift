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
    var rank = 0
    // From where calls are only counted, their order matters no more.
    while rank < Self.nearMissRanks || !isFull(result), let call = ranking.next() {
      defer { rank += 1 }
      let isOut = verdicts.rulesOut(call)
      let isKept = options.includesIneligible || !isOut
      guard !isLeftOut(call) else {
        count(call, isKept: isKept, &result.omitted)
        continue
      }
      let mayBeNear = isOut && verdicts.mayBeNear(call)
      if isKept, !isFull(result) {
        let isShown = options.explainsAll || result.matches.count < MatchOptions.fullMatches
        var match =
          isShown
          ? full(call, scores[call], judge, finder, scanner) : brief(call, scores[call], judge)
        match.decision = decision(on: call)
        match.nearMiss = mayBeNear ? nearMiss(call, judge) : nil
        result.matches.append(match)
        continue
      }
      count(call, isKept: isKept, &result.omitted)
      guard mayBeNear, rank < Self.nearMissRanks, wantsNearMiss(call, scores[call], result),
        let miss = nearMiss(call, judge)
      else { continue }
      var match = full(call, scores[call], judge, finder, scanner)
      match.decision = decision(on: call)
      match.nearMiss = miss
      result.nearMisses.append(match)
    }
    for call in ranking.rest {
      let isKept = options.includesIneligible || !verdicts.rulesOut(Int(call))
      count(Int(call), isKept: isKept, &result.omitted)
    }
    return result
  }

  private func isFull(_ result: Result) -> Bool {
    options.limit > 0 && result.matches.count >= options.limit
  }

  /// Whether a call is counted alone, since it was refused or is closed.
  private func isLeftOut(_ call: Int) -> Bool {
    (!options.includesClosed && standing.values[call] == .no)
      || (!options.includesRefused && isRefused(call))
  }

  /// Counts a call that is not shown by the first thing that keeps it out.
  private func count(_ call: Int, isKept: Bool, _ omitted: inout MatchReport.Omitted) {
    if !options.includesRefused, isRefused(call) {
      omitted.refused += 1
    } else if !options.includesClosed, standing.values[call] == .no {
      omitted.closed += 1
    } else if isKept {
      omitted.beyondLimit += 1
    } else {
      omitted.ineligible += 1
    }
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

  private func isRefused(_ call: Int) -> Bool {
    // A decision is a big value to hand about for thousands of calls that have none.
    !decisions.isEmpty && decision(on: call)?.choice == .refuse
  }

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
    let scores = RelevanceScorer(
      index: collection.index, query: query, audience: Audience(profile.type)
    ).scores()
    guard let kept = shared.keptShares else { return scores }
    return zip(scores, kept).map { $1 == 1 ? $0 : Int32((Double($0) * $1).rounded()) }
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
