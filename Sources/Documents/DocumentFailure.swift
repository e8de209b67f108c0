/// Why a document could not be read. The raw values are the error ids of published records.
package enum DocumentFailure: Error, Hashable, Sendable, Codable {
  case encrypted
  case damaged(detail: String)
  /// Beyond a limit, both in bytes or both counted, as the limit is.
  case tooLarge(size: Int, limit: Int, of: ReadingLimit = .input)
  case timeLimit(seconds: Double, of: ReadingLimit = .wall)
  case memoryLimit(bytes: Int)
  case crashed(detail: String)
  case unsupported(detail: String)
  case empty
  case unreadable(detail: String)

  /// `encrypted`, `damaged`, `too-large`, `time-limit`, `memory-limit`, `crashed`, `unsupported`,
  /// `empty` or `unreadable`.
  package var id: String {
    switch self {
    case .encrypted: "encrypted"
    case .damaged: "damaged"
    case .tooLarge: "too-large"
    case .timeLimit: "time-limit"
    case .memoryLimit: "memory-limit"
    case .crashed: "crashed"
    case .unsupported: "unsupported"
    case .empty: "empty"
    case .unreadable: "unreadable"
    }
  }

  /// The limit that was reached; nil where it was none.
  package var limit: ReadingLimit? {
    switch self {
    case .tooLarge(_, _, let limit), .timeLimit(_, let limit): limit
    case .memoryLimit: .memory
    case .encrypted, .damaged, .crashed, .unsupported, .empty, .unreadable: nil
    }
  }

  /// True where another try of the same bytes may end otherwise.
  package var isRetryable: Bool {
    switch self {
    case .unreadable, .timeLimit, .memoryLimit, .crashed: true
    case .encrypted, .damaged, .tooLarge, .unsupported, .empty: false
    }
  }
}
