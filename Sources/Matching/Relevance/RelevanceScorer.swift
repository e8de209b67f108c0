import CallModel

/// Scores every call for one query.
///
/// The score is the share of the query's matter that a call covers: each word has a mass by its
/// rarity, and is covered by the word in the call, less by other words of its theme or country. Shares
/// are drawn out by a cube root: 50 is an eighth of the matter, 63 a quarter, 79 a half, 100 all.
/// Among calls judged by reading, those that fund such a project have a median of 50, those that do
/// not of 38.
struct RelevanceScorer {
  let index: RelevanceIndex
  let query: ProjectQuery

  /// By call.
  func scores() -> [Relevance] {
    var sums = Array(repeating: 0.0, count: index.callCount)
    var conceptCover: [Int: [Double]] = [:]
    func cover(_ concept: Int) -> [Double] {
      if let known = conceptCover[concept] { return known }
      let cover = dense(index.calls(withConcept: concept))
      conceptCover[concept] = cover
      return cover
    }
    for word in query.words {
      let postings = index.calls(with: word.stem)
      guard !word.kin.isEmpty else {
        for posting in postings { sums[posting.call] += word.mass * index.coverage(posting) }
        continue
      }
      var best = dense(postings)
      for kin in word.kin {
        let covered = cover(kin.concept)
        for call in best.indices { best[call] = max(best[call], kin.cover * covered[call]) }
      }
      for call in best.indices { sums[call] += word.mass * best[call] }
    }
    for theme in query.themes {
      let covered = cover(theme.theme)
      for call in covered.indices { sums[call] += theme.mass * covered[call] }
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
