import CallModel
import Documents
import Extraction
import Testing

@testable import CallAssembly

/// Where links lead, and whom to ask.
@Suite struct LinkFieldTests {
  private static let head = "Appel à projets 2027\n\nDate limite de dépôt : 12 mars 2027\n\n"

  private func call(_ body: String) throws -> CallRecord {
    try ShortCall.read(Self.head + body + "\n")
  }

  @Test(
    "addresses that a service passes on",
    arguments: [
      (
        "https://www.google.com/url?q=https://aides.example/regles%23page%3D2&sa=D",
        "https://aides.example/regles#page=2"
      ),
      (
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Faides.example%2Fd%C3%A9p%C3%B4t&data=05",
        "https://aides.example/dépôt"
      ),
      (
        "https://l.reseau.example/l.php?u=https%3A%2F%2Faides.example%2F&h=AT0",
        "https://aides.example/"
      ),
      ("https://aides.example/page?url=https://autre.example", nil),
      ("https://www.google.com/url?q=aides", nil),
      ("https://aides.example/", nil),
    ] as [(String, String?)])
  func redirected(_ url: String, _ target: String?) {
    #expect(RedirectedURL.target(of: url) == target ?? url)
  }

  @Test(
    "numbers that stand apart from any address",
    arguments: [
      ("Nous répondons à vos questions.\n\nTél : 04 00 00 00 14", ["04 00 00 00 14"]),
      ("Tél. : 04 00 00 00 14\nFax : 04 00 00 00 15", ["04 00 00 00 14"]),
      ("Bien à vous,\nClaire\nTél. 04 00 00 00 14", []),
    ])
  func phones(_ body: String, _ expected: [String]) throws {
    #expect(try call(body).contacts.compactMap(\.phone) == expected)
  }

  @Test("the number beside an address is that contact's")
  func phoneOfAddress() throws {
    let contacts = try call("Contact : europe@aides.example – 04 00 00 00 14").contacts
    #expect(contacts.map(\.email) == ["europe@aides.example"])
    #expect(contacts.map(\.phone) == ["04 00 00 00 14"])
  }

  @Test("the address that a link writes to, and no placeholder")
  func mailto() throws {
    let page = """
      <html><body><h1>Appel à projets 2027</h1>
      <p>Date limite de dépôt : 12 mars 2027</p>
      <p>Écrivez au <a href="mailto:fonds@aides.example?subject=Question">service instructeur</a>,
      ou <a href="mailto:XXXX@aides.example">ici</a>.</p></body></html>
      """
    let document = try DocumentReader().read(Array(page.utf8), name: "page.html")
    let reading = try SeedFactsTests.reader.get().read(document, path: "page.html", sha256: "0")
    let contacts = try #require(reading.parsed.calls.first).contacts
    #expect(contacts.map(\.email) == ["fonds@aides.example"])
    #expect(contacts.first?.evidence.first?.quote == "service instructeur")
  }

  @Test(
    "what an address alone on its line leads to",
    arguments: [
      ("Dépôt des dossiers :\n\nhttps://depot.aides.example/", CallLink.Role.apply),
      (
        "liens:\n\n- lien: https://aides.example/conditions.pdf\n\ntexte: Cahier des charges",
        .rules
      ),
      ("Une page.\n\nhttps://aides.example/", nil),
    ] as [(String, CallLink.Role?)])
  func loneAddresses(_ body: String, _ role: CallLink.Role?) throws {
    #expect(try call(body).links.map(\.role) == (role.map { [$0] } ?? []))
  }
}
