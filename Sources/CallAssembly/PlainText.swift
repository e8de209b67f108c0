/// Text of ASCII, Latin-1, dashes and quotation marks, whose small letters are told from its bytes alone.
struct PlainText {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// nil for text with other letters, or that begins or ends within one of those.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    for (i, byte) in bytes.enumerated() where byte >= 0xC0 {
      let isMark = byte == 0xE2 && i + 1 < bytes.count && bytes[i + 1] == 0x80
      guard byte == 0xC2 || byte == 0xC3 || isMark else { return nil }
    }
  }

  var lowercased: String {
    String(unsafeUninitializedCapacity: bytes.count) { small in
      var last: UInt8 = 0
      for (i, byte) in bytes.enumerated() {
        small.initializeElement(at: i, to: Self.small(byte, after: last))
        last = byte
      }
      return bytes.count
    }
  }

  /// Its letters and numbers alone, in small letters.
  var lowercasedWords: String {
    String(unsafeUninitializedCapacity: bytes.count) { words in
      var count = 0
      var last: UInt8 = 0
      for byte in bytes {
        let small = Self.small(byte, after: last)
        if small < 0x80 {
          if small &- 0x61 < 26 || small &- 0x30 < 10 {
            words.initializeElement(at: count, to: small)
            count += 1
          }
        } else if Self.isLetter(small, after: last) {
          words.initializeElement(at: count, to: last)
          words.initializeElement(at: count + 1, to: small)
          count += 2
        }
        last = byte
      }
      return count
    }
  }

  /// Letters of Latin-1 lie 32 apart, but for × and ÷.
  @inline(__always)
  private static func small(_ byte: UInt8, after last: UInt8) -> UInt8 {
    let isCapital =
      byte < 0x80 ? byte &- 0x41 < 26 : last == 0xC3 && byte < 0x9F && byte != 0x97
    return isCapital ? byte | 0x20 : byte
  }

  /// Whether two bytes are a letter or a number.
  private static func isLetter(_ byte: UInt8, after first: UInt8) -> Bool {
    switch first {
    case 0xC3: byte != 0x97 && byte != 0xB7
    // ª, µ, º, small figures, fractions.
    case 0xC2: [0xAA, 0xB5, 0xBA, 0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE].contains(byte)
    default: false
    }
  }
}
