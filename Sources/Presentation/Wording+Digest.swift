import CallModel
import Documents

// The sentences of the alert digest.
extension Wording {
  package func digestTitle(profiles: [String]) -> String {
    let profile = list(profiles.map { PlainText.line($0) })
    return say("Appels à projets : \(profile)", "Calls for proposals: \(profile)")
  }

  /// `lundi 18 mars 2024, depuis le lundi 11 mars 2024`.
  package func digestPeriod(day: CalendarDay, since: CalendarDay?) -> String {
    let today = capitalised(self.day(day))
    guard let since else { return today }
    let start = self.day(since)
    return say("\(today) – nouvelles depuis le \(start)", "\(today) – news since \(start)")
  }

  package func newCalls(_ number: Int) -> String {
    count(number, fr: ("nouvel appel", "nouveaux appels"), en: ("new call", "new calls"))
  }
  package func changedCalls(_ number: Int) -> String {
    count(number, fr: ("appel modifié", "appels modifiés"), en: ("changed call", "changed calls"))
  }
  package func closingCalls(_ number: Int) -> String {
    count(
      number, fr: ("échéance proche", "échéances proches"),
      en: ("deadline soon", "deadlines soon"))
  }
  package func reopenedCalls(_ number: Int) -> String {
    count(
      number, fr: ("appel rouvert", "appels rouverts"), en: ("reopened call", "reopened calls"))
  }
  package func overCalls(_ number: Int) -> String {
    count(
      number, fr: ("appel clos ou retiré", "appels clos ou retirés"),
      en: ("call closed or withdrawn", "calls closed or withdrawn"))
  }

  package var newHeading: String { say("Nouveaux appels", "New calls") }
  package var toCheckHeading: String { say("Nouveaux appels, à vérifier", "New calls, to check") }
  package var changedHeading: String { say("Appels modifiés", "Changed calls") }
  package var reopenedHeading: String { say("Appels rouverts", "Reopened calls") }
  package var closingHeading: String { say("Bientôt clos", "Closing soon") }
  package var overHeading: String { say("Clos ou retirés", "Closed or withdrawn") }

  package var nothingNew: String {
    say("Rien de nouveau dans cette période.", "Nothing new in this period.")
  }

  package func nearestDeadline(_ title: String, days: Int) -> String {
    let title = PlainText.line(title, limit: 90)
    let left = daysLeftInWords(days)
    return say(
      "Échéance la plus proche : \(title), \(left).",
      "Nearest deadline: \(title), \(left).")
  }

  package var whyHeading: String { say("Pourquoi cet appel", "Why this call") }
  package var checkHeading: String { say("À vérifier", "To check") }
  package var readinessHeading: String { say("Points à préparer", "To prepare") }
  package var obstacleHeading: String { say("Obstacle", "Obstacle") }
  package var changesHeading: String { say("Ce qui change", "What changed") }
  package var documentLabel: String { say("Document", "Document") }
  package var linksLabel: String { say("Liens", "Links") }
  package var contactLabel: String { say("Contact", "Contact") }
  package var notStated: String { say("non indiqué", "not stated") }
  package var noDeadlineStated: String { say("non indiquée", "none stated") }
  package var notYetOpen: String { say("à venir", "to come") }
  package var allThemes: String { say("Ensemble des thèmes", "All themes together") }
  package var withdrawn: String {
    say("L’appel ne figure plus dans son document.", "The call no longer stands in its document.")
  }

  package func relevance(_ relevance: Relevance) -> String {
    let value = number((relevance.hundredths + 50) / 100)
    return say("pertinence \(value) sur 100", "relevance \(value) of 100")
  }

  /// `Expérience, manque. Appel : … Profil : …`
  package func readinessLine(_ item: ReadinessItem) -> String {
    let name = capitalised(readinessName(item.id))
    let value = readinessValue(item.value)
    let asks = asks(item.asks)
    let has = has(item.has)
    return say(
      "\(name) – \(value). Demandé : \(asks). Profil : \(has).",
      "\(name) – \(value). Asked: \(asks). Profile: \(has).")
  }

