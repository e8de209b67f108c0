import Foundation

/// Any JSON, for comparing records field by field.
package indirect enum JSONValue: Hashable, Sendable, Codable {
  case null
  case boolean(Bool)
  case number(Decimal)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else if let value = try? container.decode([String: JSONValue].self) {
      self = .object(value)
    } else {
      self = .number(try container.decode(Decimal.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  package var fields: [String: JSONValue]? {
    if case .object(let fields) = self { fields } else { nil }
  }

  /// Any value as JSON.
  package init(_ value: some Encodable) throws {
    self = try RecordCoding.value(JSONValue.self, from: RecordCoding.text(value))
  }

  /// The value without the keys named, at any depth.
  package func without(_ keys: Set<String>) -> JSONValue {
    switch self {
    case .list(let values): .list(values.map { $0.without(keys) })
    case .object(let fields):
      .object(fields.filter { !keys.contains($0.key) }.mapValues { $0.without(keys) })
    default: self
    }
  }
}
