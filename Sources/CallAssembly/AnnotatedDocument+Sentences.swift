import Documents

extension AnnotatedDocument {
  /// The sentence around a place, within its block; at most `limit` bytes of it.
  ///
  /// - Parameter acrossLines: whether a line that begins with a small letter goes on with the one
  ///   before it, as in texts whose lines are broken at the margin.
  func sentence(
    around range: TextRange, limit: Int = 320, acrossLines: Bool = false
  ) -> TextRange {
    guard let block = block(at: range.start)?.range, range.end <= block.end else { return range }
    let bytes = bytes[block.start..<block.end]
    func stops(_ i: Int) -> Bool {
      isStop(bytes, i) && !(acrossLines && bytes[i] == 0x0A && isSmall(bytes, i + 1))
    }
    var (start, end) = (range.start, range.end)
    while start > block.start, !stops(start - 1) { start -= 1 }
    while end < block.end, !(end > block.start && stops(end - 1)) { end += 1 }
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x0A || bytes[start] == 0x2D {
      start += 1
    }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
    return end - start <= limit ? TextRange(start, end) : range
  }

  /// A full stop, mark of a question or line end that closes a sentence: one with a space or
  /// nothing after it.
  private func isStop(_ bytes: ArraySlice<UInt8>, _ i: Int) -> Bool {
    switch bytes[i] {
    case 0x0A: true
    case 0x2E, 0x3F, 0x21: i + 1 == bytes.endIndex || bytes[i + 1] == 0x20 || bytes[i + 1] == 0x0A
    default: false
    }
  }

  /// A small letter of Latin-1 begins there.
  private func isSmall(_ bytes: ArraySlice<UInt8>, _ i: Int) -> Bool {
    guard i < bytes.endIndex else { return false }
    if bytes[i] == 0xC3 { return i + 1 < bytes.endIndex && bytes[i + 1] >= 0xA0 }
    return bytes[i] >= 0x61 && bytes[i] <= 0x7A
  }

  /// A stretch without the mark of a list at its head (`- `, `• `, `o `).
  func withoutMark(_ range: TextRange) -> TextRange {
    let text = scalars.slice(range).unicodeScalars
    let marks = "-–—•●▪◦■□·‣►▶➔→✓✔✘✗×❌✖*⚠\u{FE0F}\u{F0B7}".unicodeScalars
    var rest = text.drop { marks.contains($0) || $0.properties.isWhitespace }
    // « o » is how a circle of an icon font is read.
    if let first = rest.first, first == "o", rest.dropFirst().first == " " {
      rest = rest.dropFirst().drop { $0.properties.isWhitespace }
    }
    let skipped = text[..<rest.startIndex].reduce(0) { $0 + UTF8.width($1) }
    return skipped < range.length ? TextRange(range.start + skipped, range.end) : range
  }

  /// What stands from an offset on, to the end of the clause and of the block.
  func clause(from start: Int, limit: Int) -> TextRange {
    guard let block = block(at: start)?.range else { return TextRange(start, start) }
    let bytes = Array(bytes[start..<block.end].prefix(limit + 1))
    var end = 0
    while end < bytes.count, end < limit {
      let byte = bytes[end]
      if [0x0A, 0x3B, 0x28, 0x29].contains(byte) { break }
      if byte == 0x2C || byte == 0x2E || byte == 0x3A,
        end + 1 == bytes.count || bytes[end + 1] == 0x20 || bytes[end + 1] == 0x0A
      {
        break
      }
      end += 1
    }
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    // Not within a letter of several bytes.
    while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return TextRange(start, start + end)
  }

  /// The first offset from here on at which a letter begins, not a further byte of one.
  func letterStart(_ offset: Int) -> Int {
    var place = offset
    while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }

  /// A stretch without spaces, dashes and marks at its ends, but for a bracket that closes one in it.
  func trimmed(_ range: TextRange) -> TextRange {
    let marks: [UInt8] = [
      0x20, 0x0A, 0x2C, 0x3A, 0x3B, 0x2D, 0x28, 0x29, 0x2E, 0x3E, 0x7C,
    ]
    var (start, end) = (range.start, range.end)
    while start < end {
      if marks.contains(bytes[start]) {
        start += 1
      } else if isDash(TextRange(start, min(start + 3, end))) {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      if bytes[end - 1] == 0x29, closesBracket(TextRange(start, end)) { break }
      if marks.contains(bytes[end - 1]) {
        end -= 1
      } else if isDash(TextRange(max(end - 3, start), end)) {
        end -= 3
      } else {
        break
      }
    }
    return TextRange(start, end)
  }

  /// Whether the last byte, a bracket, closes one that opens in the stretch.
  private func closesBracket(_ range: TextRange) -> Bool {
    var open = 0
    for i in range.start..<range.end - 1 {
      open += bytes[i] == 0x28 ? 1 : bytes[i] == 0x29 && open > 0 ? -1 : 0
    }
    return open > 0
  }

  /// « – » or « — ».
  private func isDash(_ range: TextRange) -> Bool {
    range.length == 3 && bytes[range.start] == 0xE2 && bytes[range.start + 1] == 0x80
      && (0x93...0x94).contains(bytes[range.start + 2])
  }

  /// A stretch from its first letter, figure or quotation mark on.
  func trimmedStart(_ range: TextRange) -> TextRange {
    let skipped = scalars.slice(range).unicodeScalars.prefix {
      $0.properties.isWhitespace || ":-–|>".unicodeScalars.contains($0)
    }
    return TextRange(
      range.start + skipped.reduce(0) { $0 + UTF8.width($1) }, range.end)
  }
}
