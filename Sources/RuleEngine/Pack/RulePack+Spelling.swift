extension RulePack.Spelling {
  /// Whether a passage is written so. Bytes decide nearly always; only what has accents on both
  /// sides is compared as text, where NFC and NFD are one.
  func isMet(by written: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var i = written.startIndex
    var wanted = 0
    var isASCII = true
    var isEqual = true
    while i < written.endIndex {
      var byte = written[i]
      if byte >= 0x80 {
        let (plain, length) = Self.plain(written, at: i)
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
      if wanted >= bytes.count || !isSame(byte, bytes[wanted]) { isEqual = false }
      wanted += 1
      i += 1
    }
    if isEqual, wanted == bytes.count { return true }
    guard !isASCII, bytes.contains(where: { $0 >= 0x80 }) else { return false }
    let straight = Self.straightened(String(decoding: written, as: UTF8.self))
      .replacing("\u{AD}", with: "")
    return isCaseFree ? straight.lowercased() == text.lowercased() : straight == text
  }

  /// Apostrophes and no-break spaces as ASCII, 0 for a soft hyphen; any other byte as it is.
  private static func plain(
    _ written: Slice<UnsafeBufferPointer<UInt8>>, at i: Int
  ) -> (byte: UInt8, length: Int) {
    let byte = written[i]
    guard i + 1 < written.endIndex else { return (byte, 1) }
    if byte == 0xC2 {
      switch written[i + 1] {
      case 0xA0: return (0x20, 2)
      case 0xAD: return (0, 2)
      default: return (byte, 1)
      }
    }
    guard byte == 0xE2, i + 2 < written.endIndex, written[i + 1] == 0x80 else { return (byte, 1) }
    switch written[i + 2] {
    case 0x99: return (0x27, 3)
    case 0xAF: return (0x20, 3)
    default: return (byte, 1)
    }
  }

  private func isSame(_ a: UInt8, _ b: UInt8) -> Bool {
    if a == b { return true }
    return isCaseFree && a ^ b == 0x20 && (a | 0x20) >= 0x61 && (a | 0x20) <= 0x7A
  }
}
