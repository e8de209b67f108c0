/// Stretches of a long plain text that are tagged one after the other, so that memory and time per
/// byte do not grow with its length.
///
/// No call is that long: such texts are many documents in one file. Stretches begin at a heading, or
/// at a paragraph; what `document` conditions and headings say holds within a stretch.
struct TextWindows: Sequence, IteratorProtocol {
  /// Bytes of a text that is tagged as a whole.
  static let whole = 1 << 20
  /// Bytes after which a stretch may end, and how far its end is looked for.
  static let least = 1 << 15
  static let search = 1 << 14

  private let text: UnsafeBufferPointer<UInt8>
  private var start = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// UTF-8 bytes.
  mutating func next() -> Range<Int>? {
    guard start < text.count || start == 0 else { return nil }
    let end = text.count <= Self.whole ? text.count : end(after: start)
    defer { start = Swift.max(end, 1) }
    return start..<end
  }

  private func end(after start: Int) -> Int {
    let first = start + Self.least
    guard first < text.count else { return text.count }
    let limit = Swift.min(text.count, first + Self.search)
    var best = (rank: 0, place: limit)
    for i in first..<limit where text[i - 1] == 0x0A {
      let rank = rank(of: i)
      if rank > best.rank { best = (rank, i) }
      if rank == 3 { break }
    }
    return best.rank > 0 ? best.place : word(before: limit)
  }

  /// Of a line: 3 for a heading, 2 for a paragraph, 1 for any other.
  private func rank(of line: Int) -> Int {
    if text[line] == 0x23 { return 3 }
    guard line > 1, text[line - 2] == 0x0A, !Layout.isItem(text, line) else { return 1 }
    return 2
  }

  /// The last space before a place; of a text without any, the last whole character.
  private func word(before limit: Int) -> Int {
    guard limit < text.count else { return text.count }
    var place = limit
    while place > limit - 256, text[place - 1] != 0x20 { place -= 1 }
    if text[place - 1] == 0x20 { return place }
    place = limit
    while place > limit - 4, text[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }
}
