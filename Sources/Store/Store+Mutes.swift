import Documents
import GRDB

/// What a profile wants to hear no more of.
package struct Mute: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case call, programme, theme
  }
  /// The profile's name; empty for all profiles.
  package var profile: String
  package var kind: Kind
  /// Id of the call, the programme or the theme.
  package var value: String
  /// The last day on which it holds; nil for ever.
  package var until: CalendarDay?
  /// The day on which it was said.
  package var day: CalendarDay

  package init(
    profile: String, kind: Kind, value: String, until: CalendarDay? = nil, day: CalendarDay
  ) {
    self.profile = profile
    self.kind = kind
    self.value = value
    self.until = until
    self.day = day
  }
}

extension Store {
  /// All mutes, by profile, kind and value.
  package func mutes() throws(StoreError) -> [Mute] {
    try reading { db in
      try Row.fetchAll(
        db, sql: "SELECT profile, kind, value, until, day FROM mutes ORDER BY profile, kind, value"
      ).map { row in
        guard let kind = Mute.Kind(rawValue: try row.value(1)) else {
          throw StoreError.damaged(path: "", detail: "kind of a mute")
        }
        return Mute(
          profile: try row.value(0), kind: kind, value: try row.value(2),
          until: try (try row.value(3) as String?).map(Self.day),
          day: try Self.day(try row.value(4)))
      }
    }
  }

  /// Notes a mute over an older one of the same.
  package func mute(_ mute: Mute) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO mutes VALUES (?, ?, ?, ?, ?)",
        arguments: [mute.profile, mute.kind.rawValue, mute.value, mute.until?.iso, mute.day.iso])
    }
  }

  /// Takes a mute back; false where there was none.
  package func unmute(_ mute: Mute) throws(StoreError) -> Bool {
    try writing { db in
      try db.execute(
        sql: "DELETE FROM mutes WHERE profile = ? AND kind = ? AND value = ?",
        arguments: [mute.profile, mute.kind.rawValue, mute.value])
      return db.changesCount > 0
    }
  }
}
