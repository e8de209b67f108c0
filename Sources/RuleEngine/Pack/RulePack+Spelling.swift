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
      if byte == 0xE2, i + 2 < written.endIndex, written[i + 1] == 0x80, written[i + 2] == 0x99 {
        byte = 0x27
        i += 2
      }
      if byte >= 0x80 { isASCII = false }
      if wanted >= bytes.count || !isSame(byte, bytes[wanted]) { isEqual = false }
      wanted += 1
      i += 1
    }
    if isEqual, wanted == bytes.count { return true }
    guard !isASCII, bytes.contains(where: { $0 >= 0x80 }) else { return false }
    let straight = Self.straightened(String(decoding: written, as: UTF8.self))
    return isCaseFree ? straight.lowercased() == text.lowercased() : straight == text
  }

  private func isSame(_ a: UInt8, _ b: UInt8) -> Bool {
    if a == b { return true }
    return isCaseFree && a ^ b == 0x20 && (a | 0x20) >= 0x61 && (a | 0x20) <= 0x7A
  }
}
