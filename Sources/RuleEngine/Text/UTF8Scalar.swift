enum UTF8Scalar {
  /// The scalar at a byte that begins one, and its length in bytes.
  @inline(__always)
  static func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    func rest(_ i: Int) -> UInt32 {
      index + i < text.count ? UInt32(text[index + i] & 0x3F) : 0
    }
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | rest(1), 2) }
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3) }
    return (UInt32(first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
  }
}
