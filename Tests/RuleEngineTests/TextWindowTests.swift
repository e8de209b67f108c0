import Documents
import Testing

@testable import RuleEngine

@Suite struct TextWindowTests {
  private func windows(_ text: String) -> [Range<Int>] {
    var copy = text
    return copy.withUTF8 { Array(TextWindows($0)) }
  }

  @Test func whatFitsIsReadAsAWhole() {
    #expect(windows("") == [0..<0])
    #expect(windows("Un appel.") == [0..<9])
  }

  @Test(arguments: [
    "Les dossiers sont à déposer avant le 6 mai 2024.\n\n", "# Dates\n\n- 3 mai 2024\n", "é",
    "mot ",
    "l\n",
  ])
  func stretchesCoverALongText(_ part: String) {
    let text = String(repeating: part, count: TextWindows.whole / part.utf8.count + 1000)
    let bytes = Array(text.utf8)
    let found = windows(text)
    #expect(found.count > 4)
    #expect(found.first?.lowerBound == 0)
    #expect(found.last?.upperBound == bytes.count)
    for (one, next) in zip(found, found.dropFirst()) {
      #expect(one.upperBound == next.lowerBound)
      #expect(bytes[next.lowerBound] & 0xC0 != 0x80)
    }
  }

  @Test func placesAreThoseOfTheWholeText() throws {
    let pack = try RulePack.load(files: [
      "gazetteers/funds.yaml": """
      summary: Funds.
      source: test
      type: fund
      entries:
        - {id: erdf, name: FEDER}
      """
    ])
    let part = "Le FEDER aide.\n\n"
    let count = TextWindows.whole / part.utf8.count + 1000
    let found = Tagger(pack: pack).annotations(in: String(repeating: part, count: count))
    #expect(found.count == count)
    #expect(
      found.enumerated().allSatisfy {
        $1.range == TextRange($0 * part.utf8.count + 3, $0 * part.utf8.count + 8)
      })
  }
}
