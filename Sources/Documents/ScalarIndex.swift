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
    bytes.withUnsafeBytes { bytes in
      for start in Swift.stride(from: 0, through: bytes.count, by: Self.stride) {
        counts.append(scalars)
        let end = min(start + Self.stride, bytes.count)
        scalars += Int32(truncatingIfNeeded: Self.scalars(in: bytes, start..<end))
      }
    }
    self.counts = counts
  }

  /// Number of scalars before a UTF-8 offset, which must lie on a scalar's boundary.
  package func scalarOffset(_ utf8Offset: Int) -> Int {
    let slot = utf8Offset / Self.stride
    return Int(counts[slot])
      + bytes.withUnsafeBytes { Self.scalars(in: $0, slot * Self.stride..<utf8Offset) }
  }

  /// How many scalars begin in a stretch: all bytes count but those that go on with one.
  @inline(__always)
  private static func scalars(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
    var count = range.count
    var i = range.lowerBound
    while i + 8 <= range.upperBound {
      let eight = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      count -= (eight >> 7 & ~eight >> 6 & 0x0101_0101_0101_0101).nonzeroBitCount
      i += 8
    }
    while i < range.upperBound {
      if bytes[i] & 0xC0 == 0x80 { count -= 1 }
      i += 1
    }
    return count
  }

  /// The text of a range.
  package func slice(_ range: TextRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
}
