import Testing

@testable import RuleEngine

@Suite struct NameTableTests {
  /// Among few names and among more than the table has room for at first; some are as long as others and
  /// differ in one letter, some are kept beside the text and some in it.
  @Test(arguments: [0, 1, 31, 32, 33, 2_000])
  func eachNameHasItsOwnValue(_ count: Int) {
    let names = (0..<count).map { "deadlines/fr/until-\($0 / 10)-\($0 % 10)x" } + ["", "é", "fr"]
    var table = NameTable(Dictionary(names.map { ($0, $0) }) { first, _ in first })
    #expect(names.allSatisfy { table[$0] == $0 })
    #expect(table["deadlines/fr/until-0-0y"] == nil)
    table["fr"] = "changed"
    #expect(table["fr"] == "changed")
    #expect(table["é"] == "é")
  }
}
