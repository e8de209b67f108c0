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

/// One message on its way to where it goes: a digest, or a piece of news for a hook.
package struct StoredAlert: Hashable, Sendable {
  package enum Channel: String, Sendable { case file, mail, hook }

  /// nil until it is in the store.
  package var id: Int64?
  package var day: CalendarDay
  package var channel: Channel
  /// Path of the file, addresses, or a hook's program or URL; empty for standard output.
  package var destination: String
  /// The very bytes; kept until they are known to be delivered.
  package var message: [UInt8]
  /// How often it was tried in vain.
  package var attempts = 0

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
  ///
  /// - Parameter calls: ids of those asked for; nil for all.
  package func told(
    profile: String, calls: [String]? = nil, _ view: LedgerView
  ) throws(StoreError) -> [String: [ToldNews]] {
    let condition = view.condition
    let chosen = calls == nil ? "" : "AND n.call_id IN (SELECT value FROM json_each(?3))"
    var arguments: StatementArguments = [condition.day.iso, profile]
    if let calls { arguments += [Self.json(calls)] }
    return try reading { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT n.call_id, n.version, n.kind, n.deadline, n.days_left
          FROM alert_news n JOIN alerts a ON a.id = n.alert
          WHERE \(condition.sql) AND n.profile = ?2 \(chosen) ORDER BY a.day, a.id
          """, arguments: arguments)
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
}
