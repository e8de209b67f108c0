import ArgumentParser
import Documents
import Pipeline
import Presentation
import RuleEngine

struct TagCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: Help.say(
      "Donner les annotations de textes : dates, sommes, taux, noms.",
      "Print the annotations of texts: dates, sums, rates, names."),
    discussion: Example.text(
      "echo 'À déposer avant le 6 mai 2024 à 12h' | calls tag",
      "echo '{\"id\": \"1\", \"text\": \"jusqu’au 6 mai\", \"reference_date\": \"2024-03-01\"}'"
        + " | calls tag --ndjson")
      + Help.say(
        "\n\nLes places comptent les scalaires Unicode depuis 0, fin non comprise. "
          + "Avec --ndjson, chaque ligne lue est\n{\"id\", \"text\", \"lang\"?, "
          + "\"reference_date\"?}, chaque ligne écrite\n{\"id\", \"annotations\": "
          + "[{\"type\", \"start\", \"end\", \"text\", \"value\", \"rule\"}]}.",
        "\n\nPlaces count Unicode scalars from 0, the end not included. With "
          + "--ndjson each line read\nis {\"id\", \"text\", \"lang\"?, "
          + "\"reference_date\"?}, each line written\n{\"id\", \"annotations\": "
          + "[{\"type\", \"start\", \"end\", \"text\", \"value\", \"rule\"}]}.")
  )

  @Flag(
    help: .say(
      "Lire et écrire un objet JSON par ligne.",
      "Read and write a JSON object a line."))
  var ndjson = false

  @Flag(help: .say("Donner du JSON au lieu d’un tableau.", "Print JSON instead of a table."))
  var json = false

  @Argument(
    help: .say(
      "Fichiers ; - ou rien pour l’entrée standard.",
      "Files; - or nothing for standard input.", value: "paths"))
  var paths: [String] = []

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let tagger = Tagger(pack: try session.pack())
    let paths = paths.isEmpty ? ["-"] : self.paths
    return ndjson
      ? try TagLines(tagger: tagger, session: session).run(paths)
      : try tagFiles(paths, tagger, session)
  }

  private func tagFiles(_ paths: [String], _ tagger: Tagger, _ session: Session) throws -> Int32 {
    let inputs = try DocumentInputs(paths)
    let worker = try session.worker()
    var batch = Batch(inputs, in: session)
    var printer = RecordPrinter(
      form: paths.count == 1 && !inputs.hasFolder ? .object : .array, session: session)
    for path in inputs.paths {
      let tagged: TaggedText
      do throws(DocumentFailure) {
        tagged = try TaggedText(path: path, tagger: tagger, worker: worker)
      } catch {
        batch.fail(path, error)
        continue
      }
      batch.finish(path)
      if json {
        try printer.print(tagged)
      } else {
        if inputs.paths.count > 1 { session.print("\(PlainText.line(path))\n") }
        session.print(tagged.table(session))
      }
    }
    if json { printer.end() }
    return batch.status()
  }
}

/// The annotations of one text as `calls tag` writes them.
struct TaggedText: Encodable {
  struct Line: Encodable {
    var type: String
    var start: Int
    var end: Int
    var text: String
    var value: Value
    var rule: String
  }
  var path: String
  var annotations: [Line]

  /// A text file as it is; any other document by its extracted text.
  init(path: String, tagger: Tagger, worker: WorkerClient) throws(DocumentFailure) {
    let bytes = try InputFile.bytes(of: path)
    if Self.isPlainText(bytes, path), let text = String(validating: bytes, as: UTF8.self) {
      self.init(path: path, text: text, annotations: tagger.annotations(in: text))
    } else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let document = try worker.read(bytes, name: name)
      self.init(path: path, text: document.text, annotations: tagger.annotations(in: document))
    }
  }

  init(path: String, text: String, annotations: [Annotation]) {
    self.path = path
    let index = ScalarIndex(text)
    self.annotations = annotations.map { Line($0, index) }
  }

  private static func isPlainText(_ bytes: [UInt8], _ path: String) -> Bool {
    if bytes.contains(0) || bytes.starts(with: "%PDF".utf8) { return false }
    let start = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    return start != UInt8(ascii: "<")
  }

  func table(_ session: Session) -> String {
    let wording = session.wording
    var table = TextTable([
      .init(wording.say("Place", "Place"), .trailing), .init(wording.say("Type", "Type")),
      .init(wording.say("Valeur", "Value"), shrinksTo: 12),
      .init(wording.say("Passage", "Passage"), shrinksTo: 16),
      .init(wording.say("Règle", "Rule"), shrinksTo: 8),
    ])
    table.rows = annotations.map {
      .init([
        "\($0.start)–\($0.end)", .init($0.type, .strong), .init(Self.shown($0.value)),
        .init($0.text), .init($0.rule, .faint),
      ])
    }
    return table.rendered(width: session.output.width, style: session.output.style)
  }

  private static func shown(_ value: Value) -> String {
    let data = try? OutputJSON.data(value)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension TaggedText.Line {
  init(_ annotation: Annotation, _ index: ScalarIndex, value: Value? = nil) {
    self.init(
      type: annotation.publishedType, start: index.scalarOffset(annotation.range.start),
      end: index.scalarOffset(annotation.range.end), text: index.slice(annotation.range),
      value: value ?? annotation.value, rule: annotation.rule)
  }
}
