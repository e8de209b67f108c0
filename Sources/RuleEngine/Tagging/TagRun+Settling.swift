import Documents

/// Which candidates win their places.
extension TagRun {
  /// A candidate of a stratum, by what mostly decides which is taken first.
  struct Claim: BitwiseCopyable {
    /// Whether it is a role, then its rank, then its place.
    let key: UInt64
    let index: Int32
    /// The token after its passage.
    let last: Int32

    static let placeBits: UInt64 = 31

    /// Roles by priority, then the shorter; values the longer first, then by priority; then by place.
    /// Lengths and priorities past 16 bits count as the greatest of them.
    @inline(__always)
    init(_ candidate: UnsafePointer<Candidate>, isRole: Bool, index: Int) {
      let length = UInt64(min(UInt32(bitPattern: candidate.pointee.length), 0xFFFF))
      let priority = UInt64(
        bitPattern: 0x7FFF - Int64(max(-0x8000, min(candidate.pointee.priority, 0x7FFF))))
      let rank = isRole ? priority << 16 | length : (0xFFFF - length) << 16 | priority
      key =
        (isRole ? 1 << 63 : 0) | rank << Self.placeBits
        | UInt64(UInt32(bitPattern: candidate.pointee.first))
      self.index = Int32(truncatingIfNeeded: index)
      last = candidate.pointee.last
    }

    /// The first token of its passage.
    var first: Int32 {
      @inline(__always) get { Int32(truncatingIfNeeded: key & (1 &<< Self.placeBits &- 1)) }
    }
  }

  /// Takes the candidates of a stratum that win their places; the others are forgotten.
  func settle() {
    let memory = memory
    let found = memory.pointee.found
    memory.pointee.claims.removeAll()
    memory.pointee.claims.reserve(found.count)
    let types = view.types
    /// Below zero where a value reaches out of its passage.
    var reach: Int32 = 0
    var i = 0
    while i < found.count {
      let candidate = UnsafePointer(found.base) + i
      reach |= candidate.pointee.valueFirst &- candidate.pointee.first
      reach |= candidate.pointee.last &- candidate.pointee.valueLast
      let isRole = types[Int(candidate.pointee.type)].isRole
      memory.pointee.claims.note(Claim(candidate, isRole: isRole, index: i), 1)
      i &+= 1
    }
    sortClaims(reach >= 0)
    let claims = memory.pointee.claims
    memory.pointee.candidates.reserve(memory.pointee.candidates.count &+ claims.count)
    i = 0
    while i < claims.count {
      let candidate = UnsafePointer(found.base) + Int(claims[i].index)
      let held = memory.pointee.owners.groups(of: candidate.pointee.valueTokens)
      if held == 0 || !isBeaten(candidate, by: held) { accept(candidate, over: held) }
      i &+= 1
    }
    memory.pointee.found.removeAll()
  }

  /// So many claims are put in order by insertion.
  private static let few = 32

  /// Puts the claims in an order in which of two that overlap the one of the lower key comes first; what
  /// stands apart takes no place from another.
  ///
  /// - Parameter areWhole: whether none reaches out of its passage.
  private func sortClaims(_ areWhole: Bool) {
    let count = memory.pointee.claims.count
    if count <= Self.few {
      insertClaims(0..<count)
    } else {
      placeClaims()
      if !areWhole || !insertOverlapping() { dealClaims() }
    }
    sortEquals()
  }

