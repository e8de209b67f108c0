import ArgumentParser
import Documents
import Pipeline
import Presentation
import Store
import Watch

struct AddCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: Help.say(
      "Lire des fichiers ou des dossiers dans la base.",
      "Read files or folders into the store."),
    discussion: Example.text("calls add Corpus")
      + Help.say(
        "\n\nLe même contenu deux fois est un seul document. D’un dossier, seuls "
          + "les documents sont lus ; ce que son .callsignore énumère, les fichiers "
          + "cachés, les données et les programmes sont passés.",
        "\n\nThe same content twice is one document. Of a folder only documents "
          + "are read; what its .callsignore lists, hidden files, data and program "
          + "text are passed by."))

  @Flag(
    help: .say(
      "Faire un appel de chaque document, quel que soit son genre.",
      "Make one call of each document, whatever its kind."))
  var asCall = false

  @Flag(help: .say("Donner un résumé en JSON.", "Print a summary as JSON."))
  var json = false

  @OptionGroup(title: Help.say("Lecture", "Reading")) var reading: ReadingOptions

  @Argument(help: .say("Fichiers ou dossiers.", "Files or folders.", value: "paths"))
  var paths: [String]

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let inputs = try DocumentInputs(paths)
    let store = try session.writableStore()
    let intake = try session.intake(
      into: store, reading, makesOneCall: asCall, roots: FolderWatcher.roots(paths))
    var batch = Batch(inputs, in: session)
    var summary = IntakeSummary(skipped: inputs.skipped.values.reduce(0, +))
    try intake.take(inputs.paths) { index, outcome in
      let path = inputs.paths[index]
      switch outcome {
      case .added(let added):
        batch.finish(path)
        summary.count(added)
      case .failed(let unread):
        batch.fail(path, unread.failure)
        summary.failed += 1
      }
      return true
    }
    session.packForMatching(store)
    let status = batch.status()
    if json {
      try session.print(json: summary)
    } else if !session.options.quiet {
      session.print(session.wording.intake(summary) + "\n")
    }
    return status
  }
}

/// How many documents a run took.
struct IntakeSummary: Encodable {
  var new = 0
  var known = 0
  var changed = 0
  var failed = 0
  /// Calls of the documents that are new or changed.
  var calls = 0
  /// Entries of folders that are no documents.
  var skipped = 0

  init(skipped: Int = 0) { self.skipped = skipped }

  mutating func count(_ outcome: AddOutcome) {
    switch outcome.change {
    case .new: new += 1
    case .changed: changed += 1
    case .known: known += 1
    }
    if outcome.change != .known { calls += outcome.callIDs.count }
  }
}

extension Wording {
  /// `73 documents : 70 nouveaux, 3 connus ; 62 appels ; 2 échecs.`
  func intake(_ summary: IntakeSummary) -> String {
    let total = summary.new + summary.known + summary.changed
    var parts: [String] = []
    if summary.new > 0 {
      parts.append(count(summary.new, fr: ("nouveau", "nouveaux"), en: ("new", "new")))
    }
    if summary.changed > 0 {
      parts.append(count(summary.changed, fr: ("modifié", "modifiés"), en: ("changed", "changed")))
    }
    if summary.known > 0 {
      parts.append(
        count(
          summary.known, fr: ("déjà connu", "déjà connus"),
          en: ("known already", "known already")))
    }
    let documents = count(total, fr: ("document", "documents"), en: ("document", "documents"))
    var clauses = [
      parts.isEmpty
        ? documents : say("\(documents) : \(list(parts))", "\(documents): \(list(parts))")
    ]
    if summary.calls > 0 {
      clauses.append(count(summary.calls, fr: ("appel", "appels"), en: ("call", "calls")))
    }
    if summary.failed > 0 {
      clauses.append(
        count(summary.failed, fr: ("échec", "échecs"), en: ("failure", "failures"))
          + say(" (« calls failures » les donne)", " (listed by “calls failures”)"))
    }
    if summary.skipped > 0 {
      clauses.append(
        count(
          summary.skipped, fr: ("entrée passée", "entrées passées"),
          en: ("entry passed by", "entries passed by")))
    }
    return self.clauses(clauses) + "."
  }
}
