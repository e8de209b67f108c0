import CallModel
import Foundation
import Testing

@testable import Evaluation

@Suite struct MatchFiguresTests {
  @Test func aPerfectListIsOne() {
    let figures = RankingFigures(ranked: ["a", "b", "c"], grades: ["a": 2, "b": 1, "c": 0])
    #expect(figures.ndcg == 1 && figures.condensed == 1 && figures.averagePrecision == 1)
    #expect(figures.recall == 1 && figures.reciprocalRank == 1 && figures.judged == 1)
  }

  @Test func whatWasNotJudgedCountsAsNothingButNotInTheCondensedFigure() {
    let figures = RankingFigures(ranked: ["x", "a"], grades: ["a": 1])
    #expect(figures.ndcg < 0.64 && figures.ndcg > 0.63)
    #expect(figures.condensed == 1 && figures.reciprocalRank == 0.5 && figures.judged == 0.5)
  }

  @Test func verdictsAreCountedByTheirFault() {
    func eligibility(_ value: ThreeValued) -> Eligibility {
      Eligibility(criteria: [
        Criterion(id: .territory, value: value, reason: .callIsSilent, profile: "/territories")
      ])
    }
    var figures = EligibilityFigures()
    figures.add([.territory: .yes], eligibility(.no))
    figures.add([.territory: .no], eligibility(.yes))
    figures.add([.territory: .unknown], eligibility(.yes))
    figures.add([.territory: .no], eligibility(.no))
    figures.add([.territory: .unknown], nil)
    let row = figures.rows[.territory]
    #expect(row?.judged == 5 && row?.right == 1)
    #expect(row?.wrongNo == 1 && row?.missedNo == 1 && row?.guessed == 1)
    #expect(figures.whole.wrongNo == 1 && figures.whole.missedNo == 1)
  }

  @Test(arguments: [
    "{\"profile\":\"a\",\"call\":\"c\",\"on\":\"2024-01-01\",\"relevance\":3}",
    "{\"profile\":\"a\",\"call\":\"c\",\"on\":\"2024-13-01\"}",
    "{\"profile\":\"a\",\"call\":\"c\",\"on\":\"2024-01-01\",\"criteria\":{\"colour\":\"yes\"}}",
  ])
  func aLineThatIsNoJudgmentIsNamed(_ line: String) throws {
    let good =
      "{\"profile\":\"a\",\"call\":\"c\",\"on\":\"2024-01-01\",\"criteria\":{\"dates\":\"no\"}}"
    #expect(try MatchJudgment.all(in: Data(good.utf8)).count == 1)
    #expect(throws: MatchJudgment.Fault(line: 2)) {
      try MatchJudgment.all(in: Data("\(good)\n\(line)".utf8))
    }
  }
}
