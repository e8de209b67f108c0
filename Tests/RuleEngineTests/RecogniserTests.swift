import TestSupport
import Testing

@testable import RuleEngine

/// Dates, sums, percentages and durations in the forms that calls write them.
@Suite struct RecogniserTests {
  private static let pack = Result { try RulePack.load(folder: Checkout.rules) }

  /// The values of some types in a text, as examples of rules write them.
  private func values(_ text: String, _ types: Set<String>) throws -> [String] {
    Tagger(pack: try Self.pack.get()).annotations(in: text)
      .filter { types.contains($0.type) }.map(\.value.description)
  }

  private static let times: Set<String> = ["date", "daterange", "datetime"]

  @Test(arguments: [
    ("à compter du 1 er juillet 2021", ["2021-07-01/.."]),
    ("avant le 22 /10/ 2015", ["../2015-10-22"]),
    ("Deadline: 5-Oct-23", ["2023-10-05"]),
    ("27 oct 2008 / 30 janv 2009", ["2008-10-27/2009-01-30"]),
    ("début juin 2024 et mi-septembre 2024", ["2024-06 start", "2024-09 mid"]),
    ("le 2ème trimestre 2024", ["2024-04/2024-06"]),
    ("in H2 2025", ["2025-07/2025-12"]),
    ("les 3, 5 et 7 juin 2024", ["2024-06-03", "2024-06-05", "2024-06-07"]),
    ("15 mars, 15 juin et 15 septembre 2024", ["2024-03-15", "2024-06-15", "2024-09-15"]),
    ("le 15 octobre et le 15 mars 2025", ["--10-15", "2025-03-15"]),
    ("entre le 3 et le 12 septembre 2024", ["2024-09-03/2024-09-12"]),
    ("between 3 March and 7 June 2024", ["2024-03-03/2024-06-07"]),
    ("on 3 March 2024 and 7 June 2024", ["2024-03-03", "2024-06-07"]),
    ("du 01/10 au 02/11/2017", ["2017-10-01/2017-11-02"]),
    ("02-02-2020 - 03-03-2020", ["2020-02-02/2020-03-03"]),
    ("01.03.2024 - 15.04.2024", ["2024-03-01/2024-04-15"]),
    ("tél. 02.02.20.20.30 et 05 56 12 03 15", []),
    ("au plus tard le 30 janvier 2026 inclus à midi", ["../2026-01-30T12:00"]),
    ("le 2ᵉ trimestre 2026", ["2026-04/2026-06"]),
    ("entro il 1° marzo 2025", ["2025-03-01"]),
    ("du 15mars2024", ["2024-03-15"]),
    ("LUNDI 5 DECEMBRE 2016", ["2016-12-05"]),
    ("vendredi 31 février 2025", []),
    ("le 29/2/2019", []),
  ])
  func readsDates(_ text: String, _ expected: [String]) throws {
    #expect(try values(text, Self.times) == expected)
  }

  @Test(arguments: [
    ("am 18. März 2016 um 12:00 Uhr", ["2016-03-18T12:00"]),
    ("bis zum 31. Mai 2024", ["2024-05-31"]),
    ("tot en met 15 april 2024 om 12 uur", ["2024-04-15T12:00"]),
    ("hasta el 31 de mayo de 2024 a las 14:00 horas", ["2024-05-31T14:00"]),
    ("entro il 3 marzo 2025 alle ore 17:00", ["2025-03-03T17:00"]),
    ("dal 7 gennaio al 7 marzo 2016", ["2016-01-07/2016-03-07"]),
  ])
  func readsNeighbours(_ text: String, _ expected: [String]) throws {
    #expect(try values(text, Self.times) == expected)
  }

  @Test(arguments: [
    ("15 May 2024, 12:00 noon CET", "2024-05-15T12:00", "CET"),
    ("15 mars 2024 à minuit (heure de Paris)", "2024-03-15T24:00", "Europe/Paris"),
    ("26 August 2021 17:00:00 Brussels time", "2021-08-26T17:00", "Europe/Brussels"),
    ("1er mars 2024 (17h, heure de Bruxelles)", "2024-03-01T17:00", "Europe/Brussels"),
    ("15 March 2024 at 17.00 CET", "2024-03-15T17:00", "CET"),
  ])
  func readsHoursAndZones(_ text: String, _ iso: String, _ zone: String) throws {
    let found = Tagger(pack: try Self.pack.get()).annotations(in: text)
      .filter { $0.type == "datetime" }
    guard found.count == 1, case .date(let date) = found[0].value else {
      Issue.record("\(found)")
      return
    }
    #expect(date.iso == iso)
    #expect(date.zone == zone)
  }

  @Test(arguments: [
    ("Info-day on 15 January 2024, 10:00 - 11:30", "2024-01-15T10:00/2024-01-15T11:30"),
    ("le 15 janvier 2024 de 14h à 16h30", "2024-01-15T14:00/2024-01-15T16:30"),
    ("du 28 avril à 9h au 4 mai 2022 à 23 h 59", "2022-04-28T09:00/2022-05-04T23:59"),
  ])
  func readsHourRanges(_ text: String, _ expected: String) throws {
    #expect(try values(text, ["datetime"]) == [expected])
  }

  @Test(arguments: [
    ("de 300 K à 500K euros", ["300000..500000 EUR"]),
    ("EUR 1.5 million", ["1500000 EUR"]),
    ("€1.1bn", ["1100000000 EUR"]),
    ("30.000 €", ["30000 EUR"]),
    ("1.530.000 euros", ["1530000 EUR"]),
    ("2,675 millions d'euros", ["2675000 EUR"]),
    ("3 milliards d'€", ["3000000000 EUR"]),
    ("entre 750 000 et 1 million d'euros", ["750000..1000000 EUR"]),
    ("500 € et 800 €", ["500 EUR", "800 EUR"]),
    ("50 à 100 K€", ["50000..100000 EUR"]),
    ("EUR 300 000 – 500 000", ["300000..500000 EUR"]),
    ("plafonnée à 50.000 € HT", ["..50000 EUR"]),
    ("in 2022 £50,000 was paid", ["50000 GBP"]),
    ("100 000 F CFA", ["100000 XOF"]),
    ("120 MEUR", ["120000000 EUR"]),
    ("12 communes, 3 milliards de personnes", []),
  ])
  func readsSums(_ text: String, _ expected: [String]) throws {
    #expect(try values(text, ["money"]) == expected)
  }

  @Test(arguments: [
    ("jusqu’à 80 %", ["..80"]), ("50 % minimum", ["50.."]), ("entre 50 et 80 %", ["50..80"]),
    ("20 % et 40 %", ["20", "40"]), ("2,125 %", ["2.125"]), ("vingt pour cent", ["20"]),
    ("un pourcentage inférieur", []),
  ])
  func readsPercentages(_ text: String, _ expected: [String]) throws {
    #expect(try values(text, ["percent"]) == expected)
  }

  @Test(arguments: [
    ("au moins 12 mois", ["12.. month"]), ("entre 6 mois et 2 ans", ["6..24 month"]),
    ("trois (3) ans", ["3 year"]), ("deux ans et demi", ["2.5 year"]),
    ("€1m over 3 years", ["3 year"]), ("dix-huit mois", ["18 month"]),
    ("10 jours ouvrés", ["10 businessday"]), ("clôture à 17 heures", []),
    ("quelques jours, plusieurs mois, several years", []),
  ])
  func readsDurations(_ text: String, _ expected: [String]) throws {
    #expect(try values(text, ["duration"]) == expected)
  }
}
