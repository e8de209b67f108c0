import CallModel
import Documents
import GRDB

/// What one field said before and after; nil where it said nothing.
package struct FieldChange: Hashable, Sendable, Codable {
  /// Top-level field of the record: `windows`, `amounts`…
  package var field: String
  /// Without evidence.
  package var before: JSONValue?
  package var after: JSONValue?
}

/// One state of a call through time.
package struct CallVersion: Hashable, Sendable {
  package var version: Int
  package var day: CalendarDay
  package var cause: VersionCause
  /// The content that says so.
  package var sha256: String
  /// Who said so; nil where an older version of the program wrote it.
  package var author: String?
  package var record: CallRecord
  /// Against the version before, by field; empty for the first.
  package var changes: [FieldChange]
}

extension Store {
  /// The versions of a call, the oldest first; empty for an unknown id.
  ///
  /// A version is made when a top-level field says something else; new proofs of the same are none.
  package func history(of id: String) throws(StoreError) -> [CallVersion] {
    try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT v.version, v.day, v.cause, v.document_sha256, v.record, v.changed, v.author
          FROM call_versions v JOIN calls c ON c.row = v.call WHERE c.id = ? ORDER BY v.version
          """, arguments: [id])
      var previous: String?
      return try rows.map { row in
        let version = try Self.version(row, after: previous)
        previous = try row.value(4)
        return version
      }
    }
  }

  private static func version(_ row: Row, after previous: String?) throws -> CallVersion {
    guard let cause = VersionCause(rawValue: try row.value(2)) else {
      throw StoreError.damaged(path: "", detail: "cause of a version")
    }
    let after = try RecordCoding.facts(try row.value(4))
    let before = try previous.map(RecordCoding.facts) ?? [:]
    let changed = try RecordCoding.value([String].self, from: try row.value(5))
    return CallVersion(
      version: try row.value(0), day: try day(try row.value(1)), cause: cause,
      sha256: try row.value(3), author: try row.value(6),
      record: try RecordCoding.value(CallRecord.self, from: try row.value(4)),
      changes: changed.map { FieldChange(field: $0, before: before[$0], after: after[$0]) })
  }
}
