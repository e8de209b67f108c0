/// The words that the rules know, each with a number; any other word is 0.
///
/// Two open-addressing tables, small enough to stay at hand. The slots of words of at most eight bytes,
/// folded, hold the word itself. Those of longer ones hold 40 bits of its hash, of which the place tells a
/// dozen more: of two words that differ, so many bits agree once in 10^15 times.
struct Vocabulary: Sendable {
  /// Of a word of at most eight bytes.
  struct Slot: BitwiseCopyable {
    /// Its bytes, little end first, with zeros after a shorter word.
    var bytes: UInt64
    var id: UInt32

    static let free = Slot(bytes: 0, id: 0)
  }

  private(set) var words: [String] = [""]
  private(set) var slots = [Slot](repeating: .free, count: Self.leastSlots)
  private var shortCount = 0
  /// Of longer words: bits of the hash, then of the number.
  private(set) var longSlots = [UInt64](repeating: 0, count: Self.leastSlots)
  private var longCount = 0

  private static let leastSlots = 1024
  private static let idBits: UInt64 = 24

  var count: Int { words.count }

  /// All words by their numbers, each with a line's end behind it.
  var text: [UInt8] { words.flatMap { Array($0.utf8) + [0x0A] } }

  /// The number of a folded word, adding it where it is new.
  mutating func intern(_ word: String) -> UInt32 {
    let found = find(word)
    // Were two words alike in all that is kept of them, the second would never be found in a text.
    if found != 0, words[Int(found)].utf8.elementsEqual(word.utf8) { return found }
    let id = UInt32(words.count)
    words.append(word)
    guard found == 0, id < 1 << Self.idBits else { return id }
    if word.utf8.count <= 8 {
      shortCount += 1
      if shortCount * 2 > slots.count { growShort() }
      placeShort(word, id)
    } else {
      longCount += 1
      if longCount * 2 > longSlots.count { growLong() }
      placeLong(word, id)
    }
    return id
  }

  func find(_ word: String) -> UInt32 {
    let eights = FoldedWord.eights(of: word)
    return withView { view in
      eights.withUnsafeBufferPointer { eights in
        eights.baseAddress.map { view.find($0, length: word.utf8.count) } ?? 0
      }
    }
  }

  /// The tables without bounds checks and reference counts, for walking over a text.
  struct View {
    let slots: UnsafePointer<Slot>
    /// 64 less the number of bits of a slot's number.
    let shift: UInt64
    let longSlots: UnsafePointer<UInt64>
    let longShift: UInt64

    init(slots: UnsafeBufferPointer<Slot>, longSlots: UnsafeBufferPointer<UInt64>) {
      // A vocabulary always has slots; an empty table would be a pack that its loader refuses.
      guard let first = slots.baseAddress, let long = longSlots.baseAddress else {
        preconditionFailure("vocabulary without slots")
      }
      self.slots = first
      shift = Vocabulary.shift(slots.count)
      self.longSlots = long
      longShift = Vocabulary.shift(longSlots.count)
    }

    /// The number of a word of at most eight bytes; 0 where the rules do not know it.
    @inline(__always)
    func find(_ bytes: UInt64) -> UInt32 {
      var index = Int(truncatingIfNeeded: Vocabulary.hash(bytes) &>> shift)
      while true {
        let slot = slots + index
        if slot.pointee.bytes == bytes { return slot.pointee.id }
        if slot.pointee.id == 0 { return 0 }
        index = (index &+ 1) & Int(truncatingIfNeeded: UInt64.max &>> shift)
      }
    }

    /// The number of a folded word given in eights of bytes, the last filled up with zeros.
    @inline(__always)
    func find(_ eights: UnsafePointer<UInt64>, length: Int) -> UInt32 {
      length <= 8 ? find(eights[0]) : findLong(eights, (length &+ 7) &>> 3)
    }

    @inline(__always)
    private func findLong(_ eights: UnsafePointer<UInt64>, _ count: Int) -> UInt32 {
      let hash = Vocabulary.hash(eights, count)
      let kept = hash &<< Vocabulary.idBits
      var index = Int(truncatingIfNeeded: hash &>> longShift)
      while true {
        let slot = longSlots[index]
        // With a free slot, and with no bit to compare, the number is 0 too.
        if slot ^ kept < 1 &<< Vocabulary.idBits { return UInt32(truncatingIfNeeded: slot ^ kept) }
        if slot == 0 { return 0 }
        index = (index &+ 1) & Int(truncatingIfNeeded: UInt64.max &>> longShift)
      }
    }
  }

  func withView<R>(_ body: (View) -> R) -> R {
    slots.withUnsafeBufferPointer { slots in
      longSlots.withUnsafeBufferPointer { body(View(slots: slots, longSlots: $0)) }
    }
  }

  // MARK: Hash

  private static func shift(_ slots: Int) -> UInt64 { UInt64(64 - slots.trailingZeroBitCount) }

  @inline(__always)
  private static func hash(_ eight: UInt64) -> UInt64 {
    let mixed = eight &* 0x9E37_79B9_7F4A_7C15
    return (mixed ^ mixed &>> 32) &* 0xD6E8_FEB8_6659_FD93
  }

  @inline(__always)
  private static func hash(_ eights: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
    var mixed = hash(eights[0])
    var i = 1
    repeat {
      mixed = hash(mixed ^ eights[i])
      i &+= 1
    } while i < count
    return mixed
  }

  private mutating func placeShort(_ word: String, _ id: UInt32) {
    let bytes = FoldedWord.eights(of: word)[0]
    var index = Int(Self.hash(bytes) >> Self.shift(slots.count))
    while slots[index].id != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = Slot(bytes: bytes, id: id)
  }

  private mutating func placeLong(_ word: String, _ id: UInt32) {
    let eights = FoldedWord.eights(of: word)
    let hash = eights.withUnsafeBufferPointer { eights in
      eights.baseAddress.map { Self.hash($0, eights.count) } ?? 0
    }
    var index = Int(hash >> Self.shift(longSlots.count))
    while longSlots[index] != 0 { index = (index + 1) & (longSlots.count - 1) }
    longSlots[index] = hash << Self.idBits | UInt64(id)
  }

  private mutating func growShort() {
    let old = slots
    slots = [Slot](repeating: .free, count: old.count * 2)
    for slot in old where slot.id != 0 { placeShort(words[Int(slot.id)], slot.id) }
  }

  private mutating func growLong() {
    let old = longSlots
    longSlots = [UInt64](repeating: 0, count: old.count * 2)
    for slot in old where slot != 0 {
      let id = UInt32(slot & (1 << Self.idBits - 1))
      placeLong(words[Int(id)], id)
    }
  }
}

enum FoldedWord {
  /// A word's bytes in eights, little end first, the last filled up with zeros; at least one.
  static func eights(of word: String) -> [UInt64] {
    let bytes = Array(word.utf8)
    return stride(from: 0, to: max(1, bytes.count), by: 8).map { start in
      var eight: UInt64 = 0
      for i in start..<min(start + 8, bytes.count) {
        eight |= UInt64(bytes[i]) << UInt64((i - start) * 8)
      }
      return eight
    }
  }
}
