/// The shape of a profile as JSON Schema (2020-12), for editors and other tools.
///
/// `Packaging/schemas/profile.schema.json` is this text; a test keeps them equal. The validator
/// knows more: days that a month lacks, and ids that repeat.
package enum ProfileSchema {
  /// With two spaces of indentation and a line feed at the end.
  package static func jsonSchema() -> String {
    let head = [
      ("$schema", quoted("https://json-schema.org/draft/2020-12/schema")),
      ("$id", quoted("urn:calls:profile:1")),
      ("title", quoted("Profile of an authority (\(Profile.schema))")),
    ]
    return object(head + members(of: .profile, depth: 0), depth: 0) + "\n"
  }

  private static func members(of shape: ProfileShape, depth: Int) -> [(String, String)] {
    switch shape {
    case .object(let fields): return objectMembers(fields, depth: depth)
    case .array(let item, _, let unique):
      return [("type", quoted("array"))] + (unique ? [("uniqueItems", "true")] : [])
        + [("items", object(members(of: item, depth: depth + 1), depth: depth + 1))]
    case .string(let format): return [("type", quoted("string"))] + members(of: format)
    case .number(let min, let max): return range("number", min, max ?? 1_000_000_000_000_000)
    case .integer(let min, let max): return range("integer", min, max ?? 1_000_000_000_000_000)
    case .boolean: return [("type", quoted("boolean"))]
    }
  }

  private static func objectMembers(
    _ fields: [ProfileShape.Field], depth: Int
  ) -> [(String, String)] {
    let properties = fields.map { field in
      (field.key, object(members(of: field.shape, depth: depth + 2), depth: depth + 2))
    }
    let required = fields.filter(\.isRequired).map { quoted($0.key) }
    return [("type", quoted("object")), ("additionalProperties", "false")]
      + (required.isEmpty ? [] : [("required", list(required))])
      + [("properties", object(properties, depth: depth + 1))]
  }

  private static func range(_ type: String, _ min: Int, _ max: Int) -> [(String, String)] {
    [("type", quoted(type)), ("minimum", "\(min)"), ("maximum", "\(max)")]
  }

  private static func members(of format: ProfileFormat) -> [(String, String)] {
    switch format {
    case .anyText: []
    case .oneOf(let values): [("enum", list(values.map(quoted)))]
    default: [("pattern", quoted(pattern(of: format)))]
    }
  }

  private static func pattern(of format: ProfileFormat) -> String {
    switch format {
    case .text: #"\S"#
    case .anyText, .oneOf: ""
    case .country: "^[A-Z]{2}$"
    case .language: "^[a-z]{2}$"
    case .currency: "^[A-Z]{3}$"
    case .date:
      "^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
    case .territory:
      "^((?!EEA$)[A-Z]{2}[A-Z0-9]{0,3}|[A-Z]{2}-[A-Z0-9]{1,3}"
        + "|INSEE:([0-9][0-9]|2[AB]|9[0-9]{2}|([0-9][0-9]|2[AB])[0-9]{3})|SIREN:[0-9]{9})$"
    }
  }

  private static func object(_ members: [(String, String)], depth: Int) -> String {
    guard !members.isEmpty else { return "{}" }
    let indent = String(repeating: "  ", count: depth + 1)
    let lines = members.map { "\(indent)\(quoted($0)): \($1)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + indent.dropLast(2) + "}"
  }

  private static func list(_ items: [String]) -> String {
    "[" + items.joined(separator: ", ") + "]"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
