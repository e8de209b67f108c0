import Foundation

/// How good one ranked list is against grades.
package struct RankingFigures: Hashable, Sendable {
  /// Gain 2^grade − 1, discounted by log₂ of the rank, of the first ten against the best order.
  package var ndcg = 0.0
  /// The same over judged calls alone.
  package var condensed = 0.0
  /// Mean of the precision at each good call.
  package var averagePrecision = 0.0
  /// Share of the good calls among the first ten.
  package var recall = 0.0
  /// One over the rank of the first good call.
  package var reciprocalRank = 0.0
  /// Share of the first ten that was judged: where it is low, `condensed` compares better.
  package var judged = 0.0

  private static let depth = 10

  package init() {}

  /// - Parameters:
  ///   - ranked: calls, best first, each once.
  ///   - grades: 0…2 by call; at least one above 0.
  package init(ranked: [String], grades: [String: Int]) {
    let best = Self.gain(grades.values.sorted(by: >))
    let top = ranked.prefix(Self.depth)
    ndcg = Self.gain(top.map { grades[$0] ?? 0 }) / best
    condensed = Self.gain(ranked.compactMap { grades[$0] }) / best
    let good = ranked.enumerated().filter { (grades[$0.element] ?? 0) > 0 }.map { $0.offset + 1 }
    let all = Double(grades.values.count { $0 > 0 })
    averagePrecision =
      good.enumerated().reduce(0) { $0 + Double($1.offset + 1) / Double($1.element) } / all
    recall = Double(good.count { $0 <= Self.depth }) / all
    reciprocalRank = good.first.map { 1 / Double($0) } ?? 0
    judged = Double(top.count { grades[$0] != nil }) / Double(max(1, top.count))
  }

  private static func gain(_ grades: [Int]) -> Double {
    grades.prefix(depth).enumerated().reduce(0) { sum, grade in
      sum + (pow(2, Double(grade.element)) - 1) / log2(Double(grade.offset) + 2)
    }
  }

  package static func mean(_ figures: [RankingFigures]) -> RankingFigures {
    var mean = RankingFigures()
    func average(_ value: (RankingFigures) -> Double) -> Double {
      figures.isEmpty ? 0 : figures.reduce(0) { $0 + value($1) } / Double(figures.count)
    }
    mean.ndcg = average(\.ndcg)
    mean.condensed = average(\.condensed)
    mean.averagePrecision = average(\.averagePrecision)
    mean.recall = average(\.recall)
    mean.reciprocalRank = average(\.reciprocalRank)
    mean.judged = average(\.judged)
    return mean
  }
}
