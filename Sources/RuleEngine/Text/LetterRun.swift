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
    let ones: UInt64 = 0x0101_0101_0101_0101
    let small = bytes | (ones &* 0x20)
    let low = small & (ones &* 0x7F)
    // The high bit of a byte tells: at least `a`; at most `z`; below 0x80.
    let letters =
      (low &+ ones &* 0x1F) & ~(low &+ ones &* 0x05) & ~bytes & (ones &* 0x80)
    let others = ~letters & (ones &* 0x80)
    let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & ~7
    // A shift by 64 gives 0: no byte is masked out then.
    let mask = ~(UInt64.max << bits)
    folded = small & mask
    count = Int(truncatingIfNeeded: bits >> 3)
    all = (ones &* 0x20) & mask
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
