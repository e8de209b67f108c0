import ArgumentParser
import CallModel
import Documents
import Glibc
import Presentation
import Store

struct StatusCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: Help.say(
      "Dire ce que la base contient et comment la lecture s’est passée.",
      "Say what the store holds and how reading went."),
    discussion: Example.text("calls status"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  private struct Account: Encodable {
    var store: String
    var documents: Int
    var paths: Int
    var calls: Int
    var open: Int
    var failures: Int
    var newestDocument: CalendarDay?
    /// Files of watched folders by state.
    var watched: [String: Int]
    var folders: [FolderStatus]
    /// Documents read where the kernel lacked a wall around readers.
    var partialSandbox: Int
    /// Calls that should be looked at again, by why.
    var stale: [String: Int]
  }

  /// A watched folder, and whether the process that watches it still runs.
  struct FolderStatus: Encodable {
    var path: String
    var mode: WatchedFolder.Mode
    var reason: String
    var isRunning: Bool
    /// Seconds since the last look through it.
    var lookedSecondsAgo: Int

    init(_ folder: WatchedFolder) {
      path = folder.path
      mode = folder.mode
      reason = folder.reason
      isRunning = folder.mode != .stopped && kill(pid_t(folder.process), 0) == 0
      lookedSecondsAgo = max(0, Int(time(nil)) - folder.looked)
    }
  }

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    let account = try account(store, session)
    if json {
      try session.print(json: account)
    } else {
      let lines = lines(account, session.wording)
      let width = lines.map { DisplayWidth.of($0.0) }.max() ?? 0
      session.print(lines.map { $0.0.padded(to: width + 2) + $0.1 + "\n" }.joined())
    }
    return ExitStatus.done
  }

  private func account(_ store: Store, _ session: Session) throws -> Account {
    let counts = try store.counts()
    var open = CallFilter()
    open.phases = [.open]
    return Account(
      store: store.path, documents: counts.documents, paths: counts.paths, calls: counts.calls,
      open: try store.summaries(open, on: session.today).count, failures: counts.failures,
      newestDocument: try store.documents().map(\.firstSeen).max(),
      watched: Dictionary(grouping: try store.watchedFiles(), by: \.state.rawValue)
        .mapValues(\.count),
      folders: try store.watchedFolders().map(FolderStatus.init),
      partialSandbox: counts.partialSandbox, stale: try stale(store, session))
  }

  private func stale(_ store: Store, _ session: Session) throws -> [String: Int] {
    let reader = try? session.reader()
    let reasons = try store.verifications().flatMap {
      $0.verification.staleness(on: session.today, reader: reader)
    }
    return Dictionary(grouping: reasons, by: \.rawValue).mapValues(\.count)
  }

  private func lines(_ account: Account, _ wording: Wording) -> [(String, String)] {
    var lines = [
      (wording.say("Base", "Store"), account.store),
      (
        wording.say("Documents", "Documents"),
        wording.say(
          "\(account.documents), en \(account.paths) endroits",
          "\(account.documents), in \(account.paths) places")
      ),
      (
        wording.say("Appels", "Calls"),
        wording.say(
          "\(account.calls), dont \(account.open) ouverts",
          "\(account.calls), of which \(account.open) open")
      ),
      (wording.say("Échecs", "Failures"), "\(account.failures)"),
    ]
    if let newest = account.newestDocument {
      lines.append((wording.say("Dernier document", "Newest document"), wording.day(newest)))
    }
    for state in WatchedFile.State.allCases {
      if let count = account.watched[state.rawValue] {
        lines.append((wording.watchState(state), "\(count)"))
      }
    }
    if account.partialSandbox > 0 {
      lines.append(
        (wording.say("Bac à sable partiel", "Partial sandbox"), "\(account.partialSandbox)"))
    }
    for (reason, count) in account.stale.sorted(by: { $0.key < $1.key }) {
      lines.append((wording.staleCalls(reason), "\(count)"))
    }
    for folder in account.folders {
      lines.append((wording.say("Dossier", "Folder"), wording.folder(folder)))
    }
    return lines
  }
}

extension Wording {
  fileprivate func staleCalls(_ reason: String) -> String {
    switch CallVerification.Staleness(rawValue: reason) {
    case .gone: say("Appels dont le document a disparu", "Calls whose document is gone")
    case .notSeen: say("Appels non revus depuis longtemps", "Calls not seen for long")
    default: say("Appels lus avec d’autres règles", "Calls read with other rules")
    }
  }

  func watchState(_ state: WatchedFile.State) -> String {
    switch state {
    case .reading: say("Surveillés, en lecture", "Watched, being read")
    case .done: say("Surveillés, lus", "Watched, read")
    case .waiting: say("Surveillés, à réessayer", "Watched, to be tried again")
    case .failed: say("Surveillés, illisibles", "Watched, not readable")
    case .quarantined: say("Surveillés, en quarantaine", "Watched, in quarantine")
    }
  }

  /// `/srv/appels : surveillé, lu il y a 12 s`, and what is amiss with it.
  func folder(_ folder: StatusCommand.FolderStatus) -> String {
    "\(PlainText.line(folder.path)): \(folderState(folder)), "
      + say(
        "dernier passage il y a \(folder.lookedSecondsAgo) s",
        "last look \(folder.lookedSecondsAgo) s ago")
  }

  private func folderState(_ folder: StatusCommand.FolderStatus) -> String {
    guard folder.isRunning else {
      return folder.mode == .stopped
        ? say("surveillance arrêtée", "watch stopped")
        : say("surveillance interrompue", "watch broken off")
    }
    switch folder.mode {
    case .events: return say("surveillé", "watched")
    case .lost: return say("illisible, est-il branché ?", "not readable, is it mounted?")
    case .polling: return say("relu régulièrement", "looked through at intervals") + cause(folder)
    case .stopped: return say("surveillance arrêtée", "watch stopped")
    }
  }

  private func cause(_ folder: StatusCommand.FolderStatus) -> String {
    switch folder.reason {
    case "network-file-system": say(" (dossier en réseau)", " (network folder)")
    case "too-many-watches": " (fs.inotify.max_user_watches)"
    case "unavailable": say(" (le système ne signale rien)", " (the system tells nothing)")
    default: ""
    }
  }
}
