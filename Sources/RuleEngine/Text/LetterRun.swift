import CPrefetch

/// Eight bytes of a text, and how many ASCII letters they begin with.
///
/// All eight are looked at in one register: most words are no longer.
struct LetterRun {
  /// The letters in lower case, little end first, zeros after them.
  let folded: UInt64
  /// 0…8.
  let count: Int
  /// Bit 5 of each byte that is a capital.
  let capitals: UInt64
  /// Bit 5 of each byte that is a letter.
  private let all: UInt64

  /// Of one that has some.
  var areAllCapitals: Bool {
    @inline(__always) get { capitals == all }
  }

  @inline(__always)
  init(_ bytes: UInt64) {
    let blanks: UInt64 = 0x2020_2020_2020_2020
    // Behind the eighth bit all are clear.
    count = (~CLetters(bytes)).trailingZeroBitCount
    // In two shifts: by eight bytes at once would be by none.
    let half = UInt64(truncatingIfNeeded: count &* 4)
    let mask = ~((UInt64.max &<< half) &<< half)
    folded = (bytes | blanks) & mask
    all = blanks & mask
    capitals = ~bytes & all
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Eight bytes from an index on, little end first; zeros after the end.
  @inline(__always)
  func eight(at index: Int) -> UInt64 {
    guard index &+ 8 <= count, let base = baseAddress else { return lastBytes(from: index) }
    return UInt64(
      littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  @inline(never)
  private func lastBytes(from index: Int) -> UInt64 {
    var bytes: UInt64 = 0
    for i in index..<Swift.min(index + 8, count) {
      bytes |= UInt64(self[i]) << UInt64((i - index) * 8)
    }
    return bytes
  }
}
