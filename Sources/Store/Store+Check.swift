import CallModel
import Documents
import GRDB

extension Store {
  /// What is wrong with the store, in words for experts; empty for a sound one. Reads all of it, and
  /// all originals that are kept.
  ///
  /// SQLite tells a page that contradicts another; what it keeps without looking inside is held
  /// against what stands elsewhere: columns against the record that they came from, the newest
  /// version of a call against the call, texts against their source, the index against the calls.
  ///
  /// - Parameter looksInside: false asks SQLite alone.
  package func faults(looksInside: Bool = true) throws(StoreError) -> [String] {
    var faults = try reading { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      // Where pages contradict each other, what they hold tells nothing more.
      guard faults.isEmpty, looksInside else { return faults }
      faults += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
        "foreign key of \(try $0.value(0) as String) leads nowhere"
      }
      faults += try Self.documentFaults(db)
      faults += try Self.callFaults(db)
      faults += try Self.indexFaults(db)
      return faults
    }
    guard looksInside else { return faults }
    faults += Originals(store: path).altered().map { "original \($0) is not what it was" }
    if !isReadOnly { faults += try indexStructureFaults() }
    return faults
  }

  private static func documentFaults(_ db: Database) throws -> [String] {
    var faults: [String] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT d.*, t.text, t.source FROM documents d
        LEFT JOIN document_texts t ON t.document = d.id ORDER BY d.id
        """)
    while let row = try rows.next() {
      let sha256: String = try row.value("sha256")
      let record = try RecordCoding.value(DocumentRecord.self, from: try row.value("record"))
      let columns = [
        record.sha256, record.format.rawValue, record.language, record.kind.rawValue, record.title,
      ]
      let stored: [String?] = [
        sha256, try row.value("format"), try row.value("language"), try row.value("kind"),
        try row.value("title"),
      ]
      let pages: Int = try row.value("pages")
      if columns != stored || record.pages != pages {
        faults.append("document \(sha256) differs from its record")
      }
      let text: Blob? = try row.value("text")
      if let source: Blob = try row.value("source"),
        (try? WireReader.result(of: source.bytes).get().text) != text?.text
      {
        faults.append("text of document \(sha256) differs from its source")
      }
    }
    return faults
  }

  private static func callFaults(_ db: Database) throws -> [String] {
    var faults: [String] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT c.*, v.record AS newest FROM calls c
        LEFT JOIN call_versions v ON v.call = c.row AND v.version = c.version ORDER BY c.row
        """)
    while let row = try rows.next() {
      let id: String = try row.value("id")
      let record = try RecordCoding.value(CallRecord.self, from: try row.value("record"))
      _ = try RecordCoding.value(CallText.self, from: try row.value("text"))
      let title: String = try row.value("title")
      let isTitleSame = (record.title?.value).map { $0.isEmpty || $0 == title } ?? true
      let days: [String?] = [
        try row.value("opening"), try row.value("first_deadline"), try row.value("last_deadline"),
        try row.value("first_seen"), try row.value("changed_on"), try row.value("withdrawn_on"),
      ]
      let areDays = days.allSatisfy { $0.map { CalendarDay(iso: $0) != nil } ?? true }
      if record.id != id || !isTitleSame || !areDays {
        faults.append("call \(id) differs from its record")
      }
      guard let newest: String = try row.value("newest") else {
        faults.append("call \(id) has lost its newest version")
        continue
      }
      if try !RecordCoding.changedFields(from: newest, to: try row.value("record")).isEmpty {
        faults.append("call \(id) differs from its newest version")
      }
    }
    return faults
  }

  private static func indexFaults(_ db: Database) throws -> [String] {
    let calls = try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM calls c WHERE (c.withdrawn_on IS NULL)
          <> EXISTS (SELECT 1 FROM call_search s WHERE s.rowid = c.row)
        """)
    guard let calls, calls > 0 else { return [] }
    return ["\(calls) calls differ from the search index"]
  }

  /// FTS5 checks its own structure by a command that counts as writing; it is undone.
  private func indexStructureFaults() throws(StoreError) -> [String] {
    try writing(ending: .rollback) { db in
      try ["call_search", "document_search"].compactMap { table in
        do {
          try db.execute(sql: "INSERT INTO \(table)(\(table)) VALUES ('integrity-check')")
          return nil
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
          return "search index \(table) is damaged"
        }
      }
    }
  }

  /// Makes the search index again from the stored calls and texts.
  package func rebuildSearch() throws(StoreError) {
    try writing { db in
      let index = SearchIndex()
      try db.execute(sql: "DELETE FROM call_search; DELETE FROM document_search")
      let calls = try Row.fetchAll(
        db,
        sql: """
          SELECT c.*, d.language FROM calls c JOIN documents d ON d.id = c.document
          WHERE c.withdrawn_on IS NULL ORDER BY c.row
          """)
      for row in calls {
        let call = try Self.call(row, db)
        try CallSearch.write(
          call.record, title: try row.value("title"), text: call.text,
          language: try row.value("language"),
          row: try row.value("row"), index, db)
      }
      let documents = try Row.fetchAll(
        db,
        sql: """
          SELECT d.id, t.text FROM documents d JOIN document_texts t ON t.document = d.id
          WHERE d.superseded_by IS NULL ORDER BY d.id
          """)
      for row in documents {
        try DocumentSearch.write(
          try Self.documentRecord(try row.value(0), db), text: (try row.value(1) as Blob).text,
          row: try row.value(0), index,
          db)
      }
    }
  }
}
