import Documents

/// Which candidates win their places.
extension TagRun {
  /// What decides between candidates, in plain numbers: the first of the order is taken first.
  private struct Claim {
    var isRole: Bool
    var rank: Int32
    var second: Int32
    var first: Int32
    var rule: Int32
    var name: Int32
    /// Index of the candidate; keeps the order of equals.
    var index: Int32

    static func < (a: Claim, b: Claim) -> Bool {
      if a.isRole != b.isRole { return b.isRole }
      if a.rank != b.rank { return a.rank < b.rank }
      if a.second != b.second { return a.second < b.second }
      if a.first != b.first { return a.first < b.first }
      if a.rule != b.rule { return a.rule < b.rule }
      return a.name != b.name ? a.name < b.name : a.index < b.index
    }
  }

  /// Takes the candidates of a stratum that win their places; the others are forgotten.
  func settle(_ found: [Candidate]) {
    var claims: [Claim] = []
    claims.reserveCapacity(found.count)
    for i in found.indices { claims.append(claim(of: found[i], Int32(i))) }
    claims.sort { $0 < $1 }
    for claim in claims where !isBeaten(found[Int(claim.index)]) {
      accept(found[Int(claim.index)])
    }
  }

  /// Roles by priority, then the shorter; values the longer first, then by priority.
  private func claim(of candidate: Candidate, _ index: Int32) -> Claim {
    let isRole = pack.plan.traits[candidate.type].isRole
    let priority = -Int32(candidate.priority)
    return Claim(
      isRole: isRole, rank: isRole ? priority : -candidate.length,
      second: isRole ? candidate.length : priority, first: candidate.first, rule: candidate.rule,
      name: candidate.name, index: index)
  }

  private func holders(_ candidate: Candidate, group: Int) -> [Int32] {
    owners.holders(of: candidate.valueTokens, group: group)
  }

  private func isBeaten(_ candidate: Candidate) -> Bool {
    let group = pack.plan.traits[candidate.type].group
    let isRole = pack.plan.traits[candidate.type].isRole
    for owner in holders(candidate, group: group)
    where isStronger(Int(owner), candidate, isRole: isRole) {
      return true
    }
    guard !isRole else { return false }
    for other in pack.plan.silencers[group] {
      for owner in holders(candidate, group: other)
      where pack.plan.traits[candidates[Int(owner)].type].over.contains(group) {
        return true
      }
    }
    return false
  }

  private func isStronger(_ owner: Int, _ candidate: Candidate, isRole: Bool) -> Bool {
    let priority = candidates[owner].priority
    if isRole { return priority >= candidate.priority }
    let length = candidates[owner].length
    if length != candidate.length { return length > candidate.length }
    guard priority >= candidate.priority else { return false }
    // Two readings of one place that are published alike both stand.
    let type = candidates[owner].type
    return type == candidate.type || candidates[owner].first != candidate.first
      || pack.plan.traits[type].publish != pack.plan.traits[candidate.type].publish
  }

  private func accept(_ candidate: Candidate) {
    let traits = pack.plan.traits[candidate.type]
    for owner in holders(candidate, group: traits.group) { hide(owner) }
    for group in traits.over {
      for owner in holders(candidate, group: group) { hide(owner) }
    }
    let index = Int32(candidates.count)
    owners.hold(candidate.valueTokens, group: traits.group, candidate: index)
    candidates.append(candidate)
    for symbol in traits.symbols {
      add(
        Item(
          symbol: symbol, first: candidate.first, last: candidate.last, payload: index, next: -1,
          isHidden: false))
    }
  }

  private func hide(_ owner: Int32) {
    let index = Int(owner)
    candidates[index].isHidden = true
    hideItems(of: owner, at: candidates[index].first)
    owners.release(
      candidates[index].valueTokens, group: pack.plan.traits[candidates[index].type].group,
      candidate: owner)
  }
}
