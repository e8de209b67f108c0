import ArgumentParser
import CallAssembly
import CallModel
import Documents
import Foundation
import Pipeline
import Presentation

struct ParseCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: Help.say(
      "Lire des documents et donner les fiches de leurs appels en JSON.",
      "Read documents and print their call records as JSON."),
    discussion: Example.text(
      "calls parse Corpus/documents/life-circular-2024.html",
      "calls parse --ndjson Corpus/documents",
      "calls parse - < Corpus/documents/life-circular-2024.html"))

  @Flag(
    help: .say(
      "Une ligne de JSON par document, dans l’ordre donné.",
      "One line of JSON for each document, in the order given."))
  var ndjson = false

  @Flag(
    help: .say(
      "Donner du JSON, ce qui se fait de toute façon.",
      "Print JSON, which it does in any case."))
  var json = false

  @OptionGroup(title: Help.say("Limites", "Limits")) var limits: LimitOptions

  @Argument(
    help: .say(
      "Fichiers ou dossiers ; - pour l’entrée standard.",
      "Files or folders; - for standard input.", value: "paths"))
  var paths: [String]

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let inputs = try DocumentInputs(paths)
    let isSingle = paths.count == 1 && !inputs.hasFolder
    let pipeline = try session.pipeline(limits)
    var batch = Batch(inputs, in: session)
    var printer = RecordPrinter(
      form: ndjson ? .lines : isSingle ? .object : .array, session: session)
    try pipeline.readAll(inputs.paths) { result in
      switch result {
      case .success(let read):
        batch.finish(read.path)
        try printer.print(session.wording.worded(read.reading.parsed))
      case .failure(let unread):
        batch.fail(unread.path, unread.failure)
        try printer.print(FailedDocument(unread, wording: session.wording))
      }
      return true
    }
    printer.end()
    return batch.status()
  }
}

extension FailedDocument {
  init(_ unread: UnreadDocument, wording: Wording) {
    self.init(
      path: unread.path, sha256: unread.sha256,
      error: .init(
        id: unread.failure.id, message: wording.failure(unread.failure).line,
        retryable: unread.failure.isRetryable, limit: unread.failure.limit?.rawValue))
  }
}

/// Prints records one by one: as lines, as the elements of an array, or as a single object.
struct RecordPrinter {
  enum Form { case lines, array, object }

  private let form: Form
  private let session: Session
  private var count = 0

  init(form: Form, session: Session) {
    self.form = form
    self.session = session
  }

  mutating func print(_ value: some Encodable) throws {
    switch form {
    case .lines: try session.print(json: value, pretty: false)
    case .object: try session.print(json: value)
    case .array:
      session.print(count == 0 ? "[\n" : ",\n")
      session.print([UInt8](try OutputJSON.data(value, pretty: true)))
    }
    count += 1
  }

  func end() {
    if form == .array { session.print(count == 0 ? "[]\n" : "\n]\n") }
  }
}
