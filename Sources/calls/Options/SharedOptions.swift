import ArgumentParser
import Documents
import Presentation

/// What every command takes.
struct SharedOptions: ParsableArguments {
  @Option(
    help: .say(
      "Le fichier de la base (sinon $CALLS_STORE, sinon le dossier de données de "
        + "l’utilisateur).",
      "The store's file (else $CALLS_STORE, else the user's data folder).", value: "path"))
  var store: String?

  @Option(
    help: .say(
      "Le dossier des règles (sinon $CALLS_RULES, sinon celles livrées avec calls).",
      "The folder of rules (else $CALLS_RULES, else those that came with calls).", value: "folder"))
  var rules: String?

  @Option(
    help: .say(
      "Le jour tenu pour aujourd’hui (sinon la date à Paris).",
      "The day that counts as today (else the date in Europe/Paris).", value: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var on: CalendarDay?

  @Option(
    help: .say(
      "Langue des messages : fr ou en (sinon celle de l’environnement).",
      "Language of messages: fr or en (else that of the environment).", value: "locale"))
  var locale: UserLanguage?

  @Flag(
    name: .shortAndLong,
    help: .say(
      "Ne dire que les résultats et les échecs.",
      "Say nothing but results and failures."))
  var quiet = false

  @Flag(name: .shortAndLong, help: .say("Dire ce qui se fait.", "Say what is being done."))
  var verbose = false

  static func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(iso: text) else {
      throw ValidationError(
        Help.say(
          "« \(text) » n’est pas un jour : écrivez-le AAAA-MM-JJ, par exemple 2024-03-15.",
          "“\(text)” is no day: write it as YYYY-MM-DD, such as 2024-03-15."))
    }
    return day
  }
}

extension UserLanguage: ExpressibleByArgument {}
