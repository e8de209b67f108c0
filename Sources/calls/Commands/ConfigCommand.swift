import ArgumentParser
import Documents
import Pipeline
import Presentation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: Help.say("Montrer les réglages.", "Show settings."),
    discussion: Example.text("calls config show"), subcommands: [ConfigShow.self])
}

struct ConfigShow: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: Help.say(
      "Montrer chaque réglage, et d’où vient sa valeur.",
      "Show every setting, and where its value comes from."),
    discussion: Example.text("calls config show"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Flag(
    help: .say(
      "Dire d’où vient chaque valeur (ce qui se fait toujours).",
      "Say where each value comes from (which is always done)."))
  var origin = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

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
        case .option(let name), .environment(let name), .file(let name): name
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
      .init([.init($0.name, .strong), .init($0.value), .init(wording.origin($0.origin), .faint)])
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
      ? "--locale"
      : session.variable("CALLS_LOCALE") != nil
        ? "CALLS_LOCALE"
        : session.configuration.text(.locale)?.path
          ?? variables.first { session.variable($0) != nil } ?? "usual"
    let ocr = session.ocr
    return [
      Setting("store", session.places.store(told: shared.store)), rules,
      Setting("cache", session.places.cache),
      Setting("ocr", ocr.value == "off" ? "off" : "auto", ocr.origin),
      Setting("locale", session.wording.language.rawValue, locale),
      Setting("on", session.today.iso, shared.on == nil ? "Europe/Paris" : "--on"),
    ] + readingSettings(session) + alertSettings(session) + files(session)
  }

  private func readingSettings(_ session: Session) -> [Setting] {
    let none = LimitOptions.none
    let passwords = session.passwordFile(none)
    return ReadingLimit.allCases.map { limit in
      let (value, origin) = session.limit(limit, none)
      let unit = limit.unitName
      return Setting(
        "limits.\(limit.rawValue)", unit.isEmpty ? "\(value)" : "\(value) \(unit)", origin)
    } + [Setting("password-file", passwords?.path ?? "", passwords?.origin ?? "usual")]
  }

  private func alertSettings(_ session: Session) -> [Setting] {
    let configuration = session.configuration
    func setting(
      _ key: Configuration.Key, _ variable: String?, usual: String = ""
    ) -> Setting {
      if let variable, let value = session.variable(variable) {
        return Setting(key.rawValue, value, variable)
      }
      guard let (list, path) = configuration.list(key) else {
        return Setting(key.rawValue, usual, "usual")
      }
      let separator = key == .mailProgram ? " " : ", "
      return Setting(key.rawValue, list.joined(separator: separator), path)
    }
    let hooks = configuration.hooks.map(\.mark)
    return [
      setting(.profiles, "CALLS_PROFILE"), setting(.folders, nil),
      setting(.contacts, nil, usual: "false"), setting(.mailFrom, "CALLS_MAIL_FROM"),
      setting(.mailTo, "CALLS_MAIL_TO"), setting(.mailUnsubscribe, nil),
      setting(
        .mailProgram, "CALLS_MAIL_PROGRAM",
        usual: "/usr/sbin/sendmail -t -i"),
      // Of a password the file alone is named.
      setting(.mailServer, nil), setting(.mailUser, nil), setting(.mailPasswordFile, nil),
      setting(.mailAuthorities, nil), setting(.templates, nil), setting(.hosts, nil),
      Setting(
        "hooks", hooks.joined(separator: ", "), configuration.value(.hooks)?.path ?? "usual"),
    ]
  }

  private func files(_ session: Session) -> [Setting] {
    session.configuration.files.map { Setting("configuration", $0.path, "file") }
  }
}

extension Wording {
  /// Where a setting comes from; the names of options, variables and files are as they are.
  fileprivate func origin(_ origin: String) -> String {
    switch origin {
    case "usual": say("par défaut", "the default")
    case "file": say("fichier", "file")
    default: origin
    }
  }
}
