import CWords

/// The words of French and English as they are spelt, from `Rules/words`.
enum Lexicon {
  enum Language: Sendable, CaseIterable {
    case french, english
  }

  /// Whether a language has a word. Names are not in it.
  ///
  /// - Parameter word: in lower case. About twenty steps through a list in read-only memory.
  static func contains(_ word: String, in language: Language) -> Bool {
    let words = language == .french ? calls_words_french() : calls_words_english()
    var word = word
    return word.withUTF8 { contains($0, words) }
  }

  private static func contains(
    _ word: UnsafeBufferPointer<UInt8>, _ words: calls_words
  ) -> Bool {
    // The list lies in the program itself; every line of it, the last one too, ends with a feed.
    guard !word.isEmpty, let bytes = words.bytes else { return false }
    var low = 0
    var high = words.count
    while low < high {
      var start = (low + high) / 2
      while start > low, bytes[start - 1] != 0x0A { start -= 1 }
      var i = 0
      while i < word.count, bytes[start + i] == word[i] { i += 1 }
      let next = bytes[start + i]
      if i == word.count, next == 0x0A { return true }
      if i == word.count || word[i] < next {
        high = start
      } else {
        var end = start + i
        while bytes[end] != 0x0A { end += 1 }
        low = end + 1
      }
    }
    return false
  }
}
