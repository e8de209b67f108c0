import CallModel
import Foundation

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
    let why = wording.clauses(wording.reasons(match.reasons, limit: 3, showsPages: false))
    return decision + (why.isEmpty ? [] : [wording.say("Pourquoi : \(why)", "Why: \(why)")])
      + (isWeightyAgainst ? counterReason : []) + obstacles + nearMiss + questions(limit: 2)
  }

  /// Every reason with its passage, every criterion, every point to watch.
  package var full: [String] {
    let reasons = wording.reasons(match.reasons, limit: .max)
    let proofs = match.reasons.flatMap(\.call).filter(wording.isTelling).prefix(3)
    return decision + reasons.map { wording.say("Pourquoi : \($0)", "Why: \($0)") }
      + proofs.map { wording.passage($0) } + counterReason + nearMiss + criteria + readiness
  }

  private var decision: [String] {
    match.decision.map {
      let text = wording.decision($0)
      return [wording.say("Décision : \(text)", "Decision: \(text)")]
    } ?? []
  }

  /// Less of a project may be missing in any call.
  private static let weightyAgainst = 0.2

  private var isWeightyAgainst: Bool {
    (match.counterReason?.weight ?? 0) >= Self.weightyAgainst
  }

  private var counterReason: [String] {
    guard let reason = match.counterReason else { return [] }
    let words = wording.list(reason.words.map { wording.quoted(PlainText.line($0, limit: 60)) })
    let share = wording.percent(Decimal((reason.weight * 100).rounded()))
    return [
      wording.say(
        "Contre : l’appel ne parle pas de \(words) (\(share) du projet).",
        "Against: the call does not speak of \(words) (\(share) of the project).")
    ]
  }

  /// What would make the call fit.
  package var nearMiss: [String] {
    guard let change = match.nearMiss.map({ wording.change($0.change) }) else { return [] }
    let option =
      match.nearMiss?.change.setting(project: match.project).map { " (--set \($0))" } ?? ""
    return [
      wording.say("Conviendrait \(change)\(option).", "Would fit \(change)\(option).")
    ]
  }

  /// Criteria that the call leaves free are told together.
  private var criteria: [String] {
    let free = match.eligibility.criteria.filter {
      match.isFull && $0.reason == .noConditionStated
    }
    let others = match.eligibility.criteria.filter { !free.contains($0) }.map(criterion)
    guard !free.isEmpty else { return others }
    let names = wording.list(free.map { wording.criterionName($0.id) })
    return others
      + [
        wording.say(
          "Sans condition dans l’appel : \(names).", "No condition in the call: \(names).")
      ]
  }

  /// Points on which neither side says anything are told together.
  private var readiness: [String] {
    let silent = match.readiness.filter { $0.asks == .nothingStated && $0.has == .nothingStated }
    let others = match.readiness.filter { !silent.contains($0) }.map(readiness)
    guard !silent.isEmpty else { return others }
    let names = wording.list(silent.map { wording.readinessName($0.id) })
    return others + [
      wording.say(
        "Préparation, ni l’appel ni le profil ne disent rien de : \(names).",
        "Readiness, neither the call nor the profile speaks of: \(names).")
    ]
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
    let questions = wording.questions(match.eligibility.criteria)
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
      + support(item)
  }

  private func support(_ item: ReadinessItem) -> String {
    guard !item.support.isEmpty else { return "" }
    let bodies = wording.list(item.support.map { PlainText.line($0) }, or: true)
    return " " + wording.say("Appui possible : \(bodies).", "Ask for help: \(bodies).")
  }

  private func passages(_ evidence: [Evidence]) -> String {
    evidence.filter(wording.isTelling).prefix(2).map { " " + wording.passage($0) }.joined()
  }
}
