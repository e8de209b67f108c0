extension RulePack.Spelling {
  /// Whether a passage is written as the `wanted` bytes say. Bytes decide nearly always; only what
  /// has rarer letters on both sides than those of Latin-1, or combining accents, is compared as text,
  /// where NFC and NFD are one.
  static func isMet(
    by written: UnsafeBufferPointer<UInt8>, wanted: UnsafeBufferPointer<UInt8>, isCaseFree: Bool
  ) -> Bool {
    var i = 0
    // Most are plain ASCII, and written as they should be.
    while i < written.count, i < wanted.count, written[i] == wanted[i], written[i] &- 0x20 < 0x60 {
      i &+= 1
    }
    if i == written.count, i == wanted.count { return true }
    var place = i
    var isASCII = true
    /// Whether all its letters are those of Latin-1, and the byte that one goes on after.
    var isPlain = true
    var lead: UInt8 = 0
    var isEqual = true
    while i < written.count {
      var byte = written[i]
      if byte >= 0x80 {
        let (plain, length) = plain(written, at: i)
        i += length - 1
        // A soft hyphen is nothing.
        guard plain != 0 else {
          i += 1
          continue
        }
        byte = plain
        if byte >= 0x80 { isASCII = false }
      } else if byte < 0x20 {
        byte = 0x20
      }
      if byte >= 0x80 {
        let goesOn = lead == 0xC3
        lead = goesOn ? 0 : byte
        if !goesOn, byte != 0xC3 { isPlain = false }
        // À and à: 0xC3 0x80, 0xC3 0xA0.
        if goesOn, isCaseFree, place < wanted.count, byte ^ wanted[place] == 0x20 {
          byte = wanted[place]
        }
      }
      if place >= wanted.count || !isSame(byte, wanted[place], isCaseFree) { isEqual = false }
      place += 1
      i += 1
    }
    if isEqual, place == wanted.count { return true }
    guard !isASCII, !isPlain || !isOfLatin1(wanted), wanted.contains(where: { $0 >= 0x80 })
    else { return false }
    let straight = straightened(String(decoding: written, as: UTF8.self))
      .replacing("\u{AD}", with: "")
    let text = String(decoding: wanted, as: UTF8.self)
    return isCaseFree ? straight.lowercased() == text.lowercased() : straight == text
  }

  private static func isOfLatin1(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < bytes.count {
      if bytes[i] >= 0x80 {
        guard bytes[i] == 0xC3 else { return false }
        i += 1
      }
      i += 1
    }
    return true
  }

  /// Apostrophes and no-break spaces as ASCII, 0 for a soft hyphen; any other byte as it is.
  private static func plain(
    _ written: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (byte: UInt8, length: Int) {
    let byte = written[i]
    guard i + 1 < written.count else { return (byte, 1) }
    if byte == 0xC2 {
      switch written[i + 1] {
      case 0xA0: return (0x20, 2)
      case 0xAD: return (0, 2)
      default: return (byte, 1)
      }
    }
    guard byte == 0xE2, i + 2 < written.count, written[i + 1] == 0x80 else { return (byte, 1) }
    switch written[i + 2] {
    case 0x99: return (0x27, 3)
    case 0xAF: return (0x20, 3)
    default: return (byte, 1)
    }
  }

  @inline(__always)
  private static func isSame(_ a: UInt8, _ b: UInt8, _ isCaseFree: Bool) -> Bool {
    if a == b { return true }
    return isCaseFree && a ^ b == 0x20 && (a | 0x20) >= 0x61 && (a | 0x20) <= 0x7A
  }
}
