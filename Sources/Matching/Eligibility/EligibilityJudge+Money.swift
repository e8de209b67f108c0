import CallModel
import Foundation

extension EligibilityJudge {
  /// The project's budget against the bounds of budgets, and against the smallest grant: the most
  /// that the rates allow must reach it. A highest grant bounds no budget.
  func ticket(_ money: CallMoney) -> Criterion {
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, _ proofs: [Evidence],
      _ question: CriterionQuestion? = nil
    ) -> Criterion {
      Criterion(
        id: .ticket, value: value, reason: reason, question: question, call: proofs,
        profile: facts.projectPointer("budget"))
    }
    let bounds = [money.minBudget, money.maxBudget, money.minGrant].compactMap { $0 }
    let proofs = money.budgetEvidence + (money.minGrant == nil ? [] : money.grantEvidence)
    guard !bounds.isEmpty else { return criterion(.yes, .noConditionStated, []) }
    guard let budget = facts.project?.budget else {
      return criterion(.unknown, .profileIsSilent, proofs, .projectBudget)
    }
    if let other = bounds.first(where: { $0.currency != budget.currency }) {
      return criterion(
        .unknown, .currenciesDiffer(profile: budget.currency, call: other.currency), proofs,
        .convertCurrency(from: budget.currency, to: other.currency))
    }
    if let min = money.minBudget, budget.amount < min.amount {
      return criterion(.no, .budgetBelow(budget: budget, min: min), money.budgetEvidence)
    }
    if let max = money.maxBudget, budget.amount > max.amount {
      return criterion(.no, .budgetAbove(budget: budget, max: max), money.budgetEvidence)
    }
    if let min = money.minGrant {
      let most = money.grant(for: budget, rate: money.rates.last ?? 100)
      if most.amount < min.amount {
        return criterion(
          .no, .grantBelow(grant: most, min: min),
          money.grantEvidence + (money.rates.isEmpty ? [] : money.rateEvidence))
      }
    }
    return criterion(
      .yes, .budgetWithin(budget: budget, min: money.minBudget, max: money.maxBudget), proofs)
  }

  /// The share that stays with the authority against what it can pay for one project.
  func cofinancing(_ money: CallMoney) -> Criterion {
    let isRated = !money.rates.isEmpty || money.ownShare != nil
    let pointer = "/budget/cofinancingPerProject"
    let proofs = money.rateEvidence + (money.maxGrant == nil ? [] : money.grantEvidence)
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, _ question: CriterionQuestion? = nil,
      at pointer: String = pointer
    ) -> Criterion {
      let isSilent = reason == .noConditionStated
      return Criterion(
        id: .cofinancing, value: value, reason: reason, question: question,
        call: isSilent ? [] : proofs, profile: pointer)
    }
    guard isRated || money.maxGrant != nil else { return criterion(.yes, .noConditionStated) }
    if money.rates == [100], money.ownShare == nil, money.maxGrant == nil {
      return criterion(.yes, .noOwnShare)
    }
    guard let budget = facts.project?.budget else {
      return criterion(
        .unknown, .profileIsSilent, .projectBudget, at: facts.projectPointer("budget"))
    }
    if let max = money.maxGrant, max.currency != budget.currency {
      return criterion(
        .unknown, .currenciesDiffer(profile: budget.currency, call: max.currency),
        .convertCurrency(from: budget.currency, to: max.currency))
    }
    let low = Money(money.ownShare(of: budget, rate: money.rates.last), budget.currency)
    let high = Money(money.ownShare(of: budget, rate: money.rates.first), budget.currency)
    if high.amount == 0 { return criterion(.yes, .noOwnShare) }
    let means = facts.profile.budget
    guard let available = means?.cofinancingPerProject ?? means?.cofinancingPerYear else {
      return criterion(.unknown, .profileIsSilent, .canPay(share: low))
    }
    guard available.currency == budget.currency else {
      return criterion(
        .unknown, .currenciesDiffer(profile: available.currency, call: budget.currency),
        .convertCurrency(from: available.currency, to: budget.currency))
    }
    if high.amount <= available.amount {
      return criterion(.yes, .ownShareAffordable(share: high, available: available))
    }
    if low.amount <= available.amount {
      return criterion(
        .unknown, .ownShareBetween(low: low, high: high, available: available),
        .whichRate(low: low, high: high))
    }
    // A highest grant without a rate: other funders may fill the gap.
    guard isRated else {
      return criterion(
        .unknown, .ownShareTooHigh(share: low, available: available), .canPay(share: low))
    }
    return criterion(.no, .ownShareTooHigh(share: low, available: available))
  }
}
