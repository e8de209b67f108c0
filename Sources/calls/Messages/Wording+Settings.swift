import Pipeline
import Presentation

extension Wording {
  /// What is wrong with a `--set` as typed.
  func settingFault(_ fault: ProfileSetting.Fault) -> Advice {
    switch fault {
    case .form(let text):
      Advice(
        message: say(
          "« \(PlainText.line(text)) » n’est pas de la forme chemin=valeur.",
          "“\(PlainText.line(text))” is not of the form path=value."),
        remedy: say(
          "Par exemple : --set budget.cofinancingPerProject=300000.",
          "For example: --set budget.cofinancingPerProject=300000."))
    case .noMember(let name, let path, let known):
      Advice(
        message: say(
          "« \(PlainText.line(path)) » n’a pas d’élément « \(PlainText.line(name)) ».",
          "“\(PlainText.line(path))” has no member “\(PlainText.line(name))”."),
        remedy: known.isEmpty
          ? say("Comptez à partir de 0.", "Count from 0.")
          : say(
            "Choisissez parmi : \(list(known.map { PlainText.line($0) }, or: true)).",
            "Choose one of \(list(known.map { PlainText.line($0) }, or: true))."))
    }
  }
}
