import CallModel
import Documents
import Foundation
import GRDB

/// Where a person's name stood.
package struct ForgottenCounts: Hashable, Sendable, Codable {
  package var documents: Int
  package var calls: Int
  /// SHA-256 of the documents, whose files and kept originals hold the name as ever.
  package var contents: [String]
}

extension Store {
  /// Makes a person's name unreadable in all texts, records, proofs and the search, and takes the
  /// contacts of that name away; documents read later are treated the same. The name itself is kept
  /// nowhere, only a hash of it.
  ///
  /// The files themselves are not touched.
  /// - Returns: where it stood; nil for a name of a single word, which too many things are called.
  package func forget(person name: String, on day: CalendarDay) throws(StoreError)
    -> ForgottenCounts?
  {
    let names = NameMask.names(of: name)
    guard !names.isEmpty else { return nil }
    return try writing { db in
      for name in names {
        try db.execute(
          sql: "INSERT OR IGNORE INTO forgotten VALUES (?, ?, ?)",
          arguments: [name.hash, name.words, day.iso])
      }
      let forgetting = Forgetting(mask: NameMask(names))
      let contents = try forgetting.maskDocuments(db)
      return ForgottenCounts(
        documents: contents.count, calls: try forgetting.maskCalls(db), contents: contents)
    }
  }
}

/// Masks names in what the store holds, and in what comes into it.
struct Forgetting {
  let mask: NameMask
  private let index = SearchIndex()

  init(mask: NameMask) { self.mask = mask }

