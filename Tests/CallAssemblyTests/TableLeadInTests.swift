import CallModel
import Documents
import Testing

@testable import CallAssembly

/// What leads in to a table speaks of its cells.
@Suite struct TableLeadInTests {
  private static let table =
    "Bénéficiaire | Biomasse | Solaire\nCommunes | 45 % | 65 %\nBailleurs | 40 % | 60 %"

  @Test(arguments: [
    ("L'aide est attribuée sous forme de subvention, selon le tableau :", [40.0, 45, 60, 65]),
    ("Les bénéficiaires sont les suivants.", []),
  ])
  func rates(_ above: String, _ expected: [Double]) throws {
    let text =
      "Appel à projets « Rivages »\n\n\(above)\n\(Self.table)\n\nDépôt jusqu'au 16 juin 2025.\n"
    let rates = try ShortCall.read(text).rates.compactMap(\.max)
    #expect(rates.map { Double("\($0)") ?? 0 }.sorted() == expected)
  }

  /// What begins between two days may begin on the first.
  @Test func beginnings() throws {
    let text =
      "Call for proposals: rivers\n\nThe call is open until 16 June 2025. Projects start between "
      + "10 January 2026 and 31 March 2026.\n"
    let events = try ShortCall.read(text).events
    #expect(
      events.map { "\($0.role.rawValue) \($0.date.date?.iso ?? "")" } == [
        "project-start 2026-01-10"
      ])
  }
}
