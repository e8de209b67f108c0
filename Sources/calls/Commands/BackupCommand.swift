import ArgumentParser
import Foundation
import Pipeline
import Presentation
import Store

struct BackupCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: Help.say(
      "Copier la base, même pendant qu’elle sert.",
      "Copy the store, even while it is in use."),
    discussion: Example.text("calls backup calls-backup.sqlite"))

  @Argument(
    help: .say(
      "La copie, qui ne doit pas exister encore.",
      "The copy, which must not exist yet.", value: "destination"))
  var destination: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    guard !DocumentInputs.exists(destination) else {
      throw CommandError.fileExists(path: destination)
    }
    try session.store(readOnly: true).backUp(to: destination)
    session.tell(destination)
    return ExitStatus.done
  }
}

struct CheckCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: Help.say(
      "Vérifier que la base est saine.",
      "Check that the store is sound."),
    discussion: Example.text("calls check"))

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try opened(session)
    let faults = try store.faults()
    for fault in faults {
      session.complain(
        session.wording.storeError(.damaged(path: store.path, detail: fault)).line)
    }
    guard faults.isEmpty else { return ExitStatus.badData }
    session.print(
      session.wording.say("\(store.path) : base en ordre.\n", "\(store.path): store in order.\n"))
    return ExitStatus.done
  }

  /// For writing where that can be, since the search index can be checked only so; nothing is
  /// changed.
  private func opened(_ session: Session) throws(StoreError) -> Store {
    let path = session.places.store(told: shared.store).path
    let reader = try Store(path: path, readOnly: true)
    return (try? Store(path: path)) ?? reader
  }
}
