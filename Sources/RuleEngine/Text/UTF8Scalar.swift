enum UTF8Scalar {
  /// The scalar at a byte that begins one, and its length in bytes.
  @inline(__always)
  static func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let second = rest(text, index &+ 1)
    if first < 0xE0 { return (UInt32(first & 0x1F) &<< 6 | second, 2) }
    let third = rest(text, index &+ 2)
    if first < 0xF0 { return (UInt32(first & 0x0F) &<< 12 | second &<< 6 | third, 3) }
    let fourth = rest(text, index &+ 3)
    return (UInt32(first & 0x07) &<< 18 | second &<< 12 | third &<< 6 | fourth, 4)
  }

  /// What a byte after the first says; nothing behind the text's end.
  @inline(__always)
  private static func rest(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
    index < text.count ? UInt32(text[index] & 0x3F) : 0
  }
}
