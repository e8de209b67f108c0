/// Turns UTF-8 offsets of one text into offsets in Unicode scalars, in constant time.
package struct ScalarIndex: Sendable {
  private static let stride = 64
  private let bytes: [UInt8]
  /// Scalars before byte `stride * i`.
  private let counts: [Int32]

  /// Linear in the text's length.
  package init(_ text: String) {
    bytes = Array(text.utf8)
    var counts: [Int32] = []
    counts.reserveCapacity(bytes.count / Self.stride + 2)
    var scalars: Int32 = 0
    for (i, byte) in bytes.enumerated() {
      if i % Self.stride == 0 { counts.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
    }
    if bytes.count % Self.stride == 0 { counts.append(scalars) }
    self.counts = counts
  }

  /// Number of scalars before a UTF-8 offset, which must lie on a scalar's boundary.
  package func scalarOffset(_ utf8Offset: Int) -> Int {
    let slot = utf8Offset / Self.stride
    var scalars = Int(counts[slot])
    var i = slot * Self.stride
    while i < utf8Offset {
      if bytes[i] & 0xC0 != 0x80 { scalars += 1 }
      i += 1
    }
    return scalars
  }

  /// The text of a range.
  package func slice(_ range: TextRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
}
