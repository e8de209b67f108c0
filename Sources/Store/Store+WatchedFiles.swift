import GRDB

/// What is known of a file in a watched folder.
package struct WatchedFile: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Being read; still so after a crash, when the attempt has been counted.
    case reading
    /// Its calls are in the store.
    case done
    /// Not read, another try is due at `nextTry`.
    case waiting
    /// Not read, and no further try by itself.
    case failed
  }
  package var path: String
  package var size: Int
  package var modifiedNanoseconds: Int
  package var inode: Int
  /// Nil until the file was hashed.
  package var sha256: String?
  package var state: State
  package var attempts: Int
  /// Seconds since 1970, given by the caller.
  package var nextTry: Int?

  package init(
    path: String, size: Int, modifiedNanoseconds: Int, inode: Int, sha256: String? = nil,
    state: State, attempts: Int = 0, nextTry: Int? = nil
  ) {
    self.path = path
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
    self.sha256 = sha256
    self.state = state
    self.attempts = attempts
    self.nextTry = nextTry
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
    try writing { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO watched_files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          file.path, file.size, file.modifiedNanoseconds, file.inode, file.sha256,
          file.state.rawValue, file.attempts, file.nextTry,
        ])
    }
  }

  /// Forgets a file that is gone from its folder; its document stays.
  package func forgetWatchedFile(path: String) throws(StoreError) {
    try writing { db in
      try db.execute(sql: "DELETE FROM watched_files WHERE path = ?", arguments: [path])
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
      nextTry: try row.value("next_try"))
  }
}
