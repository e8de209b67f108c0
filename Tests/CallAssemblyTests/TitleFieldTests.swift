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
  ])
  func title(_ titled: Titled) throws {
    #expect(try ShortCall.read(titled.text + "\n").title?.value == titled.title)
  }
}
