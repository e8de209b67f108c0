import CallModel
import Foundation
import Testing

@testable import Matching

@Suite("Conditions")
struct ConditionEvaluatorTests {
  /// Facts of a table: a number, a list, or nothing.
  private struct Table: FactSource {
    var facts: [String: Fact]
    func fact(_ path: String) -> Fact { facts[path] ?? .missing }
    func value(_ value: String, of path: String, falls asked: String) -> ThreeValued {
      value == asked ? .yes : .no
    }
  }

  private static func atom(_ fact: String, _ sign: String, _ number: Int) -> ConditionExpression {
    .atom(.init(fact: fact, is: sign, value: .number(Decimal(number))))
  }
  private static let yes = atom("ten", "=", 10)
  private static let no = atom("ten", "<", 10)
  private static let open = atom("gone", ">", 1)

  private static let facts: [String: Fact] = [
    "ten": .number(10), "list": .texts(["a", "b"]), "some": .someTexts(["a", "b"]),
  ]

  struct Case: Sendable {
    var expression: ConditionExpression
    var value: ThreeValued
    var missing: [String] = []
  }

  static let cases: [Case] = [
    Case(expression: yes, value: .yes),
    Case(expression: no, value: .no),
    Case(expression: open, value: .unknown, missing: ["gone"]),
    Case(expression: .not(open), value: .unknown, missing: ["gone"]),
    Case(expression: .not(yes), value: .no),
    Case(expression: .all([]), value: .yes),
    Case(expression: .any([]), value: .no),
    Case(expression: .all([yes, open]), value: .unknown, missing: ["gone"]),
    Case(expression: .all([open, no]), value: .no),
    Case(expression: .any([open, yes]), value: .yes),
    Case(expression: .any([no, open]), value: .unknown, missing: ["gone"]),
    Case(expression: .atLeast(2, of: [yes, yes, no]), value: .yes),
    Case(expression: .atLeast(2, of: [yes, open, no]), value: .unknown, missing: ["gone"]),
    Case(expression: .atLeast(2, of: [open, no, no]), value: .no),
    Case(
      expression: .atom(.init(fact: "list", is: "in", value: .list(["b", "c"]))), value: .yes),
    Case(expression: .atom(.init(fact: "list", is: "!=", value: .text("a"))), value: .no),
    Case(expression: .atom(.init(fact: "some", is: "in", value: .list(["b", "c"]))), value: .yes),
    Case(
      expression: .atom(.init(fact: "some", is: "in", value: .text("c"))), value: .unknown,
      missing: ["some"]),
    Case(expression: .atom(.init(fact: "some", is: "!=", value: .text("b"))), value: .no),
    Case(
      expression: .atom(.init(fact: "some", is: "!=", value: .text("c"))), value: .unknown,
      missing: ["some"]),
    Case(
      expression: .atom(.init(fact: "ten", is: "resembles", value: .number(10))), value: .unknown,
      missing: ["ten"]),
  ]

  @Test("are three-valued", arguments: cases)
  func evaluate(row: Case) {
    let facts = Table(facts: Self.facts)
    let outcome = ConditionEvaluator(facts: facts).judge(row.expression)
    #expect(outcome.value == row.value)
    #expect(outcome.missing == row.missing)
  }

  @Test("taking a fact away never turns yes into no, nor no into yes", arguments: cases)
  func monotone(row: Case) {
    for removed in Self.facts.keys.sorted() {
      var facts = Self.facts
      facts[removed] = nil
      let value = ConditionEvaluator(facts: Table(facts: facts)).judge(row.expression).value
      #expect(value == row.value || value == .unknown)
    }
  }
}
