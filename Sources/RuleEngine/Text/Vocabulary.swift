/// The words that the rules know, each with a number; any other word is 0.
///
/// An open-addressing table over the folded bytes: one hash and one comparison a token.
struct Vocabulary: Sendable {
  private(set) var words: [String] = [""]
  private var bytes: [UInt8] = []
  /// Start of word `i` in `bytes`; one more than there are words.
  private var starts: [UInt32] = [0, 0]
  private var hashes: [UInt32] = [0]
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 1024)

  var count: Int { words.count }

  static let hashSeed: UInt32 = 2_166_136_261

  @inline(__always)
  static func hash(_ byte: UInt8, after hash: UInt32) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }

  @inline(__always)
  static func finished(_ hash: UInt32) -> UInt32 { hash ^ (hash >> 15) }

  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var h = hashSeed
    for byte in bytes { h = hash(byte, after: h) }
    return finished(h)
  }

  /// The number of a folded word, adding it where it is new.
  mutating func intern(_ word: String) -> UInt32 {
    let found = find(word)
    if found != 0 { return found }
    let id = UInt32(words.count)
    words.append(word)
    let start = bytes.count
    bytes.append(contentsOf: word.utf8)
    starts.append(UInt32(bytes.count))
    hashes.append(
      bytes.withUnsafeBufferPointer {
        Self.hash(UnsafeBufferPointer(rebasing: $0[start...]))
      })
    if words.count * 2 > slots.count { grow() } else { place(id) }
    return id
  }

  func find(_ word: String) -> UInt32 {
    var copy = word
    return copy.withUTF8 { bytes in withView { $0.find(bytes) } }
  }

  /// The tables without bounds checks and reference counts, for walking over a text.
  struct View {
    fileprivate let slots: UnsafeBufferPointer<UInt32>
    fileprivate let hashes: UnsafeBufferPointer<UInt32>
    fileprivate let starts: UnsafeBufferPointer<UInt32>
    fileprivate let bytes: UnsafeBufferPointer<UInt8>

    /// The number of a folded word; 0 where the rules do not know it.
    func find(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
      find(word, hash: Vocabulary.hash(word), mask: 0)
    }

    /// The number of a word of ASCII letters, whose case does not count.
    @inline(__always)
    func find(letters word: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32 {
      find(word, hash: hash, mask: 0x20)
    }

    @inline(__always)
    private func find(
      _ word: UnsafeBufferPointer<UInt8>, hash: UInt32, mask fold: UInt8
    ) -> UInt32 {
      let mask = UInt32(slots.count - 1)
      var slot = hash & mask
      while case let id = slots[Int(slot)], id != 0 {
        if hashes[Int(id)] == hash, equals(id, word, fold) { return id }
        slot = (slot + 1) & mask
      }
      return 0
    }

    @inline(__always)
    private func equals(_ id: UInt32, _ word: UnsafeBufferPointer<UInt8>, _ fold: UInt8) -> Bool {
      let start = Int(starts[Int(id)])
      guard Int(starts[Int(id) + 1]) - start == word.count else { return false }
      for i in 0..<word.count where bytes[start + i] != word[i] | fold { return false }
      return true
    }
  }

  func withView<R>(_ body: (View) -> R) -> R {
    slots.withUnsafeBufferPointer { slots in
      hashes.withUnsafeBufferPointer { hashes in
        starts.withUnsafeBufferPointer { starts in
          bytes.withUnsafeBufferPointer {
            body(View(slots: slots, hashes: hashes, starts: starts, bytes: $0))
          }
        }
      }
    }
  }

  private mutating func place(_ id: UInt32) {
    let mask = UInt32(slots.count - 1)
    var slot = hashes[Int(id)] & mask
    while slots[Int(slot)] != 0 { slot = (slot + 1) & mask }
    slots[Int(slot)] = id
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for id in 1..<UInt32(words.count) { place(id) }
  }
}
