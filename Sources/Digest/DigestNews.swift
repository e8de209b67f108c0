import CallModel
import Documents

/// What a digest told of one call, as a ledger keeps it.
package struct DigestNews: Hashable, Sendable {
  /// `new`, `changed`, `reopened`, `closing`, `closed`, `withdrawn`.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case new, changed, reopened, closing, closed, withdrawn
  }

  package var call: String
  package var version: Int
  package var kind: Kind
  /// The deadline that stood beside it, and the days that were left.
  package var deadline: CalendarDay?
  package var daysLeft: Int?

  package init(
    call: String, version: Int, kind: Kind, deadline: CalendarDay? = nil, daysLeft: Int? = nil
  ) {
    self.call = call
    self.version = version
    self.kind = kind
    self.deadline = deadline
    self.daysLeft = daysLeft
  }

  package init(_ item: DigestItem, in section: DigestSection.Kind) {
    let kind: Kind =
      switch section {
      case .new, .toCheck: .new
      case .changed: .changed
      case .reopened: .reopened
      case .closing: .closing
      case .over: item.isWithdrawn ? .withdrawn : .closed
      }
    self.init(
      call: item.call.id, version: item.version, kind: kind,
      deadline: item.lead.deadline?.date.lastDay, daysLeft: item.lead.daysLeft)
  }
}

extension AlertDigest {
  /// What the digest tells, for the ledger, in its order.
  package var news: [DigestNews] {
    sections.flatMap { section in section.items.map { DigestNews($0, in: section.kind) } }
  }
}

extension ToldState {
  /// What follows from what was told of a call, oldest first; nil where that is nothing.
  ///
  /// - Parameter call: the call as it was in the version that was told last.
  package init?(_ news: [DigestNews], call: CallRecord) {
    guard let last = news.last else { return nil }
    let standing: Standing =
      switch last.kind {
      case .closed: .closed
      case .withdrawn: .withdrawn
      case .new, .changed, .reopened, .closing: .standing
      }
    var least: [CalendarDay: Int] = [:]
    for entry in news {
      guard let deadline = entry.deadline, let left = entry.daysLeft else { continue }
      least[deadline] = min(least[deadline] ?? .max, left)
    }
    self.init(call: call, standing: standing, leastDaysLeft: least)
  }

  /// The steps of a ladder whose reminder is due with so many days left: those that are reached and
  /// were not when the deadline was last told; the nearest is told, the others went by.
  package func reminderDue(
    deadline: CalendarDay, daysLeft: Int, ladder: [Int]
  ) -> Int? {
    let told = leastDaysLeft[deadline] ?? .max
    return ladder.filter { daysLeft <= $0 && $0 < told }.min()
  }
}
