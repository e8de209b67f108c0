import Documents
import GRDB

extension Store {
  /// Notes alerts with what they tell before they go out, in one transaction: whatever happens then,
  /// the news belong to them, and each can be sent again as it is.
  ///
  /// - Parameters:
  ///   - alerts: the same digest for each receiver; the first of them keeps the news.
  ///   - followers: what goes out once the digest is delivered, and with it goes where it does not.
  /// - Returns: the alerts with their ids.
  package func prepare(
    _ alerts: [StoredAlert], followers: [StoredAlert] = [], profiles: [String], news: [ToldNews]
  ) throws(StoreError) -> [StoredAlert] {
    try writing { db in
      var stored: [StoredAlert] = []
      for alert in alerts {
        stored.append(try Self.insert(alert, state: "prepared", after: stored.first?.id, db))
      }
      guard let id = stored.first?.id else { return [] }
      for follower in followers {
        _ = try Self.insert(follower, state: "waiting", after: id, db)
      }
      for profile in profiles {
        try db.execute(
          sql: "INSERT OR IGNORE INTO alert_profiles VALUES (?, ?)", arguments: [id, profile])
      }
      for entry in news {
        try db.execute(
          sql: "INSERT OR IGNORE INTO alert_news VALUES (?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            id, entry.profile, entry.callID, entry.version, entry.kind, entry.deadline?.iso,
            entry.daysLeft,
          ])
      }
      return stored
    }
  }

  private static func insert(
    _ alert: StoredAlert, state: String, after leader: Int64?, _ db: Database
  ) throws -> StoredAlert {
    try db.execute(
      sql: """
        INSERT INTO alerts (day, channel, destination, state, message, follows)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        alert.day.iso, alert.channel.rawValue, alert.destination, state, Blob(alert.message),
        leader,
      ])
    var stored = alert
    stored.id = db.lastInsertedRowID
    return stored
  }

  /// Alerts that were prepared and not known to be delivered, the oldest first.
  ///
  /// - Parameter moment: seconds since 1970; those whose next try is later are left out. nil for
  ///   all.
  package func pendingAlerts(by moment: Int? = nil) throws(StoreError) -> [StoredAlert] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, day, channel, destination, message, attempts FROM alerts
          WHERE state <> 'delivered' AND state = 'prepared' AND next_try <= ? ORDER BY id
          """, arguments: [moment ?? Int(Int32.max) * 100]
      ).map { row in
        guard let channel = StoredAlert.Channel(rawValue: try row.value(2)) else {
          throw StoreError.damaged(path: "", detail: "channel of an alert")
        }
        var alert = StoredAlert(
          id: try row.value(0), day: try Self.day(try row.value(1)), channel: channel,
          destination: try row.value(3), message: (try row.value(4) as Blob?)?.bytes ?? [])
        alert.attempts = try row.value(5)
        return alert
      }
    }
  }

  /// Notes that an alert was delivered: its bytes are no more needed, and what follows it may go.
  package func settle(_ alert: StoredAlert) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "UPDATE alerts SET state = 'delivered', message = NULL WHERE id = ?",
        arguments: [alert.id])
      try db.execute(
        sql: """
          UPDATE alerts SET state = 'prepared' WHERE state = 'waiting'
            AND follows = coalesce((SELECT follows FROM alerts WHERE id = ?1), ?1)
          """, arguments: [alert.id])
    }
  }

  /// Notes that an alert was tried in vain, and when to try again, in seconds since 1970.
  package func postpone(_ alert: StoredAlert, until moment: Int) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "UPDATE alerts SET attempts = attempts + 1, next_try = ? WHERE id = ?",
        arguments: [moment, alert.id])
    }
  }

  /// Takes back an alert that certainly went nowhere, with what follows it: its news are news again.
  package func takeBack(_ alert: StoredAlert) throws(StoreError) {
    try writing { db in
      try Self.lookAgain(atNewsOf: alert.id, db)
      try db.execute(sql: "DELETE FROM alerts WHERE id = ?", arguments: [alert.id])
    }
  }
}
