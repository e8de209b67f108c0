import ArgumentParser
import CallModel
import Documents
import Presentation
import RuleEngine
import Store

struct CorrectCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Correct a call: your word wins over the rules.",
    discussion: Example.text(
      "calls correct CALL deadline=2024-03-28T17:00",
      "calls correct CALL rate=80 grant=10000..50000")
      + "\n\nFields: "
      + Correction.Field.allCases.map(\.rawValue).joined(separator: ", ")
      + ".\nLists are separated by commas, bounds by “..”; nothing after = strikes the field out."
      + "\nA correction survives every new reading; “calls export --gold” makes a gold line of it.")

  @Argument(help: "Id of the call, or its beginning.")
  var call: String

  @Argument(help: ArgumentHelp("What is right.", valueName: "field=value"))
  var corrections: [String] = []

  @Flag(help: "Take all corrections of the call back.")
  var undo = false

  @Flag(help: "Print the call as JSON.")
  var json = false

  @OptionGroup(title: "Shared options") var shared: SharedOptions

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
