import CallModel
import Foundation

/// What is known of one fact of a condition.
package enum Fact: Hashable, Sendable {
  case missing
  case number(Decimal)
  /// Several values of one fact: a comparison holds when it holds for one of them.
  case texts([String])
  /// Values that are known among others that are not: what is none of them may still hold.
  case someTexts([String])
}

/// Judges conditions by facts, in three values.
package struct ConditionEvaluator<Facts: FactSource> {
  package struct Outcome: Hashable, Sendable {
    package var value: ThreeValued
    /// Facts whose absence left the condition open, sorted; empty unless `value` is `unknown`.
    package var missing: [String]
  }

  private let facts: Facts

  package init(facts: Facts) {
    self.facts = facts
  }

  package func judge(_ expression: ConditionExpression) -> Outcome {
    var missing: Set<String> = []
    let value = value(of: expression, &missing)
    return Outcome(value: value, missing: value == .unknown ? missing.sorted() : [])
  }

  private func value(
    of expression: ConditionExpression, _ missing: inout Set<String>
  ) -> ThreeValued {
    switch expression {
    case .all(let parts): return ThreeValued.all(values(of: parts, &missing))
    case .any(let parts): return ThreeValued.any(values(of: parts, &missing))
    case .not(let part): return !value(of: part, &missing)
    case .atLeast(let count, let parts):
      let values = values(of: parts, &missing)
      if values.filter({ $0 == .yes }).count >= count { return .yes }
      return values.filter { $0 != .no }.count < count ? .no : .unknown
    case .atom(let atom): return value(of: atom, &missing)
    }
  }

  private func values(
    of parts: [ConditionExpression], _ missing: inout Set<String>
  ) -> [ThreeValued] {
    var result: [ThreeValued] = []
    for part in parts { result.append(value(of: part, &missing)) }
    return result
  }

  private func value(
    of atom: ConditionExpression.Atom, _ missing: inout Set<String>
  ) -> ThreeValued {
    let result: ThreeValued
    switch (facts.fact(atom.fact), atom.value) {
    case (.missing, _): result = .unknown
    case (.number(let have), .number(let asked)): result = compare(have, atom.is, asked)
    case (.texts(let have), .text(let asked)): result = compare(have, atom, [asked])
    case (.texts(let have), .list(let asked)): result = compare(have, atom, asked)
    case (.someTexts(let have), .text(let asked)): result = compare(some: have, atom, [asked])
    case (.someTexts(let have), .list(let asked)): result = compare(some: have, atom, asked)
    case (.number, _), (.texts, .number), (.someTexts, .number): result = .unknown
    }
    if result == .unknown { missing.insert(atom.fact) }
    return result
  }

  private func compare(_ have: Decimal, _ sign: String, _ asked: Decimal) -> ThreeValued {
    switch sign {
    case "=": have == asked ? .yes : .no
    case "!=": have != asked ? .yes : .no
    case "<": have < asked ? .yes : .no
    case "<=": have <= asked ? .yes : .no
    case ">": have > asked ? .yes : .no
    case ">=": have >= asked ? .yes : .no
    default: .unknown
    }
  }

  private func compare(
    _ have: [String], _ atom: ConditionExpression.Atom, _ asked: [String]
  ) -> ThreeValued {
    let holds = holds(have, atom.fact, asked)
    switch atom.is {
    case "=", "in", "within": return holds
    case "!=": return !holds
    default: return .unknown
    }
  }

  /// Whether one of the values is one of those asked.
  private func holds(_ have: [String], _ fact: String, _ asked: [String]) -> ThreeValued {
    var result = ThreeValued.no
    for value in have {
      for wanted in asked {
        switch facts.value(value, of: fact, falls: wanted) {
        case .yes: return .yes
        case .unknown: result = .unknown
        case .no: break
        }
      }
    }
    return result
  }

  /// What is known may settle the question one way alone.
  private func compare(
    some have: [String], _ atom: ConditionExpression.Atom, _ asked: [String]
  ) -> ThreeValued {
    let settled: ThreeValued = atom.is == "!=" ? .no : .yes
    return compare(have, atom, asked) == settled ? settled : .unknown
  }
}

/// Where a condition finds its facts.
package protocol FactSource {
  /// `path` as in `ConditionExpression.Atom.fact`.
  func fact(_ path: String) -> Fact
  /// Whether a value of a fact is, or is one of, what is asked (a commune is a local authority).
  func value(_ value: String, of path: String, falls asked: String) -> ThreeValued
}
