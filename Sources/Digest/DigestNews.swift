import CallModel

/// What a digest told of a call, in the words in which a ledger keeps it.
package enum DigestNews: Hashable, Sendable {
  case new, changed
  /// The reminder of so many days before the deadline.
  case closing(days: Int)

  /// `new`, `changed`, `closing-14`.
  package var id: String {
    switch self {
    case .new: "new"
    case .changed: "changed"
    case .closing(let days): "closing-\(days)"
    }
  }

  package init?(id: String) {
    switch id {
    case "new": self = .new
    case "changed": self = .changed
    default:
      guard id.hasPrefix("closing-"), let days = Int(id.dropFirst(8)), days >= 0 else { return nil }
      self = .closing(days: days)
    }
  }
}

extension AlertDigest {
  /// What the digest tells, for the ledger: ids of calls and the news of each, in its order.
  package var news: [(call: String, news: DigestNews)] {
    sections.flatMap { section in
      section.items.map { item in
        let news: DigestNews =
          switch section.kind {
          case .new, .toCheck: .new
          case .changed: .changed
          case .closing: .closing(days: item.reminder ?? 0)
          }
        return (item.lead.call, news)
      }
    }
  }
}

extension DigestCandidate {
  /// Takes over what the ledger holds of the call: that it was told, and which reminders of the
  /// present deadline were given.
  package mutating func note(told news: [DigestNews]) {
    wasReported = wasReported || !news.isEmpty
    for entry in news {
      if case .closing(let days) = entry { remindersGiven.insert(days) }
    }
  }
}
