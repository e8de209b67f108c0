import CallModel
import Documents
import GRDB

/// Keeps, within a transaction, which calls of several documents are one call.
///
/// Of calls that are one, one stands for all (`same_as` of the others names its row): the one that
/// digests told or a person spoke of, else the first seen, of several on a day the fullest. Which
/// that is does not depend on the order in which the documents of a day came.
struct Sameness {
  let db: Database
  /// So many calls with a common title, reference, page or programme: then it tells nothing.
  private static let common = 32

  /// A call among those that may be one.
  private struct Member {
    var row: Int64
    var id: String
    var sameAs: Int64?
    var reason: String?
    var identity: CallIdentity
    var firstSeen: String
    /// How many fields it states.
    var fullness: Int
  }

  /// Brings the calls of a document up to date, after they were written.
  func settle(document: Int64) throws {
    let rows = try Int64.fetchAll(
      db, sql: "SELECT row FROM calls WHERE document = ? ORDER BY ordinal, row",
      arguments: [document])
    for row in rows { try settle(row) }
  }

  /// Brings one call up to date: takes it out of where it was, and puts it where it belongs.
  func settle(_ row: Int64) throws {
    guard var call = try members("c.row = ?", [row], withWithdrawn: true).first else { return }
    let isStanding = try stands(row)
    let old = try cluster(of: call.sameAs ?? row)
    var (home, reason) = isStanding ? try belonging(of: call) : ([], nil)
    home.removeAll { $0.row == row }
    let rows = Set(home.map(\.row))
    let left = old.filter { $0.row != row && !rows.contains($0.row) }
    try write(left, replacing: isStanding ? nil : call)
    guard isStanding else { return try set(row, sameAs: nil, reason: nil) }
    call.reason = reason?.rawValue
    try write([call] + home, replacing: nil)
  }

  /// The calls that one is with, by a person's word, else by the rule.
  private func belonging(of call: Member) throws -> (home: [Member], reason: SameCallReason?) {
    let word = try Row.fetchOne(
      db, sql: "SELECT same_as FROM sameness WHERE call = ?", arguments: [call.row])
    guard let word else { return try find(call) ?? ([], nil) }
    guard let target: Int64 = try word.value(0), try stands(target) else { return ([], nil) }
    return (try cluster(of: try principal(of: target)), .person)
  }

