import ArgumentParser
import CallAssembly
import Glibc
import Pipeline
import Presentation
import Store

struct RebuildCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: Help.say(
      "Refaire la base à partir des originaux gardés.",
      "Make the store again from the kept originals."),
    discussion: Example.text("calls rebuild --help")
      + Help.say(
        "\n\nIl y faut des originaux (--keep-originals de « calls add » et « calls "
          + "watch »). Corrections, alertes et tout ce qu’aucun document ne dit sont "
          + "repris autant que l’ancienne base se laisse lire ; elle reste à côté de "
          + "la nouvelle, sous le nom STORE-before.",
        "\n\nNeeds originals (--keep-originals of “calls add” and “calls watch”). "
          + "Corrections, digests and what else no document says are taken over as far "
          + "as the old store can be read; it stays beside the new one, under the name "
          + "STORE-before."))

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let path = session.places.store(told: shared.store).path
    let originals = Originals(store: path)
    guard !originals.sightings().isEmpty else {
      throw CommandError.noOriginals(path: originals.folder)
    }
    let new = path + "-rebuilt"
    for ending in ["", "-wal", "-shm", "-lock"] { unlink(new + ending) }
    let (failed, lost) = try read(originals, path, into: new, session)
    try Store.replace(path, by: new)
    unlink(new + "-lock")
    for table in lost {
      session.complain(
        session.wording.say(
          "la table \(table) de l’ancienne base n’a pas pu être reprise.",
          "the table \(table) of the old store could not be taken over."))
    }
    session.tell(session.wording.say("\(path) : base refaite.", "\(path): store made again."))
    return failed > 0 || !lost.isEmpty ? ExitStatus.badData : ExitStatus.done
  }

  /// Returns how many originals failed, and the tables that are lost. The store is closed on return.
  private func read(
    _ originals: Originals, _ path: String, into new: String, _ session: Session
  ) throws -> (failed: Int, lost: [String]) {
    let store = try Store(path: new, author: try session.reader())
    let older = try? Store(path: path, readOnly: true)
    try older.map(store.takeOverForgotten)
    let rebuild = Rebuild(
      originals: originals, store: store, worker: try session.worker(),
      reader: CallReader(pack: try session.pack()))
    var batch = Batch(paths: 0, in: session)
    try rebuild.run(
      begin: { batch = Batch(paths: $0, in: session) },
      deliver: { path, failure in
        if let failure { batch.fail(path, failure) } else { batch.finish(path) }
      })
    let lost = older.map { try? store.takeOver(from: $0) } ?? []
    return (batch.status() == 0 ? 0 : 1, lost ?? ["all"])
  }
}
