import CallModel
import Extraction
import Testing

@testable import CallAssembly

/// A sum without its unit is told, not guessed.
@Suite struct WarningFieldTests {
  @Test(arguments: [
    ("Montant maximum : 60 000", ["60 000"]),
    ("Budget de l'appel : 3 M€", []),
    ("Régions 84 M€, départements 34€, communes 122 M€", ["34€"]),
    ("Budget 2024 : le comité se réunit.", []),
  ])
  func missingUnits(body: String, expected: [String]) throws {
    let text = "Appel à projets 2026\n\n\(body)\n"
    let document = try DocumentReader().read([UInt8](text.utf8), name: "call.txt")
    let reading = try SeedFactsTests.reader.get().read(document, path: "call.txt", sha256: "0")
    let warnings = reading.parsed.document.warnings.filter { $0.id == "missing-unit" }
    #expect(warnings.flatMap(\.evidence).map(\.quote) == expected)
  }

  @Test("a strand without a programme is told with its territory")
  func noStrand() throws {
    let text = """
      Pour l'Auvergne

      • Transfrontalière : Néant

      • Transnationale : Sudoe
      """
    let document = try DocumentReader().read([UInt8](text.utf8), name: "deck.txt")
    let reading = try SeedFactsTests.reader.get().read(document, path: "deck.txt", sha256: "0")
    let warning = try #require(reading.parsed.document.warnings.first { $0.id == "no-strand" })
    #expect(warning.evidence.map(\.quote) == ["Transfrontalière : Néant", "Auvergne"])
  }
}
