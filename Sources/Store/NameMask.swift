import Foundation

/// Names of persons that are to stand nowhere any more, known by hashes alone.
///
/// A masked text has as many scalars and as many bytes as before, so that every offset into it still
/// holds.
struct NameMask {
  /// A name of so many words, folded and joined, in either order.
  struct Name: Hashable {
    var words: Int
    /// FNV-1a, 64 bits, in hexadecimal digits.
    var hash: String
  }

  private let names: [Int: Set<String>]

  init(_ names: some Sequence<Name>) {
    self.names = Dictionary(grouping: names, by: \.words).mapValues { Set($0.map(\.hash)) }
  }

  var isEmpty: Bool { names.isEmpty }

  /// The hashes of a name: as written, and with its last word first, as lists and addresses have it.
  /// Empty for a single word, which too many things are called.
  static func names(of text: String) -> [Name] {
    let words = words(in: Array(text.unicodeScalars)).map(\.folded)
    guard words.count > 1 else { return [] }
    let turned = [words[words.count - 1]] + words.dropLast()
    let last = Array(words.dropFirst()) + [words[0]]
    return Set([words, turned, last]).map { Name(words: words.count, hash: hash($0)) }
      .sorted { $0.hash < $1.hash }
  }

  /// The text with every name made unreadable, and the names as they stood; nil where there is none.
  func masked(_ text: String) -> (text: String, found: Set<String>)? {
    var scalars = Array(text.unicodeScalars)
    let words = Self.words(in: scalars)
    var found: Set<String> = []
    for (count, hashes) in names where words.count >= count {
      for start in 0...(words.count - count) {
        let window = words[start..<(start + count)]
        guard Self.areNeighbours(window), hashes.contains(Self.hash(window.map(\.folded))) else {
          continue
        }
        let place = words[start].place.lowerBound..<words[start + count - 1].place.upperBound
        found.insert(String(String.UnicodeScalarView(scalars[place])))
        for word in window {
          for index in word.place { scalars[index] = Self.mask(scalars[index]) }
        }
      }
    }
    return found.isEmpty ? nil : (String(String.UnicodeScalarView(scalars)), found)
  }

  // MARK: Words

  private struct Word {
    var folded: String
    /// Indices of scalars.
    var place: Range<Int>
  }

  private static func words(in scalars: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var start: Int?
    for index in 0...scalars.count {
      let isLetter =
        index < scalars.count
        && (scalars[index].properties.isAlphabetic
          || scalars[index].properties.generalCategory == .nonspacingMark)
      if isLetter {
        start = start ?? index
      } else if let begin = start {
        let text = String(String.UnicodeScalarView(scalars[begin..<index]))
        let folded = text.folding(
          options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        words.append(Word(folded: folded, place: begin..<index))
        start = nil
      }
    }
    return words
  }

  /// Whether little stands between the words: a space, a line's end, the point of an address.
  private static func areNeighbours(_ words: ArraySlice<Word>) -> Bool {
    zip(words, words.dropFirst()).allSatisfy { a, b in
      b.place.lowerBound - a.place.upperBound <= 3
    }
  }

  private static func hash(_ words: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in words.joined(separator: " ").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  /// A sign of as many bytes.
  private static func mask(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch UTF8.width(scalar) {
    case 1: "*"
    case 2: "\u{B7}"
    case 3: "\u{25AA}"
    default: "\u{1F784}"
    }
  }
}
