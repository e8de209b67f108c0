import Digest
import Documents
import Store

/// What became of an alert that was handed over.
package enum AlertFate: Hashable, Sendable {
  case delivered
  /// It certainly went nowhere.
  case refused(detail: String)
  /// It may have arrived, or not.
  case unknown(detail: String)
}

/// Takes an alert to where it goes.
package protocol AlertTransport {
  func hand(_ alert: StoredAlert) throws -> AlertFate
}

/// Brings digests to their readers, each piece of news in one message and no other.
///
/// The messages are put into the store with their news before they go out. A digest that every
/// receiver's server refused is taken back, and its news are told by the next one, as they stand
/// then. Where it went out to some, or the program or the mailer was stopped in between so that
/// nobody knows, the very same message goes out again until it is taken, with the same
/// `Message-ID`, which mail programs show once. Messages do not wait for each other: newer news go
/// out in their own.
package struct AlertDelivery {
  private let store: Store
  private let transport: any AlertTransport
  /// Seconds since 1970.
  private let moment: Int

  package init(store: Store, transport: any AlertTransport, moment: Int) {
    self.store = store
    self.transport = transport
    self.moment = moment
  }

  /// How long a message rests after each try in vain: a run that comes soon tries it once more,
  /// then it rests longer and longer, a day at most.
  private static let rests = [0, 600, 3_600, 6 * 3_600, 20 * 3_600]
  /// Hooks that never take a piece of news lose it after so many tries, a week or so.
  private static let mostTriesOfHooks = 12

  /// Sends again what an earlier run left on its way, and whose time has come.
  ///
  /// A mail that is refused this time may have arrived the first time: it stays on its way. A file
  /// that cannot be written is not there: it is taken back, as is one of the day itself, which is
  /// made again.
  /// - Returns: fates of the messages, the oldest first.
  package func resume(on day: CalendarDay) throws -> [(StoredAlert, AlertFate)] {
    try store.pendingAlerts(by: moment).map { alert in
      if alert.channel == .file, alert.day == day {
        try store.takeBack(alert)
        return (alert, .refused(detail: ""))
      }
      let fate = try hand(alert)
      switch fate {
      case .delivered: try settle(alert)
      case .refused where alert.channel == .file: try store.takeBack(alert)
      case .refused, .unknown: try putOff(alert)
      }
      return (alert, fate)
    }
  }

  /// Sends a digest, once for each of the alerts; its news are told unless every one is refused.
  ///
  /// - Parameter followers: news for hooks, which go out after it.
  /// - Returns: the fate of each alert.
  package func deliver(
    _ made: MadeDigest, as alerts: [StoredAlert], followers: [StoredAlert] = []
  ) throws -> [AlertFate] {
    try Failpoint.pass(.rendered)
    let stored = try store.prepare(
      alerts, followers: followers, profiles: made.digest.profiles, news: made.news)
    let fates = try stored.map(hand)
    let isRefused = fates.allSatisfy { if case .refused = $0 { true } else { false } }
    // The last first: the others hang on the first.
    for (alert, fate) in zip(stored, fates).reversed() {
      switch fate {
      case .delivered: try settle(alert)
      case .refused where isRefused: try store.takeBack(alert)
      case .refused, .unknown: try putOff(alert)
      }
    }
    return fates
  }

  /// Brings hooks what waits for them. One that fails keeps nobody waiting.
  ///
  /// - Returns: fates of what was tried.
  package func callHooks() throws -> [(StoredAlert, AlertFate)] {
    try store.pendingAlerts(by: moment).filter { $0.channel == .hook }.map { alert in
      let fate = try hand(alert)
      if fate == .delivered { try settle(alert) } else { try putOff(alert) }
      return (alert, fate)
    }
  }

  /// Puts a piece of news for hooks on its way that belongs to no digest.
  package func announce(_ alerts: [StoredAlert]) throws {
    for alert in alerts { _ = try store.prepare([alert], profiles: [], news: []) }
  }

  private func putOff(_ alert: StoredAlert) throws {
    guard alert.channel != .hook || alert.attempts + 1 < Self.mostTriesOfHooks else {
      return try store.takeBack(alert)
    }
    let rest = Self.rests[min(alert.attempts, Self.rests.count - 1)]
    try store.postpone(alert, until: moment + rest)
  }

  private func hand(_ alert: StoredAlert) throws -> AlertFate {
    let fate = try transport.hand(alert)
    try Failpoint.pass(.handed)
    return fate
  }

  private func settle(_ alert: StoredAlert) throws {
    try store.settle(alert)
    try Failpoint.pass(.recorded)
  }
}
