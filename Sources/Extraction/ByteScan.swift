/// Searches in raw bytes, bounds-checked.
extension UnsafeRawBufferPointer {
  /// True where `text` stands at `offset`, ASCII letters compared without case if asked.
  func holds(_ text: StaticString, at offset: Int, ignoringCase: Bool = false) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, length <= count - offset else { return false }
    for i in 0..<length {
      var byte = self[offset + i]
      if ignoringCase, byte >= 0x41, byte <= 0x5A { byte |= 0x20 }
      if byte != text.utf8Start[i] { return false }
    }
    return true
  }

  /// The first place of `text` that starts before `limit`; `text` in lower case if `ignoringCase`.
  func firstOffset(
    of text: StaticString, before limit: Int, ignoringCase: Bool = false
  ) -> Int? {
    let end = Swift.min(limit, count - text.utf8CodeUnitCount + 1)
    var offset = 0
    while offset < end {
      if holds(text, at: offset, ignoringCase: ignoringCase) { return offset }
      offset += 1
    }
    return nil
  }

  /// A little-endian integer of 2 or 4 bytes; nil where it does not fit.
  func littleEndian16(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 2 else { return nil }
    return Int(self[offset]) | Int(self[offset + 1]) << 8
  }

  func littleEndian32(at offset: Int) -> Int? {
    guard let low = littleEndian16(at: offset), let high = littleEndian16(at: offset + 2) else {
      return nil
    }
    return low | high << 16
  }
}
