import ArgumentParser
import CallModel
import Digest
import Documents
import Presentation
import Store

/// The forms in which the store's calls are written.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case json, csv, xlsx
}

struct ExportCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: Help.say(
      "Écrire les appels de la base : lignes JSON, CSV, Excel.",
      "Write the store's calls: JSON lines, CSV, Excel."),
    discussion: Example.text(
      "calls export", "calls export --gold", "calls export --format csv --excel-fr --output a.csv",
      "calls export --output calls.xlsx")
      + Help.say(
        "\n\nEn JSON, une ligne par document, dans la forme de « calls parse "
          + "--ndjson » ; en tableau, une ligne par appel. Les personnes nommées n’y "
          + "sont pas, sauf avec --gold et --with-contacts.",
        "\n\nJSON is a line a document, in the form of “calls parse --ndjson”; "
          + "tables have a row a call. Named persons stay out, but for --gold and "
          + "--with-contacts."))

  @Option(
    help: .say(
      "json, csv ou xlsx (sinon d’après le nom de la sortie, sinon json).",
      "json, csv or xlsx (else by the output's name, else json).", value: "format"))
  var format: ExportFormat?

  @Flag(
    help: .say(
      "CSV tel qu’Excel en français l’ouvre : points-virgules, virgules décimales, "
        + "JJ/MM/AAAA.",
      "CSV as the French Excel opens it: semicolons, decimal commas, DD/MM/YYYY."))
  var excelFr = false

  @Option(
    help: .say(
      "Où l’écrire (sinon la sortie standard).",
      "Where to write it (else standard output).", value: "file"))
  var output: String?

  @Flag(
    help: .say(
      "Garder les personnes nommées, leurs adresses et leurs téléphones.",
      "Keep named persons, their mail addresses and telephone numbers."))
  var withContacts = false

  @Flag(
    help: .say(
      "Seulement les documents aux appels corrigés, en lignes d’un gold.jsonl : sans "
        + "preuves.",
      "Only documents with corrected calls, as lines of a gold.jsonl: without evidence."))
  var gold = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    guard chosenFormat == .json || gold else {
      try session.write(try table(store, session), to: output)
      return ExitStatus.done
    }
    let keepsPersons = try gold || session.showsPersons(told: withContacts)
    var bytes: [UInt8] = []
    let corrected = gold ? Set(try store.correctedDocuments()) : []
    for document in try store.documents() {
      if gold, !corrected.contains(document.record.sha256) { continue }
      let calls = try document.callIDs.map { id in
        let record = try ShowCommand.find(id, in: store).record
        return keepsPersons ? record : record.shared
      }
      let parsed = session.wording.worded(ParsedDocument(document: document.record, calls: calls))
      if gold {
        bytes += try OutputJSON.data(try GoldLine(parsed)) + [0x0A]
      } else {
        bytes += try OutputJSON.data(parsed) + [0x0A]
      }
      // Written as it comes, where it need not be whole.
      if output == nil {
        session.print(bytes)
        bytes = []
      }
    }
    if output != nil { try session.write(bytes, to: output) }
    return ExitStatus.done
  }

  private var chosenFormat: ExportFormat {
    if excelFr { return .csv }
    if let format { return format }
    return ExportFormat.allCases.first { output?.hasSuffix("." + $0.rawValue) ?? false } ?? .json
  }

  private func table(_ store: Store, _ session: Session) throws -> [UInt8] {
    let wording = try session.namedWording()
    let calls = try store.calls(on: session.today).map { $0.record.shared }
    let sheet = TableSheet(
      calls: calls, name: wording.say("Appels à projets", "Calls for proposals"), wording: wording)
    return chosenFormat == .xlsx
      ? try WorkbookWriter().bytes(of: sheet, on: session.today)
      : CSVWriter(isForExcelInFrench: excelFr).bytes(of: sheet)
  }
}

/// A document's record as gold: what a person holds to be right, without evidence.
private struct GoldLine: Encodable {
  private let value: JSONValue

  init(_ parsed: ParsedDocument) throws {
    value = try JSONValue(parsed).without([
      "evidence", "sections", "sha256", "warnings", "textQuality",
    ])
  }

  func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
