import CallModel

/// Why a call fits and what is left to check, in lines for people.
package struct MatchNotes: Sendable {
  private let match: Match
  private let wording: Wording

  package init(_ match: Match, wording: Wording) {
    self.match = match
    self.wording = wording
  }

  /// The reasons in one line, then what rules the call out, or the questions.
  package var brief: [String] {
    let reasons = match.reasons.prefix(3).map(wording.reason)
    let why = wording.clauses(reasons)
    return (why.isEmpty ? [] : [wording.say("Pourquoi : \(why)", "Why: \(why)")])
      + obstacles + questions(limit: 2)
  }

  /// Every reason with its passage, every criterion, every point to watch.
  package var full: [String] {
    match.reasons.map { reason in
      wording.say("Pourquoi : \(wording.reason(reason))", "Why: \(wording.reason(reason))")
        + passages(reason.call)
    }
      + match.eligibility.criteria.map(criterion)
      + match.readiness.map(readiness)
  }

  /// The sentences of the criteria that rule the call out.
  package var obstacles: [String] {
    match.eligibility.criteria.filter { $0.value == .no }.map { criterion in
      let name = wording.criterionName(criterion.id)
      let reason = match.isFull ? wording.reason(criterion.reason) : name
      return wording.say("Obstacle : \(reason)", "Obstacle: \(reason)")
    }
  }

  /// The first questions; a last line tells how many more there are.
  package func questions(limit: Int) -> [String] {
    let questions = match.eligibility.criteria.compactMap(\.question).map(wording.question)
    var lines = questions.prefix(limit).map { wording.say("À vérifier : \($0)", "To check: \($0)") }
    let more = questions.count - limit
    if more > 0 {
      let text = wording.count(
        more, fr: ("autre question", "autres questions"), en: ("more question", "more questions"))
      lines.append(wording.say("À vérifier : \(text)", "To check: \(text)"))
    }
    return lines
  }

  private func criterion(_ criterion: Criterion) -> String {
    let name = wording.capitalised(wording.criterionName(criterion.id))
    let value = wording.criterionValue(criterion.value)
    guard match.isFull else { return wording.say("\(name) : \(value)", "\(name): \(value)") }
    let question = criterion.question.map { " " + wording.question($0) } ?? ""
    let reason = wording.reason(criterion.reason)
    return wording.say(
      "\(name) : \(value). \(reason)\(question)", "\(name): \(value). \(reason)\(question)")
      + passages(criterion.call)
  }

  private func readiness(_ item: ReadinessItem) -> String {
    let name = wording.readinessName(item.id)
    let value = wording.readinessValue(item.value)
    let asks = wording.asks(item.asks)
    let has = wording.has(item.has)
    return wording.say(
      "Préparation, \(name) : \(value). L’appel : \(asks). Le profil : \(has).",
      "Readiness, \(name): \(value). The call: \(asks). The profile: \(has).")
  }

  private func passages(_ evidence: [Evidence]) -> String {
    evidence.prefix(2).map { " – " + wording.passage($0) }.joined()
  }
}
