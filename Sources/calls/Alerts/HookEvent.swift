import CallModel
import Digest
import Documents
import Pipeline
import Presentation
import Store

/// What a hook is told on its standard input: one JSON object (`calls-hook/1`).
struct HookEvent: Encodable {
  enum Kind: String, Hashable, Codable, CaseIterable {
    case new, changed, closing, failed
  }

  struct Failure: Encodable {
    var path: String
    var error: String
    var message: String
    var retryable: Bool
  }

  var schema = "calls-hook/1"
  /// The same for the same piece of news, however often it is told.
  var id: String
  var event: Kind
  var on: CalendarDay
  /// Of a call: the profiles it fits; absent for failures.
  var profiles: [String]?
  /// The digest's own word: `new`, `reopened`, `withdrawn`…
  var news: DigestNews.Kind?
  var call: CallRecord?
  var match: MatchJSON.Line?
  var failure: Failure?

  /// The events of a delivered digest: reopened calls are `new`, closed and withdrawn ones
  /// `changed`.
  static func events(of digest: AlertDigest, wording: Wording) -> [HookEvent] {
    digest.sections.flatMap { section in
      section.items.map { item in
        let news = DigestNews(item, in: section.kind)
        var names: [String] = []
        for fit in item.fits where !names.contains(digest.profiles[fit.subject]) {
          names.append(digest.profiles[fit.subject])
        }
        let kind: Kind =
          switch news.kind {
          case .new, .reopened: .new
          case .changed, .closed, .withdrawn: .changed
          case .closing: .closing
          }
        return HookEvent(
          id: mark([kind.rawValue, item.call.id, "\(item.version)", digest.day.iso] + names),
          event: kind, on: digest.day, profiles: names, news: news.kind,
          call: digest.showsPersons ? item.call : item.call.shared,
          match: MatchJSON.Line(item.lead, wording: wording))
      }
    }
  }

  static func failure(
    _ path: String, _ failure: DocumentFailure, on day: CalendarDay, wording: Wording
  ) -> HookEvent {
    HookEvent(
      id: mark([Kind.failed.rawValue, path, failure.id, day.iso]), event: .failed, on: day,
      failure: Failure(
        path: path, error: failure.id, message: wording.failure(failure).line,
        retryable: failure.isRetryable))
  }

  private static func mark(_ parts: [String]) -> String {
    String(Digest256.hex(of: Array(parts.joined(separator: "\n").utf8)).prefix(32))
  }
}

extension Session {
  /// The messages for the hooks that want to know of events.
  func hookAlerts(_ events: [HookEvent]) -> [StoredAlert] {
    events.flatMap { event -> [StoredAlert] in
      guard let data = try? OutputJSON.data(event) else { return [] }
      return configuration.hooks.filter { $0.on.contains(event.event) }.map {
        StoredAlert(
          day: event.on, channel: .hook, destination: $0.mark, message: [UInt8](data) + [0x0A])
      }
    }
  }

  /// Tells hooks of a document that could not be read into the store. Commands without a store read
  /// for themselves alone, and call nobody.
  func callHooks(_ failure: HookEvent) {
    let alerts = hookAlerts([failure])
    guard !alerts.isEmpty, let store = openStore else { return }
    do {
      let delivery = delivery(from: store)
      try delivery.announce(alerts)
      tellHookFailures(try delivery.callHooks())
    } catch {
      complain(wording.hookFailed(alerts[0].destination, "\(error)"))
    }
  }

  /// Names the hooks that failed.
  func tellHookFailures(_ fates: [(StoredAlert, AlertFate)]) {
    for (alert, fate) in fates where alert.channel == .hook {
      switch fate {
      case .delivered: break
      case .refused(let detail), .unknown(let detail):
        complain(wording.hookFailed(alert.destination, detail))
      }
    }
  }
}

extension Wording {
  func hookFailed(_ destination: String, _ detail: String) -> String {
    let name = PlainText.line(destination, limit: 120)
    let cause = PlainText.line(detail, limit: 200)
    return say(
      "L’appel à \(name) a échoué (\(cause)) ; il sera refait.",
      "The hook \(name) failed (\(cause)); it will be called again.")
  }
}
