import CallModel
import Foundation

/// Scores every call for one query.
///
/// The score is the share of the query's matter that a call covers: each word has a mass by its
/// rarity, and is covered by the word in the call, and what is left of it, less, by other words of its concept,
/// theme or country. Shares
/// are drawn out by a cube root: 50 is an eighth of the matter, 63 a quarter, 79 a half, 100 all.
/// Among calls judged by reading, those that fund such a project have a median of 48, those that do
/// not of 34. A call that speaks of other beneficiaries than the body that asks is less to the matter,
/// and so is the bare entry of a list.
struct RelevanceScorer {
  let index: RelevanceIndex
  let query: ProjectQuery
  /// That of the body that asks.
  let audience: Audience

  /// Hundredths, by call.
  func scores() -> [Int32] {
    var sums = Sums(count: index.callCount)
    index.calls.withUnsafeBufferPointer { calls in
      index.weights.withUnsafeBufferPointer { weights in
        index.halves.withUnsafeBufferPointer { halves in
          let coverages = Coverages(
            calls: calls, weights: weights, halves: halves, patience: query.patience)
          for word in query.words { add(word, coverages, to: &sums) }
          for named in query.named {
            sums.add(named.mass, index.postings(ofConcept: named.concept), coverages)
          }
        }
      }
    }
    return sums.values.indices.map { call in
      let sum = sums.values[call]
      guard sum > 0 else { return 0 }
      return relevance(
        sum * share(of: index.audiences[call])
          * (index.bareEntries[call] ? FieldWeights.bareEntry : 1))
    }
  }

  private func add(_ word: ProjectQuery.Word, _ coverages: Coverages, to sums: inout Sums) {
    let postings = index.postings(ofStem: word.hash)
    guard !word.kin.isEmpty else { return sums.add(word.mass, postings, coverages) }
    sums.meet(postings, coverages)
    for kin in word.kin {
      sums.meet(index.postings(ofConcept: kin.concept), coverages, atMost: kin.cover)
    }
    sums.settle(word.mass)
  }

  private func share(of readers: Audience) -> Double {
    if readers.isEmpty { return FieldWeights.unknownAudience }
    return readers.isDisjoint(with: audience) ? FieldWeights.otherAudience : 1
  }

  private func relevance(_ sum: Double) -> Int32 {
    query.totalMass > 0 ? Self.cubeRoot(of: Int(sum / query.totalMass * 1e12)) : 0
  }

  /// The largest whole number up to 10,000 whose cube is not above `value`: the same everywhere, since
  /// the machine's own root is only where the search begins.
  private static func cubeRoot(of value: Int) -> Int32 {
    var root = min(10_000, Int(cbrt(Double(value))))
    while root < 10_000, (root + 1) * (root + 1) * (root + 1) <= value { root += 1 }
    while root * root * root > value { root -= 1 }
    return Int32(root)
  }
}

/// How much of a word or concept the calls of some postings cover: `RelevanceIndex.coverage`, for all
/// of them in turn.
private struct Coverages {
  let calls: UnsafeBufferPointer<Int32>
  let weights: UnsafeBufferPointer<Double>
  let halves: UnsafeBufferPointer<Double>
  let patience: Double

  @inline(__always)
  func forEach(_ postings: Range<Int>, _ body: (Int, Double) -> Void) {
    for position in postings {
      let call = Int(calls[position])
      let weight = weights[position]
      body(call, weight / (weight + patience * halves[call]))
    }
  }
}

/// What was covered so far, by call.
private struct Sums {
  private(set) var values: [Double]
  /// Of the word at hand: what the word itself leaves, the best of its kin, and the calls met, of
  /// which there are `count`.
  private var missed: [Double]
  private var best: [Double]
  private var touched: [Int32]
  private var count = 0

  init(count: Int) {
    values = Array(repeating: 0, count: count)
    missed = Array(repeating: 1, count: count)
    best = Array(repeating: 0, count: count)
    touched = Array(repeating: 0, count: count)
  }

  mutating func add(_ mass: Double, _ postings: Range<Int>, _ coverages: Coverages) {
    values.withUnsafeMutableBufferPointer { values in
      coverages.forEach(postings) { values[$0] += mass * $1 }
    }
  }

  mutating func meet(_ postings: Range<Int>, _ coverages: Coverages) {
    var met = count
    missed.withUnsafeMutableBufferPointer { missed in
      touched.withUnsafeMutableBufferPointer { touched in
        coverages.forEach(postings) {
          missed[$0] = 1 - $1
          touched[met] = Int32(truncatingIfNeeded: $0)
          met += 1
        }
      }
    }
    count = met
  }

  mutating func meet(_ postings: Range<Int>, _ coverages: Coverages, atMost cover: Double) {
    var met = count
    missed.withUnsafeBufferPointer { missed in
      best.withUnsafeMutableBufferPointer { best in
        touched.withUnsafeMutableBufferPointer { touched in
          coverages.forEach(postings) {
            let known = best[$0]
            if known == 0, missed[$0] == 1 {
              touched[met] = Int32(truncatingIfNeeded: $0)
              met += 1
            }
            best[$0] = max(known, cover * $1)
          }
        }
      }
    }
    count = met
  }

  /// Each call once: what was added is set back at once.
  mutating func settle(_ mass: Double) {
    for position in 0..<count {
      let call = Int(touched[position])
      values[call] += mass * (1 - missed[call] * (1 - best[call]))
      missed[call] = 1
      best[call] = 0
    }
    count = 0
  }
}
