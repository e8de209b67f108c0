import Pipeline
import Presentation
import RuleEngine

extension Wording {
  /// Why there are no rules to work with: one line for each fault.
  func ruleLibraryError(_ error: RuleLibraryError) -> [Advice] {
    switch error {
    case .faulty(let faults): faults.faults.map(ruleFault)
    case .notFound:
      [
        Advice(
          message: say("Les règles sont introuvables.", "The rules are missing."),
          remedy: say(
            "Donnez leur dossier par --rules ou CALLS_RULES.",
            "Give their folder by --rules or CALLS_RULES."))
      ]
    case .noRules(let folder):
      [
        Advice(
          message: say("\(folder) ne contient aucune règle.", "\(folder) holds no rules."),
          remedy: say(
            "Donnez un dossier de fichiers .yaml par --rules.",
            "Give a folder of .yaml files by --rules."))
      ]
    }
  }
}
