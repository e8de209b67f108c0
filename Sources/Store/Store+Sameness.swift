import CallModel
import Documents
import GRDB

/// Another document that tells of a call.
package struct CallSighting: Hashable, Sendable, Codable {
  /// Of the call as that document has it.
  package var id: String
  /// The lexically first path of the document.
  package var path: String
  package var format: DocumentFormat
  package var language: String
  package var firstSeen: CalendarDay
  /// Why the two are one call.
  package var reason: SameCallReason
}

extension Store {
  /// Where else a call was met, by id: what stands for all of them first; empty where nowhere.
  package func sightings(of id: String) throws(StoreError) -> [CallSighting] {
    try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT o.id, o.document, d.format, d.language, o.first_seen, o.same_by, c.same_by
          FROM calls c JOIN calls o ON coalesce(o.same_as, o.row) = coalesce(c.same_as, c.row)
            AND o.row <> c.row JOIN documents d ON d.id = o.document
          WHERE c.id = ? AND o.withdrawn_on IS NULL ORDER BY o.same_as IS NOT NULL, o.id
          """, arguments: [id])
      return try rows.compactMap { row in
        let name: String? = try row.value(5) ?? row.value(6)
        guard let reason = name.flatMap(SameCallReason.init(rawValue:)),
          let format = DocumentFormat(rawValue: try row.value(2))
        else { return nil }
        return CallSighting(
          id: try row.value(0), path: try Paths.of(try row.value(1), db).first ?? "",
          format: format, language: try row.value(3),
          firstSeen: try Self.day(try row.value(4)), reason: reason)
      }
    }
  }

  /// Notes that two calls are one, as a person says, whatever the rule finds; false for unknown ids.
  package func declareSame(
    _ id: String, as other: String, on day: CalendarDay
  ) throws(StoreError) -> Bool {
    try writing { db in
      guard let call = try KnownCall.find(id, db), let other = try KnownCall.find(other, db),
        call.row != other.row
      else { return false }
      // Who said that the other one is a call of its own, says otherwise now.
      try db.execute(
        sql: "DELETE FROM sameness WHERE call = ? AND (same_as IS NULL OR same_as = ?)",
        arguments: [other.row, call.row])
      try Self.note(call.row, sameAs: other.row, by: author, on: day, db)
      return true
    }
  }

  /// Notes that a call is one of its own, as a person says; false for an unknown id.
  package func declareApart(_ id: String, on day: CalendarDay) throws(StoreError) -> Bool {
    try writing { db in
      guard let call = try KnownCall.find(id, db) else { return false }
      try Self.note(call.row, sameAs: nil, by: author, on: day, db)
      return true
    }
  }

  /// Takes back what persons said of which calls are one with this: the rule decides again.
  package func forgetSameness(of id: String) throws(StoreError) {
    try writing { db in
      guard let call = try KnownCall.find(id, db) else { return }
      let rows = try Int64.fetchAll(
        db, sql: "SELECT call FROM sameness WHERE call = ?1 OR same_as = ?1",
        arguments: [call.row])
      for row in rows {
        try db.execute(sql: "DELETE FROM sameness WHERE call = ?", arguments: [row])
        try Sameness(db: db).settle(row)
      }
    }
  }

  private static func note(
    _ row: Int64, sameAs other: Int64?, by author: String?, on day: CalendarDay, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO sameness VALUES (?, ?, ?, ?)",
      arguments: [row, other, author, day.iso])
    // Those that stand with it are judged anew: one of them may have joined them.
    let beside = try Int64.fetchAll(
      db, sql: "SELECT row FROM calls WHERE same_as = ? ORDER BY row", arguments: [row])
    for row in [row] + beside { try Sameness(db: db).settle(row) }
  }
}
