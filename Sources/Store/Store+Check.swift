import GRDB

extension Store {
  /// What is wrong with the file, in SQLite's words; empty for a sound store. Reads all of it.
  package func faults() throws(StoreError) -> [String] {
    try reading { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      faults += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
        "foreign key of \(try $0.value(0) as String) leads nowhere"
      }
      let calls = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM calls c WHERE (c.withdrawn_on IS NULL)
            <> EXISTS (SELECT 1 FROM call_search s WHERE s.rowid = c.row)
          """)
      if let calls, calls > 0 { faults.append("\(calls) calls differ from the search index") }
      return faults
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
