import GRDB

/// How a folder is watched, as the last run that watched it says.
package struct WatchedFolder: Hashable, Sendable, Codable {
  package enum Mode: String, Sendable, Codable {
    /// The kernel tells of changes; a full look at intervals all the same.
    case events
    /// It is looked through at short intervals.
    case polling
    /// It cannot be read at present.
    case lost
    /// The watch has ended.
    case stopped
  }
  package var path: String
  package var mode: Mode
  /// Why it is polled: `network-file-system`, `too-many-watches`…; empty for other modes.
  package var reason: String
  package var process: Int
  /// Seconds since 1970 at which the watch began.
  package var since: Int
  /// Seconds since 1970 of the last look through the folder.
  package var looked: Int

  package init(
    path: String, mode: Mode, reason: String = "", process: Int, since: Int, looked: Int
  ) {
    self.path = path
    self.mode = mode
    self.reason = reason
    self.process = process
    self.since = since
    self.looked = looked
  }
}

extension Store {
  /// All folders that were ever watched, by path.
  package func watchedFolders() throws(StoreError) -> [WatchedFolder] {
    try reading { db in
      try Row.fetchAll(db, sql: "SELECT * FROM watched_folders ORDER BY path").map { row in
        guard let mode = WatchedFolder.Mode(rawValue: try row.value("mode")) else {
          throw StoreError.damaged(path: "", detail: "mode of \(try row.value("path") as String)")
        }
        return WatchedFolder(
          path: try row.value("path"), mode: mode, reason: try row.value("reason"),
          process: try row.value("process"), since: try row.value("since"),
          looked: try row.value("looked"))
      }
    }
  }

  /// Writes how folders are watched over what was known of them.
  package func note(_ folders: [WatchedFolder]) throws(StoreError) {
    try writing { db in
      for folder in folders {
        try db.execute(
          sql: """
            INSERT OR REPLACE INTO watched_folders (path, mode, reason, process, since, looked)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            folder.path, folder.mode.rawValue, folder.reason, folder.process, folder.since,
            folder.looked,
          ])
      }
    }
  }
}
