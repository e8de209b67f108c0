import Documents
import Testing

@testable import RuleEngine

@Suite struct AnnotationsByTypeTests {
  private static func annotation(_ type: String, at start: Int) -> Annotation {
    Annotation(type: type, range: TextRange(start, start + 1), value: .none, rule: "r")
  }

  /// Among few types and among more than the table has room for at first; some begin, end and are as
  /// long as others.
  @Test(arguments: [0, 1, 7, 111, 127, 128, 129, 1_000])
  func eachTypeHasItsOwnInOrder(_ count: Int) {
    let types = (0..<count).map { "type-\($0 / 10)-\($0 % 10)x" } + (count > 0 ? ["", "é"] : [])
    let all = (0..<3).flatMap { round in
      types.enumerated().map { Self.annotation($1, at: round * 10_000 + $0) }
    }
    let table = AnnotationsByType(all)
    for (number, type) in types.enumerated() {
      #expect(table[type].map(\.range.start) == [number, 10_000 + number, 20_000 + number])
    }
    #expect(table["type-0-0y"].isEmpty && table["deadline"].isEmpty)
  }

  /// In a stretch are those that begin and end in it, whatever others begin there and end behind.
  @Test(arguments: [
    (0, 100, [0, 10, 10, 20, 40]), (0, 30, [0, 10, 10, 20]), (10, 25, [10]),
    (10, 50, [10, 10, 20, 40]),
    (41, 60, []), (30, 30, []), (15, 45, [20, 40]),
  ])
  func thoseOfAStretch(_ start: Int, _ end: Int, _ expected: [Int]) {
    let ranges = [(0, 5), (10, 30), (10, 15), (20, 28), (40, 45)]
    let table = AnnotationsByType(
      ranges.flatMap { range in
        ["a", "b"].map {
          Annotation(type: $0, range: TextRange(range.0, range.1), value: .none, rule: "r")
        }
      })
    let scope = TextRange(start, end)
    for type in ["a", "b"] {
      #expect(table[type, in: scope].map(\.range.start) == expected)
      #expect(table.first(type, in: scope)?.range.start == expected.first)
      #expect(table.has(type, in: scope) == !expected.isEmpty)
    }
    #expect(table["c", in: scope].isEmpty && table.count(of: "a") == ranges.count)
  }
}
