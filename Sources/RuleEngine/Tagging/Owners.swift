/// Which candidate holds each token, for each group of types.
///
/// A chain a token: few tokens are held at all, and those by one or two groups.
struct Owners {
  private struct Hold {
    var group: Int32
    var candidate: Int32
    var next: Int32
  }

  private var heads: [Int32]
  private var holds: [Hold] = []

  init(tokens: Int) { heads = [Int32](repeating: -1, count: tokens) }

  /// The candidates of a group that hold tokens of a stretch, each once, in order.
  func holders(of tokens: Range<Int>, group: Int) -> [Int32] {
    var found: [Int32] = []
    for token in tokens {
      var i = heads[token]
      while i >= 0 {
        let hold = holds[Int(i)]
        if hold.group == Int32(group) {
          if hold.candidate >= 0, found.last != hold.candidate { found.append(hold.candidate) }
          break
        }
        i = hold.next
      }
    }
    return found
  }

  mutating func hold(_ tokens: Range<Int>, group: Int, candidate: Int32) {
    for token in tokens {
      if let place = place(token, group) {
        holds[place].candidate = candidate
      } else {
        holds.append(Hold(group: Int32(group), candidate: candidate, next: heads[token]))
        heads[token] = Int32(holds.count - 1)
      }
    }
  }

  /// Frees the tokens of a stretch that the candidate holds.
  mutating func release(_ tokens: Range<Int>, group: Int, candidate: Int32) {
    for token in tokens {
      if let place = place(token, group), holds[place].candidate == candidate {
        holds[place].candidate = -1
      }
    }
  }

  private func place(_ token: Int, _ group: Int) -> Int? {
    var i = heads[token]
    while i >= 0 {
      if holds[Int(i)].group == Int32(group) { return Int(i) }
      i = holds[Int(i)].next
    }
    return nil
  }
}
