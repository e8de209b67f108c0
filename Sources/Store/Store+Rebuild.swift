import CallModel
import Documents
import GRDB
import Glibc

extension Store {
  /// Takes over what no document says: corrections, digests, deliveries, what is known of watched
  /// files, and whatever else stands in tables of its own. Rows that point at calls and documents
  /// point at the same ones here; those whose call or document is not here are left out.
  ///
  /// - Returns: the tables of the other store that could not be read.
  package func takeOver(from other: Store) throws(StoreError) -> [String] {
    var lost: [String] = []
    for table in try tables() where !Self.isDerived(table) {
      do throws(StoreError) {
        let rows = try other.rows(of: table)
        try write(rows, to: table)
      } catch .damaged {
        lost.append(table)
      }
    }
    try applyCorrections()
    try applySameness()
    return lost
  }

  /// Takes over whom to forget, before anything is read: names that are to stand nowhere do not come
  /// back with the originals.
  package func takeOverForgotten(from other: Store) throws(StoreError) {
    try write(other.rows(of: "forgotten"), to: "forgotten")
  }

  /// What reading the documents again gives.
  private static func isDerived(_ table: String) -> Bool {
    table.hasPrefix("call_") || table.hasPrefix("document") || table.hasPrefix("grdb_")
      || table.hasPrefix("sqlite_") || ["calls", "paths"].contains(table)
  }

  private func tables() throws(StoreError) -> [String] {
    try reading { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    }
  }

  /// A row with the lasting names of what it points at, by column.
  private struct ForeignRow {
    var values: [String: DatabaseValue]
    var names: [String: (table: String, name: String)] = [:]
  }

  /// How a row of a table is named for ever, and in this file only.
  private static let keys = [
    "calls": (lasting: "id", local: "row"), "documents": (lasting: "sha256", local: "id"),
  ]

  private func rows(of table: String) throws(StoreError) -> [ForeignRow] {
    try reading { db in
      guard try db.tableExists(table) else { return [] }
      let pointers = try Row.fetchAll(db, sql: "PRAGMA foreign_key_list(\(table))").compactMap {
        row -> (column: String, table: String)? in
        let target: String = try row.value("table")
        return Self.keys[target] == nil ? nil : (try row.value("from"), target)
      }
      return try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
        var foreign = ForeignRow(
          values: Dictionary(row.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 }))
        for (column, target) in pointers {
          guard let key = Self.keys[target], let value = foreign.values[column], !value.isNull,
            let name = try String.fetchOne(
              db, sql: "SELECT \(key.lasting) FROM \(target) WHERE \(key.local) = ?",
              arguments: [value])
          else { continue }
          foreign.names[column] = (target, name)
        }
        return foreign
      }
    }
  }

  private func write(_ rows: [ForeignRow], to table: String) throws(StoreError) {
    try writing { db in
      let known = Set(try db.columns(in: table).map(\.name))
      for row in rows {
        var values = row.values.filter { known.contains($0.key) }
        var isWhole = true
        for (column, target) in row.names {
          guard let key = Self.keys[target.table] else { continue }
          let local = try Int64.fetchOne(
            db, sql: "SELECT \(key.local) FROM \(target.table) WHERE \(key.lasting) = ?",
            arguments: [target.name])
          values[column] = local.databaseValue
          isWhole = isWhole && local != nil
        }
        guard isWhole else { continue }
        let columns = values.keys.sorted()
        try db.execute(
          sql: """
            INSERT OR REPLACE INTO \(table) (\(columns.joined(separator: ", ")))
            VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
            """, arguments: StatementArguments(columns.map { values[$0] }))
      }
    }
  }

  private func applySameness() throws(StoreError) {
    try writing { db in
      let rows = try Int64.fetchAll(db, sql: "SELECT call FROM sameness ORDER BY call")
      for row in rows { try Sameness(db: db).settle(row) }
    }
  }

  private func applyCorrections() throws(StoreError) {
    try writing { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT k.id, max(c.day), max(c.author) FROM corrections c JOIN calls k ON k.row = c.call
          GROUP BY k.id ORDER BY k.id
          """)
      for row in rows {
        guard let known = try KnownCall.find(try row.value(0), db) else { continue }
        _ = try Corrections.rewrite(
          known, on: try Self.day(try row.value(1)), by: try row.value(2), db)
      }
    }
  }

  /// Puts a store that was made beside another in its place; the older one stays under the name
  /// `…-before`. Neither may be open.
  package static func replace(_ path: String, by new: String) throws(StoreError) {
    let before = path + "-before"
    for ending in ["", "-wal", "-shm"] { unlink(before + ending) }
    // The old log must not be read with the new file.
    for ending in ["-wal", "-shm"] {
      guard rename(path + ending, before + ending) == 0 || errno == ENOENT else {
        throw StoreError(.last, path: path)
      }
    }
    guard link(path, before) == 0 || errno == ENOENT, rename(new, path) == 0 else {
      throw StoreError(.last, path: path)
    }
  }
}
