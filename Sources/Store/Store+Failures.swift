import Documents
import GRDB

/// A file that could not be read.
package struct StoredFailure: Hashable, Sendable {
  package var path: String
  /// Nil where not even the bytes could be had.
  package var sha256: String?
  /// `encrypted`, `damaged`… as in published records.
  package var error: String
  /// The underlying message, for experts.
  package var detail: String
  package var isRetryable: Bool
  /// Tries of this content under this path.
  package var attempts: Int
  package var firstDay: CalendarDay
  package var lastDay: CalendarDay
}

extension Store {
  /// Records that a file could not be read; the same content under the same path counts one more
  /// attempt.
  package func recordFailure(
    path: String, sha256: String?, error: String, detail: String, isRetryable: Bool,
    noting file: WatchedFile? = nil, on day: CalendarDay
  ) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: """
          INSERT INTO failures VALUES (?, ?, ?, ?, ?, 1, ?, ?)
          ON CONFLICT (path) DO UPDATE SET
            attempts = CASE WHEN sha256 IS excluded.sha256 THEN attempts + 1 ELSE 1 END,
            first_day = CASE WHEN sha256 IS excluded.sha256 THEN first_day ELSE excluded.first_day END,
            sha256 = excluded.sha256, error = excluded.error, detail = excluded.detail,
            is_retryable = excluded.is_retryable, last_day = excluded.last_day
          """, arguments: [path, sha256, error, detail, isRetryable, day.iso, day.iso])
      try file?.write(db)
    }
  }

  /// Records that a file could not be read, as the reader says.
  package func recordFailure(
    path: String, sha256: String?, failure: DocumentFailure, noting file: WatchedFile? = nil,
    on day: CalendarDay
  ) throws(StoreError) {
    try recordFailure(
      path: path, sha256: sha256, error: failure.id, detail: failure.detail,
      isRetryable: failure.isRetryable, noting: file, on: day)
  }

  /// All failures, by path.
  package func failures() throws(StoreError) -> [StoredFailure] {
    try reading { db in
      try Row.fetchAll(db, sql: "SELECT * FROM failures ORDER BY path").map { row in
        StoredFailure(
          path: try row.value("path"), sha256: try row.value("sha256"),
          error: try row.value("error"), detail: try row.value("detail"),
          isRetryable: try row.value("is_retryable"), attempts: try row.value("attempts"),
          firstDay: try Self.day(try row.value("first_day")),
          lastDay: try Self.day(try row.value("last_day")))
      }
    }
  }

  /// Forgets the failure of a path, since the file is gone or was read.
  package func forgetFailure(path: String) throws(StoreError) {
    try writing { db in
      try db.execute(sql: "DELETE FROM failures WHERE path = ?", arguments: [path])
    }
  }
}

extension DocumentFailure {
  /// What the failing part said, or the figures of the limit; empty where the id says all.
  fileprivate var detail: String {
    switch self {
    case .encrypted, .empty: ""
    case .damaged(let detail), .crashed(let detail), .unsupported(let detail),
      .unreadable(let detail):
      detail
    case .tooLarge(let size, let limit, let which): "\(size) > \(limit) \(which.rawValue)"
    case .timeLimit(let seconds, let which): "\(seconds) s \(which.rawValue)"
    case .memoryLimit(let bytes): "\(bytes)"
    }
  }
}
