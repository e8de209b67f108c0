import CallModel
import Documents
import Foundation
import GRDB

/// Where a call stands, without its record: what decides whether it may be news.
package struct CallStanding: Hashable, Sendable {
  package var id: String
  package var version: Int
  /// Grows with each version, and when the call is withdrawn or stands again.
  package var revision: Int
  package var firstSeen: CalendarDay
  package var changedOn: CalendarDay
  package var withdrawnOn: CalendarDay?
  package var phase: CallPhase
  /// The first deadline that is not past on the day asked for.
  package var nextDeadline: CalendarDay?
}

/// How many documents were read.
package struct ReadingCounts: Hashable, Sendable {
  /// First seen on or after the day asked for.
  package var read: Int
  package var newest: CalendarDay?
}

extension Store {
  /// Where calls stand, withdrawn ones too, by id.
  ///
  /// - Parameter ids: of the calls; nil for all.
  package func standings(
    on day: CalendarDay, ids: [String]? = nil
  ) throws(StoreError) -> [CallStanding] {
    var filter = CallFilter()
    filter.includesWithdrawn = true
    filter.ids = ids
    let query = CallQuery(filter, sort: .deadline, on: day)
    let columns = """
      id, version, version - 1 + comings_and_goings AS revision, first_seen, changed_on,
      withdrawn_on, phase, next_deadline
      """
    return try reading { db in
      try Row.fetchAll(db, sql: query.sql(columns: columns), arguments: query.arguments).map {
        row in
        guard let phase = CallPhase(rawValue: try row.value(6)) else {
          preconditionFailure("the query names a case of `CallPhase`")
        }
        return CallStanding(
          id: try row.value(0), version: try row.value(1), revision: try row.value(2),
          firstSeen: try Self.day(try row.value(3)), changedOn: try Self.day(try row.value(4)),
          withdrawnOn: try (try row.value(5) as String?).map(Self.day), phase: phase,
          nextDeadline: try (try row.value(7) as String?).map(Self.day))
      }.sorted { $0.id < $1.id }
    }
  }

  /// The calls with these ids, by id; unknown ids are left out.
  package func calls(ids: [String]) throws(StoreError) -> [StoredCall] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        arguments: [Self.json(ids)]
      ).map { try Self.call($0, db) }
    }
  }

  /// Ids of calls that stand, the first ones: they begin with a part of a hash, so that their order
  /// is that of nothing else.
  package func firstIDs(_ limit: Int) throws(StoreError) -> [String] {
    try reading { db in
      try String.fetchAll(
        db, sql: "SELECT id FROM calls WHERE withdrawn_on IS NULL ORDER BY id LIMIT ?",
        arguments: [limit])
    }
  }

  /// Ids as a JSON array, for `json_each`.
  static func json(_ ids: [String]) -> String {
    "[" + ids.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  /// The record of a call in one of its versions; nil where there is no such version.
  package func record(of id: String, version: Int) throws(StoreError) -> CallRecord? {
    try reading { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT v.record FROM call_versions v JOIN calls c ON c.row = v.call
          WHERE c.id = ? AND v.version = ?
          """, arguments: [id, version]
      ).map { try RecordCoding.value(CallRecord.self, from: $0) }
    }
  }

  /// The version that a call had at the end of a day, or its first; nil for an unknown id.
  package func version(of id: String, on day: CalendarDay) throws(StoreError) -> Int? {
    try reading { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT coalesce(max(CASE WHEN v.day <= ? THEN v.version END), min(v.version))
          FROM call_versions v JOIN calls c ON c.row = v.call WHERE c.id = ?
          """, arguments: [day.iso, id])
    }
  }

  package func readingCounts(since: CalendarDay?) throws(StoreError) -> ReadingCounts {
    try reading { db in
      ReadingCounts(
        read: try Int.fetchOne(
          db, sql: "SELECT count(*) FROM documents WHERE first_seen >= ?",
          arguments: [since?.iso ?? ""]) ?? 0,
        newest: try String.fetchOne(db, sql: "SELECT max(first_seen) FROM documents")
          .map(Self.day))
    }
  }
}
