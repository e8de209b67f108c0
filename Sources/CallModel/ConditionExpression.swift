import Foundation

/// A condition over facts of profile, project and call that a machine can check.
///
/// As JSON: `{"all": […]}`, `{"any": […]}`, `{"not": …}`, `{"atLeast": {"count": 2, "of": […]}}`, or
/// an atom `{"fact": "population", "is": "<=", "value": 3500}`.
package indirect enum ConditionExpression: Hashable, Sendable {
  case all([ConditionExpression])
  case any([ConditionExpression])
  case not(ConditionExpression)
  case atLeast(Int, of: [ConditionExpression])
  case atom(Atom)

  package struct Atom: Hashable, Sendable, Codable {
    /// Path of a fact: `population`, `type`, `country`, `partner.country`, `project.budget`…
    package var fact: String
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `within`.
    package var `is`: String
    package var value: Operand

    package init(fact: String, is comparison: String, value: Operand) {
      self.fact = fact
      self.is = comparison
      self.value = value
    }
  }

  package enum Operand: Hashable, Sendable {
    case number(Decimal)
    case text(String)
    case list([String])
  }
}

extension ConditionExpression.Operand: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Decimal.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .list(try container.decode([String].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    }
  }
}

extension ConditionExpression: Codable {
  private enum Key: String, CodingKey { case all, any, not, atLeast }
  private struct Counted: Codable {
    var count: Int
    var of: [ConditionExpression]
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let parts = try container.decodeIfPresent([ConditionExpression].self, forKey: .all) {
      self = .all(parts)
    } else if let parts = try container.decodeIfPresent([ConditionExpression].self, forKey: .any) {
      self = .any(parts)
    } else if let part = try container.decodeIfPresent(ConditionExpression.self, forKey: .not) {
      self = .not(part)
    } else if let counted = try container.decodeIfPresent(Counted.self, forKey: .atLeast) {
      self = .atLeast(counted.count, of: counted.of)
    } else {
      self = .atom(try Atom(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .all(let parts): try container.encode(parts, forKey: .all)
    case .any(let parts): try container.encode(parts, forKey: .any)
    case .not(let part): try container.encode(part, forKey: .not)
    case .atLeast(let count, let parts):
      try container.encode(Counted(count: count, of: parts), forKey: .atLeast)
    case .atom(let atom): try atom.encode(to: encoder)
    }
  }
}