  /// How many documents were read and failed since the last digest.
  package func health(read: Int, failed: Int) -> String {
    let documents = count(
      read, fr: ("document lu", "documents lus"), en: ("document read", "documents read"))
    guard failed > 0 else {
      return say("\(documents), aucun échec de lecture.", "\(documents), none failed.")
    }
    let failures = count(
      failed, fr: ("document n’a pas pu être lu", "documents n’ont pas pu être lus"),
      en: ("document could not be read", "documents could not be read"))
    return say("\(documents) ; \(failures) :", "\(documents); \(failures):")
  }

  package func moreFailures(_ number: Int) -> String {
    let others = count(number, fr: ("autre", "autres"), en: ("more", "more"))
    return say(
      "et \(others) (« calls failures » donne la liste)",
      "and \(others) (“calls failures” lists them)")
  }

  package func noNewDocument(days: Int) -> String {
    say(
      "Aucun document nouveau depuis \(number(days)) jours : vérifiez que le dossier surveillé en reçoit.",
      "No new document for \(number(days)) days: check that the watched folder still receives some."
    )
  }

  /// What was judged and is not in the digest; nil where that is nothing.
  package func leftOut(
    ineligible: Int, belowScore: Int, muted: Int, minimumScore: Double
  ) -> String? {
    let score = number(Int(minimumScore.rounded()))
    let parts = [
      ineligible > 0
        ? count(ineligible, fr: ("inéligible", "inéligibles"), en: ("not eligible", "not eligible"))
        : nil,
      belowScore > 0
        ? count(
          belowScore,
          fr: ("de pertinence inférieure à \(score)", "de pertinence inférieure à \(score)"),
          en: ("of relevance below \(score)", "of relevance below \(score)")) : nil,
      muted > 0
        ? count(
          muted, fr: ("mis en sourdine", "mis en sourdine"), en: ("muted", "muted")) : nil,
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    let list = list(parts)
    return say(
      "Appels nouveaux ou modifiés, non retenus : \(list).",
      "New or changed calls left out: \(list).")
  }

  /// `avant`, `maintenant`: which of two passages said what.
  package var beforeLabel: String { say("avant", "before") }
  package var nowLabel: String { say("maintenant", "now") }

  package var receivingHeading: String {
    say("Pourquoi vous recevez ceci", "Why you receive this")
  }

  package func receiving(profile: String, minimumScore: Double, remindDays: [Int]) -> String {
    let profile = quoted(PlainText.line(profile))
    let score = number(Int(minimumScore.rounded()))
    let days = list(remindDays.sorted(by: >).map { number($0) })
    let reminders =
      remindDays.isEmpty
      ? ""
      : say(
        " et un rappel \(days) jours avant la date limite",
        " and a reminder \(days) days before the deadline")
    return say(
      "Le profil \(profile) demande les appels dont la pertinence atteint \(score) sur 100\(reminders). Ces réglages sont au champ « alerts » du profil.",
      "The profile \(profile) asks for calls whose relevance reaches \(score) of 100\(reminders). These settings are in the profile’s “alerts” field."
    )
  }

  package var evidenceNote: String {
    say(
      "Chaque fait vient du document cité : vérifiez-y les dates et montants avant de vous engager.",
      "Each fact comes from the document named: check dates and sums there before you commit.")
  }

  /// `Taux :`, `Rate:`.
  package func labelled(_ label: String) -> String { say("\(label) :", "\(label):") }

  package func moreCalls(_ number: Int) -> String {
    let others = count(
      number, fr: ("autre appel", "autres appels"), en: ("more call", "more calls"))
    return say(
      "Et \(others), que donne la version texte de cette alerte.",
      "And \(others), given in the text version of this alert.")
  }

  /// `3 nouveaux appels – J-3 : Jeunesses en partage`.
  package func mailSubject(_ counts: String, days: Int, title: String) -> String {
    let left = daysLeftBrief(days)
    return say("\(counts) – \(left) : \(title)", "\(counts) – \(left): \(title)")
  }

  /// ASCII, for the name of an attachment.
  package var calendarFileName: String { say("echeances.ics", "deadlines.ics") }

  package func calendarSummary(_ title: String) -> String {
    say("Date limite : \(title)", "Deadline: \(title)")
  }
}
