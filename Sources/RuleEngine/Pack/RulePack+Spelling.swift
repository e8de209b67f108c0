extension RulePack.Spelling {
  /// Whether a passage is written as the `wanted` bytes say. Bytes decide nearly always; only what
  /// has accents on both sides is compared as text, where NFC and NFD are one.
  static func isMet(
    by written: UnsafeBufferPointer<UInt8>, wanted: UnsafeBufferPointer<UInt8>, isCaseFree: Bool
  ) -> Bool {
    var i = 0
    var place = 0
    var isASCII = true
    var isEqual = true
    while i < written.count {
      var byte = written[i]
      if byte == 0xE2, i + 2 < written.count, written[i + 1] == 0x80, written[i + 2] == 0x99 {
        byte = 0x27
        i += 2
      }
      if byte >= 0x80 { isASCII = false }
      if place >= wanted.count || !isSame(byte, wanted[place], isCaseFree) { isEqual = false }
      place += 1
      i += 1
    }
    if isEqual, place == wanted.count { return true }
    guard !isASCII, wanted.contains(where: { $0 >= 0x80 }) else { return false }
    let straight = straightened(String(decoding: written, as: UTF8.self))
    let text = String(decoding: wanted, as: UTF8.self)
    return isCaseFree ? straight.lowercased() == text.lowercased() : straight == text
  }

  @inline(__always)
  private static func isSame(_ a: UInt8, _ b: UInt8, _ isCaseFree: Bool) -> Bool {
    if a == b { return true }
    return isCaseFree && a ^ b == 0x20 && (a | 0x20) >= 0x61 && (a | 0x20) <= 0x7A
  }
}