  private func principal(of row: Int64) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT same_as FROM calls WHERE row = ?", arguments: [row]) ?? row
  }

  private func stands(_ row: Int64) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT withdrawn_on IS NULL FROM calls WHERE row = ?", arguments: [row]) ?? false
  }

  // MARK: - Finding

  /// The calls that one is the same as, and why; nil where there are none, or these cannot be one.
  private func find(_ call: Member) throws -> (home: [Member], reason: SameCallReason?)? {
    let candidates = try candidates(for: call)
    var reasons: [Int64: SameCallReason] = [:]
    for other in candidates {
      if let reason = SameCallRule.reason(call.identity, other.identity),
        reason != .title || !isTitleCommon(call, candidates),
        try reason != .translation || isOnlyTranslation(call, of: other)
      {
        reasons[other.row] = reason
      }
    }
    let homes = Set(candidates.filter { reasons[$0.row] != nil }.map { $0.sameAs ?? $0.row })
    let members = try homes.sorted().flatMap { try cluster(of: $0) }.filter { $0.row != call.row }
    guard !hasContradiction([call] + members),
      let reason = members.compactMap({ reasons[$0.row] }).first
    else { return nil }
    // What persons spoke of apart from each other, a person must join.
    let spokenOf = try Set(([call] + members).filter(isSpokenOf).map { $0.sameAs ?? $0.row })
    return spokenOf.count > 1 ? nil : (members, reason)
  }

  private func hasContradiction(_ members: [Member]) -> Bool {
    members.indices.contains { i in
      members[..<i].contains { SameCallRule.contradict($0.identity, members[i].identity) }
    }
  }

  /// Whether another call with the same title and deadline is certainly not this one.
  private func isTitleCommon(_ call: Member, _ candidates: [Member]) -> Bool {
    candidates.contains {
      $0.identity.title == call.identity.title
        && $0.identity.deadlines == call.identity.deadlines
        && SameCallRule.contradict($0.identity, call.identity)
    }
  }

  /// Whether no other call in this one's language could be what the other call is.
  private func isOnlyTranslation(_ call: Member, of other: Member) throws -> Bool {
    try !candidates(for: other).contains {
      $0.row != call.row && $0.identity.language == call.identity.language
        && ($0.sameAs ?? $0.row) != (call.sameAs ?? call.row)
        && SameCallRule.reason($0.identity, call.identity) == nil
        && SameCallRule.reason($0.identity, other.identity) != nil
    }
  }

  private func candidates(for call: Member) throws -> [Member] {
    var rows: Set<Int64> = []
    let searches = [
      "SELECT row FROM calls WHERE reference = (SELECT reference FROM calls WHERE row = ?1)",
      """
      SELECT o.row FROM calls c JOIN calls o ON o.title_key = c.title_key
        AND o.last_deadline IS c.last_deadline WHERE c.row = ?1 AND c.title_key <> ''
      """,
      """
      SELECT o.call FROM call_pages c JOIN call_pages o ON o.page = c.page WHERE c.call = ?1
      """,
      """
      SELECT o.row FROM calls c JOIN calls o ON o.last_deadline = c.last_deadline WHERE c.row = ?1
        AND EXISTS (SELECT 1 FROM call_facets f JOIN call_facets g ON g.kind = f.kind
          AND g.value = f.value WHERE f.call = ?1 AND f.kind = 'programme' AND g.call = o.row)
      """,
    ]
    for search in searches {
      let found = try Set(
        Int64.fetchAll(
          db, sql: "SELECT * FROM (\(search)) LIMIT \(Self.common + 1)", arguments: [call.row]))
      if found.count <= Self.common { rows.formUnion(found) }
    }
    rows.remove(call.row)
    guard !rows.isEmpty else { return [] }
    let list = rows.sorted().map(String.init).joined(separator: ",")
    return try members(
      """
      c.row IN (\(list)) AND c.document <> ? AND d.superseded_by IS NULL
      AND NOT EXISTS (SELECT 1 FROM sameness s WHERE s.call = c.row AND s.same_as IS NULL)
      """, [call.identity.document])
  }

  private func members(
    _ condition: String, _ arguments: StatementArguments, withWithdrawn: Bool = false
  ) throws -> [Member] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.row, c.id, c.same_as, c.same_by, c.record, c.title_key, c.document, d.language,
          c.first_seen
        FROM calls c JOIN documents d ON d.id = c.document
        WHERE \(condition)\(withWithdrawn ? "" : " AND c.withdrawn_on IS NULL") ORDER BY c.id
        """, arguments: arguments
    ).map { row in
      let json: String = try row.value(4)
      let record = try RecordCoding.value(CallRecord.self, from: json)
      return Member(
        row: try row.value(0), id: try row.value(1), sameAs: try row.value(2),
        reason: try row.value(3),
        identity: CallIdentity(
          record, titleKey: try row.value(5), document: try row.value(6),
          language: try row.value(7)), firstSeen: try row.value(8),
        fullness: try RecordCoding.facts(json).count)
    }
  }

  private func cluster(of principal: Int64) throws -> [Member] {
    try members("(c.row = ?1 OR c.same_as = ?1)", [principal])
  }

  // MARK: - Writing

  /// Writes calls as one, with the one that stands for all.
  /// - Parameter replacing: what stood for them and is gone: what was told of it was told of them.
  private func write(_ members: [Member], replacing gone: Member?) throws {
    guard let chosen = try elect(members) else { return }
    for member in members where member.row != chosen.row {
      let reason = member.reason ?? chosen.reason
      if member.sameAs != chosen.row || member.reason != reason {
        try set(member.row, sameAs: chosen.row, reason: reason)
      }
    }
    if chosen.sameAs != nil || members.count == 1 { try set(chosen.row, sameAs: nil, reason: nil) }
    if let gone, gone.sameAs == nil { try inherit(from: gone.id, to: chosen) }
  }

  private func set(_ row: Int64, sameAs: Int64?, reason: String?) throws {
    try db.execute(
      sql: """
        UPDATE calls SET same_as = ?1, same_by = ?2
        WHERE row = ?3 AND (same_as IS NOT ?1 OR same_by IS NOT ?2)
        """, arguments: [sameAs, reason, row])
  }

  private func elect(_ members: [Member]) throws -> Member? {
    let ranked = try members.map { member in
      (member, (try isSpokenOf(member) ? 0 : 1, member.firstSeen, -member.fullness, member.id))
    }
    return ranked.min { $0.1 < $1.1 }?.0
  }

  /// Whether a digest told the call, or a person said something of it.
  private func isSpokenOf(_ member: Member) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM alert_news WHERE call_id = ?1)
          OR EXISTS (SELECT 1 FROM decisions WHERE call_id = ?1)
          OR EXISTS (SELECT 1 FROM outcomes WHERE call_id = ?1)
          OR EXISTS (SELECT 1 FROM corrections WHERE call = ?2)
        """, arguments: [member.id, member.row]) ?? false
  }

  /// What was told and decided of a call that is gone holds for the one that stands for it now.
  private func inherit(from gone: String, to chosen: Member) throws {
    let version = try Int.fetchOne(
      db, sql: "SELECT version FROM calls WHERE row = ?", arguments: [chosen.row])
    try db.execute(
      sql: "UPDATE OR IGNORE alert_news SET call_id = ?, version = ? WHERE call_id = ?",
      arguments: [chosen.id, version, gone])
    for table in ["decisions", "outcomes"] {
      try db.execute(
        sql: "UPDATE \(table) SET call_id = ? WHERE call_id = ?", arguments: [chosen.id, gone])
    }
    try db.execute(
      sql: "UPDATE OR IGNORE mutes SET value = ? WHERE kind = 'call' AND value = ?",
      arguments: [chosen.id, gone])
  }
}
