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

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var h: UInt32 = 2_166_136_261
    for byte in bytes { h = (h ^ UInt32(byte)) &* 16_777_619 }
    return h ^ (h >> 15)
  }

  /// The number of a folded word, adding it where it is new.
  mutating func intern(_ word: String) -> UInt32 {
    var copy = Array(word.utf8)
    return copy.withUnsafeMutableBufferPointer { buffer in
      let view = UnsafeBufferPointer(buffer)
      let h = Self.hash(view)
      let found = find(view, hash: h)
      if found != 0 { return found }
      let id = UInt32(words.count)
      words.append(word)
      bytes.append(contentsOf: view)
      starts.append(UInt32(bytes.count))
      hashes.append(h)
      if words.count * 2 > slots.count { grow() } else { place(id) }
      return id
    }
  }

  /// The number of a folded word; 0 where the rules do not know it.
  @inline(__always)
  func find(_ word: UnsafeBufferPointer<UInt8>, hash h: UInt32) -> UInt32 {
    let mask = UInt32(slots.count - 1)
    return slots.withUnsafeBufferPointer { slots in
      var slot = h & mask
      while true {
        let id = slots[Int(slot)]
        if id == 0 { return 0 }
        if hashes[Int(id)] == h, equals(id, word) { return id }
        slot = (slot + 1) & mask
      }
    }
  }

  func find(_ word: String) -> UInt32 {
    var copy = Array(word.utf8)
    return copy.withUnsafeMutableBufferPointer {
      let view = UnsafeBufferPointer($0)
      return find(view, hash: Self.hash(view))
    }
  }

  @inline(__always)
  private func equals(_ id: UInt32, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[Int(id)])
    guard Int(starts[Int(id) + 1]) - start == word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for i in 0..<word.count where bytes[start + i] != word[i] { return false }
      return true
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
