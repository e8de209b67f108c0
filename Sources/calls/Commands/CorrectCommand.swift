import ArgumentParser
import CallModel
import Documents
import Presentation
import RuleEngine
import Store

struct CorrectCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: Help.say(
      "Corriger un appel : votre parole l’emporte sur les règles.",
      "Correct a call: your word wins over the rules."),
    discussion: Example.text(
      "calls correct CALL deadline=2024-03-28T17:00",
      "calls correct CALL rate=80 grant=10000..50000")
      + Help.say("\n\nChamps : ", "\n\nFields: ")
      + Correction.Field.allCases.map(\.rawValue).joined(separator: ", ")
      + Help.say(
        ".\nLes listes se séparent par des virgules, les bornes par « .. » ; rien après = vide le champ."
          + "\nUne correction survit à toute nouvelle lecture ; « calls export --gold » en fait une"
          + " ligne de référence.",
        ".\nLists are separated by commas, bounds by “..”; nothing after = strikes the field out."
          + "\nA correction survives every new reading; “calls export --gold” makes a gold line of it."
      ))

  @Argument(
    help: .say(
      "Identifiant de l’appel, ou son début.",
      "Id of the call, or its beginning.", value: "call"))
  var call: String

  @Argument(help: .say("Ce qui est juste.", "What is right.", value: "field=value"))
  var corrections: [String] = []

  @Flag(
    help: .say(
      "Retirer toutes les corrections de l’appel.",
      "Take all corrections of the call back."))
  var undo = false

  @Flag(help: .say("Donner l’appel en JSON.", "Print the call as JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    guard undo != !corrections.isEmpty else { throw CommandError.nothingToCorrect }
    let store = try session.store(readOnly: false)
    let found = try ShowCommand.find(call, in: store)
    if undo {
      try store.forgetCorrections(of: found.id)
      session.tell(session.wording.correctionsTakenBack)
      return ExitStatus.done
    }
    let pack = try session.pack()
    var record = found.record
    var fields: Set<String> = []
    for text in corrections {
      let correction = try Correction(text)
      record = try correction.applied(to: record) { pack.entry(type: $0, id: $1)?.name }
      fields.insert(correction.field.recordField)
    }
    let corrected = try store.correct(found.id, fields: fields, of: record, on: session.today)
    session.packForMatching(store)
    let now = corrected ?? record
    if json {
      try session.print(json: ParsedDocument(document: found.document, calls: [now]))
    } else {
      let wording = try session.namedWording()
      let changes = wording.changes(from: found.record, to: now)
      let lines = changes.isEmpty ? [wording.noChange] : changes
      session.print(lines.map { $0 + "\n" }.joined())
    }
    return ExitStatus.done
  }
}
