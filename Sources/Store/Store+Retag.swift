import CallModel
import Documents
import GRDB

/// A document whose stored text can be read again.
package struct RetagSource: Hashable, Sendable {
  package var sha256: String
  /// Read as one call whatever its kind.
  package var isOneCall: Bool
}

/// What another reading of a document makes of one call.
package struct CallChange: Hashable, Sendable {
  package var id: String
  /// Nil for a call that was not there.
  package var before: CallRecord?
  /// Nil for a call that is no more found.
  package var after: CallRecord?
  /// By top-level field; empty where the call came or went.
  package var fields: [FieldChange]
}

extension Store {
  /// The documents whose text stands now, by SHA-256.
  package func retagSources() throws(StoreError) -> [RetagSource] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: "SELECT sha256, is_one_call FROM documents WHERE superseded_by IS NULL ORDER BY sha256"
      ).map { RetagSource(sha256: try $0.value(0), isOneCall: try $0.value(1)) }
    }
  }

  /// Takes another reading of a stored document, or only tells what it would change.
  ///
  /// Corrections win over the reading.
  /// - Parameter isApplied: false undoes the change before it is seen by anyone.
  package func retag(
    _ parsed: ParsedDocument, texts: [CallText], text: DocumentText, isApplied: Bool,
    on day: CalendarDay
  ) throws(StoreError) -> [CallChange] {
    try writing(ending: isApplied ? .commit : .rollback) { db in
      guard let document = try DocumentRow.find(parsed.document.sha256, db) else { return [] }
      let before = try Self.standing(document, db)
      _ = try Addition(parsed, texts: texts, text: text, path: nil, day: day, author: author)
        .run(db)
      return try Self.changes(from: before, to: try Self.standing(document, db))
    }
  }

  private static func standing(
    _ document: DocumentRow, _ db: Database
  ) throws -> [(id: String, record: String)] {
    try KnownCall.all(of: document.id, db).filter { !$0.isWithdrawn }.map { ($0.id, $0.record) }
  }

  private static func changes(
    from before: [(id: String, record: String)], to after: [(id: String, record: String)]
  ) throws -> [CallChange] {
    func record(_ json: String?) throws -> CallRecord? {
      try json.map { try RecordCoding.value(CallRecord.self, from: $0) }
    }
    var changes: [CallChange] = []
    for id in Set(before.map(\.id)).union(after.map(\.id)).sorted() {
      let old = before.first { $0.id == id }?.record
      let new = after.first { $0.id == id }?.record
      var fields: [FieldChange] = []
      if let old, let new {
        let said = (try RecordCoding.facts(old), try RecordCoding.facts(new))
        fields = try RecordCoding.changedFields(from: old, to: new).map {
          FieldChange(field: $0, before: said.0[$0], after: said.1[$0])
        }
        if fields.isEmpty { continue }
      }
      changes.append(
        CallChange(id: id, before: try record(old), after: try record(new), fields: fields))
    }
    return changes
  }
}
