import Documents
import Foundation

// What a call pays: rates, sums, costs, durations.

package enum Recurrence: String, Hashable, Sendable, Codable {
  case recurring, permanent
  case oneOff = "one-off"
}

/// A co-financing rate, in per cent.
package struct Rate: Hashable, Sendable, Codable {
  package enum Kind: String, Sendable, Codable { case max, fixed, min, range }
  package enum Payer: String, Sendable, Codable { case funder, applicant, partner, other }
  package enum Base: String, Sendable, Codable {
    case eligibleCosts = "eligible-costs"
    case totalCosts = "total-costs"
    case publicCosts = "public-costs"
  }
  package var min: Decimal?
  package var max: Decimal?
  package var kind: Kind
  package var payer: Payer
  package var of: Base?
  /// The lot, the applicants or the territory it holds for, in the document's words.
  package var appliesTo: String?
  package var condition: Condition?
  /// Id of the fund that pays it.
  package var fund: String?
  package var evidence: [Evidence]

  package init(
    min: Decimal?, max: Decimal?, kind: Kind, payer: Payer, of base: Base? = nil,
    appliesTo: String? = nil, condition: Condition? = nil, fund: String? = nil,
    evidence: [Evidence]
  ) {
    self.min = min
    self.max = max
    self.kind = kind
    self.payer = payer
    self.of = base
    self.appliesTo = appliesTo
    self.condition = condition
    self.fund = fund
    self.evidence = evidence
  }
}

package struct Amount: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable {
    case grant, envelope
    case projectBudget = "project-budget"
    case unitCost = "unit-cost"
  }
  package enum Per: String, Sendable, Codable { case project, year, partner, call, axis }
  package var role: Role
  package var min: Money?
  package var max: Money?
  package var per: Per?
  package var evidence: [Evidence]

  package init(role: Role, min: Money?, max: Money?, per: Per? = nil, evidence: [Evidence]) {
    self.role = role
    self.min = min
    self.max = max
    self.per = per
    self.evidence = evidence
  }
}

package struct Expenditure: Hashable, Sendable, Codable {
  /// `running`, `investment`, `staff`, `travel`, `equipment`, `external`, `works`.
  package var id: String
  package var eligible: Bool
  package var evidence: [Evidence]

  package init(id: String, eligible: Bool, evidence: [Evidence]) {
    self.id = id
    self.eligible = eligible
    self.evidence = evidence
  }
}

package struct Duration: Hashable, Sendable, Codable {
  package enum Unit: String, Sendable, Codable { case day, week, month, year }
  package var min: Decimal?
  package var max: Decimal?
  package var unit: Unit
  package var evidence: [Evidence]

  package init(min: Decimal?, max: Decimal?, unit: Unit, evidence: [Evidence]) {
    self.min = min
    self.max = max
    self.unit = unit
    self.evidence = evidence
  }

  /// A bound in months: a year is 12, a week 12/52, a day 12/365.
  package func months(_ bound: Decimal) -> Decimal {
    switch unit {
    case .year: bound * 12
    case .month: bound
    case .week: bound * 12 / 52
    case .day: bound * 12 / 365
    }
  }
}

package struct Applicant: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable { case lead, partner, any }
  package var type: ApplicantType
  package var role: Role
  package var eligible: Bool
  package var evidence: [Evidence]

  package init(type: ApplicantType, role: Role, eligible: Bool, evidence: [Evidence]) {
    self.type = type
    self.role = role
    self.eligible = eligible
    self.evidence = evidence
  }
}