  /// Puts the claims in the order of their places, those of one place in theirs: links those of each
  /// token, the first before the others, then goes through the tokens that have some.
  private func placeClaims() {
    let memory = memory
    let claims = memory.pointee.claims
    memory.pointee.sortedClaims.reserve(claims.count)
    memory.pointee.nextPlaces.reserve(claims.count)
    memory.pointee.places.reserve(tokens.count)
    memory.pointee.toldStarts.fill(tokens.count / 64 + 1, with: 0)
    let (firsts, others) = (memory.pointee.places.base, memory.pointee.nextPlaces.base)
    let starts = memory.pointee.toldStarts.base
    var number = claims.count
    while number > 0 {
      number &-= 1
      let token = Int(claims[number].first)
      let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: token & 63)
      others[number] = starts[token &>> 6] & bit != 0 ? firsts[token] : -1
      starts[token &>> 6] |= bit
      firsts[token] = Int32(truncatingIfNeeded: number)
    }
    var place = memory.pointee.sortedClaims.base
    for word in 0..<memory.pointee.toldStarts.count {
      var rest = starts[word]
      while rest != 0 {
        var number = firsts[word &* 64 &+ rest.trailingZeroBitCount]
        rest &= rest &- 1
        repeat {
          place.initialize(to: claims[Int(number)])
          place += 1
          number = others[Int(number)]
        } while number >= 0
      }
    }
    memory.pointee.sortedClaims.setCount(claims.count)
    swap(&memory.pointee.claims, &memory.pointee.sortedClaims)
  }

  /// Puts those that overlap in the order of their keys, where all stand in the order of their places;
  /// false where many overlap.
  private func insertOverlapping() -> Bool {
    let claims = memory.pointee.claims
    var start = 0
    var last = claims[0].last
    for i in 1..<claims.count {
      if claims[i].first >= last {
        if i &- start > 1 { insertClaims(start..<i) }
        start = i
        last = claims[i].last
      } else {
        guard i &- start < Self.few else { return false }
        last = max(last, claims[i].last)
      }
    }
    insertClaims(start..<claims.count)
    return true
  }

  @inline(__always)
  private func insertClaims(_ some: Range<Int>) {
    let claims = memory.pointee.claims
    for i in some {
      let claim = claims[i]
      var place = i
      while place > some.lowerBound, claim.key < claims[place &- 1].key {
        claims[place] = claims[place &- 1]
        place &-= 1
      }
      claims[place] = claim
    }
  }

  /// Puts the claims in the order of their keys, eight bits after the other, without those in which all
  /// agree.
  private func dealClaims() {
    let claims = memory.pointee.claims
    var varying: UInt64 = 0
    for i in 1..<claims.count { varying |= claims[i].key ^ claims[0].key }
    while varying != 0 {
      let shift = varying.trailingZeroBitCount
      let bits = min(8, 64 - varying.leadingZeroBitCount - shift)
      dealClaims(by: shift, bits)
      // A shift by 64 gives 0.
      varying &= UInt64.max << UInt64(shift + 8)
    }
  }

  /// Puts the claims in the order of some bits of their keys; those with the same stay in theirs.
  private func dealClaims(by first: Int, _ bits: Int) {
    let claims = memory.pointee.claims
    let (shift, mask) = (UInt64(first), UInt64(1) << UInt64(bits) - 1)
    memory.pointee.places.fill(1 << bits + 1, with: 0)
    memory.pointee.sortedClaims.reserve(claims.count)
    let places = memory.pointee.places.base
    for i in 0..<claims.count {
      places[Int(truncatingIfNeeded: claims[i].key &>> shift & mask) &+ 1] &+= 1
    }
    for some in 0..<1 << bits { places[some &+ 1] &+= places[some] }
    let sorted = memory.pointee.sortedClaims.base
    for i in 0..<claims.count {
      let place = places + Int(truncatingIfNeeded: claims[i].key &>> shift & mask)
      (sorted + Int(place.pointee)).initialize(to: claims[i])
      place.pointee &+= 1
    }
    memory.pointee.sortedClaims.setCount(claims.count)
    swap(&memory.pointee.claims, &memory.pointee.sortedClaims)
  }

  /// Puts claims of one rank and place in order: by rule, then by what the match began with, then as
  /// they came.
  private func sortEquals() {
    let claims = memory.pointee.claims
    let found = memory.pointee.found
    guard claims.count > 1 else { return }
    for i in 1..<claims.count where claims[i].key == claims[i &- 1].key {
      let claim = claims[i]
      var place = i
      while place > 0, claims[place &- 1].key == claim.key,
        Self.isBefore(found[Int(claim.index)], found[Int(claims[place &- 1].index)])
      {
        claims[place] = claims[place &- 1]
        place &-= 1
      }
      claims[place] = claim
    }
  }

  /// Of candidates of one rank and place; those that came first are told by the sort's being stable.
  @inline(__always)
  private static func isBefore(_ a: Candidate, _ b: Candidate) -> Bool {
    if a.rule != b.rule { return a.rule < b.rule }
    let (origin, other) = (
      a.source == .rule ? a.start : a.name, b.source == .rule ? b.start : b.name
    )
    if origin != other { return origin < other }
    return a.order != b.order ? a.order < b.order : a.program < b.program
  }

  /// - Parameter held: the groups that may hold tokens of its value.
  private func isBeaten(_ candidate: UnsafePointer<Candidate>, by held: UInt64) -> Bool {
    let type = view.types[Int(candidate.pointee.type)]
    let memory = memory
    let tokens = candidate.pointee.valueTokens
    var isBeaten = false
    if held & Owners.mask(type.group) != 0 {
      memory.pointee.owners.forEachHolder(of: tokens, group: type.group) { owner in
        isBeaten = isStronger(Int(owner), candidate.pointee, isRole: type.isRole)
        return !isBeaten
      }
      if isBeaten { return true }
    }
    for i in view.silencers[Int(type.group)].indices
    where held & Owners.mask(view.lists[i]) != 0 {
      memory.pointee.owners.forEachHolder(of: tokens, group: view.lists[i]) { owner in
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
  @inline(__always)
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

  private func accept(_ candidate: UnsafePointer<Candidate>, over held: UInt64) {
    let type = view.types + Int(candidate.pointee.type)
    let group = type.pointee.group
    let tokens = candidate.pointee.valueTokens
    if held != 0 {
      hideHolders(of: tokens, group: group, among: held)
      for i in type.pointee.over.indices {
        hideHolders(of: tokens, group: view.lists[i], among: held)
      }
      for i in suppressed(by: candidate.pointee) {
        hideHolders(of: tokens, group: view.lists[i], among: held)
      }
    }
    let index = memory.pointee.candidates.count
    memory.pointee.owners.hold(
      tokens, group: group, candidate: Int32(truncatingIfNeeded: index))
    memory.pointee.candidates.note(candidate.pointee, 1)
    if !type.pointee.veils.isEmpty {
      memory.pointee.veils.append(Int32(truncatingIfNeeded: index))
    }
    let (first, last) = (candidate.pointee.first, candidate.pointee.last)
    var symbol = view.lists + Int(type.pointee.symbols.first)
    let end = view.lists + Int(type.pointee.symbols.end)
    while symbol < end {
      addItem(symbol.pointee, first, last, index)
      symbol += 1
    }
  }

  @inline(__always)
  private func hideHolders(of tokens: Range<Int>, group: Int32, among held: UInt64) {
    if held & Owners.mask(group) != 0 { hideHolders(of: tokens, group: group) }
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
