import Foundation
import Presentation
import Testing

@testable import calls

/// What the parser of arguments says of a wrong line, in French.
struct UsageTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var english: String
    var french: String
    var testDescription: String { english }
  }

  static let cases = [
    Case(
      english: "Error: Unknown option '--profil'. Did you mean '--profile'?",
      french: "Erreur : option inconnue : « --profil ». Vouliez-vous dire « --profile » ?"),
    Case(english: "Error: Unknown option '-z'", french: "Erreur : option inconnue : « -z »"),
    Case(
      english: "Error: Missing expected argument '<call>'", french: "Erreur : il manque « <call> »"),
    Case(
      english: "Error: Missing one of: '<a>', '<b>'",
      french: "Erreur : il manque l’un de ceux-ci : '<a>', '<b>'"),
    Case(
      english: "Error: Missing value for '--profile <file>'",
      french: "Erreur : il manque une valeur pour « --profile <file> »"),
    Case(
      english: "Error: The option '--json' does not take any value, but '3' was specified.",
      french: "Erreur : l’option « --json » ne prend pas de valeur, mais « 3 » a été donné."),
    Case(
      english: "Error: Unexpected argument 'l'appel'",
      french: "Erreur : argument inattendu : « l'appel »"),
    Case(
      english: "Error: 2 unexpected arguments: 'x', 'y'",
      french: "Erreur : 2 arguments inattendus : 'x', 'y'"),
    Case(
      english: "Error: The value 'abc' is invalid for '--limit <limit>'",
      french: "Erreur : la valeur « abc » ne convient pas à « --limit <limit> »"),
    Case(
      english: "Error: The value 'x' is invalid for '--on <day>': « x » n’est pas un jour.",
      french: "Erreur : la valeur « x » ne convient pas à « --on <day> » : « x » n’est pas un jour."
    ),
    Case(
      english: "Error: The value 'x' is invalid for '<a>'. Please provide one of 'b' and 'c'.",
      french: "Erreur : la valeur « x » ne convient pas à « <a> ». Valeurs possibles : 'b' ou 'c'."),
    Case(
      english: "Error: The value 'x' is invalid for '<a>'. Please provide one of 'b', 'c' or 'd'.",
      french:
        "Erreur : la valeur « x » ne convient pas à « <a> ». Valeurs possibles : 'b', 'c' ou 'd'."),
    Case(
      english: "  See 'calls help <subcommand>' for detailed help.",
      french: "  Pour en savoir plus : calls help <commande>"),
    Case(english: "SHARED OPTIONS:", french: "SHARED OPTIONS :"),
    Case(english: "AU QUOTIDIEN SUBCOMMANDS:", french: "AU QUOTIDIEN :"),
    Case(english: "  Une note. (default: 20)", french: "  Une note. (20 par défaut)"),
    Case(
      english: "  Un ordre. (values: a, b; default: a)",
      french: "  Un ordre. (valeurs : a, b ; a par défaut)"),
  ]

  @Test(arguments: cases)
  func isFrench(example: Case) {
    let text = UsageText(Wording(.fr)).french(example.english)
    // The spaces before high marks do not break.
    #expect(text.replacing("\u{A0}", with: " ") == example.french)
  }

  @Test func localeIsReadBeforeTheRest() {
    #expect(Speech.locale(in: ["calls", "list", "--locale", "fr", "--foo"]) == "fr")
    #expect(Speech.locale(in: ["calls", "list", "--locale=en"]) == "en")
    #expect(Speech.locale(in: ["calls", "search", "--", "--locale", "fr"]) == nil)
    #expect(Speech.locale(in: ["calls", "list", "--locale"]) == nil)
    #expect(Speech.locale(in: ["calls", "list"]) == nil)
  }

  struct Line: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var words: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let lines = [
    Line(arguments: ["match"], words: "Le profil de la collectivité"),
    Line(arguments: ["list", "--foo"], words: "option inconnue"),
    Line(arguments: ["search", "eau", "--limit", "-1"], words: "Erreur"),
    Line(arguments: ["digest", "--on", "demain"], words: "n’est pas un jour"),
    Line(arguments: ["frob"], words: "argument inattendu"),
    Line(arguments: ["decide", "x", "peut-être"], words: "candidater"),
    Line(arguments: ["link", "x"], words: "Donnez un second appel"),
  ]

  @Test(.enabled(if: CallsProgram.isBuilt, "calls is not built"), arguments: lines)
  func wrongLine(line: Line) throws {
    let program = try CallsProgram()
    let french = try program.run(line.arguments, environment: ["LC_ALL": "fr_FR.UTF-8"])
    #expect(french.status == 64)
    #expect(french.output.isEmpty)
    #expect(french.errors.contains(line.words), "\(french.errors)")
    let english = try program.run(line.arguments, environment: ["LC_ALL": "en_GB.UTF-8"])
    #expect(english.status == 64)
    #expect(english.errors.hasPrefix("Error: "), "\(english.errors)")
  }
}
