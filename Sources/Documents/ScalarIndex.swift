/// Turns UTF-8 offsets of one text into offsets in Unicode scalars, in constant time.
package struct ScalarIndex: Sendable {
  private static let stride = 64
  private let text: String
  /// Of the text.
  package let bytes: [UInt8]
  /// Scalars before byte `stride * i`.
  private let counts: [Int32]

  /// Linear in the text's length.
  package init(_ text: String) {
    self.text = text
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

  /// How many scalars begin in a stretch of a stride at most: all bytes count but those that go on with
  /// one.
  @inline(__always)
  private static func scalars(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var count = range.count
    var place = base + range.lowerBound
    let end = base + range.upperBound
    // In each of eight lanes.
    var further: UInt64 = 0
    while end - place >= 8 {
      let eight = place.loadUnaligned(as: UInt64.self)
      further &+= eight &>> 7 & ~eight &>> 6 & 0x0101_0101_0101_0101
      place += 8
    }
    count &-= Int(truncatingIfNeeded: (further &* 0x0101_0101_0101_0101) &>> 56)
    while place < end {
      if place.load(as: UInt8.self) & 0xC0 == 0x80 { count &-= 1 }
      place += 1
    }
    return count
  }

  /// The text of a range.
  package func slice(_ range: TextRange) -> String {
    guard begins(range.start), begins(range.end) else {
      return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }
    // Nothing has to be checked: it is part of a text.
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.start)
    let end = utf8.index(start, offsetBy: range.length)
    return String(Substring(utf8[start..<end]))
  }

  /// Whether a scalar begins there, or the text ends.
  private func begins(_ offset: Int) -> Bool {
    offset == bytes.count || bytes[offset] & 0xC0 != 0x80
  }
}
