import ArgumentParser
import Documents
import Pipeline
import Presentation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show settings.",
    discussion: Example.text("calls config show"), subcommands: [ConfigShow.self])
}

struct ConfigShow: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show every setting, and where its value comes from.",
    discussion: Example.text("calls config show"))

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  private struct Setting: Encodable {
    var name: String
    var value: String
    /// `--store`, `CALLS_STORE`, `usual`.
    var origin: String

    init(_ name: String, _ value: String, _ origin: String) {
      self.name = name
      self.value = value
      self.origin = origin
    }

    init(_ name: String, _ place: Places.Place) {
      let origin =
        switch place.origin {
        case .option(let name), .environment(let name): name
        case .usual: "usual"
        }
      self.init(name, place.path, origin)
    }
  }

  func run(in session: Session) throws -> Int32 {
    let settings = settings(session)
    if json {
      try session.print(json: settings)
      return ExitStatus.done
    }
    let wording = session.wording
    var table = TextTable([
      .init(wording.say("Réglage", "Setting")), .init(wording.say("Valeur", "Value")),
      .init(wording.say("Vient de", "Comes from")),
    ])
    table.rows = settings.map {
      .init([.init($0.name, .strong), .init($0.value), .init($0.origin, .faint)])
    }
    session.print(table.rendered(style: session.output.style))
    return ExitStatus.done
  }

  private func settings(_ session: Session) -> [Setting] {
    let told = session.places.rules(told: shared.rules)
    let rules =
      told.map { Setting("rules", $0) }
      ?? Setting(
        "rules", session.ruleLibrary.folder ?? session.ruleLibrary.bundledPack ?? "", "usual")
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale =
      shared.locale != nil
      ? "--locale" : variables.first { !(session.environment[$0] ?? "").isEmpty } ?? "usual"
    return [
      Setting("store", session.places.store(told: shared.store)), rules,
      Setting("cache", session.places.cache),
      Setting(
        "ocr", session.environment["CALLS_OCR"] == "off" ? "off" : "auto",
        (session.environment["CALLS_OCR"] ?? "").isEmpty ? "usual" : "CALLS_OCR"),
      Setting("locale", session.wording.language.rawValue, locale),
      Setting("on", session.today.iso, shared.on == nil ? "Europe/Paris" : "--on"),
    ]
  }
}
