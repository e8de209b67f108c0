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
    var missed = Array(repeating: 1.0, count: index.callCount)
    var best = Array(repeating: 0.0, count: index.callCount)
    for word in query.words {
      let postings = index.calls(with: word.stem)
      guard !word.kin.isEmpty else {
        for posting in postings {
          sums[posting.call] += word.mass * index.coverage(posting, patience: query.patience)
        }
        continue
      }
      var touched: [Int] = []
      for posting in postings {
        missed[posting.call] = 1 - index.coverage(posting, patience: query.patience)
        touched.append(posting.call)
      }
      for kin in word.kin {
        for posting in index.calls(withConcept: kin.concept) {
          let covered = kin.cover * index.coverage(posting, patience: query.patience)
          if best[posting.call] == 0, missed[posting.call] == 1 { touched.append(posting.call) }
          best[posting.call] = max(best[posting.call], covered)
        }
      }
      // Each call once: what was added is set back at once.
      for call in touched {
        sums[call] += word.mass * (1 - missed[call] * (1 - best[call]))
        missed[call] = 1
        best[call] = 0
      }
    }
    for named in query.named {
      for posting in index.calls(withConcept: named.concept) {
        sums[posting.call] += named.mass * index.coverage(posting, patience: query.patience)
      }
    }
    return sums.map(relevance)
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
