import Documents
import GRDB

/// A piece of news of a call that a profile was told.
package struct Delivery: Hashable, Sendable {
  package var callID: String
  package var version: Int
  /// What kind of news: `new`, `changed`, `closing-14`… as the digest names them.
  package var news: String
  package var day: CalendarDay

  package init(callID: String, version: Int, news: String, day: CalendarDay) {
    self.callID = callID
    self.version = version
    self.news = news
    self.day = day
  }
}

extension Store {
  /// What a profile was told, by call, version and kind of news.
  package func deliveries(profile: String) throws(StoreError) -> [Delivery] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT call_id, version, news, day FROM deliveries WHERE profile = ?
          ORDER BY call_id, version, news
          """, arguments: [profile]
      ).map { row in
        Delivery(
          callID: try row.value(0), version: try row.value(1), news: try row.value(2),
          day: try Self.day(try row.value(3)))
      }
    }
  }

  /// Records a digest of a profile and what it told, in one transaction; what was told before keeps
  /// its day.
  package func recordDigest(
    profile: String, on day: CalendarDay, deliveries: [Delivery]
  ) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO digests VALUES (?, ?)", arguments: [profile, day.iso])
      for delivery in deliveries {
        try db.execute(
          sql: "INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?, ?)",
          arguments: [
            profile, delivery.callID, delivery.version, delivery.news, delivery.day.iso,
          ])
      }
    }
  }

  /// The day of the newest digest of a profile; nil before the first.
  ///
  /// - Parameter limit: only digests of earlier days.
  package func lastDigest(
    profile: String, before limit: CalendarDay? = nil
  ) throws(StoreError) -> CalendarDay? {
    try reading { db in
      try String.fetchOne(
        db, sql: "SELECT max(day) FROM digests WHERE profile = ? AND day < ?",
        arguments: [profile, limit?.iso ?? "9999-99-99"]
      ).map(Self.day)
    }
  }
}
