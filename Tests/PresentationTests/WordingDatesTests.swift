import CallModel
import Documents
import Testing

@testable import Presentation

@Suite struct WordingDatesTests {
  static func date(
    _ iso: String?, time: String? = nil, zone: String? = nil,
    precision: CallDate.Precision = .day, certainty: CallDate.Certainty = .confirmed,
    inferred: [String] = [], extended: Bool = false
  ) -> CallDate {
    CallDate(
      date: iso.flatMap(PartialDate.init(iso:)), time: time, timeZone: zone, precision: precision,
      certainty: certainty, inferred: inferred, extended: extended, evidence: [])
  }

  static let fullCases: [(CallDate, fr: String, en: String)] = [
    (
      date("2024-05-06", time: "12:00", zone: "Europe/Paris"),
      "lundi 6 mai 2024 à 12~h~00 (heure de Paris)", "Monday 6 May 2024, 12:00 (Paris time)"
    ),
    (date("2024-05-01"), "mercredi 1er mai 2024", "Wednesday 1 May 2024"),
    (date("2024-02-29"), "jeudi 29 février 2024", "Thursday 29 February 2024"),
    (date("2026-08-16"), "dimanche 16 août 2026", "Sunday 16 August 2026"),
    (date("2024-05", precision: .month), "mai 2024", "May 2024"),
    (date("2024", precision: .year), "2024", "2024"),
    (date("2024-04", precision: .quarter), "2e trimestre 2024", "Q2 2024"),
    (date("2024-01", precision: .quarter), "1er trimestre 2024", "Q1 2024"),
    (date("2024-12", precision: .quarter), "4e trimestre 2024", "Q4 2024"),
    (date("--05-06"), "6 mai (année non indiquée)", "6 May (year not stated)"),
    (
      date("2024-05", precision: .month, certainty: .forecast), "mai 2024 (prévision)",
      "May 2024 (forecast)"
    ),
    (
      date("2024-05-06", certainty: .toBeConfirmed), "lundi 6 mai 2024 (à confirmer)",
      "Monday 6 May 2024 (to be confirmed)"
    ),
    (date(nil, certainty: .toBeConfirmed), "date à confirmer", "date to be confirmed"),
    (date(nil, certainty: .forecast), "date prévue, non précisée", "expected, no date given"),
    (
      date("2024-05-06", inferred: ["year"]), "lundi 6 mai 2024 (année déduite)",
      "Monday 6 May 2024 (year inferred)"
    ),
    (
      date("2024-05-06", time: "24:00", extended: true),
      "lundi 6 mai 2024 à 24~h~00 (date repoussée)", "Monday 6 May 2024, 24:00 (extended)"
    ),
    (
      date("2024-05-06", time: "09:30", zone: "Europe/Brussels"),
      "lundi 6 mai 2024 à 9~h~30 (heure de Bruxelles)", "Monday 6 May 2024, 09:30 (Brussels time)"
    ),
    (
      date("2024-05-06", time: "17:00", zone: "Europe/Athens"),
      "lundi 6 mai 2024 à 17~h~00 (heure d’Athènes)", "Monday 6 May 2024, 17:00 (Athens time)"
    ),
    (
      date("2024-05-06", time: "17:00", zone: "+02:00"),
      "lundi 6 mai 2024 à 17~h~00 (UTC+02:00)", "Monday 6 May 2024, 17:00 (UTC+02:00)"
    ),
    (
      date("2024-05-06", time: "17:00", zone: "UTC"), "lundi 6 mai 2024 à 17~h~00 (UTC)",
      "Monday 6 May 2024, 17:00 (UTC)"
    ),
  ]

  @Test("a date in full", arguments: fullCases)
  func full(_ date: CallDate, _ french: String, _ english: String) {
    #expect(visible(Wording(.fr).date(date)) == french)
    #expect(visible(Wording(.en).date(date)) == english)
  }

  static let shortCases: [(CallDate, fr: String, en: String)] = [
    (date("2024-09-12"), "12 sept. 2024", "12 Sep 2024"),
    (date("2024-02-01", time: "12:00"), "1er févr. 2024", "1 Feb 2024"),
    (date("2024-05", precision: .month), "mai 2024", "May 2024"),
    (date("2024", precision: .year, certainty: .forecast), "2024~?", "2024~?"),
    (date("--05-06"), "6 mai", "6 May"),
    (date(nil, certainty: .toBeConfirmed), "à confirmer", "to be confirmed"),
    (date("2024-07", precision: .quarter), "3e trimestre 2024", "Q3 2024"),
  ]

  @Test("a date in a narrow column", arguments: shortCases)
  func short(_ date: CallDate, _ french: String, _ english: String) {
    #expect(visible(Wording(.fr).shortDate(date)) == french)
    #expect(visible(Wording(.en).shortDate(date)) == english)
  }

  static let leftCases: [(Int, fr: String, en: String, frWords: String)] = [
    (14, "J-14", "14 days left", "encore~14~jours"), (1, "J-1", "1 day left", "encore~1~jour"),
    (0, "dernier jour", "last day", "dernier jour"), (-1, "clos", "closed", "clos"),
    (1200, "J-1200", "1,200 days left", "encore~1~200~jours"),
  ]

  @Test("days left", arguments: leftCases)
  func left(_ days: Int, _ french: String, _ english: String, _ words: String) {
    #expect(visible(Wording(.fr).daysLeft(days)) == french)
    #expect(visible(Wording(.en).daysLeft(days)) == english)
    #expect(visible(Wording(.fr).daysLeftInWords(days)) == words)
  }
}
