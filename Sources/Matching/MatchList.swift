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
  let index: RelevanceIndex
  let knowledge: FieldKnowledge
  let options: MatchOptions
  /// By call.
  let decisions: [String: [Decision]]

  /// What the list gives, and what it leaves out.
  struct Result {
    var matches: [Match] = []
    var nearMisses: [Match] = []
    var omitted = MatchReport.Omitted()
  }

  func result(_ scanner: TextWords) -> Result {
    let query = query(scanner)
    let scores = RelevanceScorer(index: index, query: query).scores()
    let relevances = calls.indices.map { relevance(scores[$0], $0) }
    let facts = facts
    let judge = EligibilityJudge(facts: facts)
    let finder = ReasonFinder(index: index, query: query, themes: knowledge.themes)
    let nearMisses = NearMissFinder(facts: facts)
    var result = Result()
    for (rank, call) in ranked(relevances).enumerated() {
      let decision = decision(on: call)
      guard options.includesRefused || decision?.choice != .refuse else {
        result.omitted.refused += 1
        continue
      }
      let eligibility = judge.judge(calls[call].record, status: statuses[call])
      var match = match(call, relevances[call], eligibility)
      match.decision = decision
      let isKept = keeps(eligibility, &result.omitted)
      let isNear = rank < Self.nearMissRanks && wantsNearMiss(match, result)
      if eligibility.overall == .no, isKept || isNear {
        match.nearMiss = nearMisses.nearMiss(
          calls[call].record, eligibility, status: statuses[call])
      }
      guard isKept else {
        if match.nearMiss != nil {
          result.nearMisses.append(full(match, call, facts, finder, scanner))
        }
        continue
      }
      guard options.limit == 0 || result.matches.count < options.limit else {
        result.omitted.beyondLimit += 1
        continue
      }
      let isFull = options.explainsAll || result.matches.count < MatchOptions.fullMatches
      result.matches.append(isFull ? full(match, call, facts, finder, scanner) : brief(match))
    }
    return result
  }

  /// Near misses are looked for among so many of the most relevant calls.
  private static let nearMissRanks = 200

  private func decision(on call: Int) -> Decision? {
    decisions[calls[call].id].flatMap {
      Decision.closest(
        $0, profile: profile.name, project: subject.flatMap { profile.projects?[$0].id })
    }
  }

  /// Of judged calls that do not fund a project, half are below 34.
  private static let relevantEnough = Relevance(hundredths: 3500)

  /// Open calls alone, and those that have to do with the project.
  private func wantsNearMiss(_ match: Match, _ result: Result) -> Bool {
    result.nearMisses.count < MatchOptions.nearMisses && match.relevance >= Self.relevantEnough
      && !match.eligibility.criteria.contains { $0.id == .dates && $0.value == .no }
  }

  /// Indices of calls by relevance, then the nearest deadline, then id.
  private func ranked(_ relevances: [Relevance]) -> [Int] {
    let days = statuses.map { $0.deadline?.date.lastDay?.daysSinceEpoch ?? .max }
    let judged = options.call.map { id in calls.indices.filter { calls[$0].id == id } }
    return (judged ?? Array(calls.indices)).sorted { a, b in
      if relevances[a] != relevances[b] { return relevances[a] > relevances[b] }
      return (days[a], a) < (days[b], b)
    }
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
      day: day, knowledge: knowledge)
  }

  private func query(_ scanner: TextWords) -> ProjectQuery {
    if let subject {
      return ProjectQuery(
        project: subject, of: profile, knowledge: knowledge, in: index, scanner: scanner)
    }
    return ProjectQuery(themesOf: profile, knowledge: knowledge, in: index, scanner: scanner)
  }

  /// Closed calls are left out as closed, whatever else rules them out.
  private func keeps(_ eligibility: Eligibility, _ omitted: inout MatchReport.Omitted) -> Bool {
    let ruledOut = eligibility.criteria.filter { $0.value == .no }.map(\.id)
    if ruledOut.contains(.dates), !options.includesClosed {
      omitted.closed += 1
      return false
    }
    if ruledOut.contains(where: { $0 != .dates }), !options.includesIneligible {
      omitted.ineligible += 1
      return false
    }
    return true
  }

  /// Themes that the authority does not want take their share of the call away.
  private func relevance(_ score: Relevance, _ call: Int) -> Relevance {
    guard let excluded = profile.excludedThemes, !excluded.isEmpty else { return score }
    let share = calls[call].record.themes.filter { excluded.contains($0.id) }
      .reduce(0.0) { $0 + $1.weight }
    let kept = 1 - min(1, max(0, share))
    return Relevance(hundredths: Int((Double(score.hundredths) * kept).rounded()))
  }

  private func match(_ call: Int, _ relevance: Relevance, _ eligibility: Eligibility) -> Match {
    let deadline = statuses[call].deadline
    let matchable = calls[call]
    return Match(
      call: matchable.id, document: matchable.document,
      title: matchable.record.title?.value ?? matchable.text.title,
      project: subject.flatMap { profile.projects?[$0].id }, deadline: deadline,
      daysLeft: deadline?.date.lastDay.map { $0.daysSinceEpoch - day.daysSinceEpoch },
      relevance: relevance, eligibility: eligibility)
  }

  private func full(
    _ match: Match, _ call: Int, _ facts: MatchFacts, _ finder: ReasonFinder,
    _ scanner: TextWords
  ) -> Match {
    var match = match
    match.reasons = finder.reasons(for: call, calls[call], scanner: scanner)
    match.counterReason = finder.counterReason(for: call)
    match.readiness = ReadinessJudge(facts: facts).judge(
      calls[call].record, match.eligibility, deadline: match.deadline)
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
