import CallModel

/// Scores every call for one query.
///
/// The score is the share of the query's matter that a call covers: each word has a mass by its
/// rarity, and is covered by the word in the call, and what is left of it, less, by other words of its concept,
/// theme or country. Shares
/// are drawn out by a cube root: 50 is an eighth of the matter, 63 a quarter, 79 a half, 100 all.
/// Among calls judged by reading, those that fund such a project have a median of 48, those that do
/// not of 34.
struct RelevanceScorer {
  let index: RelevanceIndex
  let query: ProjectQuery

  /// By call.
  func scores() -> [Relevance] {
    var sums = Array(repeating: 0.0, count: index.callCount)
    for word in query.words {
      let postings = index.calls(with: word.stem)
      guard !word.kin.isEmpty else {
        for posting in postings { sums[posting.call] += word.mass * index.coverage(posting) }
        continue
      }
      var missed = dense(postings).map { 1 - $0 }
      var best = Array(repeating: 0.0, count: index.callCount)
      for kin in word.kin {
        for posting in index.calls(withConcept: kin.concept) {
          best[posting.call] = max(best[posting.call], kin.cover * index.coverage(posting))
        }
      }
      for call in best.indices {
        missed[call] *= 1 - best[call]
        sums[call] += word.mass * (1 - missed[call])
      }
    }
    for named in query.named {
      for posting in index.calls(withConcept: named.concept) {
        sums[posting.call] += named.mass * index.coverage(posting)
      }
    }
    return sums.map(relevance)
  }

  private func dense(_ postings: [RelevanceIndex.Posting]) -> [Double] {
    var result = Array(repeating: 0.0, count: index.callCount)
    for posting in postings { result[posting.call] = index.coverage(posting) }
    return result
  }

  private func relevance(_ sum: Double) -> Relevance {
    guard query.totalMass > 0 else { return Relevance(hundredths: 0) }
    return Relevance(hundredths: Self.cubeRoot(of: Int(sum / query.totalMass * 1e12)))
  }

  /// The largest whole number up to 10,000 whose cube is not above `value`: the same everywhere.
  private static func cubeRoot(of value: Int) -> Int {
    var low = 0
    var high = 10_000
    while low < high {
      let middle = (low + high + 1) / 2
      if middle * middle * middle <= value { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
