import Documents

extension AnnotatedDocument {
  /// The Unicode scalars of a stretch of the text, read off its bytes.
  func unicodeScalars(of range: TextRange) -> ScalarRun { ScalarRun(bytes, range) }

  /// Its letters.
  func letterCount(_ range: TextRange) -> Int {
    unicodeScalars(of: range).count { $0.isWordLetter }
  }

  /// Whether it has more letters than so many.
  func hasLetters(_ range: TextRange, moreThan count: Int) -> Bool {
    var rest = count
    return unicodeScalars(of: range).contains { scalar in
      if scalar.isWordLetter { rest -= 1 }
      return rest < 0
    }
  }

  /// Its words in small letters.
  func lowercased(_ range: TextRange) -> String {
    let plain = bytes.withUnsafeBufferPointer {
      PlainText(UnsafeBufferPointer(rebasing: $0[range.start..<range.end]))?.lowercased
    }
    return plain ?? scalars.slice(range).lowercased()
  }

  /// The last of its scalars.
  func lastScalar(of range: TextRange) -> Unicode.Scalar? {
    var start = range.end - 1
    while start > range.start, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return unicodeScalars(of: TextRange(max(start, range.start), range.end)).first
  }
}

/// Unicode scalars one after the other; the replacement character (U+FFFD) where a stretch begins or ends
/// within one.
struct ScalarRun: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: TextRange) {
    self.bytes = bytes
    place = range.start
    end = range.end
  }

  var first: Unicode.Scalar? {
    var rest = self
    return rest.next()
  }

  @inline(__always)
  mutating func next() -> Unicode.Scalar? {
    guard place < end else { return nil }
    let byte = bytes[place]
    place += 1
    return byte < 0x80 ? Unicode.Scalar(byte) : scalar(after: byte)
  }

  /// One of several bytes, by the first of them.
  private mutating func scalar(after first: UInt8) -> Unicode.Scalar {
    let further = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    guard first >= 0xC0, place + further <= end else { return "\u{FFFD}" }
    var value = UInt32(first) & (0x3F >> UInt32(further))
    for _ in 0..<further {
      value = value << 6 | UInt32(bytes[place] & 0x3F)
      place += 1
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
