import ArgumentParser
import CallModel
import Documents
import Pipeline
import Presentation
import Store

/// `calls retag`: today's rules on the text that the store holds.
struct RetagCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "retag",
    abstract: Help.say(
      "Relire le texte des documents de la base avec les règles d’aujourd’hui.",
      "Read the stored documents' text again with today's rules."),
    discussion: Example.text("calls rules diff", "calls retag")
      + Help.say(
        "\n\nIdentifiants, corrections et historique sont gardés. Aucun fichier "
          + "n’est ouvert.",
        "\n\nIds, corrections and history are kept. No file is opened."))

  @Flag(
    help: .say(
      "Donner en JSON ce qui a changé, un document par ligne.",
      "Print what changed as JSON, a document a line."))
  var ndjson = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    try RetagReport(session: session, isApplied: true, ndjson: ndjson).run()
  }
}

/// `calls rules diff`: what `calls retag` would change, field by field.
struct RulesDiff: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: Help.say(
      "Montrer ce que les règles d’aujourd’hui changeraient dans la base.",
      "Show what today's rules would change in the store."),
    discussion: Example.text("calls rules diff", "calls rules diff --ndjson")
      + Help.say(
        "\n\nRien n’est changé ; « calls retag » le fait.",
        "\n\nNothing is changed; “calls retag” does it."))

  @Flag(help: .say("Donner du JSON, un document par ligne.", "Print JSON, a document a line."))
  var ndjson = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    try RetagReport(session: session, isApplied: false, ndjson: ndjson).run()
  }
}

/// Reads the store again, and tells what changes as it goes.
private struct RetagReport {
  let session: Session
  let isApplied: Bool
  let ndjson: Bool

  func run() throws -> Int32 {
    let store = try session.writableStore()
    let retagging = Retagging(
      store: store, pack: try session.pack(), day: session.today)
    let wording = try session.namedWording()
    var progress: ProgressBar?
    var documents = 0
    var changed = 0
    var outdated: [String] = []
    try retagging.run(
      isApplied: isApplied, begin: { progress = session.progress(of: $0) },
      deliver: { outcome in
        documents += 1
        progress?.show(documents, outcome.path)
        if outcome.isOutdated { outdated.append(outcome.path) }
        guard !outcome.changes.isEmpty else { return }
        changed += outcome.changes.count
        if ndjson {
          try session.print(json: RetagLine(outcome), pretty: false)
        } else {
          session.print(lines(outcome, wording).map { $0 + "\n" }.joined())
        }
      })
    progress?.clear()
    if isApplied { session.packForMatching(store) }
    for path in outdated { session.complain(session.wording.textOutdated(path)) }
    if !ndjson, !session.options.quiet {
      session.print(
        session.wording.retagged(documents: documents, calls: changed, isApplied: isApplied) + "\n")
    }
    return outdated.isEmpty ? ExitStatus.done : ExitStatus.badData
  }

  private func lines(_ outcome: Retagging.Outcome, _ wording: Wording) -> [String] {
    var lines = [session.output.style.apply(.strong, to: PlainText.line(outcome.path))]
    for change in outcome.changes {
      let title = PlainText.line((change.after ?? change.before)?.title?.value ?? "", limit: 120)
      switch (change.before, change.after) {
      case (let before?, let after?):
        lines.append("  \(change.id)  \(title)")
        let told = wording.changes(from: before, to: after).map { "    " + $0 }
        let fields = wording.list(change.fields.map(\.field))
        lines +=
          told.isEmpty ? ["    " + wording.say("détails : \(fields)", "details: \(fields)")] : told
      case (nil, _): lines.append("+ \(change.id)  \(title)")
      case (_, nil): lines.append("- \(change.id)  \(title)")
      }
    }
    return lines
  }
}

/// What changed in a document, as JSON.
private struct RetagLine: Encodable {
  struct Change: Encodable {
    var call: String
    var kind: String
    var fields: [FieldChange]
  }
  var document: String
  var sha256: String
  var changes: [Change]

  init(_ outcome: Retagging.Outcome) {
    document = outcome.path
    sha256 = outcome.sha256
    changes = outcome.changes.map {
      Change(
        call: $0.id, kind: $0.before == nil ? "new" : $0.after == nil ? "withdrawn" : "changed",
        fields: $0.fields)
    }
  }
}
