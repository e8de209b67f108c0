import Documents
import GRDB

extension Store {
  /// The calls that may be news for a profile on a day: those that came, changed, went or were
  /// decided on since it last had a digest, those of which a date or a reminder is reached, and
  /// those that were looked at on that day already.
  ///
  /// - Parameter judgement: a mark of what the profile judges by; after another one, every call is
  ///   looked at again.
  /// - Returns: ids; nil for every call.
  package func lookouts(
    profile: String, judgement: String, on day: CalendarDay
  ) throws(StoreError) -> [String]? {
    try reading { db in
      guard try Self.judgement(of: profile, db) == judgement else { return nil }
      return try String.fetchAll(
        db,
        sql: """
          SELECT c.id FROM calls c WHERE c.row IN (
            SELECT call FROM call_lookouts WHERE profile = ?1 AND day <= ?2
            UNION SELECT call FROM call_lookouts WHERE profile = ?1 AND noted >= ?2)
          """, arguments: [profile, day.iso])
    }
  }

  private static func judgement(of profile: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT judgement FROM call_readers WHERE profile = ?", arguments: [profile])
  }

  /// Notes that a profile looked at calls, and when each may next be news while it stays as it is:
  /// when it opens, when a deadline is past, and, of a call that was told, at each step of the
  /// reminder ladder.
  package func noteLooks(
    at ids: [String], profile: String, judgement: String, ladder: [Int], on day: CalendarDay
  ) throws(StoreError) {
    try writing { db in
      if try Self.judgement(of: profile, db) != judgement {
        try db.execute(
          sql: "INSERT OR REPLACE INTO call_readers VALUES (?, ?)", arguments: [profile, judgement])
        try db.execute(sql: "DELETE FROM call_lookouts WHERE profile = ?", arguments: [profile])
        try db.execute(
          sql: "INSERT INTO call_lookouts SELECT ?, row, '', '' FROM calls", arguments: [profile])
      }
      let steps = "[" + ladder.map(String.init).joined(separator: ",") + "]"
      try db.execute(
        sql: Self.nextLook, arguments: [day.iso, profile, steps, Self.json(ids)])
    }
  }

  /// ?1 the day, ?2 the profile, ?3 the ladder, ?4 the ids.
  private static let nextLook = """
    UPDATE call_lookouts AS l SET noted = ?1, day = (
      SELECT min(next) FROM (
        SELECT opening AS next FROM call_rounds WHERE call = l.call
        UNION ALL SELECT date(open_until, '+1 day') FROM call_rounds WHERE call = l.call
        UNION ALL SELECT date(last_deadline, '+1 day') FROM call_rounds WHERE call = l.call
        UNION ALL SELECT date(day, '+1 day') FROM call_deadlines WHERE call = l.call
        UNION ALL SELECT date(d.day, '-' || step.value || ' days')
          FROM call_deadlines d, json_each(?3) step
          WHERE d.call = l.call AND EXISTS (
            SELECT 1 FROM alert_news n
            WHERE n.profile = ?2 AND n.call_id = (SELECT id FROM calls WHERE row = l.call))
      ) WHERE next > ?1)
    WHERE profile = ?2
      AND call IN (SELECT row FROM calls WHERE id IN (SELECT value FROM json_each(?4)))
    """

  /// News that were taken back are looked at again.
  static func lookAgain(atNewsOf alert: Int64?, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE call_lookouts SET day = '', noted = '' WHERE call IN (
          SELECT c.row FROM calls c JOIN alert_news n ON n.call_id = c.id WHERE n.alert = ?)
        """, arguments: [alert])
  }
}
