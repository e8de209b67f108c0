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
/// The message is put into the store with its news before it goes out. What was refused is taken
/// back, and its news are told by the next digest, as they stand then. Where the program or the
/// mailer was stopped in between, nobody knows whether it arrived: the very same message goes out
/// again until it is taken, with the same `Message-ID`, which mail programs show once; until then
/// nothing newer is told.
package struct AlertDelivery {
  private let store: Store
  private let transport: any AlertTransport

  package init(store: Store, transport: any AlertTransport) {
    self.store = store
    self.transport = transport
  }

  /// Sends again what an earlier run left on its way.
  ///
  /// A mail that is refused this time may have arrived the first time: it stays on its way. A file
  /// that cannot be written is not there: it is taken back, as is one of the day itself, which is
  /// made again.
  /// - Returns: fates of the messages, the oldest first.
  package func resume(on day: CalendarDay) throws -> [(StoredAlert, AlertFate)] {
    try store.pendingAlerts().map { alert in
      if alert.channel == .file, alert.day == day {
        try store.takeBack(alert)
        return (alert, .refused(detail: ""))
      }
      guard alert.channel == .mail else { return (alert, try send(alert)) }
      let fate = try hand(alert)
      if fate == .delivered { try settle(alert) }
      return (alert, fate)
    }
  }

  /// Sends a digest; its news are told where it is delivered, and news again where it is refused.
  package func deliver(_ made: MadeDigest, as alert: StoredAlert) throws -> AlertFate {
    try Failpoint.pass(.rendered)
    return try send(store.prepare(alert, profiles: made.digest.profiles, news: made.news))
  }

  private func send(_ alert: StoredAlert) throws -> AlertFate {
    let fate = try hand(alert)
    switch fate {
    case .delivered: try settle(alert)
    case .refused: try store.takeBack(alert)
    case .unknown: break
    }
    return fate
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
