import CallModel
import Documents
import GRDB

/// What a call's id, or the beginning of one, stands for.
package enum CallLookup: Hashable, Sendable {
  case found(StoredCall)
  case none
  /// The ids that begin so, sorted.
  case several([String])
}

extension Store {
  /// The calls that pass, decoded whole, in the order asked for.
  package func calls(
    _ filter: CallFilter = CallFilter(), sort: CallSort = .deadline, on day: CalendarDay
  ) throws(StoreError) -> [StoredCall] {
    let query = CallQuery(filter, sort: sort, on: day)
    return try reading { db in
      var documents: [Int64: DocumentRecord] = [:]
      return try Row.fetchAll(db, sql: query.sql(columns: "c.*"), arguments: query.arguments).map {
        let id: Int64 = try $0.value("document")
        let document = try documents[id] ?? Self.documentRecord(id, db)
        documents[id] = document
        return try Self.call($0, of: document)
      }
    }
  }

  /// The calls that pass, as a list shows them; fast for any number of calls.
  package func summaries(
    _ filter: CallFilter = CallFilter(), sort: CallSort = .deadline, on day: CalendarDay
  ) throws(StoreError) -> [CallSummary] {
    let query = CallQuery(filter, sort: sort, on: day)
    let columns = """
      id, title, document, opening, first_deadline, next_deadline, last_deadline, is_permanent,
      phase, first_seen, changed_on, row
      """
    return try reading { db in
      let paths = try Paths.firsts(db)
      let facets = try Self.facets(db)
      return try Row.fetchAll(db, sql: query.sql(columns: columns), arguments: query.arguments)
        .map {
          try Self.summary(
            $0, path: paths[try $0.value("document")] ?? "", facets[try $0.value("row")] ?? [:])
        }
    }
  }

  /// The call with an id, or the only one whose id begins so.
  package func call(matching id: String) throws(StoreError) -> CallLookup {
    try reading { db in
      if let row = try Row.fetchOne(db, sql: "SELECT * FROM calls WHERE id = ?", arguments: [id]) {
        return .found(try Self.call(row, db))
      }
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM calls WHERE substr(id, 1, ?) = ? ORDER BY id",
        arguments: [id.unicodeScalars.count, id])
      switch rows.count {
      case 0: return .none
      case 1:
        return id.isEmpty ? .several([try rows[0].value("id")]) : .found(try Self.call(rows[0], db))
      default: return .several(try rows.map { try $0.value("id") })
      }
    }
  }

  static func call(_ row: Row, _ db: Database) throws -> StoredCall {
    try call(row, of: documentRecord(try row.value("document"), db))
  }

  private static func call(_ row: Row, of document: DocumentRecord) throws -> StoredCall {
    StoredCall(
      id: try row.value("id"),
      record: try RecordCoding.value(CallRecord.self, from: try row.value("record")),
      document: document,
      text: try RecordCoding.value(CallText.self, from: try row.value("text")),
      firstSeen: try day(try row.value("first_seen")),
      changedOn: try day(try row.value("changed_on")),
      version: try row.value("version"),
      withdrawnOn: try (try row.value("withdrawn_on") as String?).map(day))
  }

  /// What a list shows of the facets of every call, each sorted.
  private static func facets(_ db: Database) throws -> [Int64: [CallRow.Facet: [String]]] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT call, kind, value FROM call_facets WHERE kind IN ('programme', 'theme', 'country')
        ORDER BY call, kind, value
        """)
    var facets: [Int64: [CallRow.Facet: [String]]] = [:]
    while let row = try rows.next() {
      guard let kind = CallRow.Facet(rawValue: try row.value(1)) else { continue }
      facets[try row.value(0), default: [:]][kind, default: []].append(try row.value(2))
    }
    return facets
  }

  private static func summary(
    _ row: Row, path: String, _ facets: [CallRow.Facet: [String]]
  ) throws -> CallSummary {
    func optionalDay(_ column: String) throws -> CalendarDay? {
      try (row[column] as String?).map(day)
    }
    guard let phase = CallPhase(rawValue: try row.value("phase")) else {
      preconditionFailure("the query names a case of `CallPhase`")
    }
    return CallSummary(
      id: try row.value("id"), title: try row.value("title"), path: path,
      opening: try optionalDay("opening"), firstDeadline: try optionalDay("first_deadline"),
      nextDeadline: try optionalDay("next_deadline"),
      lastDeadline: try optionalDay("last_deadline"),
      isPermanent: try row.value("is_permanent"), phase: phase,
      programmes: facets[.programme] ?? [],
      themes: facets[.theme] ?? [], countries: facets[.country] ?? [],
      firstSeen: try day(try row.value("first_seen")),
      changedOn: try day(try row.value("changed_on")))
  }

  /// A document's record with its lexically first path.
  static func documentRecord(_ id: Int64, _ db: Database) throws -> DocumentRecord {
    let json = try String.fetchOne(
      db, sql: "SELECT record FROM documents WHERE id = ?", arguments: [id])
    var record = try RecordCoding.value(DocumentRecord.self, from: json ?? "")
    record.path = try Paths.of(id, db).first ?? ""
    return record
  }

  static func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(iso: text) else {
      throw StoreError.damaged(path: "", detail: "not a day: \(text)")
    }
    return day
  }
}
