import ArgumentParser
import Foundation
import Presentation

/// What the parser of arguments says, in the user's language.
///
/// The parser has English sentences alone. Their frames are few, and are known here; what stands in
/// them (options, values, what the commands say of themselves) is kept as it is. A sentence that is
/// not known here stays English.
struct UsageText {
  private let wording: Wording

  init(_ wording: Wording) { self.wording = wording }

  /// Help, or what is wrong with a line; empty where there is nothing to say.
  func message(for error: any Error, of command: any ParsableCommand.Type) -> String {
    guard wording.language == .fr else { return command.fullMessage(for: error) }
    let width =
      Terminal(descriptor: STDOUT_FILENO, environment: ProcessInfo.processInfo.environment).width
    // What French frames are longer by must fit in the line, too.
    return french(command.fullMessage(for: error, columns: (width ?? 80) - Self.room))
  }

  private static let room = 4

  /// The French of a whole message of the parser.
  func french(_ text: String) -> String {
    Self.frames.reduce(text) { text, frame in
      text.replacingOccurrences(
        of: frame.english, with: wording.say(Phrase(stringLiteral: frame.french), ""),
        options: .regularExpression)
    }
  }

  /// Regular expressions of ICU and what takes their place, in turn.
  private static let frames: [(english: String, french: String)] = [
    ("(?m)^Error: ", "Erreur : "), ("(?m)^Help:  ", "Aide :  "), ("(?m)^Usage: ", "Usage : "),
    ("(?m)^USAGE: ", "USAGE : "), ("(?m)^OVERVIEW: ", "OBJET : "),
    ("(?m)^SUBCOMMANDS:$", "COMMANDES :"), ("(?m)^(.+) SUBCOMMANDS:$", "$1 :"),
    ("(?m)^(\\p{Lu}[\\p{Lu} ]+):$", "$1 :"),
    ("  See '(.+) <subcommand>' for detailed help\\.", "  Pour en savoir plus : $1 <commande>"),
    ("  See '(.+)' for more information\\.", "  Pour en savoir plus : $1"),
    ("<subcommand>", "<commande>"),
    ("\\(values: ([^()]+); default: ([^()]+)\\)", "(valeurs : $1 ; $2 par défaut)"),
    ("\\(values: ([^()]+)\\)", "(valeurs : $1)"),
    ("\\(default: ([^()]+)\\)", "($1 par défaut)"),
    ("Show help information\\.", "Montrer cette aide."),
    ("Show the version\\.", "Montrer la version."),
    ("Unknown option '(.+?)'", "option inconnue : « $1 »"),
    ("\\. Did you mean '(.+?)'\\?", ". Vouliez-vous dire « $1 » ?"),
    ("Missing expected argument '(.+?)'", "il manque « $1 »"),
    ("Missing one of: '(.+)'", "il manque l’un de ceux-ci : '$1'"),
    ("   or: ", "   ou : "),
    ("Missing value for '(.+?)'", "il manque une valeur pour « $1 »"),
    (" in '(-.+?)'$", " dans « $1 »"),
    (
      "The option '(.+?)' does not take any value, but '(.*)' was specified\\.",
      "l’option « $1 » ne prend pas de valeur, mais « $2 » a été donné."
    ),
    ("Unexpected argument '(.+)'", "argument inattendu : « $1 »"),
    ("(\\d+) unexpected arguments: ", "$1 arguments inattendus : "),
    (
      "Value to be set with flag (.+) had already been set with flag (.+)",
      "$1 dit autre chose que $2, donné avant"
    ),
    ("The value '(.*)' is invalid for '(.+?)'", "la valeur « $1 » ne convient pas à « $2 »"),
    ("(?<=»): ", " : "), ("\\. Please provide one of the following:", ". Valeurs possibles :"),
    ("\\. Please provide one of '(.+?)' and '(.+?)'\\.", ". Valeurs possibles : '$1' ou '$2'."),
    ("\\. Please provide one of (.+) or (.+)\\.", ". Valeurs possibles : $1 ou $2."),
    ("\\. Please provide one of (.+)\\.", ". Valeur possible : $1."),
    ("Invalid option: ", "option non valable : "),
    ("Missing required subcommand\\.", "il manque une commande."),
  ]
}
