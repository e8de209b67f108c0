import ArgumentParser
import Documents
import Pipeline
import Presentation
import Store
import Watch

struct WatchCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Read whatever is dropped in folders, until stopped.",
    discussion: Example.text("calls watch --once Corpus/documents")
      + "\n\nFiles are never moved or changed. Ctrl-C ends it; the next start goes on where it ended."
  )

  @Flag(help: "Read what is there, then end.")
  var once = false

  @Option(help: ArgumentHelp("How long a file must stay as it is.", valueName: "seconds"))
  var settle = 2.0

  @Argument(help: "Folders.")
  var folders: [String]

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func validate() throws {
    guard settle >= 0, settle <= 3_600 else {
      throw ValidationError("--settle must be between 0 and 3600 seconds.")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: false)
    let intake = Intake(pipeline: try session.pipeline(), store: store, day: session.today)
    let tally = Tally()
    let watched = WatchedIntake(intake: intake, store: store) { event in
      Self.tell(event, tally, session)
    }
    var options = WatchOptions()
    options.settleSeconds = settle
    options.isSinglePass = once
    let stop = StopFlag.catchingSignals()
    var watcher = FolderWatcher(
      folders: folders, options: options, known: try watched.known(),
      report: { event in
        if case .gone(let path) = event { watched.forget(path) }
        if let line = session.wording.watchEvent(event) { session.tell(line) }
      }, handle: watched.handle)
    if !once { session.tell(session.wording.watching(folders)) }
    try watcher.run(until: stop)
    session.packForMatching(store)
    if !session.options.quiet { session.print(session.wording.intake(tally.summary) + "\n") }
    if let signal = stop.signal { return 128 + signal }
    return tally.status
  }

  private final class Tally {
    var summary = IntakeSummary()
    var status = ExitStatus.done
  }

  private static func tell(_ event: WatchedIntake.Event, _ tally: Tally, _ session: Session) {
    switch event {
    case .taken(let path, let outcome):
      tally.summary.count(outcome)
      session.note("\(path): \(outcome.callIDs.joined(separator: ", "))")
    case .failed(let path, let failure, _):
      tally.summary.failed += 1
      tally.status = ExitStatus.badData
      session.complain("\(path): \(session.wording.failure(failure).line)")
    case .storeFailed(let error):
      tally.status = error.exitStatus
      session.complain(session.wording.storeError(error).line)
    }
  }
}

extension Wording {
  func watching(_ folders: [String]) -> String {
    say(
      "Surveillance de \(list(folders)). Ctrl-C pour arrêter.",
      "Watching \(list(folders)). Ctrl-C to stop.")
  }

  /// nil for what nobody needs to hear.
  func watchEvent(_ event: WatchEvent) -> String? {
    switch event {
    case .polling(let folder, let reason):
      reason == .asked
        ? nil
        : say(
          "\(folder) : le système ne signale pas ses changements ; il est relu régulièrement.",
          "\(folder): the system does not tell its changes; it is looked through at intervals.")
    case .lost(let folder):
      say(
        "\(folder) : dossier devenu illisible. Vérifiez qu’il est bien branché.",
        "\(folder): folder not readable any more. Check that it is mounted.")
    case .back(let folder): say("\(folder) : dossier retrouvé.", "\(folder): folder is back.")
    case .gone: nil
    case .unsettled(let path):
      say(
        "\(path) : encore en cours d’écriture, sera lu la prochaine fois.",
        "\(path): still being written, will be read next time.")
    case .skipped(let folder, let counts): skipped(counts).map { "\(folder): \($0)" }
    }
  }
}
