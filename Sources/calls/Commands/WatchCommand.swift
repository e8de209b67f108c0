import ArgumentParser
import Documents
import Foundation
import Pipeline
import Presentation
import Store
import Watch

struct WatchCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: Help.say(
      "Lire tout ce qui est déposé dans des dossiers, jusqu’à l’arrêt.",
      "Read whatever is dropped in folders, until stopped."),
    discussion: Example.text("calls watch --once Corpus/documents")
      + Help.say(
        "\n\nLes fichiers ne sont jamais déplacés ni modifiés, sauf si --archive "
          + "le dit. Ctrl-C ou SIGTERM l’arrête ; le départ suivant reprend où il en "
          + "était.",
        "\n\nFiles are never moved or changed, unless --archive says so. Ctrl-C or "
          + "SIGTERM ends it; the next start goes on where it ended."))

  @Flag(help: .say("Lire ce qui s’y trouve, puis s’arrêter.", "Read what is there, then end."))
  var once = false

  @Option(
    help: .say(
      "Combien de temps un fichier doit rester tel quel.",
      "How long a file must stay as it is.", value: "seconds"))
  var settle = 2.0

  @Flag(
    help: .say(
      "Parcourir les dossiers à intervalles, quoi que le système dise des changements.",
      "Look through the folders at intervals, whatever the system tells of changes."))
  var polling = false

  @Option(
    help: .say(
      "À quel intervalle regarder quand les changements ne sont pas dits.",
      "How often to look where changes are not told.", value: "seconds"))
  var interval = 30.0

  @Option(
    help: .say(
      "Y déplacer les fichiers une fois lus.",
      "Move files there once they are read.", value: "folder"))
  var archive: String?

  @OptionGroup(title: Help.say("Lecture", "Reading")) var reading: ReadingOptions

  @Argument(
    help: .say(
      "Dossiers (sinon ceux de la configuration).",
      "Folders (else those of the configuration).", value: "folders"))
  var folders: [String] = []

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    guard settle >= 0, settle <= 3_600 else {
      throw ValidationError(
        Help.say(
          "--settle doit être entre 0 et 3600 secondes.",
          "--settle must be between 0 and 3600 seconds."))
    }
    guard interval >= 0.05, interval <= 86_400 else {
      throw ValidationError(
        Help.say(
          "--interval doit être entre 0,05 et 86400 secondes.",
          "--interval must be between 0.05 and 86400 seconds."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let folders =
      self.folders.isEmpty ? session.configuration.list(.folders)?.value ?? [] : self.folders
    let roots = FolderWatcher.roots(folders)
    guard !roots.isEmpty else {
      throw ValidationError(
        Help.say(
          "Nommez un dossier, ici ou sous « folders » dans la configuration.",
          "Name a folder, here or under “folders” in the configuration."))
    }
    if let archive, roots.contains(where: { (archive + "/").hasPrefix($0 + "/") }) {
      throw ValidationError(
        Help.say(
          "--archive doit être hors des dossiers surveillés.",
          "--archive must lie outside the watched folders."))
    }
    let stop = StopFlag.catchingSignals()
    let store = try session.writableStore()
    let intake = try session.intake(into: store, reading, roots: roots)
    let watched = WatchedIntake(
      intake: intake, store: store, archive: archive.map { FileArchive(folder: $0, roots: roots) },
      survives: session.rehearsal(reading.limits).survives)
    let run = WatchRun(watched: watched, store: store, session: session)
    let crew = ThreadCrew(
      threads: ProcessInfo.processInfo.activeProcessorCount, work: watched.handle)
    var watcher = FolderWatcher(
      folders: roots, options: options, known: try watched.begin(roots), crew: crew,
      report: run.take)
    if !once { session.tell(session.wording.watching(folders)) }
    try watcher.run(until: stop)
    session.packForMatching(store)
    let status = run.end()
    if let signal = stop.signal { return 128 + signal }
    return status
  }

  private var options: WatchOptions {
    var options = WatchOptions()
    options.settleSeconds = settle
    options.isSinglePass = once
    options.isPollingOnly = polling
    options.pollSeconds = interval
    return options
  }
}

/// One run of a watch: what is said and noted of it.
private final class WatchRun {
  private let watched: WatchedIntake
  private let store: Store
  private let session: Session
  private let journal: FolderJournal
  private let service: ServiceNotifier
  private var isReady = false
  private var summary = IntakeSummary()
  private var status = ExitStatus.done

  init(watched: WatchedIntake, store: Store, session: Session) {
    self.watched = watched
    self.store = store
    self.session = session
    journal = FolderJournal(store: store)
    service = ServiceNotifier(socket: session.environment["NOTIFY_SOCKET"])
  }

  func take(_ event: WatchEvent) {
    if let line = session.wording.watchEvent(event) { session.tell(line) }
    switch event {
    case .gone(let path): watched.forget(path)
    case .looked(let places):
      note { () throws(StoreError) in try journal.note(places) }
      watched.verify(places.filter { $0.state != .lost }.map(\.folder))
      if !isReady { service.ready() }
      isReady = true
    default: break
    }
    for event in watched.told() { tell(event) }
  }

  func end() -> Int32 {
    service.stopping()
    watched.end()
    for event in watched.told() { tell(event) }
    note { () throws(StoreError) in
      try journal.end()
      try store.checkpoint()
    }
    if !session.options.quiet { session.print(session.wording.intake(summary) + "\n") }
    return status
  }

  private func note(_ body: () throws(StoreError) -> Void) {
    do throws(StoreError) {
      try body()
    } catch {
      tell(.storeFailed(error))
    }
  }

  private func tell(_ event: WatchedIntake.Event) {
    switch event {
    case .taken(let path, let outcome):
      summary.count(outcome)
      session.note("\(path): \(outcome.callIDs.joined(separator: ", "))")
    case .failed(let path, let failure, _):
      summary.failed += 1
      status = ExitStatus.badData
      session.complain("\(path): \(session.wording.failure(failure).line)")
      session.callHooks(
        .failure(path, failure, on: session.today, wording: session.wording))
    case .storeFailed(let error):
      status = error.exitStatus
      session.complain(session.wording.storeError(error).line)
    case .notArchived(let path, let detail):
      status = ExitStatus.cannotCreate
      session.complain(session.wording.notArchived(path, detail: detail))
    }
  }
}

extension Wording {
  func watching(_ folders: [String]) -> String {
    say(
      "Surveillance de \(list(folders)). Ctrl-C pour arrêter.",
      "Watching \(list(folders)). Ctrl-C to stop.")
  }

  func notArchived(_ path: String, detail: String) -> String {
    say(
      "\(path) : lu, mais il n’a pas pu être rangé (\(detail)).",
      "\(path): read, but it could not be moved to the archive (\(detail)).")
  }

  /// nil for what nobody needs to hear.
  func watchEvent(_ event: WatchEvent) -> String? {
    switch event {
    case .polling(let folder, let reason): polling(folder, reason)
    case .lost(let folder):
      say(
        "\(folder) : dossier devenu illisible. Vérifiez qu’il est bien branché.",
        "\(folder): folder not readable any more. Check that it is mounted.")
    case .back(let folder): say("\(folder) : dossier retrouvé.", "\(folder): folder is back.")
    case .gone, .handled, .looked: nil
    case .unsettled(let path):
      say(
        "\(path) : encore en cours d’écriture, sera lu la prochaine fois.",
        "\(path): still being written, will be read next time.")
    case .skipped(let folder, let counts): skipped(counts).map { "\(folder): \($0)" }
    }
  }

  private func polling(_ folder: String, _ reason: PollingReason) -> String? {
    switch reason {
    case .asked: nil
    case .tooManyWatches:
      say(
        "\(folder) : trop de dossiers surveillés (fs.inotify.max_user_watches) ; ils sont relus régulièrement.",
        "\(folder): too many folders are watched (fs.inotify.max_user_watches); they are looked through at intervals."
      )
    case .networkFileSystem, .unavailable:
      say(
        "\(folder) : le système ne signale pas ses changements ; il est relu régulièrement.",
        "\(folder): the system does not tell its changes; it is looked through at intervals.")
    }
  }
}
