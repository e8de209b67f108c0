import Glibc

/// A list of words under headings, as the files in `Vocabulary` and `Profiles` have it: `#` begins a comment,
/// `[name]` a list.
struct VocabularyFile {
  /// The lines of each list, in order; `name` may repeat.
  private(set) var lists: [(name: String, lines: [ArraySlice<UInt8>])] = []

  init(_ bytes: [UInt8]) {
    var name: String?
    var lines: [ArraySlice<UInt8>] = []
    func endList() {
      if let name { lists.append((name, lines)) }
      lines = []
    }
    var start = 0
    while start < bytes.count {
      let end = Self.end(of: start, in: bytes)
      defer { start = end + 1 }
      guard end > start, bytes[start] != UInt8(ascii: "#") else { continue }
      if bytes[start] == UInt8(ascii: "["), bytes[end - 1] == UInt8(ascii: "]") {
        endList()
        name = String(decoding: bytes[start + 1..<end - 1], as: UTF8.self)
      } else if name != nil {
        lines.append(bytes[start..<end])
      }
    }
    endList()
  }

  /// Where the line ends that begins at a place.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress,
        let found = memchr(base + start, 0x0A, all.count - start)
      else { return all.count }
      return UnsafeRawPointer(found) - base
    }
  }

  func lines(of name: String) -> [ArraySlice<UInt8>] {
    lists.filter { $0.name == name }.flatMap(\.lines)
  }
}

/// Phrases that are compared with lines of text, byte by byte: see `PageModel.words`.
struct PhraseSet: Sendable {
  /// By first byte.
  private var phrases: [[[UInt8]]] = Array(repeating: [], count: 256)

  /// `_` at a phrase's end stands for a space.
  init(_ lines: [ArraySlice<UInt8>]) {
    for line in lines {
      guard let first = line.first else { continue }
      phrases[Int(first)].append(line.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
    }
  }

  /// A phrase begins the words at `start`.
  func begins(_ words: [UInt8], at start: Int = 0) -> Bool {
    guard start < words.count else { return false }
    return phrases[Int(words[start])].contains { phrase in
      phrase.count <= words.count - start
        && phrase.indices.allSatisfy { words[start + $0] == phrase[$0] }
    }
  }

  /// A phrase begins at one of the words.
  func beginsAny(of words: [UInt8]) -> Bool {
    words.indices.contains { i in
      (i == 0 || words[i - 1] == 0x20 || words[i - 1] == UInt8(ascii: "'")) && begins(words, at: i)
    }
  }

  /// A phrase is all of the words.
  func holds(_ words: ArraySlice<UInt8>) -> Bool {
    guard let first = words.first else { return false }
    return phrases[Int(first)].contains { $0.elementsEqual(words) }
  }
}
