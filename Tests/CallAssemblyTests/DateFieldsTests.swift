import CallModel
import Documents
import Testing

@testable import CallAssembly

/// Windows and events: years that are worked out, steps, extensions, rounds.
@Suite struct DateFieldsTests {
  struct Dated: CustomTestStringConvertible {
    var name: String
    var body: String
    var opening: String?
    var deadlines: [String]
    var title = "Appel à projets"

    var testDescription: String { name }
  }

  @Test(arguments: [
    Dated(
      name: "an opening shares the year of its deadline",
      body: "Le dépôt ouvre le 26 février. Date limite : 31 mai 2024.",
      opening: "2024-02-26", deadlines: ["2024-05-31"]),
    Dated(
      name: "an opening lies in the year before where it must",
      body: "Ouverture du dépôt : 4 novembre. Date limite : 31 janvier 2025.",
      opening: "2024-11-04", deadlines: ["2025-01-31"]),
    Dated(
      name: "« dernier » is before the publication",
      body: "Publié le 10/12/2019\n\nL'appel à projets, lancé le 14 mars dernier, est ouvert "
        + "jusqu'au 30 juin 2020.",
      opening: "2019-03-14", deadlines: ["2020-06-30"]),
    Dated(
      name: "a deadline lies before the end of the works",
      body: "Les travaux seront achevés au plus tard le 31 mars 2024. Les dossiers sont à déposer "
        + "avant le 15 septembre prochain.",
      opening: nil, deadlines: ["2023-09-15"]),
    Dated(
      name: "a deadline lies before the projects begin",
      body:
        "Date limite : 26 novembre. Sélection au printemps 2025. Début des projets : 2 juin 2025.",
      opening: nil, deadlines: ["2024-11-26"]),
    Dated(
      name: "the day of an old law gives no year",
      body: "Association déclarée conformément à la loi du 1er juillet 1901. Les dossiers sont à "
        + "déposer avant le 31 janvier.",
      opening: nil, deadlines: ["--01-31"]),
    Dated(
      name: "a day told again has the year it was told with",
      body:
        "Dépôt des dossiers jusqu'au 15 décembre 2022. Sélection au printemps 2023. Rappel, date "
        + "limite : 15 décembre.",
      opening: nil, deadlines: ["2022-12-15"]),
    Dated(
      name: "the year of the edition",
      body: "La Région lance ce 29 avril l'édition 2025 de l'appel à projets pour les communes.",
      opening: "2025-04-29", deadlines: []),
    Dated(
      name: "an extension replaces the day of its own step",
      body: "La Région prolonge la phase de pré-inscription jusqu'au 31 mars 2011. La date limite "
        + "de candidature reste le 15 avril 2011.",
      opening: nil, deadlines: ["2011-03-31", "2011-04-15"]),
    Dated(
      name: "an extension replaces the day that stood before",
      body: "Date limite : 15 mars 2024. Le dépôt est prolongé jusqu'au 30 avril 2024.",
      opening: nil, deadlines: ["2024-04-30"]),
    Dated(
      name: "a first step ends before the second opens",
      body: "Les porteurs ont jusqu'au 10 avril 2015 pour déposer une proposition. Les dossiers "
        + "peuvent être déposés du 15 juin au 25 septembre 2015.",
      opening: "2015-06-15", deadlines: ["2015-04-10", "2015-09-25"]),
    Dated(
      name: "the deadline of a call of another year is none of this one",
      body: "Date limite de l'édition précédente : 10 avril 2014. Les dossiers peuvent être "
        + "déposés du 15 juin au 25 septembre 2015.",
      opening: "2015-06-15", deadlines: ["2015-09-25"]),
    Dated(
      name: "a line that begins with a year goes on the one before",
      body: "L'appel à projets, ouvert du 10 décembre\n2019 au 23 mars 2020, vient soutenir les "
        + "communes.",
      opening: "2019-12-10", deadlines: ["2020-03-23"]),
    Dated(
      name: "the name of a day tells the year among those of a period",
      body: "Le premier appel du programme 2021-2027 est ouvert jusqu'au mercredi 15 juin à 12h.",
      opening: nil, deadlines: ["2022-06-15"]),
    Dated(
      name: "the name of a day tells the year beside another",
      body: "Anträge sind seit Montag, den 9. September möglich. Antragsfrist: 13. November. "
        + "Die Projekte beginnen im Juni 2025.",
      opening: "2024-09-09", deadlines: ["2024-11-13"], title: "Förderaufruf"),
    Dated(
      name: "a deadline lies before the long time of the projects",
      body: "Date limite de candidature : 30 juin à 15h.\n\nLes villes retenues travailleront "
        + "ensemble de novembre 2025 à septembre 2027.",
      opening: nil, deadlines: ["2025-06-30"]),
    Dated(
      name: "the period of a programme is no anchor, the month from which something holds is",
      body: "Le premier appel pour la période 2021-2027 ouvrira le 5 avril et se clôturera le 31 "
        + "mai. Dès janvier 2022, un outil aidera à trouver des partenaires.",
      opening: "2022-04-05", deadlines: ["2022-05-31"]),
    Dated(
      name: "a deadline lies before the choice of the projects",
      body:
        "Les candidatures sont à envoyer avant le 26 novembre. Comité de sélection : 2 juin 2025.",
      opening: nil, deadlines: ["2024-11-26"]),
    Dated(
      name: "a window over the turn of the two years in the title",
      body: "Dépôt des dossiers du 3 octobre au 15 janvier.",
      opening: "2022-10-03", deadlines: ["2023-01-15"], title: "Appel à projets 2022-2023"),
    Dated(
      name: "what is announced lies after the day over the news",
      body: "Vendredi 12 avril 2024\n\nL'appel est ouvert aux associations jusqu'au 10 janvier.",
      opening: nil, deadlines: ["2025-01-10"]),
    Dated(
      name: "a limit below its lead-in, parted by a blank line",
      body:
        "DÉPÔT DES DOSSIERS\n\nà compter du 23 novembre 2018\n\net jusqu’au :\n\n26 avril 2019 à "
        + "17h00\n\nLes communes peuvent candidater.",
      opening: "2018-11-23", deadlines: ["2019-04-26"]),
  ])
  func windows(_ dated: Dated) throws {
    let call = try ShortCall.read("\(dated.title)\n\n\(dated.body)\n")
    let opening = call.windows.compactMap { $0.opening?.date?.iso }.first
    #expect(opening == dated.opening)
    #expect(
      call.windows.flatMap(\.deadlines).compactMap { $0.date.date?.iso } == dated.deadlines)
  }

  @Test(arguments: [
    ("Un webinaire d'information aura lieu le 16 décembre.", Event.Role.infoDay, "2025-12-16"),
    ("Webinaire d'information : 14 janvier", .infoDay, "2026-01-14"),
    ("Webinaire d'information : 16 décembre 2026", .infoDay, "2026-12-16"),
    ("Comité de sélection : 10 janvier", .decision, "2027-01-10"),
  ])
  func events(_ body: String, _ role: Event.Role, _ expected: String) throws {
    let call = try ShortCall.read(
      "Appel à projets 2026\n\nL'appel est ouvert du 1er décembre 2025 au 29 mai 2026.\n\n\(body)\n"
    )
    #expect(call.events.filter { $0.role == role }.compactMap { $0.date.date?.iso } == [expected])
  }

  @Test(arguments: [
    "Deadline: Stage 1 – 8 September 2027 17:00 (Brussels); Stage 2 – 9 March 2028 17:00 (Brussels)",
    "Step 1 - 8 September 2027, Step 2 - 9 March 2028",
  ])
  func numberedStages(_ body: String) throws {
    let call = try ShortCall.read("Call for proposals\n\n\(body)\n")
    let window = try #require(call.windows.first)
    #expect(window.deadlines.map(\.stage) == [.first, .second])
    #expect(window.deadlines.map { $0.date.date?.iso } == ["2027-09-08", "2028-03-09"])
  }

  @Test(
    "an hour told after a list of days is that of all",
    arguments: [
      ("La date limite est fixée aux 3 mars et 2 juin 2027 à 12h00.", ["12:00", "12:00"]),
      ("Deadlines: 3 March, 2 June and 4 October 2027 at 17:00", ["17:00", "17:00", "17:00"]),
      ("Dates limites : le 3 mars 2027, et le 2 juin 2027 à 12h00", [nil, "12:00"]),
    ] as [(String, [String?])])
  func sharedHours(_ body: String, _ hours: [String?]) throws {
    let call = try ShortCall.read("Appel à projets 2027\n\n\(body)\n")
    let deadlines = call.windows.flatMap(\.deadlines)
    #expect(deadlines.map(\.date.time) == hours)
    #expect(deadlines[0].date.evidence.count == (hours[0] == nil ? 1 : 2))
  }

  @Test(
    "an hour in a sentence or on a line of its own is that of the last day before it",
    arguments: [
      ("Date limite : 2 mai 2027. Les dossiers reçus après 18 h seront rejetés.", ["18:00"]),
      ("Closing date: 3 June 2027\nClosing time: 17:00 (CET)", ["17:00"]),
      ("Date et heure limites de dépôt\n12 mars 2027\n17h00", ["17:00"]),
      (
        "Two deadlines: 3 March 2027 and 2 June 2027. All deadlines are at noon.",
        ["12:00", "12:00"]
      ),
      ("Date limite : 2 mai 2027\n\nLe jury se réunit ce jour-là à 9 h.", [nil]),
      ("Date limite : 2 mai 2027\n\nRéunion d'information : 3 avril 2027\n\nHeure : 14h00", [nil]),
      ("Deadline: 9 May 2027 at 12:00. Applications received after 17:00 are rejected.", ["12:00"]),
      ("Deadline: 9 May 2027\n\nThe helpdesk answers until 16:00.", [nil]),
    ] as [(String, [String?])])
  func hoursApart(_ body: String, _ hours: [String?]) throws {
    let call = try ShortCall.read("Appel à projets 2027\n\n\(body)\n")
    #expect(call.windows.flatMap(\.deadlines).map(\.date.time) == hours)
  }

  @Test("the hour of a table's row, with its own proof")
  func hourOfRow() throws {
    let call = try ShortCall.readPage(
      """
      <h1>Call for proposals: rural mobility</h1><table><tr><th>Deadline</th><td>3 June 2027</td></tr>
      <tr><th>Time</th><td>12:00 CET</td></tr></table><p>Applications are sent by e-mail.</p>
      """)
    let deadline = try #require(call.windows.first?.deadlines.first)
    #expect(deadline.date.time == "12:00")
    #expect(deadline.date.timeZone == "CET")
    #expect(deadline.date.evidence.map(\.quote).contains("12:00 CET"))
  }

  @Test("an extension for some leaves the others their day")
  func extendedForSome() throws {
    let call = try ShortCall.read(
      "Appel à projets 2027\n\nLa date limite de dépôt est fixée au 31 mars 2027. Elle est prolongée "
        + "jusqu'au 15 mai 2027 pour les communes rurales.\n")
    let deadlines = call.windows.flatMap(\.deadlines)
    #expect(deadlines.compactMap { $0.date.date?.iso } == ["2027-03-31", "2027-05-15"])
    #expect(deadlines.map(\.date.extended) == [false, true])
  }

  @Test("a period of projects has two ends")
  func projectPeriod() throws {
    let call = try ShortCall.read(
      body: "Période de réalisation des opérations au titre du présent appel à projets : du "
        + "01/01/2027 au 31/12/2027")
    #expect(
      call.events.map { "\($0.role.rawValue) \($0.date.date?.iso ?? "")" } == [
        "project-start 2027-01-01", "project-end 2027-12-31",
      ])
  }

  @Test("the hour and the minute in one figure")
  func figures() throws {
    let call = try ShortCall.read(
      "WiFi4EU call\n\nMunicipalities can apply until 15 March 2019 at 1400 hours CET.\n")
    #expect(call.windows.first?.deadlines.first?.date.time == "14:00")
  }
}
