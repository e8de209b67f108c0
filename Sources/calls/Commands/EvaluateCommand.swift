import ArgumentParser
import CallAssembly
import Evaluation
import Foundation
import Pipeline
import Presentation
import Store

struct EvaluateCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: Help.say(
      "Noter la lecture de documents d’après ce qu’on en sait.",
      "Score the reading of documents against what is known of them."),
    discussion: Example.text("calls evaluate Corpus", "calls evaluate Corpus --misses")
      + Help.say(
        "\n\nLe dossier contient gold.jsonl, une fiche par ligne sans preuves ; "
          + "voir Corpus/README.md. Avec floors.json à côté, un champ sous son "
          + "plancher donne le code 1. Les images de texte restent non lues sans "
          + "--ocr, pour que les notes ne dépendent pas de la machine.\n\nAvec --matching, le dossier contient "
          + "profiles/NOM.json et judgments.jsonl, un jugement par ligne : "
          + "{\"profile\": NOM, \"project\": ID ou null, \"call\": ID ou nom de "
          + "fichier, \"on\": JOUR, \"relevance\": 0 à 2, \"criteria\": "
          + "{\"territory\": \"yes\"}}.",
        "\n\nThe folder holds gold.jsonl, a record a line without evidence; see "
          + "Corpus/README.md. With floors.json beside it, a field below its floor "
          + "ends with status 1. Scans stay unread without --ocr, so that the figures "
          + "do not depend on the machine.\n\nWith --matching, the folder holds "
          + "profiles/NAME.json and judgments.jsonl, a line a judgment: {\"profile\": "
          + "NAME, \"project\": ID or null, \"call\": ID or file name, \"on\": DAY, "
          + "\"relevance\": 0 to 2, \"criteria\": {\"territory\": \"yes\"}}."))

  @Flag(
    help: .say(
      "Donner chaque faute : ce qui n’a pas été trouvé, et ce qui n’y est pas, avec "
        + "son passage.",
      "Print every miss: what was not found, and what is not there, with its passage."))
  var misses = false

  @Option(
    help: .say("Seulement les fautes de ce champ.", "Only misses of this field.", value: "field"))
  var field: FactField?

  @Flag(
    help: .say(
      "Écrire floors.json à la hauteur d’aujourd’hui ; les planchers ne font que monter.",
      "Write floors.json at today's height; floors only rise."))
  var pin = false

  @Flag(
    help: .say(
      "Avec --pin, laisser les planchers descendre aussi.",
      "With --pin, let floors fall too."))
  var lower = false

  @Option(
    help: .say(
      "Écrire dans ce fichier la part de valeurs justes de chaque règle "
        + "(Rules/confidence.yaml).",
      "Write the share of right values of each rule to this file "
        + "(Rules/confidence.yaml).", value: "file"))
  var confidence: String?

  @Flag(
    help: .say(
      "Lire aussi les images de texte, où Tesseract est installé.",
      "Read scans too, where Tesseract is installed."))
  var ocr = false

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Flag(
    help: .say(
      "Noter plutôt les propositions de la base ; voir plus bas.",
      "Score the matches of the store instead; see below."))
  var matching = false

  @Argument(
    help: .say(
      "Dossier de documents avec gold.jsonl, ou de jugements.",
      "Folder of documents with gold.jsonl, or of judgments.", value: "folder"))
  var folder: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    if matching {
      return try MatchingEvaluation(folder: folder, json: json, session: session).run()
    }
    let goldPath = folder + "/gold.jsonl"
    guard let data = FileManager.default.contents(atPath: goldPath) else {
      throw CommandError.inputMissing(path: goldPath)
    }
    let lines: [GoldLine]
    do {
      lines = try GoldLine.all(in: data)
    } catch {
      session.complain(
        session.wording.say(
          "\(goldPath):\(error.line) : ce n’est pas une ligne JSON avec « document.path ». Corrigez-la.",
          "\(goldPath):\(error.line): no line of JSON with “document.path”. Correct it."))
      return ExitStatus.badData
    }
    let evaluation = try evaluate(lines, session)
    try show(evaluation, session)
    if let confidence { try write(evaluation.rules, to: confidence) }
    let floors = Floors(evaluation, gold: Digest256.hex(of: [UInt8](data)))
    return try pin ? write(floors) : compare(evaluation, floors.gold, session)
  }

  /// The least number of values on which a rule's share says something.
  private static let leastValues = 5

  private func write(_ rules: [String: RuleScore], to path: String) throws {
    var text = """
      # Share of right values of each rule on the corpus, in steps of 0.05, for rules that read at
      # least \(Self.leastValues) values there. Written by `calls evaluate Corpus --confidence FILE`.

      """
    for (rule, score) in rules.sorted(by: { $0.key < $1.key })
    where score.values >= Self.leastValues {
      let hundredths = score.twentieths * 5
      let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
      text += "\(rule): \(hundredths == 100 ? "1.00" : "0." + digits)\n"
    }
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw CommandError.cannotWrite(path: path, detail: "\(error)")
    }
  }

  private func evaluate(_ lines: [GoldLine], _ session: Session) throws -> Evaluation {
    let pipeline = try session.pipeline(recognisesPictures: ocr)
    let paths = lines.map { folder + "/" + $0.path }
    var batch = Batch(
      paths: paths.count, missing: paths.filter { !DocumentInputs.exists($0) }, in: session)
    var evaluation = Evaluation()
    var index = 0
    try pipeline.readAll(paths) { result in
      defer { index += 1 }
      switch result {
      case .success(let read):
        batch.finish(read.path)
        let record = try OutputJSON.data(read.reading.parsed)
        evaluation.add(
          lines[index], predicted: try JSONDecoder().decode(FactTree.self, from: record))
      case .failure(let unread):
        batch.fail(unread.path, unread.failure)
        evaluation.add(lines[index], predicted: nil)
      }
      return true
    }
    _ = batch.status()
    return evaluation
  }

  // MARK: Floors

  private var floorsPath: String { folder + "/floors.json" }

  private func storedFloors() throws -> Floors? {
    guard let data = FileManager.default.contents(atPath: floorsPath) else { return nil }
    return try JSONDecoder().decode(Floors.self, from: data)
  }

  private func write(_ floors: Floors) throws -> Int32 {
    var floors = floors
    if !lower, let stored = try storedFloors() { floors = floors.raised(over: stored) }
    let bytes = try OutputJSON.data(floors, pretty: true) + Data("\n".utf8)
    do {
      try bytes.write(to: URL(fileURLWithPath: floorsPath), options: .atomic)
    } catch {
      throw CommandError.cannotWrite(path: floorsPath, detail: error.localizedDescription)
    }
    return ExitStatus.done
  }

  private func compare(
    _ evaluation: Evaluation, _ gold: String, _ session: Session
  ) throws -> Int32 {
    guard let floors = try storedFloors() else { return ExitStatus.done }
    let wording = session.wording
    if floors.gold != gold {
      session.tell(
        wording.say(
          "\(floorsPath) vient d’un autre gold.jsonl : « calls evaluate --pin » après relecture.",
          "\(floorsPath) is of another gold.jsonl: run “calls evaluate --pin” after a look."))
    }
    let falls = floors.falls(of: evaluation)
    for fall in falls {
      let field = fall.field?.rawValue ?? wording.say("moyenne", "mean")
      session.complain(
        wording.say(
          "\(field) est tombé à \(Self.share(fall.found)), sous \(Self.share(fall.floor)). Voyez --misses.",
          "\(field) fell to \(Self.share(fall.found)), below \(Self.share(fall.floor)). See --misses."
        ))
    }
    return falls.isEmpty ? ExitStatus.done : 1
  }

  // MARK: Showing

  private struct Line: Encodable {
    var field: String
    var precision: Double
    var recall: Double
    var f1: Double
    var right: Int
    var wrong: Int
    var missing: Int
  }

  private struct MissLine: Encodable {
    var document: String
    var field: String
    var kind: Miss.Kind
    var value: String
    var quote: String
  }

  private struct Report: Encodable {
    var documents: Int
    var mean: Double
    var fields: [Line]
    var misses: [MissLine]?
  }

  private func show(_ evaluation: Evaluation, _ session: Session) throws {
    let chosen = evaluation.misses.filter { field == nil || $0.field == field }
    if json {
      let report = Report(
        documents: evaluation.documents, mean: evaluation.mean, fields: lines(evaluation),
        misses: misses || field != nil
          ? chosen.map {
            MissLine(
              document: $0.path, field: $0.field.rawValue, kind: $0.kind, value: $0.value,
              quote: $0.quote)
          } : nil)
      return try session.print(json: report)
    }
    if misses || field != nil { session.print(chosen.map(Self.text).joined()) }
    session.print(table(evaluation, session))
  }

  private func lines(_ evaluation: Evaluation) -> [Line] {
    FactField.allCases.compactMap { field in
      evaluation.scores[field].map {
        Line(
          field: field.rawValue, precision: $0.precision, recall: $0.recall, f1: $0.f1,
          right: $0.right, wrong: $0.wrong, missing: $0.missing)
      }
    }
  }

  private func table(_ evaluation: Evaluation, _ session: Session) -> String {
    let wording = session.wording
    let titles = [
      wording.say("Précision", "Precision"), wording.say("Rappel", "Recall"), "F1",
      wording.say("Justes", "Right"), wording.say("Faux", "Wrong"),
      wording.say("Manquent", "Missing"),
    ]
    var table = TextTable(
      [.init(wording.say("Champ", "Field"))] + titles.map { .init($0, .trailing) })
    table.rows = lines(evaluation).map { line in
      .init([
        .init(line.field), .init(Self.share(line.precision)), .init(Self.share(line.recall)),
        .init(Self.share(line.f1), .strong), "\(line.right)", "\(line.wrong)", "\(line.missing)",
      ])
    }
    let mean = wording.say("F1 moyen", "Mean F1")
    return table.rendered(style: session.output.style)
      + "\n\(mean): \(Self.share(evaluation.mean)), "
      + wording.count(
        evaluation.documents, fr: ("document", "documents"), en: ("document", "documents")) + "\n"
  }

  private static func text(_ miss: Miss) -> String {
    let sign = miss.kind == .missing ? "-" : "+"
    let quote = miss.quote.isEmpty ? "" : "  « \(PlainText.line(miss.quote, limit: 160)) »"
    return "\(sign) \(miss.path)  \(miss.field.rawValue)  \(miss.value)\(quote)\n"
  }

  /// `0.87`.
  static func share(_ value: Double) -> String {
    let hundredths = Int((value * 100 + 1e-9).rounded(.down))
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension FactField: ExpressibleByArgument {}
