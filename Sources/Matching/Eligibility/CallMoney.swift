import CallModel
import Foundation

/// What a call says of money for one project, with alternatives joined in the applicant's favour.
struct CallMoney {
  /// Rates that may hold for the project, in per cent of its costs, lowest first.
  let rates: [Decimal]
  /// Own share that the call asks of the applicant, in per cent, where it says so.
  let ownShare: Decimal?
  let minGrant: Money?
  let maxGrant: Money?
  let minBudget: Money?
  let maxBudget: Money?
  let rateEvidence: [Evidence]
  let grantEvidence: [Evidence]
  let budgetEvidence: [Evidence]

  init(of call: CallRecord, facts: MatchFacts) {
    let evaluator = ConditionEvaluator(facts: facts)
    let holding = call.rates.filter { rate in
      guard let expression = rate.condition?.expr else { return true }
      return evaluator.judge(expression).value != .no
    }
    self.init(rates: holding, amounts: call.amounts)
  }

  /// - Parameter rates: those that may hold.
  init(rates holding: [Rate], amounts stated: [Amount]) {
    let funder = holding.filter { $0.payer == .funder && ($0.max ?? $0.min) != nil }
    let applicant = holding.filter { $0.payer == .applicant && ($0.min ?? $0.max) != nil }
    rates = funder.compactMap { $0.max ?? $0.min }.filter { $0 > 0 && $0 <= 100 }.sorted()
    ownShare = applicant.compactMap { $0.min ?? $0.max }.min()
    rateEvidence = (funder + applicant).flatMap(\.evidence)

    func amounts(_ role: Amount.Role) -> [Amount] {
      stated.filter { $0.role == role && ($0.per == nil || $0.per == .project) }
    }
    let grants = amounts(.grant)
    minGrant = Self.least(grants.compactMap(\.min).filter { $0.amount > 0 })
    maxGrant = Self.greatest(grants.compactMap(\.max))
    grantEvidence = grants.flatMap(\.evidence)
    let budgets = amounts(.projectBudget)
    minBudget = Self.least(budgets.compactMap(\.min).filter { $0.amount > 0 })
    maxBudget = Self.greatest(budgets.compactMap(\.max))
    budgetEvidence = budgets.flatMap(\.evidence)
  }

  /// Whether the call says which part it pays, or which part it leaves.
  var isRated: Bool { !rates.isEmpty || ownShare != nil }

  private static func least(_ sums: [Money]) -> Money? {
    sums.min { ($0.amount, $0.currency) < ($1.amount, $1.currency) }
  }

  private static func greatest(_ sums: [Money]) -> Money? {
    sums.max { ($0.amount, $0.currency) < ($1.amount, $1.currency) }
  }

  /// The most that the call can give to such a budget by this rate.
  func grant(for budget: Money, rate: Decimal) -> Money {
    Money((budget.amount * rate).hundredth, budget.currency)
  }

  /// The least share that stays with the authority by a rate and the highest grant.
  func ownShare(of budget: Money, rate: Decimal?) -> Decimal {
    var share = (budget.amount * (100 - (rate ?? 100))).hundredth
    if let ownShare { share = max(share, (budget.amount * ownShare).hundredth) }
    if let maxGrant, maxGrant.currency == budget.currency {
      share = max(share, budget.amount - maxGrant.amount)
    }
    return max(share, 0)
  }
}

extension Decimal {
  /// Divided by a hundred: by its exponent alone, which is exact and far sooner done than a division.
  fileprivate var hundredth: Decimal { Decimal(sign: .plus, exponent: -2, significand: self) }
}
