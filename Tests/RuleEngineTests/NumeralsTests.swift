import Testing

@testable import RuleEngine

@Suite struct NumeralsTests {
  private func number(_ text: String) -> String? {
    var copy = text
    return copy.withUTF8 { bytes in
      Tokeniser.tokens(of: bytes, vocabulary: Vocabulary()).withUnsafeBufferPointer {
        Numerals.figures(at: 0, in: $0, text: bytes)?.0.description
      }
    }
  }

  @Test(arguments: [
    ("12", "12"), ("1 530 000", "1530000"), ("30.000", "30000"), ("1.530.000", "1530000"),
    ("16, 000, 000", "16000000"), ("50. 000", "50000"), ("16, 500", "16"),
    ("12,000", "12000"), ("1,5", "1.5"), ("2.5", "2.5"), ("1 234,56", "1234.56"),
    ("1,234.56", "1234.56"), ("1\u{202F}000", "1000"), ("0,125", "0.125"), ("2024 300", "2024"),
    ("12  000", "12"), ("7 000 000 000", "7000000000"),
  ])
  func readsFigures(_ text: String, _ expected: String) {
    #expect(number(text) == expected)
  }

  @Test(arguments: [
    ("2,675", "2.675"), ("12.500", "12.5"), ("0,125", "0.125"), ("123,456", "123.456"),
    ("1234,567", nil), ("2,67", nil), (",675", nil), ("2,6a5", nil), ("2 675", nil), ("", nil),
  ])
  func readsThousandsAsAFraction(_ text: String, _ expected: String?) {
    var copy = text
    #expect(copy.withUTF8 { Numerals.decimal($0)?.description } == expected)
  }

  @Test(arguments: [
    ([20, 5], 25), ([4, 20], 80), ([4, 20, 10], 90), ([2, 100, 50], 250), ([3, 1000], 3000),
    ([1000], 1000), ([60, 10], 70), ([19, 90, 6], 1996), ([20, 20, 4], 2024), ([20, 4], 24),
    ([19, 0, 1], 1901),
  ])
  func addsWords(_ values: [Int], _ expected: Int) {
    #expect(Numerals.words(values) == expected)
  }

  @Test(arguments: [
    ([20], 5, true), ([4], 20, true), ([60], 10, true), ([30], 40, false), ([3], 4, false),
    ([10], 9, true),
    ([10], 2, false), ([2], 100, true), ([50], 100, false), ([2, 1000], 5, true),
    ([2, 1000, 5], 100, true),
    ([19], 90, true), ([100], 20, true), ([5, 100], 1000, true),
  ])
  func goesOnANumber(_ before: [Int], _ value: Int, _ expected: Bool) {
    #expect(Numerals.mayFollow(value, before) == expected)
  }

  @Test func multiplicationIsExactOrRefused() {
    #expect(Quantity(300).multiplied(by: Quantity(1000)) == Quantity(300_000))
    #expect(Quantity("1.5")?.multiplied(by: Quantity(1_000_000)) == Quantity(1_500_000))
    // Past 64 bits on the way, and a fraction past four places.
    #expect(
      Quantity(5_000_000).multiplied(by: Quantity(1_000_000)) == Quantity(5_000_000_000_000))
    #expect(
      Quantity("1234.5678")?.multiplied(by: Quantity("1000000.0001")!)
        == Quantity(tenThousandths: 12_345_678_001_234))
    #expect(Quantity(900_000_000).multiplied(by: Quantity(1_000_000_000)) == nil)
  }
}
