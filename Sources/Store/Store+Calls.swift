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
      try Row.fetchAll(db, sql: query.sql(columns: "c.*"), arguments: query.arguments)
        .map { try Self.call($0, db) }
    }
  }

  /// The calls that pass, as a list shows them; fast for any number of calls.
  package func summaries(
    _ filter: CallFilter = CallFilter(), sort: CallSort = .deadline, on day: CalendarDay
  ) throws(StoreError) -> [CallSummary] {
    let query = CallQuery(filter, sort: sort, on: day)
    let columns = """
      id, title, document, opening, first_deadline, next_deadline, last_deadline, is_permanent,
      status, first_seen, changed_on, row
      """
    return try reading { db in
      try Row.fetchAll(db, sql: query.sql(columns: columns), arguments: query.arguments)
        .map { try Self.summary($0, db) }
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
      case 1: return id.isEmpty ? .several([rows[0]["id"]]) : .found(try Self.call(rows[0], db))
      default: return .several(rows.map { $0["id"] })
      }
    }
  }

  static func call(_ row: Row, _ db: Database) throws -> StoredCall {
    let document: Int64 = row["document"]
    return StoredCall(
      id: row["id"], record: try RecordCoding.record(from: row["record"]),
      document: try documentRecord(document, db),
      text: try RecordCoding.value(CallText.self, from: row["text"]),
      firstSeen: try day(row["first_seen"]), changedOn: try day(row["changed_on"]),
      version: row["version"], withdrawnOn: try (row["withdrawn_on"] as String?).map(day))
  }

  private static func summary(_ row: Row, _ db: Database) throws -> CallSummary {
    let call: Int64 = row["row"]
    func values(_ kind: CallRow.Facet) throws -> [String] {
      try String.fetchAll(
        db, sql: "SELECT value FROM call_facets WHERE call = ? AND kind = ? ORDER BY value",
        arguments: [call, kind.rawValue])
    }
    func optionalDay(_ column: String) throws -> CalendarDay? {
      try (row[column] as String?).map(day)
    }
    guard let status = CallStatus(rawValue: row["status"]) else {
      preconditionFailure("the query names a status of `CallStatus`")
    }
    return CallSummary(
      id: row["id"], title: row["title"], path: try Paths.of(row["document"], db).first ?? "",
      opening: try optionalDay("opening"), firstDeadline: try optionalDay("first_deadline"),
      nextDeadline: try optionalDay("next_deadline"),
      lastDeadline: try optionalDay("last_deadline"),
      isPermanent: row["is_permanent"], status: status, programmes: try values(.programme),
      themes: try values(.theme), countries: try values(.country),
      firstSeen: try day(row["first_seen"]), changedOn: try day(row["changed_on"]))
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
