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
    guard money.isRated || money.maxGrant != nil else {
      return cofinancing(money, .yes, .noConditionStated)
    }
    if money.rates == [100], money.ownShare == nil, money.maxGrant == nil {
      return cofinancing(money, .yes, .noOwnShare)
    }
    guard let budget = facts.project?.budget else {
      return cofinancing(
        money, .unknown, .profileIsSilent, .projectBudget, at: facts.projectPointer("budget"))
    }
    if let max = money.maxGrant, max.currency != budget.currency {
      return cofinancing(
        money, .unknown, .currenciesDiffer(profile: budget.currency, call: max.currency),
        .convertCurrency(from: budget.currency, to: max.currency))
    }
    return affordability(
      least: Money(money.ownShare(of: budget, rate: money.rates.last), budget.currency),
      most: Money(money.ownShare(of: budget, rate: money.rates.first), budget.currency), money)
  }

  private func affordability(least: Money, most: Money, _ money: CallMoney) -> Criterion {
    if most.amount == 0 { return cofinancing(money, .yes, .noOwnShare) }
    guard let means = facts.means else {
      return cofinancing(money, .unknown, .profileIsSilent, .canPay(share: least))
    }
    let sure = means.sure
    guard sure.currency == most.currency else {
      return cofinancing(
        money, .unknown, .currenciesDiffer(profile: sure.currency, call: most.currency),
        .convertCurrency(from: sure.currency, to: most.currency))
    }
    if most.amount <= sure.amount {
      return cofinancing(money, .yes, .ownShareAffordable(share: most, available: sure))
    }
    if least.amount <= sure.amount {
      return cofinancing(
        money, .unknown, .ownShareBetween(low: least, high: most, available: sure),
        .whichRate(low: least, high: most))
    }
    // A highest grant without a rate: other funders may fill the gap. So may the budgets of the
    // years to come.
    let isOut = money.isRated && (means.most.map { least.amount > $0.amount } ?? false)
    return cofinancing(
      money, isOut ? .no : .unknown, .ownShareTooHigh(share: least, available: sure),
      isOut ? nil : .canPay(share: least))
  }

  private func cofinancing(
    _ money: CallMoney, _ value: ThreeValued, _ reason: CriterionReason,
    _ question: CriterionQuestion? = nil, at pointer: String? = nil
  ) -> Criterion {
    let proofs = money.rateEvidence + (money.maxGrant == nil ? [] : money.grantEvidence)
    return Criterion(
      id: .cofinancing, value: value, reason: reason, question: question,
      call: reason == .noConditionStated ? [] : proofs, profile: pointer ?? facts.meansPointer)
  }
}
