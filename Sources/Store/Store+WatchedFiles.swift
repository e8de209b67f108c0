import Documents
import GRDB

/// What is known of a file in a watched folder.
package struct WatchedFile: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Being hashed, read and tagged; still so after a crash, when the attempt has been counted.
    case reading
    /// Its calls are in the store.
    case done
    /// Not read, another try is due at `nextTry`.
    case waiting
    /// Not read, and no further try by itself until it changes.
    case failed
    /// Its reader, or the program itself, ended abnormally at it twice: as `failed`.
    case quarantined

    /// No further try while the file stays as it is.
    package var isFinal: Bool { self == .done || self == .failed || self == .quarantined }
  }
  package var path: String
  package var size: Int
  package var modifiedNanoseconds: Int
  package var inode: Int
  /// Nil until the file was hashed.
  package var sha256: String?
  package var state: State
  /// Tries of the file as it is, the one that goes on included.
  package var attempts: Int
  /// Seconds since 1970, given by the caller.
  package var nextTry: Int?
  /// How often this program, or the one that tried the file apart, ended in the midst of it.
  package var deaths: Int

  package init(
    path: String, size: Int, modifiedNanoseconds: Int, inode: Int, sha256: String? = nil,
    state: State, attempts: Int = 0, nextTry: Int? = nil, deaths: Int = 0
  ) {
    self.path = path
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
    self.sha256 = sha256
    self.state = state
    self.attempts = attempts
    self.nextTry = nextTry
    self.deaths = deaths
  }

  /// Writes what is known of a file that was read; one that another command read is done as well.
  static func note(_ file: WatchedFile?, readAt path: String?, _ db: Database) throws {
    if let file { return try file.write(db) }
    try db.execute(
      sql: "UPDATE watched_files SET state = 'done', next_try = NULL WHERE path = ?",
      arguments: [path])
  }

  /// Writes what is known over what was known.
  func write(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO watched_files
          (path, size, modified_nanoseconds, inode, sha256, state, attempts, next_try, deaths)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        path, size, modifiedNanoseconds, inode, sha256, state.rawValue, attempts, nextTry, deaths,
      ])
  }
}

extension Store {
  /// All watched files, by path.
  package func watchedFiles() throws(StoreError) -> [WatchedFile] {
    try reading { db in
      try Row.fetchAll(db, sql: "SELECT * FROM watched_files ORDER BY path").map(Self.watchedFile)
    }
  }

  package func watchedFile(path: String) throws(StoreError) -> WatchedFile? {
    try reading { db in
      try Row.fetchOne(db, sql: "SELECT * FROM watched_files WHERE path = ?", arguments: [path])
        .map(Self.watchedFile)
    }
  }

  /// Writes what is known of a file over what was known.
  package func note(_ file: WatchedFile) throws(StoreError) {
    try writing { db in try file.write(db) }
  }

  /// Counts a death for every file below some folders that the last run left in the midst of
  /// reading, and lets it wait for another try.
  package func noteDeaths(below folders: [String]) throws(StoreError) {
    try writing { db in
      let left = try String.fetchAll(
        db, sql: "SELECT path FROM watched_files WHERE state = 'reading'")
      for path in left where folders.contains(where: { path.hasPrefix($0 + "/") }) {
        try db.execute(
          sql: """
            UPDATE watched_files SET state = 'waiting', deaths = deaths + 1, next_try = NULL
            WHERE path = ?
            """, arguments: [path])
      }
    }
  }

  /// Forgets a file that is gone from its folder; its document stays, its failure is none any more.
  /// - Parameter day: today, since when its path holds nothing any more.
  package func forgetWatchedFile(path: String, on day: CalendarDay) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "UPDATE paths SET gone_on = coalesce(gone_on, ?) WHERE path = ? AND is_current",
        arguments: [day.iso, path])
      try db.execute(sql: "DELETE FROM watched_files WHERE path = ?", arguments: [path])
      try db.execute(sql: "DELETE FROM failures WHERE path = ?", arguments: [path])
    }
  }

  private static func watchedFile(_ row: Row) throws -> WatchedFile {
    guard let state = WatchedFile.State(rawValue: try row.value("state")) else {
      throw StoreError.damaged(path: "", detail: "state of \(try row.value("path") as String)")
    }
    return WatchedFile(
      path: try row.value("path"), size: try row.value("size"),
      modifiedNanoseconds: try row.value("modified_nanoseconds"),
      inode: try row.value("inode"), sha256: try row.value("sha256"), state: state,
      attempts: try row.value("attempts"),
      nextTry: try row.value("next_try"), deaths: try row.value("deaths"))
  }
}
