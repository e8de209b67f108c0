import CallModel
import Documents
import GRDB

extension Store {
  /// All documents, by their lexically first path, those that stand nowhere any more last.
  package func documents() throws(StoreError) -> [StoredDocument] {
    try reading { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT d.id FROM documents d LEFT JOIN paths p ON p.document = d.id
          GROUP BY d.id ORDER BY min(CASE WHEN p.is_current THEN p.path END) IS NULL,
            min(CASE WHEN p.is_current THEN p.path END), min(p.path), d.sha256
          """
      ).map { try Self.document($0, db) }
    }
  }

  package func document(sha256: String) throws(StoreError) -> StoredDocument? {
    try reading { db in
      try DocumentRow.find(sha256, db).map { try Self.document($0.id, db) }
    }
  }

  /// Whether a content is in the store.
  package func holds(sha256: String) throws(StoreError) -> Bool {
    try reading { db in try DocumentRow.find(sha256, db) != nil }
  }

  /// The text of a document, and what it takes to read it again.
  package func text(sha256: String) throws(StoreError) -> DocumentText? {
    try reading { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT t.text, t.page_starts, t.source FROM document_texts t
          JOIN documents d ON d.id = t.document WHERE d.sha256 = ?
          """, arguments: [sha256]
      ).map { row in
        DocumentText(
          text: (try row.value(0) as Blob).text,
          pageStarts: try RecordCoding.value([Int].self, from: try row.value(1)),
          source: (try row.value(2) as Blob?)?.bytes)
      }
    }
  }

  /// How much the store holds.
  package func counts() throws(StoreError) -> StoreCounts {
    try reading { db in
      func count(_ query: String) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(query)") ?? 0
      }
      return StoreCounts(
        documents: try count("documents"), paths: try count("paths WHERE is_current"),
        calls: try count("calls WHERE withdrawn_on IS NULL AND same_as IS NULL"),
        failures: try count("failures"),
        partialSandbox: try count("documents WHERE is_sandbox_partial"))
    }
  }

  private static func document(_ id: Int64, _ db: Database) throws -> StoredDocument {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT d.sha256, d.first_seen, d.last_seen, n.sha256 FROM documents d
        LEFT JOIN documents n ON n.id = d.superseded_by WHERE d.id = ?
        """, arguments: [id])
    guard let row else { throw StoreError.damaged(path: "", detail: "no document \(id)") }
    return StoredDocument(
      record: try documentRecord(id, db), paths: try Paths.of(id, db),
      firstSeen: try day(try row.value(1)), lastSeen: try day(try row.value(2)),
      callIDs: try DocumentRow(id: id, sha256: try row.value(0)).callIDs(db),
      supersededBy: try row.value(3))
  }
}

/// How many rows of each kind a store holds.
package struct StoreCounts: Hashable, Sendable, Codable {
  package var documents: Int
  /// Places where a content stands now.
  package var paths: Int
  /// Without withdrawn ones; what several documents tell of once.
  package var calls: Int
  package var failures: Int
  /// Documents read where the kernel lacked a wall around readers.
  package var partialSandbox: Int

  package init(documents: Int, paths: Int, calls: Int, failures: Int, partialSandbox: Int = 0) {
    self.partialSandbox = partialSandbox
    self.documents = documents
    self.paths = paths
    self.calls = calls
    self.failures = failures
  }
}
