import ArgumentParser
import Documents
import Presentation

/// What every command takes.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store's file (else $CALLS_STORE, else the user's data folder).", valueName: "path"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "The folder of rules (else $CALLS_RULES, else those that came with calls).",
      valueName: "folder"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "The day that counts as today (else the date in Europe/Paris).", valueName: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var on: CalendarDay?

  @Option(help: "Language of messages: fr or en (else that of the environment).")
  var locale: UserLanguage?

  @Flag(name: .shortAndLong, help: "Say nothing but results and failures.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what is being done.")
  var verbose = false

  static func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(iso: text) else {
      throw ValidationError("“\(text)” is no day: write it as YYYY-MM-DD, such as 2024-03-15.")
    }
    return day
  }
}

extension UserLanguage: ExpressibleByArgument {}
