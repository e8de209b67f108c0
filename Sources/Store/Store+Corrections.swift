import CallModel
import Documents
import GRDB

/// What a person said of one field of a call.
package struct StoredCorrection: Hashable, Sendable, Codable {
  /// Top-level field of the record.
  package var field: String
  /// Its value, in the published form without evidence; null where the person struck it out.
  package var value: JSONValue
  package var day: CalendarDay
}

extension Store {
  /// Sets fields of a call as a person says; they win over every later reading.
  ///
  /// - Parameters:
  ///   - fields: top-level fields of the record.
  ///   - record: the call with these fields as the person says; a field that is empty in it is
  ///     struck out.
  /// - Returns: the call as it is now, nil for an unknown id.
  package func correct(
    _ id: String, fields: Set<String>, of record: CallRecord, on day: CalendarDay
  ) throws(StoreError) -> CallRecord? {
    try writing { db in
      guard let known = try KnownCall.find(id, db) else { return nil }
      let said = try RecordCoding.value(JSONValue.self, from: RecordCoding.text(record)).fields
      for field in fields.sorted() {
        try db.execute(
          sql: """
            INSERT INTO corrections (call, field, value, day, author) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value, day = excluded.day,
              author = excluded.author
            """,
          arguments: [
            known.row, field, try RecordCoding.text(said?[field] ?? .null), day.iso, author,
          ])
      }
      return try Corrections.rewrite(known, on: day, by: author, db)
    }
  }

  /// Takes corrections back; what the document says stands again at the next reading.
  package func forgetCorrections(of id: String) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "DELETE FROM corrections WHERE call = (SELECT row FROM calls WHERE id = ?)",
        arguments: [id])
    }
  }

  /// The corrections of a call, by field.
  package func corrections(of id: String) throws(StoreError) -> [StoredCorrection] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.field, c.value, c.day FROM corrections c JOIN calls k ON k.row = c.call
          WHERE k.id = ? ORDER BY c.field
          """, arguments: [id]
      ).map { row in
        StoredCorrection(
          field: try row.value(0),
          value: try RecordCoding.value(JSONValue.self, from: try row.value(1)),
          day: try Self.day(try row.value(2)))
      }
    }
  }

  /// The documents that hold a corrected call, by SHA-256.
  package func correctedDocuments() throws(StoreError) -> [String] {
    try reading { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT d.sha256 FROM corrections c JOIN calls k ON k.row = c.call
          JOIN documents d ON d.id = k.document ORDER BY d.sha256
          """)
    }
  }
}

/// The table `corrections`.
enum Corrections {
  /// A record with what persons said of its call.
  static func applied(to record: CallRecord, row: Int64, _ db: Database) throws -> CallRecord {
    let rows = try Row.fetchAll(
      db, sql: "SELECT field, value FROM corrections WHERE call = ?", arguments: [row])
    guard !rows.isEmpty else { return record }
    var fields =
      try RecordCoding.value(JSONValue.self, from: RecordCoding.text(record)).fields ?? [:]
    for row in rows {
      let value = try RecordCoding.value(JSONValue.self, from: try row.value(1))
      fields[try row.value(0)] = value == .null ? nil : value
    }
    return try RecordCoding.value(CallRecord.self, from: RecordCoding.text(fields))
  }

  /// Writes the call anew with its corrections, as a version of its own.
  static func rewrite(
    _ known: KnownCall, on day: CalendarDay, by author: String?, _ db: Database
  ) throws -> CallRecord {
    let record = try RecordCoding.value(CallRecord.self, from: known.record)
    let text = try RecordCoding.value(CallText.self, from: known.text)
    guard
      let document = try Row.fetchOne(
        db, sql: "SELECT sha256, language FROM documents WHERE id = ?", arguments: [known.document])
    else { throw StoreError.damaged(path: "", detail: "no document \(known.document)") }
    let writer = CallWriter(
      record: record, text: text, ordinal: known.candidate.ordinal,
      language: try document.value(1),
      document: DocumentRow(id: known.document, sha256: try document.value(0)), day: day,
      author: author, index: SearchIndex())
    _ = try writer.update(known, cause: .corrected, isForced: true, db)
    try Sameness(db: db).settle(known.row)
    return try applied(to: record, row: known.row, db)
  }
}
