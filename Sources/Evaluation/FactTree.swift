import Foundation

/// Any JSON, as gold lines and records are compared: a gold line has no evidence, and so is no
/// record.
package enum FactTree: Hashable, Sendable, Decodable {
  case null
  case bool(Bool)
  case number(Decimal)
  case text(String)
  case list([FactTree])
  case object([String: FactTree])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Decimal.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([FactTree].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: FactTree].self))
    }
  }

  subscript(key: String) -> FactTree? {
    guard case .object(let fields) = self, let value = fields[key], value != .null else {
      return nil
    }
    return value
  }

  /// The elements of a list at a key; empty where there is none.
  func all(_ key: String) -> [FactTree] {
    guard case .list(let items)? = self[key] else { return [] }
    return items
  }

  /// Text, or a number in plain decimal notation.
  var atom: String? {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .bool(let value): value ? "true" : "false"
    case .null, .list, .object: nil
    }
  }

  func atom(_ key: String) -> String? { self[key]?.atom }
}
