import CallModel
import Documents
import Foundation
import GRDB

/// A call as matching reads it from the store.
package struct MatchRow: Hashable, Sendable {
  package var id: String
  /// The lexically first path of the call's document.
  package var path: String
  /// What was packed of it; nil where nothing was, or by another lexicon.
  package var packed: Packed?

  /// Bytes that the store does not look into.
  package struct Packed: Hashable, Sendable {
    package var demands: [UInt8]
    package var matter: [UInt8]
    /// What is shown of it; empty in rows that are read to judge by.
    package var whole: [UInt8]

    package init(demands: [UInt8], matter: [UInt8], whole: [UInt8] = []) {
      self.demands = demands
      self.matter = matter
      self.whole = whole
    }
  }
}

extension Store {
  /// All calls that are not withdrawn, by id.
  /// - Parameter fingerprint: of the lexicon by which they must be packed.
  package func matchRows(fingerprint: String) throws(StoreError) -> [MatchRow] {
    try reading { db in
      let paths = try Paths.firsts(db)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT c.id, c.document, m.demands, m.matter FROM calls c
          LEFT JOIN match_rows m ON m.call = c.row AND m.fingerprint = ?
          WHERE c.withdrawn_on IS NULL AND c.same_as IS NULL ORDER BY c.id
          """, arguments: [fingerprint])
      var found: [MatchRow] = []
      while let row = try rows.next() {
        let demands = Self.bytes(row, 2)
        let packed = demands.flatMap { demands in
          Self.bytes(row, 3).map { MatchRow.Packed(demands: demands, matter: $0) }
        }
        found.append(
          MatchRow(
            id: try row.value(0), path: paths[try row.value(1)] ?? "", packed: packed))
      }
      return found
    }
  }

  /// What a match shows of a call, packed; nil where nothing was packed by this lexicon.
  package func packedCall(
    _ id: String, fingerprint: String
  ) throws(StoreError) -> [UInt8]? {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT p.whole FROM calls c JOIN match_rows m ON m.call = c.row AND m.fingerprint = ?
          JOIN packed_calls p ON p.call = c.row WHERE c.id = ?
          """)
      guard let row = try Row.fetchOne(statement, arguments: [fingerprint, id]) else { return nil }
      return Self.bytes(row, 0)
    }
  }

  /// Ids of the calls that are not packed by a lexicon, sorted; withdrawn ones left out.
  package func unpackedCalls(fingerprint: String) throws(StoreError) -> [String] {
    try reading { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT id FROM calls c WHERE withdrawn_on IS NULL AND same_as IS NULL AND NOT EXISTS (
            SELECT 1 FROM match_rows m WHERE m.call = c.row AND m.fingerprint = ?)
          ORDER BY id
          """, arguments: [fingerprint])
    }
  }

  /// Whether all calls are packed as a program and its rules do, known without asking these.
  package func isPacked(by reader: String) throws(StoreError) -> Bool {
    try reading { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM marks WHERE name = 'packed-by' AND value = ?)
            AND NOT EXISTS (SELECT 1 FROM calls c WHERE withdrawn_on IS NULL AND same_as IS NULL
              AND NOT EXISTS (SELECT 1 FROM match_rows m WHERE m.call = c.row))
          """, arguments: [reader]) ?? false
    }
  }

  /// Notes that all calls are packed as a program and its rules do.
  package func notePacked(by reader: String) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO marks VALUES ('packed-by', ?)", arguments: [reader])
    }
  }

  private static func bytes(_ row: Row, _ column: Int) -> [UInt8]? {
    try? row.withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } }
  }

  /// Keeps what was packed of calls, by id; unknown ids are passed by.
  package func keep(
    _ packed: [String: MatchRow.Packed], fingerprint: String
  ) throws(StoreError) {
    try writing { db in
      let statement = try db.makeStatement(
        sql: """
          INSERT OR REPLACE INTO match_rows
          SELECT row, ?, ?, ? FROM calls WHERE id = ?
          """)
      let whole = try db.makeStatement(
        sql: "INSERT OR REPLACE INTO packed_calls SELECT row, ? FROM calls WHERE id = ?")
      for (id, packed) in packed.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [
          fingerprint, Data(packed.demands), Data(packed.matter), id,
        ])
        try whole.execute(arguments: [Data(packed.whole), id])
      }
    }
  }
}
