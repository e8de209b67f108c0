import CWords

/// The words of French and English as they are spelt, from `Rules/words`.
enum Lexicon {
  enum Language: Sendable, CaseIterable {
    case french, english
  }

  private static let french = WordList(calls_words_french())
  private static let english = WordList(calls_words_english())

  /// Whether a language has a word. Names are not in it.
  ///
  /// - Parameter word: in lower case.
  static func contains(_ word: String, in language: Language) -> Bool {
    let list = language == .french ? french : english
    var word = word
    return word.withUTF8 { list.contains($0) }
  }
}

/// A sorted list of words in read-only memory, with a small index over it.
private struct WordList: Sendable {
  /// One a line; every line, the last one too, ends with a feed. Part of the program itself.
  nonisolated(unsafe) private let bytes: UnsafePointer<UInt8>?
  private let count: Int
  /// Bytes of the list for each entry of the index: some twenty words.
  private static let stride = 256
  /// The first eight bytes of the first word that starts in each stretch of the list, the first byte
  /// highest; sorted as the list is.
  private var firsts: [UInt64] = []

  init(_ words: calls_words) {
    bytes = words.bytes
    count = words.count
    guard let bytes else { return }
    firsts.reserveCapacity(count / Self.stride + 1)
    for stretch in Swift.stride(from: 0, to: count, by: Self.stride) {
      var start = stretch
      while start > 0, start < count, bytes[start - 1] != 0x0A { start += 1 }
      guard start < count else { break }
      firsts.append(Self.key(UnsafeBufferPointer(start: bytes + start, count: count - start)))
    }
  }

  /// The first eight bytes of a word, zeros after its end.
  private static func key(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    var i = 0
    while i < 8, i < word.count, word[i] != 0x0A {
      key |= UInt64(word[i]) << UInt64(56 - 8 * i)
      i += 1
    }
    return key
  }

  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !word.isEmpty, let bytes else { return false }
    let key = Self.key(word)
    // The last stretch whose first word is not after the word: it is there, or nowhere. Where first
    // words agree in eight bytes, the stretches before may have it, too.
    var low = 0
    var high = firsts.count
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle] < key { low = middle + 1 } else { high = middle }
    }
    var place = max(0, low - 1) * Self.stride
    while place > 0, place < count, bytes[place - 1] != 0x0A { place += 1 }
    while place < count {
      var i = 0
      while i < word.count, bytes[place + i] == word[i] { i += 1 }
      let next = bytes[place + i]
      if i == word.count, next == 0x0A { return true }
      // Words are sorted by their bytes, and a feed comes before all of them.
      if i == word.count || next > word[i] { return false }
      while bytes[place + i] != 0x0A { i += 1 }
      place += i + 1
    }
    return false
  }
}
