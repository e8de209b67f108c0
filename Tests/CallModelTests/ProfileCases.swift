import CallModel
import Testing

/// Profiles, good and bad, that the validator and the JSON Schema must judge alike.
enum ProfileCases {
  struct Bad: Sendable, CustomTestStringConvertible {
    var name: String
    var json: String
    var pointer: String
    var situation: ProfileFault.Situation
    /// False where only the validator can see it.
    var isSchemaFault: Bool
    var testDescription: String { name }

    init(
      _ name: String, _ json: String, at pointer: String, _ situation: ProfileFault.Situation,
      schema: Bool = true
    ) {
      self.name = name
      self.json = json
      self.pointer = pointer
      self.situation = situation
      isSchemaFault = schema
    }
  }

  /// A least profile with more members.
  static func profile(_ more: String = "", name: String = "\"Ville\"") -> String {
    "{\"schema\": \"calls-profile/1\", \"name\": \(name), \"type\": \"commune\","
      + " \"country\": \"FR\"\(more.isEmpty ? "" : ", " + more)}"
  }

  static func project(_ more: String) -> String {
    profile("\"projects\": [{\"id\": \"p\", \"title\": \"T\"\(more.isEmpty ? "" : ", " + more)}]")
  }

  static let good: [String] = [
    profile(),
    profile("\"territories\": [\"FRE\", \"FRE11\", \"ML-1\", \"INSEE:62041\", \"INSEE:2A004\"]"),
    profile("\"territories\": [\"SIREN:200043123\", \"INSEE:974\", \"INSEE:62\", \"FR\"]"),
    profile("\"population\": 0, \"languages\": [\"fr\", \"en\"], \"registrations\": [\"pic\"]"),
    profile("\"themes\": [{\"id\": \"a\", \"label\": \"\", \"weight\": 0.7}, {\"id\": \"b\"}]"),
    profile("\"partners\": [{\"country\": \"ML\", \"territory\": \"ML-1\", \"agreement\": true}]"),
    profile(
      "\"budget\": {\"cofinancingPerYear\": {\"amount\": 1836000.55, \"currency\": \"EUR\"}}"),
    profile("\"readiness\": {\"engineering\": \"none\", \"politicalBacking\": false}"),
    project("\"summary\": \"\", \"start\": \"2027-01\", \"durationMonths\": 24.0"),
    project("\"role\": \"lead\", \"stage\": \"idea\", \"partners\": [{\"country\": \"SN\"}]"),
    profile("\"agreements\": [{\"country\": \"ML\", \"until\": \"2026\"}]"),
    profile("\"calendar\": {\"councils\": [\"2027-03-21\"]}, \"excludedThemes\": []"),
    profile("\"alerts\": {\"minimumScore\": 50, \"remindDaysBefore\": [30, 14, 3]}"),
  ]

  private static let types = ApplicantType.allCases.map(\.rawValue)

  static let bad: [Bad] = shapes + values + numbers + lists

