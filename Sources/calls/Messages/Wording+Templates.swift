import Digest
import Presentation

extension Wording {
  /// What is wrong with a template, where, and what to do.
  func templateFault(_ fault: TemplateFault) -> Advice {
    let place = PlainText.line(fault.path) + (fault.line > 0 ? ":\(fault.line)" : "")
    let (cause, remedy) = templateCause(fault.cause)
    return Advice(message: say("\(place) : \(cause).", "\(place): \(cause)."), remedy: remedy)
  }

  private func templateCause(_ cause: TemplateFault.Cause) -> (cause: String, remedy: String) {
    let manual = say(
      "Packaging/templates/README.md donne les règles et les noms.",
      "Packaging/templates/README.md tells the rules and the names.")
    switch cause {
    case .unreadable(let detail):
      let detail = PlainText.line(detail, limit: 160)
      return (
        say("illisible (\(detail))", "cannot be read (\(detail))"),
        say(
          "Corrigez « templates » dans la configuration.", "Mend “templates” in the configuration.")
      )
    case .tooLarge: return (say("plus d’un mébioctet", "more than one mebibyte"), manual)
    case .unclosed(let name):
      return (say("« \(shown(name)) » n’est pas fermé", "“\(shown(name))” is not closed"), manual)
    case .crossing(let name):
      return (
        say(
          "la section « \(shown(name)) » finit ailleurs dans la page qu’elle n’a commencé",
          "the section “\(shown(name))” ends in another place of the page than it began"), manual
      )
    default: return (templateRefusal(cause), manual)
    }
  }

  private func templateRefusal(_ cause: TemplateFault.Cause) -> String {
    switch cause {
    case .forbidden(let tag):
      return say(
        "« \(shown(tag)) » couperait la protection des textes",
        "“\(shown(tag))” would switch the escaping of texts off")
    case .notHere(let name):
      return say(
        "la valeur « \(shown(name)) » ne peut pas se trouver ici",
        "the value “\(shown(name))” cannot stand here")
    case .unknownName(let name, let nearest):
      let near = nearest.map { say(" ; vouliez-vous dire \($0) ?", "; did you mean \($0)?") } ?? ""
      return say("nom inconnu « \(shown(name)) »\(near)", "unknown name “\(shown(name))”\(near)")
    case .unknownPartial(let name):
      return say("pas de modèle « \(shown(name)) »", "no template “\(shown(name))”")
    case .circle(let name):
      return say("« \(shown(name)) » se contient lui-même", "“\(shown(name))” takes itself in")
    case .unreadable, .tooLarge, .unclosed, .crossing: return ""
    }
  }

  private func shown(_ text: String) -> String { PlainText.line(text, limit: 60) }
}
