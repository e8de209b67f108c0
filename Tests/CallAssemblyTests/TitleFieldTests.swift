import CallModel
import Testing

@testable import CallAssembly

/// Titles are of calls, not of parts of a page.
@Suite struct TitleFieldTests {
  struct Titled: CustomTestStringConvertible {
    var text: String
    var title: String

    var testDescription: String { title }
  }

  private static let body = "The call is open to public authorities until 16 June 2015."

  @Test(arguments: [
    Titled(
      text: "FIRST URBACT III CALL. Deadline on 16th June\n\(body)",
      title: "FIRST URBACT III CALL. Deadline on 16th June"),
    Titled(
      text: "Skip to main content\n\nInterreg (CE) First Call for Proposals\n\n"
        + "Objectives and Focus of the Call\n\n\(body)",
      title: "Interreg (CE) First Call for Proposals"),
    Titled(
      text: "Home > News > Calls\n\nFilter Search for grants\n\n"
        + "Calls for proposals: twinning of towns 2015\n\n\(body)",
      title: "Calls for proposals: twinning of towns 2015"),
    Titled(
      text: "Sommaire\n\nQui peut candidater ?\n\nLes communes.\n\nAppel à projets « Rivages »\n\n"
        + "Dépôt jusqu'au 16 juin 2015.",
      title: "Appel à projets « Rivages »"),
    Titled(
      text: "Présentation de l'appel à projets « Rivages »\n\nDépôt jusqu'au 16 juin 2015.",
      title: "Présentation de l'appel à projets « Rivages »"),
    // Covers: the kind of document, the programme and the name below each other.
    Titled(
      text:
        "DÉPARTEMENT DE LA VALLOIRE\n\nAPPEL À PROJETS 2024\n« RIVAGES ET PASSAGES »\nRÈGLEMENT\n\n"
        + "Dépôt jusqu'au 16 juin 2024.",
      title: "APPEL À PROJETS 2024 « RIVAGES ET PASSAGES »"),
    Titled(
      text: "Interreg North-West Europe\nCall 7 – Announcement note\n\n\(body)",
      title: "Interreg North-West Europe Call 7 – Announcement note"),
    Titled(
      text:
        "Rives et ports d'Europe\n\nGUIDELINES FOR GRANT APPLICANTS\n\nBudget lines: 15.02\n\n\(body)",
      title: "Rives et ports d'Europe GUIDELINES FOR GRANT APPLICANTS"),
    Titled(
      text: "Appel à projets 2024 – Hauts-de-France\n\nNature de l'aide : subvention\n\n"
        + "Dépôt jusqu'au 16 juin 2024.",
      title: "Appel à projets 2024 – Hauts-de-France"),
    Titled(
      text:
        "Valmont, le 4 janvier 2027\n\nAppel à projets « Rivages »\n\nDépôt jusqu'au 16 juin 2027.",
      title: "Appel à projets « Rivages »"),
    // Labels.
    Titled(
      text:
        "statut: ouvert\ntitre: Haies et bocages\nrésumé: >-\n  Aide aux communes qui plantent.\n"
        + "fin: 16/06/2024\n",
      title: "Haies et bocages"),
    Titled(text: "Fund title: Towns in bloom\n\n\(body)", title: "Towns in bloom"),
    // Ways through a page, days, values and addresses name nothing; then the first sentence does.
    Titled(
      text: "Retour vers Actualités\n\nDate de lancement : 4 mars 2024\n\nOrganisme : Rivages\n\n"
        + "https://rivages.example/appel\n\n"
        + "La Région soutient les communes qui ouvrent leurs rives. Dépôt jusqu'au 16 juin 2024.",
      title: "La Région soutient les communes qui ouvrent leurs rives."),
    Titled(
      text:
        "The foundation invites towns to propose walks along their rivers and canals, with maps and "
        + "guides for all who wish to see them in the course of the year that is to come, and to say how "
        + "they will be kept. \(body)\n\nSize of grants\n\nUp to EUR 5,000.",
      title:
        "The foundation invites towns to propose walks along their rivers and canals, with maps and "
        + "guides for all who wish to see them in the course of the year that is to come, and to say how "
        + "they will be kept."),
  ])
  func title(_ titled: Titled) throws {
    #expect(try ShortCall.read(titled.text + "\n").title?.value == titled.title)
  }
}
