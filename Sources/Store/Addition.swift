import CallModel
import Documents
import GRDB

/// One document on its way into the store, within one transaction.
struct Addition {
  let parsed: ParsedDocument
  let texts: [CallText]
  let text: DocumentText
  let path: String?
  let day: CalendarDay
  let author: String?
  /// The document's record without its path, which depends on where else the content stands.
  private let record: DocumentRecord
  private let searchIndex = SearchIndex()

  init(
    _ parsed: ParsedDocument, texts: [CallText], text: DocumentText, path: String?,
    day: CalendarDay, author: String?
  ) {
    self.author = author
    self.parsed = parsed
    self.texts = texts
    self.text = text
    self.path = path
    self.day = day
    var record = parsed.document
    record.path = ""
    self.record = record
  }

  func run(_ db: Database) throws -> AddOutcome {
    let known = try DocumentRow.find(record.sha256, db)
    let predecessor = try path.flatMap { try Paths.predecessor(of: known?.id, at: $0, db) }
    let document = try known ?? insertDocument(db)
    let textChanged = try known != nil && updateDocument(document.id, db)
    if let path {
      try Paths.note(path, document: document.id, on: day, db)
      try db.execute(sql: "DELETE FROM failures WHERE path = ?", arguments: [path])
    }
    try document.touch(on: day, db)
    // An older content seen again elsewhere stays what it is: the past of a newer one.
    if document.supersededBy != nil, predecessor == nil {
      return AddOutcome(change: .known, callIDs: [])
    }
    let callsChanged = try writeCalls(
      of: document, after: predecessor, isForced: textChanged, db)
    if known == nil || predecessor != nil || textChanged {
      try DocumentSearch.write(record, text: text.text, row: document.id, searchIndex, db)
    }
    let change: AddOutcome.Change =
      if known == nil && predecessor == nil {
        .new
      } else if predecessor != nil || textChanged || callsChanged {
        .changed
      } else {
        .known
      }
    return AddOutcome(change: change, callIDs: try document.callIDs(db))
  }

  // MARK: - Document

  private func insertDocument(_ db: Database) throws -> DocumentRow {
    try db.execute(
      sql: """
        INSERT INTO documents
          (sha256, format, pages, language, kind, title, record, first_seen, last_seen, read_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        record.sha256, record.format.rawValue, record.pages, record.language,
        record.kind.rawValue, record.title, try RecordCoding.text(record), day.iso, day.iso, author,
      ])
    let row = DocumentRow(id: db.lastInsertedRowID, sha256: record.sha256)
    try writeText(row.id, db)
    return row
  }

  /// Returns whether the document's own record or text is another than before.
  private func updateDocument(_ id: Int64, _ db: Database) throws -> Bool {
    let json = try RecordCoding.text(record)
    let old = try Row.fetchOne(
      db,
      sql: """
        SELECT d.record, t.text FROM documents d JOIN document_texts t ON t.document = d.id
        WHERE d.id = ?
        """, arguments: [id])
    try db.execute(
      sql: """
        UPDATE documents SET format = ?, pages = ?, language = ?, kind = ?, title = ?, record = ?,
          read_by = ? WHERE id = ?
        """,
      arguments: [
        record.format.rawValue, record.pages, record.language, record.kind.rawValue, record.title,
        json, author, id,
      ])
    try writeText(id, db)
    let oldRecord: String? = try old?.value("record")
    let oldText: Blob? = try old?.value("text")
    return oldRecord != json || oldText?.text != text.text
  }

  private func writeText(_ id: Int64, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO document_texts (document, text, page_starts, source) VALUES (?, ?, ?, ?)
        ON CONFLICT (document) DO UPDATE SET text = excluded.text,
          page_starts = excluded.page_starts, source = coalesce(excluded.source, source)
        """,
      arguments: [
        id, Blob(text.text), try RecordCoding.text(text.pageStarts), text.source.map { Blob($0) },
      ])
  }

  // MARK: - Calls

  /// Writes the calls under their lasting ids; returns whether any differs from before.
  private func writeCalls(
    of document: DocumentRow, after predecessor: Int64?, isForced: Bool, _ db: Database
  ) throws -> Bool {
    let rows = zip(parsed.calls, texts).map { CallRow($0, text: $1) }
    let candidates = parsed.calls.indices.map {
      Lineage.Candidate(ordinal: $0 + 1, record: parsed.calls[$0], row: rows[$0])
    }
    let own = try KnownCall.all(of: document.id, db)
    let others = try predecessor.map { try KnownCall.all(of: $0, db) } ?? []
    let old = own + others
    let matches = Lineage.match(
      candidates, own: own.map(\.candidate), others: others.map(\.candidate))
    var changed = false
    for index in parsed.calls.indices {
      let writer = CallWriter(
        record: parsed.calls[index], text: texts[index], ordinal: index + 1,
        language: record.language, document: document, day: day, author: author,
        index: searchIndex)
      if let match = matches[index] {
        let cause: VersionCause = match < own.count ? .reread : .amended
        changed = try writer.update(old[match], cause: cause, isForced: isForced, db) || changed
      } else {
        try writer.insert(db)
        changed = true
      }
    }
    let kept = Set(matches.compactMap(\.self))
    for index in old.indices where !kept.contains(index) && !old[index].isWithdrawn {
      try db.execute(
        sql: "UPDATE calls SET withdrawn_on = ? WHERE row = ?",
        arguments: [day.iso, old[index].row])
      try CallSearch.remove(row: old[index].row, db)
      changed = true
    }
    if let predecessor {
      try db.execute(
        sql: "UPDATE documents SET superseded_by = ? WHERE id = ?",
        arguments: [document.id, predecessor])
      try db.execute(
        sql: "UPDATE documents SET superseded_by = NULL WHERE id = ?", arguments: [document.id])
      try DocumentSearch.remove(row: predecessor, db)
      try Sameness(db: db).settle(document: predecessor)
    }
    try Sameness(db: db).settle(document: document.id)
    return changed
  }
}
