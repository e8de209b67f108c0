import Documents

extension StoredFailure {
  /// The failure as its reader told it; nil for an id that this version does not know.
  package var failure: DocumentFailure? {
    switch error {
    case "encrypted": return .encrypted
    case "empty": return .empty
    case "damaged": return .damaged(detail: detail)
    case "crashed": return .crashed(detail: detail)
    case "unsupported": return .unsupported(detail: detail)
    case "unreadable": return .unreadable(detail: detail)
    case "memory-limit": return .memoryLimit(bytes: Int(detail) ?? 0)
    case "time-limit":
      return .timeLimit(
        seconds: detail.split(separator: " ").first.flatMap { Double($0) } ?? 0, of: limit ?? .wall)
    case "too-large":
      let figures = detail.split(separator: " ").compactMap { Int($0) }
      return .tooLarge(
        size: figures.first ?? 0, limit: figures.last ?? 0, of: limit ?? .input)
    default: return nil
    }
  }

  /// The limit that was reached, the last word of the detail; older stores name none.
  private var limit: ReadingLimit? {
    detail.split(separator: " ").last.flatMap { ReadingLimit(rawValue: String($0)) }
  }
}
