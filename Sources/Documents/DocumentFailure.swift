/// Why a document could not be read. The raw values are the error ids of published records.
package enum DocumentFailure: Error, Hashable, Sendable, Codable {
  case encrypted
  case damaged(detail: String)
  case tooLarge(bytes: Int, limit: Int)
  case timeLimit(seconds: Double)
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

  /// True where another try of the same bytes may end otherwise.
  package var isRetryable: Bool {
    switch self {
    case .unreadable, .timeLimit, .memoryLimit, .crashed: true
    case .encrypted, .damaged, .tooLarge, .unsupported, .empty: false
    }
  }
}
