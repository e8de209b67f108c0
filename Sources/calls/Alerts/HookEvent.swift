import CallModel
import Digest
import Documents
import Presentation

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
      event: .failed, on: day,
      failure: Failure(
        path: path, error: failure.id, message: wording.failure(failure).line,
        retryable: failure.isRetryable))
  }
}

extension Session {
  private static let secondsOfAHook = 30.0

  /// Calls the programs that want to know. One that fails is named, and stops nothing.
  func callHooks(_ events: [HookEvent]) {
    for hook in configuration.hooks {
      for event in events where hook.on.contains(event.event) {
        guard let data = try? OutputJSON.data(event) else { continue }
        let run = ProgramRun.run(
          hook.run, input: [UInt8](data) + [0x0A], seconds: Self.secondsOfAHook)
        if run.ending != .exited(0) {
          complain(wording.hookFailed(hook.run[0], run))
        }
      }
    }
  }
}

extension Wording {
  func hookFailed(_ program: String, _ run: ProgramRun) -> String {
    let cause: String =
      switch run.ending {
      case .exited(let status): say("code de sortie \(Int(status))", "exit status \(Int(status))")
      case .killed(let signal): say("signal \(Int(signal))", "signal \(Int(signal))")
      case .timedOut: say("trop long", "took too long")
      case .notStarted(let detail): PlainText.line(detail)
      }
    let words = run.complaint.isEmpty ? "" : " – \(PlainText.line(run.complaint, limit: 160))"
    return say(
      "Le programme appelé \(program) a échoué (\(cause))\(words).",
      "The hook \(program) failed (\(cause))\(words).")
  }
}
