import Foundation
import Testing

@testable import Evaluation

@Suite struct EvaluationTests {
  private func evaluation(gold: String, found: String) throws -> Evaluation {
    let line = try #require(try GoldLine.all(in: Data(gold.utf8)).first)
    var evaluation = Evaluation()
    evaluation.add(
      line, predicted: try JSONDecoder().decode(FactTree.self, from: Data(found.utf8)))
    return evaluation
  }

  private func score(
    _ field: FactField, gold: String, found: String, accept: String = "{}"
  ) throws -> FieldScore {
    let head = #"{"document": {"path": "a"}, "accept": \#(accept), "calls": [\#(gold)]}"#
    return try evaluation(gold: head, found: #"{"document": {}, "calls": [\#(found)]}"#)
      .scores[field] ?? FieldScore()
  }

  struct Case: Sendable {
    var field: FactField
    var gold: String
    var found: String
    var accept = "{}"
    /// Right, wrong, missing.
    var expected: [Int]
  }

  static let cases = [
    Case(
      field: .deadlines, gold: #"{"windows": [{"deadlines": [{"date": "2024-05-06"}]}]}"#,
      found: #"{"windows": [{"deadlines": [{"date": "2024-05-06"}, {"date": "2024-06-01"}]}]}"#,
      expected: [1, 1, 0]),
    Case(
      field: .deadlines, gold: "{}",
      found: #"{"windows": [{"deadlines": [{"date": "2024-06-01"}]}]}"#, expected: [0, 1, 0]),
    Case(
      field: .rates, gold: #"{"rates": [{"max": 80}]}"#, found: #"{"rates": [{"max": 75}]}"#,
      expected: [0, 1, 1]),
    // Another reading that is right stands for the value of gold.
    Case(
      field: .rates, gold: #"{"rates": [{"max": 80}]}"#, found: #"{"rates": [{"max": 75}]}"#,
      accept: #"{"rates": [75]}"#, expected: [1, 0, 0]),
    Case(
      field: .rates, gold: #"{"rates": [{"max": 80}]}"#, found: "{}",
      accept: #"{"rates": [null]}"#, expected: [0, 0, 0]),
    Case(
      field: .rates, gold: #"{"rates": [{"max": 80}]}"#, found: #"{"rates": [{"max": 5}]}"#,
      accept: #"{"rates": ["*"]}"#, expected: [0, 0, 0]),
    Case(
      field: .amounts,
      gold: #"{"amounts": [{"role": "grant", "max": {"amount": 66.5, "currency": "EUR"}}]}"#,
      found: #"{"amounts": [{"role": "envelope", "max": {"amount": 66.5, "currency": "EUR"}}]}"#,
      expected: [0, 1, 1]),
    Case(
      field: .title, gold: #"{"title": {"value": "Appel à projets : l’eau au Sahel"}}"#,
      found: #"{"title": {"value": "APPEL À PROJETS — L'EAU AU SAHEL 2024"}}"#,
      expected: [1, 0, 0]),
    Case(
      field: .title, gold: #"{"title": {"value": "L’eau au Sahel"}}"#,
      found: #"{"title": {"value": "Règlement intérieur"}}"#, expected: [0, 1, 1]),
    Case(
      field: .applicants, gold: #"{"applicants": [{"type": "company", "eligible": false}]}"#,
      found: #"{"applicants": [{"type": "company", "eligible": true}]}"#, expected: [0, 1, 1]),
    Case(
      field: .calls, gold: "{}", found: "{}, {}", expected: [0, 1, 1]),
    Case(
      field: .calls, gold: "{}", found: "{}, {}", accept: #"{"calls": [2]}"#,
      expected: [1, 0, 0]),
  ]

  @Test(arguments: cases)
  func judged(row: Case) throws {
    let score = try score(row.field, gold: row.gold, found: row.found, accept: row.accept)
    #expect([score.right, score.wrong, score.missing] == row.expected)
  }

  @Test func missesAreNamedWithTheirPassage() throws {
    let evaluation = try evaluation(
      gold: #"{"document": {"path": "a.pdf"}, "calls": [{"rates": [{"max": 80}]}]}"#,
      found: """
        {"document": {}, "calls": [{"rates": [{"max": 75, "evidence": [{"quote": "75 % de la note"}]}]}]}
        """)
    let misses = evaluation.misses.filter { $0.field == .rates }
    #expect(
      misses == [
        Miss(path: "a.pdf", field: .rates, kind: .wrong, value: "75", quote: "75 % de la note"),
        Miss(path: "a.pdf", field: .rates, kind: .missing, value: "80", quote: ""),
      ])
  }

  @Test func unreadDocumentMissesAll() throws {
    let gold = #"{"document": {"path": "a", "kind": "call"}, "calls": [{"rates": [{"max": 80}]}]}"#
    let line = try #require(try GoldLine.all(in: Data(gold.utf8)).first)
    var evaluation = Evaluation()
    evaluation.add(line, predicted: nil)
    #expect(evaluation.mean == 0)
    #expect(evaluation.scores[.rates]?.missing == 1)
  }

  @Test func floorsRiseAndTellFalls() throws {
    let gold = #"{"document": {"path": "a", "kind": "call"}, "calls": [{"rates": [{"max": 80}]}]}"#
    let good = try evaluation(gold: gold, found: gold)
    let bad = try evaluation(
      gold: gold, found: #"{"document": {"kind": "call"}, "calls": [{"rates": [{"max": 70}]}]}"#)
    let floors = Floors(good, gold: "x")
    #expect(floors.mean == 1)
    #expect(floors.falls(of: good).isEmpty)
    #expect(floors.falls(of: bad).map(\.field) == [.rates, nil])
    #expect(Floors(bad, gold: "y").raised(over: floors).fields == floors.fields)
  }

  @Test func badLineIsFound() {
    #expect(throws: GoldLine.Fault(line: 2)) {
      try GoldLine.all(in: Data("{\"document\": {\"path\": \"a\"}}\n{}\n".utf8))
    }
  }
}
