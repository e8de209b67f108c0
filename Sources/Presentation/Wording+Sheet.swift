import CallModel
import Documents

// The words of the one-page sheet and of the guide.
extension Wording {
  package var untitledCall: String { say("Appel sans titre", "Untitled call") }
  package var whatHeading: String { say("L’objet", "What it is about") }
  package var whoHeading: String { say("Pour qui, où, avec qui", "Who, where, with whom") }
  package var howMuchHeading: String { say("Combien", "How much") }
  package var whenHeading: String { say("Quand", "When") }
  package var conditionsHeading: String { say("Conditions", "Conditions") }
  package var missingHeading: String { say("Ce qui manque", "What is missing") }
  package var watchHeading: String { say("Huit points de veille", "Eight points to watch") }
  package var passagesHeading: String {
    say("Les passages qui le disent", "The passages that say so")
  }
  package var callColumn: String { say("Appel", "Call") }
  package var pointColumn: String { say("Point", "Point") }
  package var asksColumn: String { say("L’appel demande", "The call asks") }
  package var hasColumn: String { say("La collectivité a", "The authority has") }
  package var stateColumn: String { say("État", "State") }
  package var valueColumn: String { say("Information", "Fact") }
  package var passageColumn: String { say("Passage", "Passage") }
  package var nothingMissing: String {
    say("Rien : aucun critère ne reste à vérifier.", "Nothing: no criterion is left to check.")
  }
  package var guideContents: String { say("Sommaire", "Contents") }
  package var closedMark: String { say("clos", "closed") }

  package func fitHeading(profile: String) -> String {
    let profile = PlainText.line(profile)
    return say("Pour \(profile)", "For \(profile)")
  }

  /// Where the sheet comes from.
  package func sheetFooter(day: CalendarDay, id: String) -> String {
    let id = PlainText.line(id)
    return say(
      "Fiche établie le \(self.day(day)), appel \(id). Chaque fait vient du document : vérifiez-y dates et montants avant de vous engager.",
      "Sheet made on \(self.day(day)), call \(id). Each fact comes from the document: check dates and sums there before you commit."
    )
  }

  package func guideTitle(profile: String) -> String {
    let profile = PlainText.line(profile)
    return say("Guide des appels à projets : \(profile)", "Guide to calls: \(profile)")
  }

  package func guideIntroduction(count: Int, day: CalendarDay) -> String {
    let calls = self.count(count, fr: ("appel", "appels"), en: ("call", "calls"))
    return say(
      "\(calls) au \(self.day(day)), du plus au moins pertinent.",
      "\(calls) on \(self.day(day)), the most relevant first.")
  }

  package var projectsHeading: String {
    say("Projets de la collectivité", "Projects of the authority")
  }
  package var practicesHeading: String {
    say("Projets exemplaires", "Good practice")
  }
  package var nearbyCalls: String { say("Appels proches", "Calls near it") }
  package var noFittingCall: String {
    say("Aucun appel ouvert ne lui correspond.", "No open call fits it.")
  }
}
