import Documents
import Foundation

/// One of the eight points to watch when an authority takes part in a cooperation project.
package struct ReadinessItem: Hashable, Sendable {
  package enum ID: String, Hashable, Sendable, Codable, CaseIterable {
    case lead, experience, politicalWill, technicalSupport, cofinancing, partnership, duration,
      language
  }
  package enum Value: String, Hashable, Sendable, Codable, CaseIterable {
    case met, weak, missing, unknown
  }

  package var id: ID
  /// What the call asks.
  package var asks: ReadinessAsk
  /// What the profile has.
  package var has: ReadinessHas
  package var value: Value
  /// The call's passages behind `asks`.
  package var call: [Evidence]
  /// JSON pointer to the profile's field behind `has`.
  package var profile: String
  /// Names of bodies of the territory that train or advise on the point, nearest first; empty unless
  /// it is weak or missing.
  package var support: [String] = []

  package init(
    id: ID, asks: ReadinessAsk, has: ReadinessHas, value: Value, call: [Evidence] = [],
    profile: String
  ) {
    self.id = id
    self.asks = asks
    self.has = has
    self.value = value
    self.call = call
    self.profile = profile
  }
}

/// What a call asks on a point to watch.
package enum ReadinessAsk: Hashable, Sendable {
  case nothingStated
  /// Kinds of body that may lead; empty where any applicant may.
  case leadBy(types: [ApplicantType])
  /// Proof of earlier work, in the call's words.
  case experience(texts: [String])
  /// A vote of the council or a signed agreement, in the call's words.
  case decision(texts: [String])
  /// Bodies that the call names for help with the application.
  case supportBy(bodies: [String])
  /// The least share of the costs that the applicant pays, in per cent, and the sum for the
  /// project's budget.
  case ownShare(percent: Decimal, amount: Money?)
  case partners(
    minPartners: Int?, minCountries: Int?, mustInclude: [Partnership.Member], agreement: Bool)
  /// Months.
  case duration(min: Decimal?, max: Decimal?)
  case languages([String])
}

/// What a profile has on a point to watch.
package enum ReadinessHas: Hashable, Sendable {
  case nothingStated
  case engineering(Profile.Readiness.Engineering, role: Profile.Project.Role?)
  case experience(String)
  /// `council`: the last meeting before the deadline, where the calendar tells one.
  case politicalBacking(Bool?, council: CalendarDay?)
  /// What the profile says, and the support bodies known for its territories.
  case technicalSupport(String?, bodies: [String])
  case cofinancing(perProject: Money?, perYear: Money?)
  case partners(count: Int, countries: [String], agreements: [String])
  case duration(months: Int)
  case languages([String])
}