  private static let shapes: [Bad] = [
    Bad("list", "[]", at: "", .wrongKind(found: .array, expected: .object)),
    Bad("null", "null", at: "", .wrongKind(found: .null, expected: .object)),
    Bad(
      "no name", "{\"schema\":\"calls-profile/1\",\"type\":\"region\",\"country\":\"FR\"}",
      at: "", .missingKey("name", written: nil)),
    Bad(
      "nom for name",
      "{\"schema\":\"calls-profile/1\",\"names\":\"A\",\"type\":\"region\",\"country\":\"FR\"}",
      at: "", .missingKey("name", written: "names")),
    Bad(
      "unknown key", profile("\"populaton\": 1"), at: "/populaton",
      .unknownKey("populaton", nearest: "population")),
    Bad("far key", profile("\"xyzzy\": 1"), at: "/xyzzy", .unknownKey("xyzzy", nearest: nil)),
    Bad(
      "key to escape", profile("\"a/b~c\": 1"), at: "/a~1b~0c",
      .unknownKey("a/b~c", nearest: nil)),
    Bad(
      "unknown key in a project", project("\"sumary\": \"x\""), at: "/projects/0/sumary",
      .unknownKey("sumary", nearest: "summary")),
    Bad(
      "name is a number", profile(name: "3"), at: "/name",
      .wrongKind(found: .number, expected: .string)),
    Bad(
      "themes is a string", profile("\"themes\": \"eau\""), at: "/themes",
      .wrongKind(found: .string, expected: .array)),
    Bad(
      "theme is a string", profile("\"themes\": [\"eau\"]"), at: "/themes/0",
      .wrongKind(found: .string, expected: .object)),
    Bad(
      "theme without id", profile("\"themes\": [{\"label\": \"eau\"}]"), at: "/themes/0",
      .missingKey("id", written: nil)),
    Bad(
      "budget is a number", profile("\"budget\": 3"), at: "/budget",
      .wrongKind(found: .number, expected: .object)),
    Bad(
      "null budget", project("\"budget\": null"), at: "/projects/0/budget",
      .wrongKind(found: .null, expected: .object)),
    Bad(
      "agreement is a string", profile("\"partners\":[{\"country\":\"ML\",\"agreement\":\"yes\"}]"),
      at: "/partners/0/agreement", .wrongKind(found: .string, expected: .boolean)),
    Bad(
      "partner without country", profile("\"partners\": [{\"name\": \"Kayes\"}]"),
      at: "/partners/0", .missingKey("country", written: nil)),
    Bad(
      "money without currency", project("\"budget\": {\"amount\": 1}"), at: "/projects/0/budget",
      .missingKey("currency", written: nil)),
    Bad(
      "project without title", profile("\"projects\": [{\"id\": \"a\"}]"), at: "/projects/0",
      .missingKey("title", written: nil)),
    Bad(
      "readiness list", profile("\"readiness\": []"), at: "/readiness",
      .wrongKind(found: .array, expected: .object)),
  ]

  private static let values: [Bad] = [
    Bad(
      "other schema",
      "{\"schema\":\"calls-profile/2\",\"name\":\"A\",\"type\":\"region\",\"country\":\"FR\"}",
      at: "/schema",
      .unknownValue(
        "calls-profile/2", expected: ["calls-profile/1"], nearest: "calls-profile/1")),
    Bad(
      "empty name", profile(name: "\" \""), at: "/name",
      .malformed(" ", expected: .text, nearest: nil)),
    Bad(
      "type with accent",
      "{\"schema\":\"calls-profile/1\",\"name\":\"A\",\"type\":\"région\",\"country\":\"FR\"}",
      at: "/type", .unknownValue("région", expected: types, nearest: "region")),
    Bad(
      "country name",
      "{\"schema\":\"calls-profile/1\",\"name\":\"A\",\"type\":\"region\",\"country\":\"France\"}",
      at: "/country", .malformed("France", expected: .country, nearest: nil)),
    Bad(
      "small country", profile("\"partners\": [{\"country\": \"ml\"}]"),
      at: "/partners/0/country", .malformed("ml", expected: .country, nearest: "ML")),
    Bad(
      "bare INSEE", profile("\"territories\": [\"62041\"]"), at: "/territories/0",
      .malformed("62041", expected: .territory, nearest: "INSEE:62041")),
    Bad(
      "long NUTS", profile("\"territories\": [\"FRE111\"]"), at: "/territories/0",
      .malformed("FRE111", expected: .territory, nearest: nil)),
    Bad(
      "short SIREN", profile("\"territories\": [\"SIREN:1234\"]"), at: "/territories/0",
      .malformed("SIREN:1234", expected: .territory, nearest: nil)),
    Bad(
      "language name", profile("\"languages\": [\"français\"]"), at: "/languages/0",
      .malformed("français", expected: .language, nearest: "fr")),
    Bad(
      "currency sign", project("\"budget\": {\"amount\": 1, \"currency\": \"€\"}"),
      at: "/projects/0/budget/currency", .malformed("€", expected: .currency, nearest: nil)),
    Bad(
      "French date", profile("\"calendar\": {\"councils\": [\"21/3/2027\"]}"),
      at: "/calendar/councils/0",
      .malformed("21/3/2027", expected: .date, nearest: "2027-03-21")),
    Bad(
      "no such month", project("\"start\": \"2027-13\""), at: "/projects/0/start",
      .malformed("2027-13", expected: .date, nearest: nil)),
    Bad(
      "no such day", project("\"start\": \"2027-02-29\""), at: "/projects/0/start",
      .malformed("2027-02-29", expected: .date, nearest: nil), schema: false),
    Bad(
      "date without year", project("\"start\": \"--02-01\""), at: "/projects/0/start",
      .malformed("--02-01", expected: .date, nearest: nil)),
    Bad(
      "unknown stage", project("\"stage\": \"redy\""), at: "/projects/0/stage",
      .unknownValue("redy", expected: ["idea", "ready", "running"], nearest: "ready")),
    Bad(
      "unknown role", project("\"role\": \"chef\""), at: "/projects/0/role",
      .unknownValue("chef", expected: ["lead", "partner"], nearest: nil)),
    Bad(
      "engineering", profile("\"readiness\": {\"engineering\": \"Strong\"}"),
      at: "/readiness/engineering",
      .unknownValue("Strong", expected: ["none", "some", "strong"], nearest: "strong")),
    Bad(
      "partner type", project("\"partners\": [{\"country\": \"ML\", \"type\": \"comune\"}]"),
      at: "/projects/0/partners/0/type",
      .unknownValue("comune", expected: types, nearest: "commune")),
  ]

