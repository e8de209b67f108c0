import Documents
import Foundation
import TestSupport
import Testing

@testable import RuleEngine

/// The rules of the project themselves.
@Suite struct RuleExampleTests {
  static let pack = Result { try RulePack.load(folder: Checkout.rules) }

  @Test func allExamplesHold() throws {
    let pack = try Self.pack.get()
    #expect(pack.sources.rules.count > 60)
    let faults = pack.failedExamples()
    #expect(faults.isEmpty, "\(faults)")
  }

  /// Values survive what documents do to text.
  @Test(arguments: [
    "Date limite : vendredi 18 mars 2022 à 23h59 (heure de Paris).",
    "Une dotation de 8 milliards d'euros, soit 75 % jusqu'au 1er août 2024.",
    "L'appel est ouvert du 28 février au 4 décembre 2022, pendant 24 mois.",
    "Ticket d'entrée : 300 K à 500K euros, clôture le 27/02/2023.",
  ])
  func valuesSurviveChanges(_ text: String) throws {
    let tagger = Tagger(pack: try Self.pack.get())
    func values(_ text: String) -> [String] {
      tagger.annotations(in: text).filter { Self.valueTypes.contains($0.type) }
        .map { "\($0.type) \($0.value.description)" }.sorted()
    }
    let expected = values(text)
    #expect(!expected.isEmpty)
    for (name, change) in Self.changes {
      #expect(values(change(text)) == expected, "\(name)")
    }
  }

  private static let valueTypes: Set<String> = [
    "date", "datetime", "daterange", "money", "percent", "duration",
  ]

  private static let changes: [(String, @Sendable (String) -> String)] = [
    ("decomposed accents", { $0.decomposedStringWithCanonicalMapping }),
    ("typographic apostrophes", { $0.replacing("'", with: "’") }),
    ("no-break spaces", { $0.replacing(" %", with: "\u{A0}%").replacing(" à", with: "\u{A0}à") }),
    ("a line break", { $0.replacing(" 20", with: "\n20") }),
    ("other text in front", { "œ🙂 " + $0 }),
    ("capitals", { $0.uppercased().replacing("23H59", with: "23H59") }),
  ]

  @Test func placesAreExact() throws {
    let tagger = Tagger(pack: try Self.pack.get())
    let text = "œ🙂 Clôture le 6 mai 2024."
    let date = tagger.annotations(in: text).first { $0.type == "date" }
    let range = try #require(date?.range)
    #expect(
      String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self) == "6 mai 2024")
  }
}
