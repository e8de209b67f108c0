import Documents
import Foundation

/// What documents do to text without changing what it says; examples hold after each of these.
package enum RuleMutation: String, CaseIterable, Sendable {
  /// Letters and accents apart (NFD), as macOS and some PDF writers have them.
  case decomposed
  case capitals
  /// `’` for `'`.
  case typographicApostrophes = "typographic-apostrophes"
  /// `'` for `’`.
  case straightApostrophes = "straight-apostrophes"
  /// No-break spaces before `%`, `€`, `:`, `;`, `!`, `?` and `»`, and narrow ones between groups of digits.
  case noBreakSpaces = "no-break-spaces"
  /// One space of the passage is the end of a line.
  case lineBreak = "line-break"
  /// A soft hyphen in every long word.
  case softHyphens = "soft-hyphens"
  /// One long word of the passage is cut at the end of a line.
  case hyphenation
  /// A paragraph of other characters before it.
  case textInFront = "text-in-front"

  /// The changed text with its marks moved along; nil where it is the same as before.
  func applied(to example: MarkedText) -> MarkedText? {
    // A heading of a plain text is one line.
    if self == .lineBreak || self == .hyphenation, example.text.hasPrefix("#") { return nil }
    let pieces = example.pieces
    let target = pieces.firstIndex { $0.isMarked && isChanged(inside: $0.text) }
    var changed = example
    changed.text = self == .textInFront ? "œ🙂 …\n\n" : ""
    let bounds = pieces.enumerated().map { index, piece in
      let start = changed.text.utf8.count
      changed.text += self.changed(piece.text, isTarget: index == target)
      return (old: piece.range, new: TextRange(start, changed.text.utf8.count))
    }
    changed.marks = example.marks.map { mark in
      TextRange(
        bounds.first { $0.old.start == mark.start }?.new.start ?? 0,
        bounds.last { $0.old.end == mark.end }?.new.end ?? changed.text.utf8.count)
    }
    return changed.text.utf8.elementsEqual(example.text.utf8) ? nil : changed
  }

  private func isChanged(inside text: String) -> Bool { changed(text, isTarget: true) != text }

  private func changed(_ text: String, isTarget: Bool) -> String {
    switch self {
    case .decomposed: text.decomposedStringWithCanonicalMapping
    case .capitals: text.uppercased()
    case .typographicApostrophes: text.replacing("'", with: "’")
    case .straightApostrophes: text.replacing("’", with: "'")
    case .noBreakSpaces: Self.spaced(text)
    case .lineBreak: isTarget ? Self.broken(text) : text
    case .softHyphens: text.replacing(/\p{L}\p{Ll}{5,}/) { Self.cut($0.output, "\u{AD}") }
    case .hyphenation: isTarget ? Self.hyphenated(text) : text
    case .textInFront: text
    }
  }

  private static func spaced(_ text: String) -> String {
    text.replacing(/\ ([%€:;!?»])/) { "\u{A0}\($0.output.1)" }
      .replacing(/(\d) (?=\d{3}(?!\d))/) { "\($0.output.1)\u{202F}" }
  }

  /// The middle one of the spaces between letters, so that numbers stay whole.
  private static func broken(_ text: String) -> String {
    let spaces = text.matches(of: /[\p{L}’']( )\p{L}/).map(\.output.1)
    guard !spaces.isEmpty else { return text }
    let space = spaces[spaces.count / 2]
    return text.replacingCharacters(in: space.startIndex..<space.endIndex, with: "\n")
  }

  private static func hyphenated(_ text: String) -> String {
    let words = text.matches(of: /\b\p{Ll}{7,}\b/)
    guard let longest = words.max(by: { $0.output.count < $1.output.count }) else { return text }
    return text.replacingCharacters(in: longest.range, with: cut(longest.output, "-\n"))
  }

  private static func cut(_ word: Substring, _ mark: String) -> String {
    let middle = word.index(word.startIndex, offsetBy: word.count / 2)
    return word[..<middle] + mark + word[middle...]
  }
}

extension MarkedText {
  /// The text cut where marks begin and end; a piece is marked where the first mark holds it.
  fileprivate var pieces: [(text: String, range: TextRange, isMarked: Bool)] {
    let bytes = Array(text.utf8)
    let cuts = Set(marks.flatMap { [$0.start, $0.end] } + [0, bytes.count]).sorted()
    return zip(cuts, cuts.dropFirst()).map { start, end in
      let isMarked = marks.first.map { $0.start <= start && end <= $0.end } ?? false
      return (
        String(decoding: bytes[start..<end], as: UTF8.self), TextRange(start, end), isMarked
      )
    }
  }
}