  private static let numbers: [Bad] = [
    Bad(
      "negative population", profile("\"population\": -1"), at: "/population",
      .outOfRange(found: "-1", min: 0, max: nil)),
    Bad(
      "half a person", profile("\"population\": 1.5"), at: "/population", .notWhole(found: "1.5")),
    Bad(
      "weight above one", profile("\"themes\": [{\"id\": \"a\", \"weight\": 2}]"),
      at: "/themes/0/weight", .outOfRange(found: "2", min: 0, max: 1)),
    Bad(
      "no months", project("\"durationMonths\": 0"), at: "/projects/0/durationMonths",
      .outOfRange(found: "0", min: 1, max: 1200)),
    Bad(
      "negative amount", project("\"budget\": {\"amount\": -5, \"currency\": \"EUR\"}"),
      at: "/projects/0/budget/amount", .outOfRange(found: "-5", min: 0, max: nil)),
    Bad(
      "huge amount", project("\"budget\": {\"amount\": 1e99, \"currency\": \"EUR\"}"),
      at: "/projects/0/budget/amount", .outOfRange(found: "1e99", min: 0, max: nil)),
    Bad(
      "score above 100", profile("\"alerts\": {\"minimumScore\": 101}"),
      at: "/alerts/minimumScore", .outOfRange(found: "101", min: 0, max: 100)),
    Bad(
      "reminder as text", profile("\"alerts\": {\"remindDaysBefore\": [\"30\"]}"),
      at: "/alerts/remindDaysBefore/0", .wrongKind(found: .string, expected: .integer)),
  ]

  private static let lists: [Bad] = [
    Bad(
      "territory twice", profile("\"territories\": [\"FRE\", \"FRE\"]"), at: "/territories/1",
      .repeated("FRE", first: "/territories/0")),
    Bad(
      "project id twice",
      profile("\"projects\": [{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"a\",\"title\":\"B\"}]"),
      at: "/projects/1/id", .repeated("a", first: "/projects/0/id"), schema: false),
    Bad(
      "theme id twice", profile("\"themes\": [{\"id\": \"a\"}, {\"id\": \"a\", \"weight\": 1}]"),
      at: "/themes/1/id", .repeated("a", first: "/themes/0/id"), schema: false),
    Bad(
      "reminder twice", profile("\"alerts\": {\"remindDaysBefore\": [3, 3]}"),
      at: "/alerts/remindDaysBefore/1", .repeated("3", first: "/alerts/remindDaysBefore/0")),
  ]
}
