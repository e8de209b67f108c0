/// Which candidate holds each token, for each group of types.
///
/// A chain a token: few tokens are held at all, and those by one or two groups.
struct Owners {
  private struct Hold: BitwiseCopyable {
    var group: Int32
    var candidate: Int32
    var next: Int32
  }

  private var heads = Grown<Int32>()
  /// The groups that hold or held each token, as `mask` has them.
  private var groups = Grown<UInt64>()
  private var holds = Grown<Hold>()

  mutating func clear(tokens: Int) {
    heads.fill(tokens, with: -1)
    groups.fill(tokens, with: 0)
    holds.removeAll()
  }

  func free() {
    heads.free()
    groups.free()
    holds.free()
  }

  /// A bit for a group; some share one.
  @inline(__always)
  static func mask(_ group: Int32) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: group & 63) }

  /// The groups that may hold tokens of a stretch.
  @inline(__always)
  func groups(of tokens: Range<Int>) -> UInt64 {
    var all: UInt64 = 0
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      all |= groups[token]
      token &+= 1
    }
    return all
  }

  /// Calls `body` for the candidates of a group that hold tokens of a stretch, each once, in order.
  @inline(__always)
  func forEachHolder(of tokens: Range<Int>, group: Int32, _ body: (Int32) -> Bool) {
    var last: Int32 = -1
    for token in tokens {
      let place = place(token, group)
      guard place >= 0 else { continue }
      let candidate = holds[place].candidate
      guard candidate >= 0, candidate != last else { continue }
      last = candidate
      guard body(candidate) else { return }
    }
  }

  @inline(__always)
  mutating func hold(_ tokens: Range<Int>, group: Int32, candidate: Int32) {
    let mask = Self.mask(group)
    holds.reserve(holds.count &+ tokens.count)
    var number = holds.count
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      let place = groups[token] & mask == 0 ? -1 : place(token, group)
      if place >= 0 {
        holds[place].candidate = candidate
      } else {
        (holds.base + number).initialize(
          to: Hold(group: group, candidate: candidate, next: heads[token]))
        heads[token] = Int32(truncatingIfNeeded: number)
        groups[token] |= mask
        number &+= 1
      }
      token &+= 1
    }
    holds.setCount(number)
  }

  /// Frees the tokens of a stretch that the candidate holds.
  func release(_ tokens: Range<Int>, group: Int32, candidate: Int32) {
    for token in tokens {
      let place = place(token, group)
      if place >= 0, holds[place].candidate == candidate { holds[place].candidate = -1 }
    }
  }

  /// Where the hold of a group on a token is; -1 where it has none.
  @inline(__always)
  private func place(_ token: Int, _ group: Int32) -> Int {
    var i = heads[token]
    while i >= 0 {
      if holds[Int(i)].group == group { return Int(i) }
      i = holds[Int(i)].next
    }
    return -1
  }
}
