/// A list of words under headings, as the files in `Vocabulary` and `Profiles` have it: `#` begins a comment,
/// `[name]` a list.
struct VocabularyFile {
  /// The lines of each list, in order; `name` may repeat.
  private(set) var lists: [(name: String, lines: [ArraySlice<UInt8>])] = []

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      if line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
        lists.append((String(decoding: line.dropFirst().dropLast(), as: UTF8.self), []))
      } else if !lists.isEmpty {
        lists[lists.count - 1].lines.append(line)
      }
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
