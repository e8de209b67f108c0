import ArgumentParser
import Documents
import Pipeline

struct ExtractCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: Help.say(
      "Donner le texte de documents, ou tout ce qui y a été lu.",
      "Print the text of documents, or all that was read in them."),
    discussion: Example.text(
      "calls extract Corpus/documents/fiche-poctefa-2024.md",
      "calls extract --format json Corpus/documents/life-circular-2024.html")
      + Help.say(
        "\n\nLe texte est donné tel que les positions des fiches le comptent, à "
          + "l’octet près ; plusieurs fichiers sont séparés par un saut de page. En "
          + "JSON, une ligne par fichier.",
        "\n\nText is printed byte for byte as the offsets of records count it; "
          + "several files are set apart by a form feed. JSON is one line a file."))

  @Option(help: .say("text, markdown ou json.", "text, markdown or json.", value: "format"))
  var format: DocumentRendering = .text

  @OptionGroup(title: Help.say("Limites", "Limits")) var limits: LimitOptions

  @Argument(
    help: .say(
      "Fichiers ou dossiers ; - pour l’entrée standard.",
      "Files or folders; - for standard input.", value: "paths"))
  var paths: [String]

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let inputs = try DocumentInputs(paths)
    var worker = try session.worker(limits)
    worker.limits.keepsWordBoxes = format == .json
    var batch = Batch(inputs, in: session)
    var isFirst = true
    worker.readAll(inputs.paths) { index, result in
      let path = inputs.paths[index]
      if format != .json, !isFirst { session.print("\u{C}") }
      isFirst = false
      switch result {
      case .success(let document):
        batch.finish(path)
        session.print(format.render(document))
      case .failure(let failure): batch.fail(path, failure)
      }
      return true
    }
    return batch.status()
  }
}

extension DocumentRendering: ExpressibleByArgument {}
