/// The places in a zip file's bytes where its entries' names start, from the central directory.
///
/// Every step is bounds-checked; a broken directory ends the sequence.
struct ArchiveNames: Sequence, IteratorProtocol {
  private let bytes: UnsafeRawBufferPointer
  private var offset: Int
  private var left = 10_000

  init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    offset = Self.directoryOffset(bytes) ?? bytes.count
  }

  /// Where the central directory says that it starts; nil where the file has none, cut short perhaps.
  ///
  /// The end record is in the last 65,557 bytes: 22 of its own, and a comment.
  static func directoryOffset(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var place = bytes.count - 22
    let lowest = Swift.max(0, place - 65_535)
    while place >= lowest {
      if bytes.holds("PK\u{5}\u{6}", at: place) { return bytes.littleEndian32(at: place + 16) }
      place -= 1
    }
    return nil
  }

  mutating func next() -> Int? {
    guard left > 0, bytes.holds("PK\u{1}\u{2}", at: offset),
      let name = bytes.littleEndian16(at: offset + 28),
      let extra = bytes.littleEndian16(at: offset + 30),
      let comment = bytes.littleEndian16(at: offset + 32)
    else { return nil }
    left -= 1
    let start = offset + 46
    offset = start + name + extra + comment
    return start
  }
}
