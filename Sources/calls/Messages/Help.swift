import ArgumentParser
import Foundation
import Presentation

/// In which language the program speaks before its options are read: help and wrong usage want one
/// too.
enum Speech {
  /// What the configuration files say, or what is wrong with them.
  static let configuration = Result {
    try Configuration.load(environment: ProcessInfo.processInfo.environment)
  }

  /// By --locale, else $CALLS_LOCALE, else the configuration, else the environment.
  static let language: UserLanguage = {
    let environment = ProcessInfo.processInfo.environment
    let named =
      locale(in: CommandLine.arguments) ?? environment["CALLS_LOCALE"]
      ?? (try? configuration.get())?.text(.locale)?.value
    return UserLanguage.chosen(
      locale: named.flatMap(UserLanguage.init(rawValue:)), environment: environment)
  }()

  static let wording = Wording(language)

  /// What `--locale` says, before anything else of the line is understood.
  static func locale(in arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    if let joined = options.last(where: { $0.hasPrefix("--locale=") }) {
      return String(joined.dropFirst("--locale=".count))
    }
    guard let place = options.lastIndex(of: "--locale"), place + 1 < options.count else {
      return nil
    }
    return options[place + 1]
  }
}

/// What the help of commands says, in the user's language.
enum Help {
  static func say(_ french: String, _ english: String) -> String {
    Speech.wording.say(Phrase(stringLiteral: french), Phrase(stringLiteral: english))
  }

  /// What stands for a value, `file` in `--profile <file>`.
  static func value(_ name: String) -> String {
    Speech.language == .fr ? french[name] ?? name : name
  }

  private static let french = [
    "YYYY-MM-DD": "AAAA-MM-JJ", "address": "adresse", "call": "appel", "calls": "appels",
    "choice": "choix", "destination": "copie", "field": "champ", "field=value": "champ=valeur",
    "file": "fichier", "folder": "dossier", "folders": "dossiers", "form": "forme",
    "limit": "nombre", "locale": "langue", "name": "nom", "name=number": "nom=nombre",
    "number": "nombre", "other": "autre", "outcome": "suite", "path": "chemin",
    "path=value": "chemin=valeur", "paths": "chemins", "prefix": "début", "program": "programme",
    "rule": "règle", "seconds": "secondes", "sort": "ordre", "text": "texte", "url": "adresse",
    "words": "mots",
  ]
}

extension ArgumentHelp {
  /// - Parameter value: what stands for the value, in English.
  static func say(_ french: String, _ english: String, value: String? = nil) -> ArgumentHelp {
    ArgumentHelp(Help.say(french, english), valueName: value.map(Help.value))
  }
}
