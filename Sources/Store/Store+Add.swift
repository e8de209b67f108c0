import CallModel
import Documents
import GRDB

/// What made a new version of a call.
package enum VersionCause: String, Sendable, Codable {
  /// First sight.
  case added
  /// The same content, read with other rules.
  case reread
  /// Another content took the place of the older one under the same path.
  case amended
  /// A person said otherwise.
  case corrected
}

extension Store {
  /// Adds a document and its calls, or brings them up to date where the content is known.
  ///
  /// A content is its SHA-256: the same twice is one document. Calls keep the ids that they were
  /// given at first sight, `<first 10 hex digits of the SHA-256>-<ordinal from 1>`, whatever the
  /// order in which documents came. When a path that held one content comes to hold another, the
  /// calls found again in the new one are amended under their ids, the others are withdrawn.
  /// Failures recorded for the path are forgotten.
  /// - Parameters:
  ///   - texts: the words of each call, in the order of `parsed.calls`.
  ///   - path: where the content was seen; nil when stored text is read again.
  ///   - isOneCall: whether it was read as one call whatever its kind, and is to be again.
  ///   - isSandboxPartial: whether it was read where the kernel lacked a wall.
  ///   - tags: names of the folders that lead to it, where they are wanted.
  ///   - file: what is noted of the watched file, in the same transaction.
  ///   - day: today.
  package func add(
    _ parsed: ParsedDocument, texts: [CallText], text: DocumentText, path: String?,
    isOneCall: Bool = false, isSandboxPartial: Bool = false, tags: [String] = [],
    noting file: WatchedFile? = nil, on day: CalendarDay
  ) throws(StoreError) -> AddOutcome {
    guard texts.count == parsed.calls.count else {
      throw .fault(detail: "\(texts.count) texts for \(parsed.calls.count) calls")
    }
    return try writing { db in
      let (parsed, texts, text) =
        try Forgetting(db)?.masked(parsed, texts, text) ?? (parsed, texts, text)
      let outcome = try Addition(
        parsed, texts: texts, text: text, path: path, day: day, author: author
      ).run(db)
      if isOneCall {
        try db.execute(
          sql: "UPDATE documents SET is_one_call = 1 WHERE sha256 = ?",
          arguments: [parsed.document.sha256])
      }
      if path != nil {
        try db.execute(
          sql: "UPDATE documents SET is_sandbox_partial = ? WHERE sha256 = ?",
          arguments: [isSandboxPartial, parsed.document.sha256])
      }
      try PathTags.note(tags, of: path, db)
      try WatchedFile.note(file, readAt: path, db)
      return outcome
    }
  }

  /// Notes that a known content was seen under a path.
  ///
  /// Returns the ids of its calls, or nil where the content must be read: it is unknown, or another
  /// content had taken its place under this path.
  package func noteSeen(
    sha256: String, path: String, tags: [String] = [], noting file: WatchedFile? = nil,
    on day: CalendarDay
  ) throws(StoreError) -> [String]? {
    try writing { db in
      guard let document = try DocumentRow.find(sha256, db) else { return nil }
      let predecessor = try Paths.predecessor(of: document.id, at: path, db)
      guard predecessor == nil else { return nil }
      try document.touch(on: day, db)
      try Paths.note(path, document: document.id, on: day, db)
      try db.execute(sql: "DELETE FROM failures WHERE path = ?", arguments: [path])
      try PathTags.note(tags, of: path, db)
      try WatchedFile.note(file, readAt: path, db)
      return try document.callIDs(db)
    }
  }
}

/// The table `paths`.
enum Paths {
  /// Notes that the path holds this document now, and none of the others any more.
  static func note(_ path: String, document: Int64, on day: CalendarDay, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE paths SET is_current = 0 WHERE path = ? AND document <> ?",
      arguments: [path, document])
    try db.execute(
      sql: """
        INSERT INTO paths (path, document, first_seen, last_seen, is_current) VALUES (?, ?, ?, ?, 1)
        ON CONFLICT (path, document) DO UPDATE SET is_current = 1, gone_on = NULL,
          first_seen = min(first_seen, excluded.first_seen),
          last_seen = max(last_seen, excluded.last_seen)
        """, arguments: [path, document, day.iso, day.iso])
  }

  /// The other document that stands at the path, and at this path alone.
  static func predecessor(of document: Int64?, at path: String, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT p.document FROM paths p
        WHERE p.path = ?1 AND p.is_current = 1 AND p.document IS NOT ?2
          AND NOT EXISTS (SELECT 1 FROM paths q
            WHERE q.document = p.document AND q.is_current = 1 AND q.path <> ?1)
        """, arguments: [path, document])
  }

  /// The lexically first path of every document.
  static func firsts(_ db: Database) throws -> [Int64: String] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT document, path FROM paths ORDER BY document, is_current DESC, path")
    var firsts: [Int64: String] = [:]
    while let row = try rows.next() {
      let document: Int64 = try row.value(0)
      if firsts[document] == nil { firsts[document] = try row.value(1) }
    }
    return firsts
  }

  /// Where a document stands, sorted; where it stood, if it stands nowhere any more.
  static func of(_ document: Int64, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT path FROM paths p WHERE document = ?1 AND is_current =
          (SELECT max(is_current) FROM paths q WHERE q.document = ?1)
        ORDER BY path
        """, arguments: [document])
  }
}

/// A row of `documents`.
struct DocumentRow {
  var id: Int64
  var sha256: String
  var supersededBy: Int64?

  static func find(_ sha256: String, _ db: Database) throws -> DocumentRow? {
    try Row.fetchOne(
      db, sql: "SELECT id, superseded_by FROM documents WHERE sha256 = ?", arguments: [sha256]
    ).map { DocumentRow(id: try $0.value(0), sha256: sha256, supersededBy: try $0.value(1)) }
  }

  func touch(on day: CalendarDay, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE documents SET first_seen = min(first_seen, ?1), last_seen = max(last_seen, ?1)
        WHERE id = ?2
        """, arguments: [day.iso, id])
  }

  func callIDs(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: "SELECT id FROM calls WHERE document = ? AND withdrawn_on IS NULL ORDER BY ordinal, id",
      arguments: [id])
  }
}
