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
}