  /// What was asked to be forgotten; nil where that is nothing.
  init?(_ db: Database) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT hash, words FROM forgotten")
    guard !rows.isEmpty else { return nil }
    self.init(
      mask: NameMask(
        try rows.map { NameMask.Name(words: try $0.value("words"), hash: try $0.value("hash")) }))
  }

  // MARK: What comes in

  func masked(
    _ parsed: ParsedDocument, _ texts: [CallText], _ text: DocumentText
  ) throws -> (ParsedDocument, [CallText], DocumentText) {
    var parsed = parsed
    parsed.document = try masked(parsed.document) ?? parsed.document
    parsed.calls = try parsed.calls.map { try masked(record: $0) ?? $0 }
    return (parsed, try texts.map { try masked($0) ?? $0 }, masked(text) ?? text)
  }

  // MARK: What is there

  /// Returns the SHA-256 of those that held a name.
  fileprivate func maskDocuments(_ db: Database) throws -> [String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT d.id, d.record, t.text, t.source, d.superseded_by, d.sha256 FROM documents d
        JOIN document_texts t ON t.document = d.id ORDER BY d.id
        """)
    var contents: [String] = []
    for row in rows {
      let id: Int64 = try row.value(0)
      let old = try RecordCoding.value(DocumentRecord.self, from: try row.value(1))
      let text = DocumentText(
        text: (try row.value(2) as Blob).text, source: (try row.value(3) as Blob?)?.bytes)
      let newRecord = try masked(old)
      let newText = masked(text)
      guard newRecord != nil || newText != nil else { continue }
      contents.append(try row.value(5))
      let record = newRecord ?? old
      try db.execute(
        sql: "UPDATE documents SET record = ?, title = ? WHERE id = ?",
        arguments: [try RecordCoding.text(record), record.title, id])
      try db.execute(
        sql: "UPDATE document_texts SET text = ?, source = ? WHERE document = ?",
        arguments: [
          Blob((newText ?? text).text), (newText ?? text).source.map { Blob($0) }, id,
        ])
      if try (row.value(4) as Int64?) == nil {
        try DocumentSearch.write(record, text: (newText ?? text).text, row: id, index, db)
      }
    }
    return contents
  }

  fileprivate func maskCalls(_ db: Database) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT c.row, c.record, c.text, c.withdrawn_on, d.language FROM calls c
        JOIN documents d ON d.id = c.document ORDER BY c.row
        """)
    var count = 0
    for row in rows {
      let id: Int64 = try row.value(0)
      let old = try RecordCoding.value(CallRecord.self, from: try row.value(1))
      let oldText = try RecordCoding.value(CallText.self, from: try row.value(2))
      let record = try masked(record: old)
      let text = try masked(oldText)
      let hadVersions = try maskVersions(of: id, db)
      guard record != nil || text != nil || hadVersions else { continue }
      count += 1
      let sides = CallRow(record ?? old, text: text ?? oldText)
      try db.execute(
        sql: """
          UPDATE calls SET record = ?, text = ?, title = ?, title_key = ?, reference = ?
          WHERE row = ?
          """,
        arguments: [
          try RecordCoding.text(record ?? old), try RecordCoding.text(text ?? oldText), sides.title,
          sides.titleKey, sides.reference, id,
        ])
      if try (row.value(3) as String?) == nil {
        try CallSearch.write(
          record ?? old, title: sides.title, text: text ?? oldText, language: try row.value(4),
          row: id, index, db)
      }
    }
    return count
  }

  private func maskVersions(of call: Int64, _ db: Database) throws -> Bool {
    var changed = false
    for row in try Row.fetchAll(
      db, sql: "SELECT version, record FROM call_versions WHERE call = ?", arguments: [call])
    {
      let old = try RecordCoding.value(CallRecord.self, from: try row.value(1))
      guard let record = try masked(record: old) else { continue }
      changed = true
      try db.execute(
        sql: "UPDATE call_versions SET record = ? WHERE call = ? AND version = ?",
        arguments: [try RecordCoding.text(record), call, try row.value(0) as Int])
    }
    for row in try Row.fetchAll(
      db, sql: "SELECT field, value FROM corrections WHERE call = ?", arguments: [call])
    {
      let old = try RecordCoding.value(JSONValue.self, from: try row.value(1))
      guard let value = masked(old) else { continue }
      changed = true
      try db.execute(
        sql: "UPDATE corrections SET value = ? WHERE call = ? AND field = ?",
        arguments: [try RecordCoding.text(value), call, try row.value(0) as String])
    }
    return changed
  }

  // MARK: Values

  /// The record without contacts of the name, and with the name masked elsewhere.
  private func masked(record: CallRecord) throws -> CallRecord? {
    let kept = record.contacts.filter { contact in
      [contact.name, contact.email].compactMap(\.self).allSatisfy { mask.masked($0) == nil }
    }
    var record = record
    let hasContact = kept.count < record.contacts.count
    record.contacts = kept
    return try masked(record) ?? (hasContact ? record : nil)
  }

  private func masked<Value: Codable>(_ value: Value) throws -> Value? {
    guard let masked = masked(try JSONValue(value)) else { return nil }
    return try RecordCoding.value(Value.self, from: RecordCoding.text(masked))
  }

  private func masked(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .text(let text): return mask.masked(text).map { .text($0.text) }
    case .list(let values):
      let parts = values.map { self.masked($0) }
      guard parts.contains(where: { $0 != nil }) else { return nil }
      return .list(zip(values, parts).map { $1 ?? $0 })
    case .object(let fields):
      let parts = fields.compactMapValues { self.masked($0) }
      return parts.isEmpty ? nil : .object(fields.merging(parts) { $1 })
    default: return nil
    }
  }

  /// The text, and in the extracted form the same bytes.
  private func masked(_ text: DocumentText) -> DocumentText? {
    guard let (masked, found) = mask.masked(text.text) else { return nil }
    var result = text
    result.text = masked
    result.source = text.source.map { source in
      found.sorted().reduce(source) { bytes, name in
        let replacement = mask.masked(name)?.text ?? name
        return Self.replaced(Array(name.utf8), by: Array(replacement.utf8), in: bytes)
      }
    }
    return result
  }

  private static func replaced(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard old.count == new.count, let first = old.first, bytes.count >= old.count else {
      return bytes
    }
    var result = bytes
    var index = 0
    while index + old.count <= bytes.count {
      if bytes[index] == first, bytes[index..<(index + old.count)].elementsEqual(old) {
        result.replaceSubrange(index..<(index + old.count), with: new)
        index += old.count
      } else {
        index += 1
      }
    }
    return result
  }
}
