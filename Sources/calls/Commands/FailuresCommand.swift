import ArgumentParser
import Documents
import Pipeline
import Presentation
import Store

struct FailuresCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "failures",
    abstract: Help.say(
      "Énumérer les documents qui n’ont pu être lus, pourquoi, et quoi faire.",
      "List documents that could not be read, why, and what to do."),
    discussion: Example.text("calls failures"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  private struct Line: Encodable {
    var path: String
    var sha256: String?
    var error: String
    var detail: String
    var message: String
    var retryable: Bool
    var limit: String?
    var attempts: Int
    var firstDay: CalendarDay
    var lastDay: CalendarDay
  }

  func run(in session: Session) throws -> Int32 {
    let failures = try session.store(readOnly: true).failures()
    let wording = session.wording
    if json {
      try session.print(json: failures.map { Self.line($0, wording) })
      return ExitStatus.done
    }
    guard !failures.isEmpty else {
      session.print(wording.say("Aucun échec.\n", "No failure.\n"))
      return ExitStatus.done
    }
    var table = TextTable([
      .init(wording.say("Document", "Document"), shrinksTo: 20),
      .init(wording.say("Essais", "Tries"), .trailing),
      .init(wording.say("Dernier essai", "Last try")),
    ])
    table.rows = failures.map {
      .init(
        [.init($0.path, .strong), "\($0.attempts)", .init(wording.shortDay($0.lastDay))],
        notes: [.init(Self.advice($0, wording))])
    }
    session.print(
      table.rendered(width: session.output.width, style: session.output.style))
    return ExitStatus.done
  }

  private static func advice(_ failure: StoredFailure, _ wording: Wording) -> String {
    failure.failure.map { wording.failure($0).line } ?? "\(failure.error) \(failure.detail)"
  }

  private static func line(_ failure: StoredFailure, _ wording: Wording) -> Line {
    Line(
      path: failure.path, sha256: failure.sha256, error: failure.error, detail: failure.detail,
      message: advice(failure, wording), retryable: failure.isRetryable,
      limit: failure.failure?.limit?.rawValue,
      attempts: failure.attempts, firstDay: failure.firstDay, lastDay: failure.lastDay)
  }
}

struct RetryCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: Help.say(
      "Essayer de nouveau de lire les documents qui n’ont pu l’être.",
      "Try again to read documents that could not be read."),
    discussion: Example.text("calls retry"))

  @OptionGroup(title: Help.say("Lecture", "Reading")) var reading: ReadingOptions

  @Argument(help: .say("Seulement ces documents.", "Only these documents.", value: "paths"))
  var paths: [String] = []

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.writableStore()
    let known = try store.failures().map(\.path)
    let chosen = paths.isEmpty ? known : paths.filter(known.contains)
    for path in paths where !known.contains(path) {
      session.complain(
        session.wording.say(
          "\(path) n’est pas parmi les échecs. « calls failures » les donne.",
          "\(path) is not among the failures. “calls failures” lists them."))
    }
    let intake = try session.intake(into: store, reading)
    var batch = Batch(
      paths: chosen.count, missing: chosen.filter { !DocumentInputs.exists($0) }, in: session)
    var summary = IntakeSummary()
    try intake.take(chosen) { index, outcome in
      switch outcome {
      case .added(let added):
        batch.finish(chosen[index])
        summary.count(added)
      case .failed(let unread):
        batch.fail(chosen[index], unread.failure)
        summary.failed += 1
      }
      return true
    }
    session.packForMatching(store)
    let status = batch.status()
    if !session.options.quiet { session.print(session.wording.intake(summary) + "\n") }
    return chosen.count < paths.count && status == 0 ? ExitStatus.missingInput : status
  }
}
