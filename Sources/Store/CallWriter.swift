import CallModel
import Documents
import GRDB

/// A call that stands in the store already.
struct KnownCall {
  var row: Int64
  var id: String
  var version: Int
  var isWithdrawn: Bool
  var record: String
  var text: String
  var document: Int64
  var candidate: Lineage.Candidate

  /// The calls of a document, those still standing first, then by ordinal.
  static func all(of document: Int64, _ db: Database) throws -> [KnownCall] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT row, id, version, withdrawn_on IS NOT NULL, record, text, document, ordinal
        FROM calls WHERE document = ? ORDER BY withdrawn_on IS NOT NULL, ordinal, id
        """, arguments: [document]
    ).map(KnownCall.init)
  }

  static func find(_ id: String, _ db: Database) throws -> KnownCall? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT row, id, version, withdrawn_on IS NOT NULL, record, text, document, ordinal
        FROM calls WHERE id = ?
        """, arguments: [id]
    ).map(KnownCall.init)
  }

  private init(_ row: Row) throws {
    self.row = try row.value(0)
    id = try row.value(1)
    version = try row.value(2)
    isWithdrawn = try row.value(3)
    record = try row.value(4)
    text = try row.value(5)
    document = try row.value(6)
    let decoded = try RecordCoding.value(CallRecord.self, from: record)
    let words = try RecordCoding.value(CallText.self, from: text)
    candidate = Lineage.Candidate(
      ordinal: try row.value(7), record: decoded, row: CallRow(decoded, text: words))
  }
}

/// Writes one call of a document.
struct CallWriter {
  var record: CallRecord
  let text: CallText
  let ordinal: Int
  let language: String
  let document: DocumentRow
  let day: CalendarDay
  /// Who says so: a version of the program and its rules, or a person.
  var author: String?
  let index: SearchIndex

  private var row: CallRow { CallRow(record, text: text) }

  mutating private func identify(as id: String) { record.id = id }

  /// Inserts a call that was never seen, as its first version.
  func insert(_ db: Database) throws {
    var writer = self
    writer.identify(as: try freeID(db))
    let row = writer.row
    let json = try RecordCoding.text(writer.record)
    try db.execute(
      sql: """
        INSERT INTO calls (id, document, ordinal, title, title_key, reference, opening,
          first_deadline, last_deadline, is_permanent, version, first_seen, changed_on, record, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
        """,
      arguments: [
        writer.record.id, document.id, ordinal, row.title, row.titleKey, row.reference,
        row.schedule.opening?.iso, row.schedule.firstDeadline?.iso, row.schedule.lastDeadline?.iso,
        row.schedule.isPermanent, day.iso, day.iso, json, try RecordCoding.text(text),
      ])
    let id = db.lastInsertedRowID
    try writer.finish(id, version: 1, cause: .added, changed: [], json: json, db)
  }

  /// Brings a known call up to date; returns whether anything of it differs from before.
  /// - Parameter isForced: the document itself was read differently, its language perhaps.
  func update(
    _ known: KnownCall, cause: VersionCause, isForced: Bool, _ db: Database
  ) throws -> Bool {
    var writer = self
    writer.identify(as: known.id)
    writer.record = try Corrections.applied(to: writer.record, row: known.row, db)
    let row = writer.row
    let json = try RecordCoding.text(writer.record)
    let words = try RecordCoding.text(text)
    let isSame =
      !isForced && ordinal == known.candidate.ordinal && json == known.record && words == known.text
      && document.id == known.document
      && !known.isWithdrawn
    if isSame { return false }
    let changed = try RecordCoding.changedFields(from: known.record, to: json)
    let version = known.version + (changed.isEmpty ? 0 : 1)
    try db.execute(
      sql: """
        UPDATE calls SET document = ?, ordinal = ?, title = ?, title_key = ?, reference = ?,
          opening = ?, first_deadline = ?, last_deadline = ?, is_permanent = ?, version = ?,
          changed_on = CASE WHEN ? THEN ? ELSE changed_on END, withdrawn_on = NULL,
          record = ?, text = ?
        WHERE row = ?
        """,
      arguments: [
        document.id, ordinal, row.title, row.titleKey, row.reference, row.schedule.opening?.iso,
        row.schedule.firstDeadline?.iso, row.schedule.lastDeadline?.iso, row.schedule.isPermanent,
        version, !changed.isEmpty, day.iso, json, words, known.row,
      ])
    try writer.finish(
      known.row, version: changed.isEmpty ? nil : version, cause: cause, changed: changed,
      json: json, db)
    return true
  }

  /// Side tables, search, and the version where there is a new one.
  private func finish(
    _ id: Int64, version: Int?, cause: VersionCause, changed: [String], json: String, _ db: Database
  ) throws {
    try row.writeSides(of: id, db)
    try CallSearch.write(
      record, title: row.title, text: text, language: language, row: id, index, db)
    guard let version else { return }
    try db.execute(
      sql: """
        INSERT INTO call_versions
          (call, version, day, cause, document_sha256, changed, record, author)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, version, day.iso, cause.rawValue, document.sha256, try RecordCoding.text(changed), json,
        author,
      ])
  }

  /// `<10 hex digits>-<ordinal>`; the next ordinal that is free where an older reading gave it away.
  private func freeID(_ db: Database) throws -> String {
    let prefix = document.sha256.prefix(10)
    var number = ordinal
    while try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM calls WHERE id = ?)",
      arguments: ["\(prefix)-\(number)"]) == true
    {
      number += 1
    }
    return "\(prefix)-\(number)"
  }
}
