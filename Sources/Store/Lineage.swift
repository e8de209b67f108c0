import CallModel

/// Finds which calls of a new reading are those of an older one.
enum Lineage {
  /// A call of the older reading, or of the new one, in what tells it from its neighbours.
  struct Candidate {
    var ordinal: Int
    /// Folded; nil where there is none.
    var reference: String?
    var titleKey: String
    /// Stretch of the document's text that the call takes, in scalars.
    var extent: Range<Int>

    init(ordinal: Int, record: CallRecord, row: CallRow) {
      self.ordinal = ordinal
      reference = row.reference
      titleKey = row.titleKey
      extent = Self.extent(of: record)
    }

    private static func extent(of record: CallRecord) -> Range<Int> {
      var starts = record.sections.map(\.start)
      var ends = record.sections.map(\.end)
      if starts.isEmpty, let title = record.title {
        starts = title.evidence.map(\.start)
        ends = title.evidence.map(\.end)
      }
      guard let start = starts.min(), let end = ends.max(), start < end else { return 0..<0 }
      return start..<end
    }
  }

  /// For each new call the index in `own + others` of the older one that it continues, or nil.
  /// - Parameters:
  ///   - own: the calls of the same text, read before; they come first.
  ///   - others: the calls of another text, whose place this one took.
  static func match(
    _ new: [Candidate], own: [Candidate], others: [Candidate]
  ) -> [Int?] {
    var matches = match(new, to: own, sameText: true)
    let left = matches.indices.filter { matches[$0] == nil }
    let found = match(left.map { new[$0] }, to: others, sameText: false)
    for (index, other) in zip(left, found) { matches[index] = other.map { own.count + $0 } }
    return matches
  }

  ///
  /// By reference where it is unique on both sides, then by reference and title, and by title.
  /// Within one text then by the largest common stretch of it, and last by ordinal; in another
  /// text, where neither means anything, by titles that share most of their words.
  private static func match(
    _ new: [Candidate], to old: [Candidate], sameText: Bool
  ) -> [Int?] {
    var pairs = Pairs(new: new.count, old: old.count)
    pairs.joinUnique(new.map(\.reference), old.map(\.reference))
    pairs.join(
      new.map { $0.reference == nil ? nil : [$0.reference, $0.titleKey] },
      old.map { $0.reference == nil ? nil : [$0.reference, $0.titleKey] })
    pairs.join(
      new.map { $0.titleKey.isEmpty ? nil : $0.titleKey },
      old.map { $0.titleKey.isEmpty ? nil : $0.titleKey })
    if sameText {
      pairs.joinOverlapping(new.map(\.extent), old.map(\.extent))
      pairs.join(new.map(\.ordinal), old.map(\.ordinal))
    } else {
      pairs.joinSimilar(new.map(\.titleKey), old.map(\.titleKey))
    }
    return pairs.oldOfNew
  }

  private struct Pairs {
    var oldOfNew: [Int?]
    var isTaken: [Bool]

    init(new: Int, old: Int) {
      oldOfNew = Array(repeating: nil, count: new)
      isTaken = Array(repeating: false, count: old)
    }

    /// Joins calls with equal keys, in order.
    mutating func join<Key: Equatable>(_ new: [Key?], _ old: [Key?]) {
      for n in new.indices where oldOfNew[n] == nil {
        guard let key = new[n] else { continue }
        if let o = old.indices.first(where: { !isTaken[$0] && old[$0] == key }) { pair(n, o) }
      }
    }

    mutating func joinUnique<Key: Hashable>(_ new: [Key?], _ old: [Key?]) {
      func isUnique(_ key: Key, in keys: [Key?]) -> Bool { keys.filter { $0 == key }.count == 1 }
      join(
        new.map { key in key.flatMap { isUnique($0, in: new) ? $0 : nil } },
        old.map { key in key.flatMap { isUnique($0, in: old) ? $0 : nil } })
    }

    /// Joins the calls that share most text first; at a tie, the earlier ones.
    mutating func joinOverlapping(_ new: [Range<Int>], _ old: [Range<Int>]) {
      var shares: [(length: Int, new: Int, old: Int)] = []
      for n in new.indices where oldOfNew[n] == nil {
        for o in old.indices where !isTaken[o] {
          let length = new[n].clamped(to: old[o]).count
          if length > 0 { shares.append((length, n, o)) }
        }
      }
      shares.sort { ($1.length, $0.new, $0.old) < ($0.length, $1.new, $1.old) }
      for share in shares where oldOfNew[share.new] == nil && !isTaken[share.old] {
        pair(share.new, share.old)
      }
    }

    /// Joins titles that share more than half of all their words, in order.
    mutating func joinSimilar(_ new: [String], _ old: [String]) {
      for n in new.indices where oldOfNew[n] == nil {
        let words = Set(new[n].split(separator: " "))
        let match = old.indices.first { o in
          let others = Set(old[o].split(separator: " "))
          return !isTaken[o]
            && words.intersection(others).count * 2 > words.union(others).count
        }
        if let match { pair(n, match) }
      }
    }

    private mutating func pair(_ new: Int, _ old: Int) {
      oldOfNew[new] = old
      isTaken[old] = true
    }
  }
}
