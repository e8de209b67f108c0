import Documents

/// Yes, no, or a person must look.
package enum ThreeValued: String, Hashable, Sendable, Codable, CaseIterable {
  case yes, no, unknown

  /// `no` wins over `unknown`, which wins over `yes`.
  package static func all(_ values: [ThreeValued]) -> ThreeValued {
    var result = ThreeValued.yes
    for value in values {
      if value == .no { return .no }
      if value == .unknown { result = .unknown }
    }
    return result
  }

  /// `yes` wins over `unknown`, which wins over `no`.
  package static func any(_ values: [ThreeValued]) -> ThreeValued {
    !all(values.map { !$0 })
  }

  package static prefix func ! (value: ThreeValued) -> ThreeValued {
    switch value {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }
}

/// Whether the authority may apply, criterion by criterion.
package struct Eligibility: Hashable, Sendable {
  /// One of each id, in the order of `Criterion.ID.allCases`.
  package var criteria: [Criterion]

  package init(criteria: [Criterion]) {
    self.criteria = criteria
  }

  /// One `no` makes it `no`; none but an `unknown` makes it `unknown` (to check).
  package var overall: ThreeValued { ThreeValued.all(criteria.map(\.value)) }
}

/// One criterion of eligibility with its proof on both sides.
package struct Criterion: Hashable, Sendable {
  package enum ID: String, Hashable, Sendable, Codable, CaseIterable {
    case applicantType, territory, partnerCountries, partnership, dates, ticket, cofinancing,
      duration, language
  }

  package var id: ID
  package var value: ThreeValued
  package var reason: CriterionReason
  /// What a person must find out; nil unless `value` is `unknown`.
  package var question: CriterionQuestion?
  /// The call's passages that decided; empty where the call is silent.
  package var call: [Evidence]
  /// JSON pointer to the profile's field that was compared, whether it is there or missing.
  package var profile: String

  package init(
    id: ID, value: ThreeValued, reason: CriterionReason, question: CriterionQuestion? = nil,
    call: [Evidence] = [], profile: String
  ) {
    self.id = id
    self.value = value
    self.reason = reason
    self.question = question
    self.call = call
    self.profile = profile
  }
}
