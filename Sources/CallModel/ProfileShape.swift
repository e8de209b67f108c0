/// The shape of a JSON value: what the validator checks and the published JSON Schema says.
package indirect enum ProfileShape: Hashable, Sendable {
  /// Keys in the order of the documentation; those in `required` must be there.
  case object([Field])
  /// `identity`: key whose values differ between the items; `unique`: no item twice.
  case array(ProfileShape, identity: String? = nil, unique: Bool = false)
  case string(ProfileFormat)
  case number(min: Int, max: Int?)
  case integer(min: Int, max: Int?)
  case boolean

  package struct Field: Hashable, Sendable {
    package var key: String
    package var shape: ProfileShape
    package var isRequired: Bool

    init(_ key: String, _ shape: ProfileShape, required: Bool = false) {
      self.key = key
      self.shape = shape
      isRequired = required
    }
  }
}

/// What a string of a profile must look like.
package enum ProfileFormat: Hashable, Sendable {
  /// At least one character that is not a space.
  case text
  /// Any string, the empty one too.
  case anyText
  case oneOf([String])
  /// ISO 3166-1 alpha-2.
  case country
  /// ISO 639-1.
  case language
  /// ISO 4217.
  case currency
  /// NUTS, ISO 3166-2, `INSEE:` or `SIREN:`.
  case territory
  /// `2027`, `2027-03` or `2027-03-21`.
  case date
}

extension ProfileShape {
  /// The whole profile (`calls-profile/1`).
  package static let profile = object([
    Field("schema", .string(.oneOf([Profile.schema])), required: true),
    Field("name", .string(.text), required: true),
    Field("type", .string(applicantTypes), required: true),
    Field("country", .string(.country), required: true),
    Field("territories", .array(.string(.territory), unique: true)),
    Field("population", .integer(min: 0, max: nil)),
    Field("zones", .array(.string(.oneOf(Profile.zoneKinds)), unique: true)),
    Field("languages", .array(.string(.language), unique: true)),
    Field("themes", .array(theme, identity: "id")),
    Field("excludedThemes", .array(.string(.text), unique: true)),
    Field("partners", .array(partner)),
    Field("budget", budget),
    Field("readiness", readiness),
    Field("projects", .array(project, identity: "id")),
    Field("registrations", .array(.string(.text), unique: true)),
    Field("agreements", .array(agreement)),
    Field("grants", .array(grant)),
    Field("calendar", .object([Field("councils", .array(.string(.date), unique: true))])),
    Field("alerts", alerts),
  ])

  private static let applicantTypes = ProfileFormat.oneOf(ApplicantType.allCases.map(\.rawValue))

  private static let money = object([
    Field("amount", .number(min: 0, max: nil), required: true),
    Field("currency", .string(.currency), required: true),
  ])

  private static let theme = object([
    Field("id", .string(.text), required: true),
    Field("label", .string(.anyText)),
    Field("weight", .number(min: 0, max: 1)),
  ])

  private static let partner = object([
    Field("country", .string(.country), required: true),
    Field("territory", .string(.territory)),
    Field("name", .string(.anyText)),
    Field("type", .string(applicantTypes)),
    Field("agreement", .boolean),
  ])

  private static let budget = object([
    Field("cofinancingPerYear", money),
    Field("cofinancingPerProject", money),
  ])

  private static let readiness = object([
    Field("engineering", .string(.oneOf(["none", "some", "strong"]))),
    Field("experience", .string(.anyText)),
    Field("politicalBacking", .boolean),
    Field("technicalSupport", .string(.anyText)),
    Field("languages", .array(.string(.language), unique: true)),
  ])

  private static let project = object([
    Field("id", .string(.text), required: true),
    Field("title", .string(.text), required: true),
    Field("summary", .string(.anyText)),
    Field("themes", .array(.string(.text), unique: true)),
    Field("budget", money),
    Field("start", .string(.date)),
    Field("durationMonths", .integer(min: 1, max: 1200)),
    Field("role", .string(.oneOf(["lead", "partner"]))),
    Field("partners", .array(partner)),
    Field("stage", .string(.oneOf(["idea", "ready", "running"]))),
  ])

  private static let agreement = object([
    Field("country", .string(.country), required: true),
    Field("territory", .string(.territory)),
    Field("until", .string(.date)),
  ])

  private static let grant = object([
    Field("programme", .string(.text), required: true),
    Field("project", .string(.text)),
    Field("until", .string(.date)),
  ])

  private static let alerts = object([
    Field("minimumScore", .number(min: 0, max: 100)),
    Field("remindDaysBefore", .array(.integer(min: 0, max: 3650), unique: true)),
  ])
}
