import Documents
import Stemming

/// Finds the words of a query in an original text.
struct SnippetFinder {
  /// A piece of text, and where it stands in the document.
  struct Piece {
    var text: String
    /// Offset of the piece in the document, in scalars.
    var start: Int
    var page: Int
  }

  struct Found {
    var text: String
    /// In scalars of `text`.
    var highlights: [TextRange]
    var page: Int
    /// The first found word in the document, in scalars.
    var start: Int
  }

  fileprivate struct Term {
    var stems: [String]
    var isPrefix: Bool
  }

  private let terms: [(stemmer: Stemmer, terms: [Term])]
  /// Words shown before the first hit, and in all.
  private static let before = 8
  private static let shown = 30

  init(_ query: SearchQuery, language: String) {
    terms = SearchLanguages(language).stemmed.map { language in
      (
        Stemmer(language: language),
        query.stems(in: language).map { Term(stems: $0.stems, isPrefix: $0.isPrefix) }
      )
    }
  }

  /// The window that holds most of the terms; the first of them at a tie.
  func best(in pieces: [Piece]) -> Found? {
    var best: (piece: Int, window: Window)?
    let wanted = terms.map(\.terms.count).max() ?? 0
    for (index, piece) in pieces.enumerated() {
      guard let window = window(in: piece.text) else { continue }
      if window.terms > best?.window.terms ?? 0 { best = (index, window) }
      if window.terms == wanted { break }
    }
    return best.map { found(in: pieces[$0.piece], $0.window) }
  }

  private struct Hit {
    var term: Int
    /// First word and number of words.
    var word: Int
    var count: Int
  }

  private struct Window {
    var words: [TextRange]
    var hits: [Hit]
    var terms: Int
  }

  private func window(in text: String) -> Window? {
    var best: Window?
    for (stemmer, terms) in terms {
      let words = stemmer.stems(of: text)
      let hits = Self.hits(of: terms, in: words)
      for (index, hit) in hits.enumerated() {
        let near = hits[index...].prefix { $0.word - hit.word < Self.shown - Self.before }
        let count = Set(near.map(\.term)).count
        if count > best?.terms ?? 0 {
          best = Window(words: words.map(\.range), hits: Array(near), terms: count)
        }
        if best?.terms == terms.count { break }
      }
    }
    return best
  }

  private static func hits(of terms: [Term], in words: [StemmedWord]) -> [Hit] {
    var hits: [Hit] = []
    for start in words.indices {
      for (number, term) in terms.enumerated() where term.matches(words[start...]) {
        hits.append(Hit(term: number, word: start, count: term.stems.count))
      }
    }
    return hits
  }

  private func found(in piece: Piece, _ window: Window) -> Found {
    let words = window.words
    let first = max(0, window.hits[0].word - Self.before)
    let last = min(words.count, first + Self.shown) - 1
    let bytes = Array(piece.text.utf8)
    var writer = SnippetWriter(bytes: bytes)
    if first > 0 { writer.append("… ") }
    let marks = window.hits.filter { $0.word + $0.count - 1 <= last }.map {
      TextRange(words[$0.word].start, words[$0.word + $0.count - 1].end)
    }
    writer.copy(Self.sentence(bytes, words[first].start, words[last].end), marks: marks)
    if last < words.count - 1 { writer.append(" …") }
    let start = words[window.hits[0].word].start
    return Found(
      text: writer.text, highlights: writer.highlights, page: piece.page,
      start: piece.start + ScalarIndex(piece.text).scalarOffset(start))
  }

  /// The stretch with the sign that closes its last word: a full stop, a bracket.
  private static func sentence(_ bytes: [UInt8], _ start: Int, _ end: Int) -> TextRange {
    var end = end
    while end < bytes.count, [0x2E, 0x29, 0x21, 0x3F, 0x25].contains(bytes[end]) { end += 1 }
    return TextRange(start, end)
  }
}

extension SnippetFinder.Term {
  fileprivate func matches(_ words: ArraySlice<StemmedWord>) -> Bool {
    guard words.count >= stems.count else { return false }
    for (offset, stem) in stems.enumerated() {
      let word = words[words.startIndex + offset].stem
      let isLast = offset == stems.count - 1
      guard word == stem || (isPrefix && isLast && word.hasPrefix(stem)) else { return false }
    }
    return true
  }
}

/// Copies a stretch of text with single spaces, and keeps the marks in place.
struct SnippetWriter {
  private let bytes: [UInt8]
  private var output: [UInt8] = []
  private var scalars = 0
  private(set) var highlights: [TextRange] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func append(_ text: String) {
    for byte in text.utf8 { put(byte) }
  }

  mutating func copy(_ range: TextRange, marks: [TextRange]) {
    var marks = marks.sorted()[...]
    var open: (start: Int, end: Int)?
    for i in range.start..<range.end {
      if let mark = open, i >= mark.end {
        highlights.append(TextRange(mark.start, scalars))
        open = nil
      }
      // A mark that begins inside another belongs to it.
      while let mark = marks.first, mark.start <= i {
        if open == nil { open = (scalars, mark.end) }
        marks = marks.dropFirst()
      }
      let isSpace = bytes[i] == 0x20 || (0x09...0x0D).contains(bytes[i])
      if !isSpace {
        put(bytes[i])
      } else if output.last != 0x20 {
        put(0x20)
      }
    }
    if let open { highlights.append(TextRange(open.start, scalars)) }
  }

  private mutating func put(_ byte: UInt8) {
    output.append(byte)
    if byte & 0xC0 != 0x80 { scalars += 1 }
  }
}
