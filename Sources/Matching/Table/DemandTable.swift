import CallModel
import Foundation

/// What the calls of a collection ask, each demand once: calls that ask the same share one verdict.
struct DemandTable: Sendable {
  struct Part: Sendable {
    /// By call: index of its demand.
    var demands: [Int32] = []
    var all: [Demand] = []
    /// Indices of the demands that could rule a call out, ascending.
    var asking: [Int32] = []
  }

  /// An object, so that a judge of thousands looks at records in their place: a copy of one counts
  /// references to all that it holds.
  final class Demand: Sendable {
    /// Holds its part alone.
    let record: CallRecord

    init(_ record: CallRecord) { self.record = record }
  }

  private let parts: [Part]
  /// By demand of money; nil where sums must be judged by the record.
  let bounds: [MoneyBounds?]
  /// By demand of themes, which are kept here alone.
  let themes: ThemeShares

  init(_ calls: [MatchableCall]) {
    var builder = DemandTableBuilder(callCount: calls.count)
    for call in calls { builder.add(call.demands) }
    parts = builder.parts
    themes = builder.themes
    bounds = builder.parts[DemandPart.money.rawValue].all.map { MoneyBounds($0.record) }
  }

  subscript(_ part: DemandPart) -> Part { parts[part.rawValue] }
}

/// Gathers demands call by call, each once.
private struct DemandTableBuilder {
  private(set) var parts: [DemandTable.Part]
  private(set) var themes = ThemeShares()
  private var known: [[ArraySlice<UInt8>: Int32]]

  init(callCount: Int) {
    parts = DemandPart.allCases.map { _ in DemandTable.Part() }
    known = parts.map { _ in [:] }
    for part in parts.indices { parts[part].demands.reserveCapacity(callCount) }
  }

  mutating func add(_ demands: PackedDemands) {
    let places = demands.places
    // Titles differ from call to call, and decide nothing.
    for part in DemandPart.allCases.dropFirst() {
      let bytes = places.map { demands.bytes[$0[part.rawValue]] } ?? []
      let index = known[part.rawValue][bytes] ?? add(part, bytes)
      parts[part.rawValue].demands.append(index)
    }
  }

  private mutating func add(_ part: DemandPart, _ bytes: ArraySlice<UInt8>) -> Int32 {
    let index = Int32(known[part.rawValue].count)
    known[part.rawValue][bytes] = index
    let record = PackedDemands.record(of: part, bytes)
    if part == .themes {
      themes.append(record)
      return index
    }
    let own = record ?? CallRecord()
    if part.mayRuleOut(own) { parts[part.rawValue].asking.append(index) }
    parts[part.rawValue].all.append(DemandTable.Demand(own))
    return index
  }
}

extension DemandPart {
  /// False where a call sets no condition of this part: most ask for no partner.
  fileprivate func mayRuleOut(_ record: CallRecord) -> Bool {
    switch self {
    case .name, .themes: false
    case .time, .applicants, .place: true
    case .partners:
      record.area?.partnerCountries.isEmpty == false || record.partnership?.hasConditions == true
    case .money: !record.rates.isEmpty || !record.amounts.isEmpty
    case .duration: record.duration != nil
    case .conditions: record.conditions.contains { $0.expr != nil }
    }
  }
}

/// Sums and rates of a call as whole numbers, for the verdict alone: no reason is made of them.
///
/// Says what `EligibilityJudge.ticket` and `.cofinancing` say, far sooner.
struct MoneyBounds: Sendable {
  /// What a project and its authority bring: hundredths of `currency`.
  struct Means: Sendable {
    var budget: Int
    var currency: String
    /// What the authority can pay, now and in all years; nil where nobody knows.
    var own: (sure: Int, most: Int)?

    /// nil for sums that are no whole number of hundredths.
    init?(budget: Money, means: (sure: Money, most: Money?)?) {
      guard let sum = try? MoneyBounds.hundredths(budget.amount) else { return nil }
      self.budget = sum
      currency = budget.currency
      guard let means, let most = means.most, means.sure.currency == budget.currency else { return }
      guard let sure = try? MoneyBounds.hundredths(means.sure.amount),
        let most = try? MoneyBounds.hundredths(most.amount)
      else { return nil }
      own = (sure, most)
    }
  }

  /// Of all sums; nil where the call names none.
  private var currency: String?
  private var minBudget: Int?
  private var maxBudget: Int?
  private var minGrant: Int?
  private var maxGrant: Int?
  /// Highest rate and own share asked, in hundredths of a per cent.
  private var rate: Int?
  private var ownShare: Int?

  /// nil where a rate depends on the project, where currencies differ, or where a sum is no whole
  /// number of hundredths.
  init?(_ call: CallRecord) {
    guard call.rates.allSatisfy({ $0.condition?.expr == nil }) else { return nil }
    let money = CallMoney(rates: call.rates, amounts: call.amounts)
    for sum in [money.minBudget, money.maxBudget, money.minGrant, money.maxGrant] {
      guard let sum else { continue }
      guard currency == nil || currency == sum.currency else { return nil }
      currency = sum.currency
    }
    do {
      minBudget = try money.minBudget.map { try Self.hundredths($0.amount) }
      maxBudget = try money.maxBudget.map { try Self.hundredths($0.amount) }
      minGrant = try money.minGrant.map { try Self.hundredths($0.amount) }
      maxGrant = try money.maxGrant.map { try Self.hundredths($0.amount) }
      rate = try money.rates.last.map(Self.hundredths)
      ownShare = try money.ownShare.map(Self.hundredths)
    } catch {
      return nil
    }
  }

  private struct Inexact: Error {}

  /// Beyond this many hundredths, products would not fit.
  private static let most = 1 << 48

  static func hundredths(_ value: Decimal) throws -> Int {
    let scaled = value * 100
    let whole = NSDecimalNumber(decimal: scaled).intValue
    guard Decimal(whole) == scaled, abs(whole) < most else { throw Inexact() }
    return whole
  }

  /// Whether the bounds of sums rule out a project of this budget.
  func ticketIsOut(_ means: Means) -> Bool {
    guard currency == nil || currency == means.currency else { return false }
    let budget = means.budget
    if let minBudget, budget < minBudget { return true }
    if let maxBudget, budget > maxBudget { return true }
    if let minGrant { return budget * (rate ?? Self.all) < minGrant * Self.all }
    return false
  }

  /// Whether the own share is above all that the authority can pay.
  func cofinancingIsOut(_ means: Means) -> Bool {
    guard rate != nil || ownShare != nil, let own = means.own,
      maxGrant == nil || currency == means.currency
    else { return false }
    // In hundredths, times ten thousand.
    var share = means.budget * (Self.all - (rate ?? Self.all))
    if let ownShare { share = max(share, means.budget * ownShare) }
    if let maxGrant { share = max(share, (means.budget - maxGrant) * Self.all) }
    return share > own.sure * Self.all && share > own.most * Self.all
  }

  private static let all = 10_000
}
