import CallModel
import Documents
import Foundation

/// Judges one call for one set of facts, criterion by criterion.
///
/// Silence of the call means `unknown` where every call must say it (applicants, area, dates) and
/// `yes` where a call may set no condition (partners, ticket, own share, duration, language).
struct EligibilityJudge {
  let facts: MatchFacts

  func judge(_ call: CallRecord, status: CallStatus) -> Eligibility {
    let money = CallMoney(of: call, facts: facts)
    let criteria = [
      applicantType(call), territory(call), partnerCountries(call), partnership(call),
      dates(status), ticket(money), cofinancing(money), duration(call), language(call),
    ]
    let conditions = conditions(of: call)
    guard !conditions.isEmpty else { return Eligibility(criteria: criteria) }
    return Eligibility(
      criteria: criteria.map { criterion in
        conditions.filter { $0.id == criterion.id }.reduce(criterion, worse)
      })
  }

  /// The one that is farther from yes; a stated condition before a mere absence of conditions.
  private func worse(_ a: Criterion, _ b: Criterion) -> Criterion {
    let rank: [ThreeValued: Int] = [.yes: 0, .unknown: 1, .no: 2]
    let (rankA, rankB) = (rank[a.value] ?? 0, rank[b.value] ?? 0)
    if rankA == rankB { return a.reason == .noConditionStated ? b : a }
    return rankA > rankB ? a : b
  }

  // MARK: Conditions

  private func conditions(of call: CallRecord) -> [Criterion] {
    call.conditions.compactMap { condition in
      guard let expression = condition.expr else { return nil }
      let outcome = ConditionEvaluator(facts: facts).judge(expression)
      let subject = ConditionSubject(of: expression)
      let pointer = facts.pointer(ofFact: subject.fact)
      return Criterion(
        id: subject.criterion, value: outcome.value,
        reason: reason(outcome, condition.text),
        question: outcome.value == .unknown
          ? .isConditionMet(text: condition.text, missing: outcome.missing) : nil,
        call: condition.evidence ?? [], profile: pointer)
    }
  }

  private func reason(
    _ outcome: ConditionEvaluator<MatchFacts>.Outcome, _ text: String
  ) -> CriterionReason {
    switch outcome.value {
    case .yes: .conditionMet(text: text)
    case .no: .conditionNotMet(text: text)
    case .unknown: .conditionUndecided(text: text, missing: outcome.missing)
    }
  }

  // MARK: Duration and language

  func duration(_ call: CallRecord) -> Criterion {
    let pointer = facts.projectPointer("durationMonths")
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, _ question: CriterionQuestion? = nil
    ) -> Criterion {
      Criterion(
        id: .duration, value: value, reason: reason, question: question,
        call: call.duration?.evidence ?? [], profile: pointer)
    }
    guard let stated = call.duration, stated.min != nil || stated.max != nil else {
      return criterion(.yes, .noConditionStated)
    }
    guard let months = facts.project?.durationMonths else {
      return criterion(.unknown, .profileIsSilent, .projectDuration)
    }
    // One figure alone (« durée : 24 mois ») is the longest that a call pays for.
    let min = stated.min == stated.max ? nil : stated.min.map(stated.months)
    // What lasts days is a stay or a mission within the project.
    let max = stated.max.map(stated.months).flatMap { $0 < 1 ? nil : $0 }
    if let min, .init(months) < min {
      return criterion(.no, .durationTooShort(months: months, min: min))
    }
    if let max, .init(months) > max {
      return criterion(.no, .durationTooLong(months: months, max: max))
    }
    return criterion(.yes, .durationWithin(months: months, min: min, max: max))
  }

  func language(_ call: CallRecord) -> Criterion {
    let asked = call.submissionLanguages.map(\.id)
    let have = facts.languages
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, _ question: CriterionQuestion? = nil
    ) -> Criterion {
      Criterion(
        id: .language, value: value, reason: reason, question: question,
        call: call.submissionLanguages.flatMap(\.evidence), profile: "/languages")
    }
    guard !asked.isEmpty else { return criterion(.yes, .noConditionStated) }
    guard !have.isEmpty else {
      return criterion(.unknown, .profileIsSilent, .writeIn(languages: asked))
    }
    let shared = asked.filter(have.contains)
    return shared.isEmpty
      ? criterion(.no, .languageNotShared(asked: asked, have: have))
      : criterion(.yes, .languageShared(languages: shared))
  }
}
