import Documents
import Testing

@testable import Extraction

@Suite struct PDFWordTests {
  @Test func aChangedWordLeavesItsCopiesAsTheyWere() {
    let texts = WordTexts()
    defer { withExtendedLifetime(texts) {} }
    let word = texts.word(texts.text("appel"), Box(1, 2, 3, 4), fontSize: 10, isBold: true)
    var changed = word
    changed.box.x1 = 9
    changed.text = texts.text("projet")
    #expect(word.box == Box(1, 2, 3, 4) && word.text.string == "appel")
    #expect(changed.box == Box(1, 2, 9, 4) && changed.text.string == "projet")
    #expect(changed.pageBox == word.pageBox && changed.fontSize == 10 && changed.isBold)
    withExtendedLifetime(texts) {}
  }

  /// More than fit into sixty-four pieces of the store, as a book has.
  @Test func aBookOfWordsIsKept() {
    let texts = WordTexts()
    defer { withExtendedLifetime(texts) {} }
    let count = 200_000
    let words = (0..<count).map { i in
      texts.word(
        texts.text("mot\(i % 5_000)"), Box(0, 0, Double(i), 1), fontSize: 10, isBold: false)
    }
    #expect(words.indices.allSatisfy { words[$0].box.x1 == Double($0) })
    #expect(words[count - 1].text.string == "mot4999")
    #expect(texts.count == 5_000)
  }
}
