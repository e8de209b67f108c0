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
    var word = word
    return word.withUTF8 { contains($0, in: language) }
  }

  /// The same for UTF-8.
  static func contains(_ word: UnsafeBufferPointer<UInt8>, in language: Language) -> Bool {
    switch language {
    case .french: french.contains(word)
    case .english: english.contains(word)
    }
  }
}

/// A sorted list of words in read-only memory, with a small index over it, which is made when the
/// list is first asked: the shorter it is, the sooner a program that reads one document is done.
private struct WordList: Sendable {
  /// One a line; every line, the last one too, ends with a feed. Part of the program itself.
  nonisolated(unsafe) private let bytes: UnsafePointer<UInt8>?
  private let count: Int
  /// Bytes of the list for each entry of the index.
  private static let stride = 4_096
  /// Bytes that are looked through from their start: some ten words.
  private static let least = 96
  /// The first eight bytes of the first word that starts in each stretch of the list, the first byte
  /// highest; sorted as the list is.
  private var firsts: [UInt64] = []

  init(_ words: calls_words) {
    bytes = words.bytes
    count = words.count
    firsts.reserveCapacity(count / Self.stride + 1)
    for stretch in Swift.stride(from: 0, to: count, by: Self.stride) {
      let start = startOfWord(from: stretch)
      guard start < count else { break }
      firsts.append(key(at: start))
    }
  }

  /// Where the first word begins that does not begin before a place.
  private func startOfWord(from place: Int) -> Int {
    guard let bytes, place > 0 else { return 0 }
    var start = place
    while start < count, bytes[start - 1] != 0x0A { start += 1 }
    return start
  }

  private func key(at place: Int) -> UInt64 {
    Self.key(UnsafeBufferPointer(start: bytes.map { $0 + place }, count: count - place))
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
    var place = start(before: Self.key(word))
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

  /// Where a word begins that does not come after those with such first eight bytes, and not far
  /// before them.
  private func start(before key: UInt64) -> Int {
    // The last stretch whose first word comes before: they are there, or nowhere.
    var low = 0
    var high = firsts.count
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle] < key { low = middle + 1 } else { high = middle }
    }
    let stretch = max(0, low - 1) * Self.stride
    var first = startOfWord(from: stretch)
    var end = min(count, stretch + Self.stride)
    while end - first > Self.least {
      let middle = startOfWord(from: (first + end) / 2)
      if middle < end, self.key(at: middle) < key {
        first = middle
      } else {
        end = (first + end) / 2
      }
    }
    return first
  }
}
