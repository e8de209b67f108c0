import CallModel
import Documents
import Foundation
import Testing

@testable import CallAssembly

@Suite struct LeaderRowsTests {
  private func cells(_ lines: [String]) -> [String] {
    let text = lines.joined(separator: "\n\n")
    var start = 0
    let blocks = lines.map { line in
      defer { start += line.utf8.count + 2 }
      return Block(.paragraph, TextRange(start, start + line.utf8.count), page: 1)
    }
    let bytes = Array(text.utf8)
    let document = Document(format: .text, text: text, blocks: blocks)
    return LeaderRows.split(document).blocks.compactMap { block in
      block.cell.map {
        let quote = String(decoding: bytes[block.range.start..<block.range.end], as: UTF8.self)
        return "\($0.table).\($0.row).\($0.column) \(quote)"
      }
    }
  }

  @Test(arguments: [
    (["Deadline ........ 12 March 2027"], ["0.0.0 Deadline", "0.0.1 12 March 2027"]),
    (
      ["Clôture …… 3 mai 2027", "Taux .......... 80 %"],
      ["0.0.0 Clôture", "0.0.1 3 mai 2027", "0.1.0 Taux", "0.1.1 80 %"]
    ),
    (
      ["Opening . . . . 4 May 2027\nDuration ..... two years"],
      ["0.0.0 Opening", "0.0.1 4 May 2027", "0.1.0 Duration", "0.1.1 two years"]
    ),
    (
      ["Opening .... 4 May 2027", "A paragraph.", "Budget .... EUR 6 million"],
      ["0.0.0 Opening", "0.0.1 4 May 2027", "1.0.0 Budget", "1.0.1 EUR 6 million"]
    ),
    // Contents of a guide, a form to fill in, a sentence that breaks off.
    (["Calendrier ........ 12", "Budget ............ 7"], []),
    (["Nom : ..........................", "…… et plus encore"], []),
    (["Name ........ Place ........ Day 3"], []),
    (["To be continued..."], []),
  ])
  func rowsOfLabelsAndValues(_ lines: [String], _ expected: [String]) {
    #expect(cells(lines) == expected)
  }

  @Test func theirValuesAreTheCalls() throws {
    let call = try ShortCall.read(
      """
      Appel à projets 2027

      Date limite ................ 12 mars 2027 à 17h00

      Taux d'aide ................ 80 %

      Aide maximale .............. 50 000 €
      """)
    #expect(call.windows.flatMap(\.deadlines).map { $0.date.date?.iso } == ["2027-03-12"])
    #expect(call.rates.map(\.max) == [80])
    #expect(call.amounts.map(\.max?.amount) == [50_000])
  }
}
