import Documents
import GRDB

/// A piece of news of a call that a digest told a profile.
package struct ToldNews: Hashable, Sendable {
  /// The profile's name.
  package var profile: String
  package var callID: String
  package var version: Int
  /// What kind of news, as the digest names it.
  package var kind: String
  /// The deadline that was told with it, and the days that were left.
  package var deadline: CalendarDay?
  package var daysLeft: Int?

  package init(
    profile: String, callID: String, version: Int, kind: String, deadline: CalendarDay? = nil,
    daysLeft: Int? = nil
  ) {
    self.profile = profile
    self.callID = callID
    self.version = version
    self.kind = kind
    self.deadline = deadline
    self.daysLeft = daysLeft
  }
}

/// One digest on its way to where it goes.
package struct StoredAlert: Hashable, Sendable {
  package enum Channel: String, Sendable { case file, mail }

  /// nil until it is in the store.
  package var id: Int64?
  package var day: CalendarDay
  package var channel: Channel
  /// Path of the file, or addresses; empty for standard output.
  package var destination: String
  /// The very bytes; kept until they are known to be delivered.
  package var message: [UInt8]

  package init(
    id: Int64? = nil, day: CalendarDay, channel: Channel, destination: String, message: [UInt8]
  ) {
    self.id = id
    self.day = day
    self.channel = channel
    self.destination = destination
    self.message = message
  }
}

/// Which alerts count as told.
package enum LedgerView: Hashable, Sendable {
  /// Those of earlier days: a digest written twice on a day is the same.
  case before(CalendarDay)
  /// Also the mails of the day itself: what was sent is not sent again.
  case mailedUpTo(CalendarDay)

  fileprivate var condition: (sql: String, day: CalendarDay) {
    switch self {
    case .before(let day): ("a.day < ?1", day)
    case .mailedUpTo(let day): ("(a.day < ?1 OR (a.day = ?1 AND a.channel = 'mail'))", day)
    }
  }
}

extension Store {
  /// What a profile was told, by call, in the order in which it was told.
  package func told(
    profile: String, _ view: LedgerView
  ) throws(StoreError) -> [String: [ToldNews]] {
    let condition = view.condition
    return try reading { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT n.call_id, n.version, n.kind, n.deadline, n.days_left
          FROM alert_news n JOIN alerts a ON a.id = n.alert
          WHERE \(condition.sql) AND n.profile = ?2 ORDER BY a.day, a.id
          """, arguments: [condition.day.iso, profile])
      var told: [String: [ToldNews]] = [:]
      while let row = try rows.next() {
        let call: String = try row.value(0)
        told[call, default: []].append(
          ToldNews(
            profile: profile, callID: call, version: try row.value(1), kind: try row.value(2),
            deadline: try (try row.value(3) as String?).map(Self.day),
            daysLeft: try row.value(4)))
      }
      return told
    }
  }

  /// The day of the newest alert that counts; nil before the first.
  package func lastAlert(
    profile: String, _ view: LedgerView
  ) throws(StoreError) -> CalendarDay? {
    let condition = view.condition
    return try reading { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT max(a.day) FROM alerts a JOIN alert_profiles p ON p.alert = a.id
          WHERE \(condition.sql) AND p.profile = ?2
          """, arguments: [condition.day.iso, profile]
      ).map(Self.day)
    }
  }

  /// Notes an alert with what it tells before it goes out, in one transaction: whatever happens
  /// then, its news belong to it, and it can be sent again as it is.
  package func prepare(
    _ alert: StoredAlert, profiles: [String], news: [ToldNews]
  ) throws(StoreError) -> StoredAlert {
    try writing { db in
      try db.execute(
        sql: """
          INSERT INTO alerts (day, channel, destination, state, message)
          VALUES (?, ?, ?, 'prepared', ?)
          """,
        arguments: [alert.day.iso, alert.channel.rawValue, alert.destination, Blob(alert.message)])
      var stored = alert
      let id = db.lastInsertedRowID
      stored.id = id
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

  /// Alerts that were prepared and not known to be delivered, the oldest first.
  package func pendingAlerts() throws(StoreError) -> [StoredAlert] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, day, channel, destination, message FROM alerts WHERE state = 'prepared'
          ORDER BY id
          """
      ).map { row in
        guard let channel = StoredAlert.Channel(rawValue: try row.value(2)) else {
          throw StoreError.damaged(path: "", detail: "channel of an alert")
        }
        return StoredAlert(
          id: try row.value(0), day: try Self.day(try row.value(1)), channel: channel,
          destination: try row.value(3), message: (try row.value(4) as Blob?)?.bytes ?? [])
      }
    }
  }

  /// Notes that an alert was delivered; its bytes are no more needed.
  package func settle(_ alert: StoredAlert) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "UPDATE alerts SET state = 'delivered', message = NULL WHERE id = ?",
        arguments: [alert.id])
    }
  }

  /// Takes back an alert that certainly went nowhere: its news are news again.
  package func takeBack(_ alert: StoredAlert) throws(StoreError) {
    try writing { db in
      try db.execute(sql: "DELETE FROM alerts WHERE id = ?", arguments: [alert.id])
    }
  }
}

extension Store {
  /// Calls that a profile passed over on earlier days: version and judgement by id.
  package func passedOver(
    profile: String, before day: CalendarDay
  ) throws(StoreError) -> [String: (version: Int, judgement: String)] {
    try reading { db in
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT call_id, version, judgement FROM passed_over WHERE profile = ? AND day < ?",
        arguments: [profile, day.iso])
      var result: [String: (version: Int, judgement: String)] = [:]
      while let row = try rows.next() {
        result[try row.value(0)] = (try row.value(1), try row.value(2))
      }
      return result
    }
  }

  /// Notes calls that a profile need not judge again while neither they nor what they were judged
  /// by (`judgement`) changes.
  package func notePassedOver(
    profile: String, calls: [(id: String, version: Int, judgement: String)], on day: CalendarDay
  ) throws(StoreError) {
    guard !calls.isEmpty else { return }
    try writing { db in
      for call in calls {
        try db.execute(
          sql: "INSERT OR REPLACE INTO passed_over VALUES (?, ?, ?, ?, ?)",
          arguments: [profile, call.id, call.version, call.judgement, day.iso])
      }
    }
  }
}
