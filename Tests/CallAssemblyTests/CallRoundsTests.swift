import CallModel
import Documents
import Testing

@testable import CallAssembly

/// Calls that take applications in several rounds: each keeps its first and its last day.
@Suite struct CallRoundsTests {
  struct Rounds: CustomTestStringConvertible {
    var name: String
    var body: String
    /// `opening/deadline+deadline`, a dash for none.
    var windows: [String]

    var testDescription: String { name }
  }

  @Test(arguments: [
    Rounds(
      name: "two stretches on a line",
      body:
        "Dépôt des dossiers : 1re vague : du 4 mars au 16 avril 2027 ; 2e vague : du 2 septembre "
        + "au 18 octobre 2027",
      windows: ["2027-03-04/2027-04-16", "2027-09-02/2027-10-18"]),
    Rounds(
      name: "stretches that overlap",
      body: "- Premier guichet : dépôt des dossiers du 4 mars au 30 juin 2027\n"
        + "- Second guichet : dépôt des dossiers du 1er juin au 18 octobre 2027",
      windows: ["2027-03-04/2027-06-30", "2027-06-01/2027-10-18"]),
    Rounds(
      name: "stretches without a year",
      body: "Dépôt des dossiers du 4 mars au 16 avril, puis du 2 septembre au 18 octobre.",
      windows: ["--03-04/--04-16", "--09-02/--10-18"]),
    Rounds(
      name: "a last round that tells only its end",
      body:
        "Dépôt des dossiers du 4 mars au 16 avril 2027, puis du 2 septembre au 18 octobre 2027. "
        + "La date limite de la dernière session est fixée au 31 janvier 2028.",
      windows: ["2027-03-04/2027-04-16", "2027-09-02/2027-10-18", "-/2028-01-31"]),
    Rounds(
      name: "openings and closings in turn",
      body:
        "Round 1 opens on 4 March 2027, closes 16 April 2027. Round 2 opens on 2 September 2027, "
        + "closes 18 October 2027. Applicants may be charities.",
      windows: ["2027-03-04/2027-04-16", "2027-09-02/2027-10-18"]),
    Rounds(
      name: "one opening of several cut-offs",
      body: "Ouverture du dépôt : 4 mars 2027. Dates limites : 16 avril 2027, 18 octobre 2027.",
      windows: ["2027-03-04/2027-04-16+2027-10-18"]),
    Rounds(
      name: "the second step belongs to the round of the first",
      body: "Phase 1 – lettre d'intention : du 4 mars au 16 avril 2027.\n\n"
        + "Phase 2 – dossier complet : du 2 juin au 15 juillet 2027.",
      windows: ["2027-03-04/2027-04-16+2027-07-15"]),
    Rounds(
      name: "a round that was over on the day of publication, with its opening",
      body: "Mis à jour le 10 juin 2027\n\nDépôt des dossiers du 4 mars au 16 avril 2027, puis du "
        + "2 septembre au 18 octobre 2027.",
      windows: ["2027-09-02/2027-10-18"]),
    Rounds(
      name: "an extension of the first round leaves the second",
      body:
        "Dépôt des dossiers : la date limite du 1er mars 2027 est prolongée jusqu'au 16 mars 2027. "
        + "Seconde session : du 2 septembre au 18 octobre 2027.",
      windows: ["-/2027-03-16", "2027-09-02/2027-10-18"]),
    Rounds(
      name: "a day of each year has none",
      body: "Les demandes sont à déposer avant le 15 septembre de l'année N-1. Règlement adopté le "
        + "3 mars 2027.",
      windows: ["-/--09-15"]),
  ])
  func windows(_ rounds: Rounds) throws {
    let call = try ShortCall.read("Appel à projets Jardins\n\n\(rounds.body)\n")
    #expect(call.windows.map(told) == rounds.windows)
    #expect(call.windows.map(\.round) == Array(1...call.windows.count))
  }

  @Test("rows of rounds are windows of one call, in the order of time")
  func table() throws {
    let call = try ShortCall.readPage(
      """
      <h1>Appel à projets Jardins</h1><p>Les associations peuvent candidater.</p><table>
      <tr><th>Session</th><th>Ouverture</th><th>Clôture</th></tr>
      <tr><td>Session 1</td><td>4 mars 2027</td><td>16 avril 2027</td></tr>
      <tr><td>Session 2</td><td>2 septembre 2027</td><td>18 octobre 2027</td></tr>
      <tr><td>Session 3</td><td>4 octobre 2027</td><td>15 décembre 2027</td></tr></table>
      """)
    #expect(
      call.windows.map(told) == [
        "2027-03-04/2027-04-16", "2027-09-02/2027-10-18", "2027-10-04/2027-12-15",
      ])
  }

  @Test(
    "each day of a calendar of lines goes with the line below it, or with the one above",
    arguments: [
      [
        "12 janvier 2027", "Lancement de l'appel", "16 mars 2027", "Clôture des candidatures",
        "30 juin 2027", "Annonce des lauréats",
      ],
      [
        "Lancement de l'appel", "12 janvier 2027", "Clôture des candidatures", "16 mars 2027",
        "Annonce des lauréats", "30 juin 2027",
      ],
    ])
  func calendar(_ lines: [String]) throws {
    let call = try ShortCall.readPage(
      "<h1>Appel à projets Fleuves</h1><p>Les associations peuvent candidater.</p>"
        + "<h2>Calendrier</h2>" + lines.map { "<p>\($0)</p>" }.joined())
    #expect(call.windows.map(told) == ["2027-01-12/2027-03-16"])
    #expect(
      call.events.map { "\($0.role.rawValue) \($0.date.date?.iso ?? "")" } == [
        "notification 2027-06-30"
      ])
  }

  @Test("a day above a line that says nothing of applying has no role")
  func otherDays() throws {
    let call = try ShortCall.readPage(
      """
      <h1>Appel à projets Fleuves</h1><p>Les associations peuvent candidater.</p><h2>Dates clés</h2>
      <p>16 mars 2027</p><p>Date limite de dépôt des dossiers</p><p>2 avril 2027</p>
      <p>Fête du fleuve</p><p>30 juin 2027</p><p>Annonce des lauréats</p>
      """)
    #expect(call.windows.map(told) == ["-/2027-03-16"])
  }

  @Test("heads of other tables are no days of a calendar")
  func otherTables() throws {
    let call = try ShortCall.readPage(
      """
      <h1>Appel à projets Fleuves</h1><p>Les associations peuvent candidater.</p><h2>Calendrier</h2>
      <p>12 janvier 2027</p><p>Lancement de l'appel</p><p>2 avril 2027</p><p>Fête du fleuve</p>
      <p>30 juin 2027</p><p>Annonce des lauréats</p><h2>Dossiers</h2>
      <table><tr><th>Dépôt des dossiers jusqu'au 16 mars 2027</th><td>En ligne, sur la plateforme</td></tr>
      <tr><th>Questions</th><td>Par courriel</td></tr></table>
      """)
    #expect(call.windows.map(told) == ["2027-01-12/2027-03-16"])
  }

  private func told(_ window: Window) -> String {
    let days = window.deadlines.map { $0.date.date?.iso ?? "-" }.joined(separator: "+")
    return "\(window.opening?.date?.iso ?? "-")/\(days)"
  }
}
