import Documents

/// Which candidates win their places.
extension TagRun {
  /// What decides between candidates, in plain numbers: the first of the order is taken first.
  struct Claim: BitwiseCopyable {
    /// Whether it is a role, then its rank, then what decides between equals.
    private let first: UInt64
    /// Place, then rule.
    private let second: UInt64
    /// Name or beginning of the match, then what it began with.
    private let third: UInt64
    /// Program, then index of the candidate.
    private let fourth: UInt64

    /// Roles by priority, then the shorter; values the longer first, then by priority.
    init(_ candidate: Candidate, isRole: Bool, index: Int) {
      func ascending(_ number: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: number) ^ 0x8000_0000)
      }
      let length = candidate.length
      let rank = isRole ? -candidate.priority : -length
      let next = isRole ? length : -candidate.priority
      // Ranks are small numbers: a bit of them gives way to the role's.
      first =
        (isRole ? 1 << 63 : 0) | UInt64(rank &+ 0x4000_0000) << 32 | ascending(next)
      second = ascending(candidate.first) << 32 | ascending(candidate.rule)
      let origin = candidate.source == .rule ? candidate.start : candidate.name
      third = ascending(origin) << 32 | UInt64(candidate.order)
      fourth = ascending(candidate.program) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
    }

    var index: Int { Int(fourth & 0xFFFF_FFFF) }

    @inline(__always)
    static func < (a: Claim, b: Claim) -> Bool {
      if a.first != b.first { return a.first < b.first }
      if a.second != b.second { return a.second < b.second }
      return a.third != b.third ? a.third < b.third : a.fourth < b.fourth
    }
  }

  /// Takes the candidates of a stratum that win their places; the others are forgotten.
  func settle() {
    let memory = memory
    let found = memory.pointee.found
    memory.pointee.claims.removeAll()
    for i in 0..<found.count {
      memory.pointee.claims.append(
        Claim(found[i], isRole: view.types[Int(found[i].type)].isRole, index: i))
    }
    sortClaims()
    let claims = memory.pointee.claims
    for i in 0..<claims.count {
      let candidate = found[claims[i].index]
      if !isBeaten(candidate) { accept(candidate) }
    }
    memory.pointee.found.removeAll()
  }

  /// Puts the claims in their order; no two are equal. Merges runs that were sorted by insertion, in
  /// memory that is at hand.
  private func sortClaims() {
    let count = memory.pointee.claims.count
    let run = 12
    let claims = memory.pointee.claims.base
    for first in stride(from: 0, to: count, by: run) {
      for i in (first &+ 1)..<max(first &+ 1, min(first &+ run, count)) {
        let claim = claims[i]
        var place = i
        while place > first, claim < claims[place &- 1] {
          claims[place] = claims[place &- 1]
          place &-= 1
        }
        claims[place] = claim
      }
    }
    var width = run
    while width < count {
      memory.pointee.sortedClaims.reserve(count)
      merge(memory.pointee.claims.base, memory.pointee.sortedClaims.base, count, width)
      memory.pointee.sortedClaims.setCount(count)
      swap(&memory.pointee.claims, &memory.pointee.sortedClaims)
      width *= 2
    }
  }

  /// Merges sorted runs of a width, two by two.
  private func merge(
    _ source: UnsafeMutablePointer<Claim>, _ target: UnsafeMutablePointer<Claim>, _ count: Int,
    _ width: Int
  ) {
    for first in stride(from: 0, to: count, by: width * 2) {
      let middle = min(first + width, count)
      let end = min(middle + width, count)
      var (low, high) = (first, middle)
      for place in first..<end {
        let takesLow = low < middle && (high >= end || source[low] < source[high])
        (target + place).initialize(to: source[takesLow ? low : high])
        if takesLow { low &+= 1 } else { high &+= 1 }
      }
    }
  }

  private func isBeaten(_ candidate: Candidate) -> Bool {
    let type = view.types[Int(candidate.type)]
    let memory = memory
    var isBeaten = false
    memory.pointee.owners.forEachHolder(of: candidate.valueTokens, group: type.group) { owner in
      isBeaten = isStronger(Int(owner), candidate, isRole: type.isRole)
      return !isBeaten
    }
    if isBeaten { return true }
    for i in view.silencers[Int(type.group)].indices {
      memory.pointee.owners.forEachHolder(
        of: candidate.valueTokens, group: view.lists[i]
      ) { owner in
        isBeaten = silences(candidates[Int(owner)], type)
        return !isBeaten
      }
      if isBeaten { return true }
    }
    return false
  }

  /// By its type, which silences values only, or by its rule.
  private func silences(_ owner: Candidate, _ type: TaggingPlan.AnnotationType) -> Bool {
    if !type.isRole {
      for i in view.types[Int(owner.type)].over.indices where view.lists[i] == type.group {
        return true
      }
    }
    return suppressed(by: owner).contains { view.lists[$0] == type.group }
  }

  /// Groups that the rule of a candidate silences, in `lists`.
  private func suppressed(by candidate: Candidate) -> Range<Int> {
    candidate.rule >= 0 ? view.rules[Int(candidate.rule)].suppresses.indices : 0..<0
  }

  private func isStronger(_ owner: Int, _ candidate: Candidate, isRole: Bool) -> Bool {
    let other = candidates[owner]
    if isRole { return other.priority >= candidate.priority }
    if other.length != candidate.length { return other.length > candidate.length }
    guard other.priority >= candidate.priority else { return false }
    // Two readings of one place that are published alike both stand.
    return other.type == candidate.type || other.first != candidate.first
      || view.types[Int(other.type)].publish != view.types[Int(candidate.type)].publish
  }

  private func accept(_ candidate: Candidate) {
    let type = view.types[Int(candidate.type)]
    hideHolders(of: candidate.valueTokens, group: type.group)
    for i in type.over.indices { hideHolders(of: candidate.valueTokens, group: view.lists[i]) }
    for i in suppressed(by: candidate) {
      hideHolders(of: candidate.valueTokens, group: view.lists[i])
    }
    let index = Int32(truncatingIfNeeded: candidates.count)
    memory.pointee.owners.hold(candidate.valueTokens, group: type.group, candidate: index)
    memory.pointee.candidates.append(candidate)
    for i in type.symbols.indices {
      addItem(view.lists[i], candidate, Int(index))
    }
  }

  private func hideHolders(of tokens: Range<Int>, group: Int32) {
    let memory = memory
    memory.pointee.holders.removeAll()
    memory.pointee.owners.forEachHolder(of: tokens, group: group) { owner in
      memory.pointee.holders.append(owner)
      return true
    }
    let holders = memory.pointee.holders
    for i in 0..<holders.count { hide(holders[i]) }
  }

  private func hide(_ owner: Int32) {
    let index = Int(owner)
    memory.pointee.candidates[index].isHidden = true
    hideItems(of: owner, at: candidates[index].first)
    memory.pointee.owners.release(
      candidates[index].valueTokens, group: view.types[Int(candidates[index].type)].group,
      candidate: owner)
  }
}
