import CallModel
import Documents
import Extraction
import RuleEngine
import TestSupport
import Testing

@testable import CallAssembly

/// The day that a page's head tells is proved by the line that shows it.
@Suite struct PublicationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var body: String
    var quote: String?
  }

  static let text =
    "<p>Les communes peuvent déposer un dossier de coopération jusqu'au 6 mai 2024.</p>"

  static let cases: [Case] = [
    Case(
      testDescription: "a line under the title", body: "<h1>Appel</h1><p>1er mars 2024</p>\(text)",
      quote: "1er mars 2024"),
    Case(
      testDescription: "in figures, at the end",
      body: "<h1>Appel</h1>\(text)<p>En ligne : 01/03/2024</p>",
      quote: "01/03/2024"),
    Case(testDescription: "shown nowhere", body: "<h1>Appel</h1>\(text)", quote: nil),
    Case(
      testDescription: "a deadline on the same day",
      body: "<h1>Appel</h1><p>Date limite de dépôt : 1er mars 2024</p>\(text)", quote: nil),
  ]

  @Test(arguments: cases) func isProved(_ example: Case) throws {
    let page =
      "<html lang=fr><head><meta property=article:published_time content=2024-03-01></head><body>"
      + example.body + "</body></html>"
    let document = try DocumentReader().read(Array(page.utf8), name: "a.html")
    let record = try SeedFactsTests.reader.get().read(document, path: "a.html", sha256: "0").parsed
    #expect(record.document.published?.evidence.map(\.quote) == example.quote.map { [$0] })
  }
}
