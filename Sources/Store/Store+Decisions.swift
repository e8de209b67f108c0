import CallModel
import Documents
import Foundation
import GRDB

/// Whose decision on which call.
package struct DecisionKey: Hashable, Sendable {
  package var call: String
  /// Name of the profile; nil for all.
  package var profile: String?
  package var project: String?

  package init(call: String, profile: String?, project: String?) {
    self.call = call
    self.profile = profile
    self.project = project
  }

  fileprivate var arguments: StatementArguments { [call, profile ?? "", project ?? ""] }
}

extension Store {
  /// Notes a decision; an earlier one of the same call, profile and project is kept as history.
  /// What it leaves unsaid of owner and next step stays as it was said before.
  package func decide(_ decision: Decision) throws(StoreError) {
    try writing { db in
      let key = DecisionKey(
        call: decision.call, profile: decision.profile, project: decision.project)
      let before = try Decisions.current(key, db)
      let isSame = before?.choice == decision.choice
      try db.execute(
        sql: """
          INSERT INTO decisions (row, call_id, profile, project, choice, reason, owner, next, day)
          VALUES (\(Decisions.nextRow), ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: key.arguments + [
          decision.choice.rawValue, decision.reason ?? (isSame ? before?.reason : nil),
          decision.owner ?? before?.owner, decision.next ?? (isSame ? before?.next : nil),
          decision.day.iso,
        ])
    }
  }

  /// Notes what came of an application.
  /// - Returns: false where nothing was decided before; nothing is noted then.
  package func note(_ outcome: Decision.Outcome, of key: DecisionKey) throws(StoreError) -> Bool {
    try writing { db in
      guard try Decisions.current(key, db) != nil else { return false }
      try db.execute(
        sql: """
          INSERT INTO outcomes (row, call_id, profile, project, kind, amount, currency, day)
          VALUES (\(Decisions.nextRow), ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: key.arguments + [
          outcome.kind.rawValue, outcome.amount.map { "\($0.amount)" }, outcome.amount?.currency,
          outcome.day.iso,
        ])
      return true
    }
  }

  /// Takes the last word back: what came of the decision that counts, else the decision; the one
  /// before it counts again, with what came of it.
  /// - Returns: false where there is none to take back.
  @discardableResult
  package func forgetDecision(_ key: DecisionKey) throws(StoreError) -> Bool {
    try writing { db in
      guard try Decisions.current(key, db) != nil else { return false }
      let said = try Decisions.lastRow("decisions", key, db)
      let came = try Decisions.lastRow("outcomes", key, db)
      if came > said {
        try db.execute(sql: "DELETE FROM outcomes WHERE row = ?", arguments: [came])
        return true
      }
      try db.execute(sql: "DELETE FROM decisions WHERE row = ?", arguments: [said])
      guard try Decisions.current(key, db) == nil else { return true }
      try db.execute(
        sql: "DELETE FROM outcomes WHERE call_id = ? AND profile = ? AND project = ?",
        arguments: key.arguments)
      return true
    }
  }

  /// The decisions that count, by day, then call, profile and project.
  /// - Parameters:
  ///   - call: only those on this call.
  ///   - day: what was said until the end of this day.
  package func decisions(
    on call: String? = nil, until day: CalendarDay? = nil
  ) throws(StoreError) -> [Decision] {
    try reading { db in try Decisions.all(call, until: day, db) }
  }
}

/// The tables `decisions` and `outcomes`.
enum Decisions {
  static func current(_ key: DecisionKey, _ db: Database) throws -> Decision? {
    try all(key.call, until: nil, db).first {
      $0.profile == key.profile && $0.project == key.project
    }
  }

  /// Rows of both tables are numbered in the order in which things were told.
  static let nextRow = """
    (SELECT 1 + max(coalesce((SELECT max(row) FROM decisions), 0),
      coalesce((SELECT max(row) FROM outcomes), 0)))
    """

  /// - Parameter table: one of the two.
  /// - Returns: 0 where it has nothing of the key.
  static func lastRow(_ table: String, _ key: DecisionKey, _ db: Database) throws -> Int64 {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT max(row) FROM \(table) WHERE call_id = ? AND profile = ? AND project = ?
        """, arguments: key.arguments) ?? 0
  }

  static func all(_ call: String?, until day: CalendarDay?, _ db: Database) throws -> [Decision] {
    let limit = day?.iso ?? "9999-99-99"
    var outcomes: [[String]: [Decision.Outcome]] = [:]
    let steps = try Row.fetchAll(
      db,
      sql: """
        SELECT call_id, profile, project, kind, amount, currency, day FROM outcomes
        WHERE day <= ?1 AND call_id = coalesce(?2, call_id) ORDER BY day, row
        """, arguments: [limit, call])
    for row in steps {
      let key: [String] = [try row.value(0), try row.value(1), try row.value(2)]
      outcomes[key, default: []].append(try outcome(row))
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT call_id, profile, project, choice, reason, owner, next, day FROM decisions d
        WHERE row = (SELECT max(row) FROM decisions e WHERE e.call_id = d.call_id
            AND e.profile = d.profile AND e.project = d.project AND e.day <= ?1)
          AND call_id = coalesce(?2, call_id)
        ORDER BY day, call_id, profile, project
        """, arguments: [limit, call])
    return try rows.map { row in
      let key: [String] = [try row.value(0), try row.value(1), try row.value(2)]
      return try decision(row, outcomes[key] ?? [])
    }
  }

  private static func decision(_ row: Row, _ outcomes: [Decision.Outcome]) throws -> Decision {
    let profile: String = try row.value(1)
    let project: String = try row.value(2)
    let word: String = try row.value(3)
    guard let choice = Decision.Choice(rawValue: word) else {
      throw StoreError.damaged(path: "", detail: "not a decision: \(word)")
    }
    return Decision(
      call: try row.value(0), profile: profile.isEmpty ? nil : profile,
      project: project.isEmpty ? nil : project, choice: choice, reason: try row.value(4),
      owner: try row.value(5), next: try row.value(6), day: try Store.day(try row.value(7)),
      outcomes: outcomes)
  }

  private static func outcome(_ row: Row) throws -> Decision.Outcome {
    let word: String = try row.value(3)
    guard let kind = Decision.Outcome.Kind(rawValue: word) else {
      throw StoreError.damaged(path: "", detail: "not an outcome: \(word)")
    }
    let amount = (try row.value(4) as String?).flatMap { Decimal(string: $0) }
    let currency: String? = try row.value(5)
    let money = amount.flatMap { amount in currency.map { Money(amount, $0) } }
    return Decision.Outcome(kind, amount: money, day: try Store.day(try row.value(6)))
  }
}
