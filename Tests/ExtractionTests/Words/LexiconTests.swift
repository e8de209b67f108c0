import Testing

@testable import Extraction

@Suite struct LexiconTests {
  @Test(arguments: [
    // The first and the last of the list, and words that begin with eight same letters.
    ("a", true), ("ôtés", true), ("consultatif", true), ("consultation", true),
    ("consultations", true), ("consultatio", false), ("consultationz", false),
    ("anticonstitutionnellement", true), ("anticonstitutionnellementx", false),
    ("zzzzzzzzz", false),
    ("", false), ("études", true), ("étudesx", false),
  ])
  func wordsAreFoundByTheIndex(word: String, isThere: Bool) {
    #expect(Lexicon.contains(word, in: .french) == isThere)
  }
}

@Suite struct WordTextsTests {
  @Test func aTextIsKeptOnce() {
    let texts = WordTexts()
    defer { withExtendedLifetime(texts) {} }
    let words = (0..<5_000).map { "mot\($0)é" }
    let first = words.map { texts.text($0) }
    #expect(texts.count == words.count)
    #expect(words.map { texts.text($0) } == first)
    #expect(first.map(\.string) == words)
    #expect(first.map(\.number) == Array(0..<5_000))
  }

  @Test(arguments: ["a", "é", "«€»", "a𝑏c", "ﬁn.", "x\u{301}"])
  func scalarsAreThoseOfTheString(text: String) {
    let texts = WordTexts()
    // A word lives no longer than its store.
    defer { withExtendedLifetime(texts) {} }
    let word = texts.text(text)
    #expect(word.unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(word.unicodeScalars.reversed().elementsEqual(text.unicodeScalars.reversed()))
    #expect(word.unicodeScalars.last == text.unicodeScalars.last)
  }
}
