/// The words that the rules know, each with a number; any other word is 0.
///
/// An open-addressing table whose slots hold the first eight bytes of the folded word: a word that
/// is no longer is found with one look, a longer one with a second at its other bytes.
struct Vocabulary: Sendable {
  struct Slot: BitwiseCopyable {
    /// First eight bytes, little end first, with zeros after a shorter word.
    var head: UInt64
    var id: UInt32
    /// Length in bytes in its low eight bits, and where its further bytes begin in `tails`.
    var place: UInt32

    static let free = Slot(head: 0, id: 0, place: 0)

    var tail: Int {
      @inline(__always) get { Int(place >> 8) }
    }

    @inline(__always)
    func has(_ length: Int) -> Bool { place & 0xFF == UInt32(truncatingIfNeeded: length) }
  }

  private(set) var words: [String] = [""]
  private(set) var slots: [Slot]
  /// The bytes after the first eight.
  private(set) var tails: [UInt64] = [0]

  /// A bit for the hash of each word: most words that the rules do not know have a clear one, and
  /// the larger table is not looked at.
  private(set) var filter = [UInt64](repeating: 0, count: Self.filterWords)

  static let filterWords = 4096

  /// A longer word is none that a text may hold.
  private static let longest = 255

  init() { slots = [Slot](repeating: .free, count: 1024) }

  var count: Int { words.count }

  /// The number of a folded word, adding it where it is new.
  mutating func intern(_ word: String) -> UInt32 {
    let found = find(word)
    if found != 0 { return found }
    let id = UInt32(words.count)
    words.append(word)
    let eights = FoldedWord.eights(of: word)
    let length = word.utf8.count
    // Further bytes past what a slot can point to belong to no word that is found.
    guard length <= Self.longest, tails.count < 1 << 24 else { return id }
    let place = UInt32(tails.count) << 8 | UInt32(length)
    tails += eights.dropFirst()
    if words.count * 2 > slots.count { grow() }
    self.place(Slot(head: eights[0], id: id, place: place), eights)
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
    let tails: UnsafePointer<UInt64>
    let filter: UnsafePointer<UInt64>

    init(
      slots: UnsafeBufferPointer<Slot>, tails: UnsafePointer<UInt64>,
      filter: UnsafePointer<UInt64>
    ) {
      // A vocabulary always has slots; an empty table would be a pack that its loader refuses.
      guard let first = slots.baseAddress else { preconditionFailure("vocabulary without slots") }
      self.slots = first
      shift = Vocabulary.shift(slots.count)
      self.tails = tails
      self.filter = filter
    }

    @inline(__always)
    private func mayHold(_ hash: UInt64) -> Bool {
      let bit = Vocabulary.filterBit(hash)
      return filter[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// The number of a word of at most eight bytes; 0 where the rules do not know it.
    @inline(__always)
    func find(head: UInt64, length: Int) -> UInt32 {
      let hash = Vocabulary.hash(head, length)
      guard mayHold(hash) else { return 0 }
      var index = Int(truncatingIfNeeded: hash &>> shift)
      while true {
        let slot = slots[index]
        if slot.head == head, slot.has(length) { return slot.id }
        if slot.id == 0 { return 0 }
        index = (index &+ 1) & mask
      }
    }

    /// The number of a folded word given in eights of bytes, the last filled up with zeros.
    @inline(__always)
    func find(_ eights: UnsafePointer<UInt64>, length: Int) -> UInt32 {
      length <= 8 ? find(head: eights[0], length: length) : findLong(eights, length)
    }

    /// A word by its number; empty for an unknown one. Looks at all slots.
    func text(of id: UInt32) -> String {
      for i in 0...mask where slots[i].id == id && id != 0 {
        let length = Int(slots[i].place & 0xFF)
        let eights =
          [slots[i].head] + (0..<max(0, (length - 1) / 8)).map { tails[slots[i].tail + $0] }
        let bytes = eights.flatMap { eight in
          (0..<8).map { UInt8(truncatingIfNeeded: eight >> ($0 * 8)) }
        }
        return String(decoding: bytes.prefix(length), as: UTF8.self)
      }
      return ""
    }

    private func findLong(_ eights: UnsafePointer<UInt64>, _ length: Int) -> UInt32 {
      guard length <= Vocabulary.longest else { return 0 }
      let count = (length + 7) / 8
      let hash = Vocabulary.hash(eights, count, length)
      guard mayHold(hash) else { return 0 }
      var index = Int(hash >> shift)
      while case let slot = slots[index], slot.id != 0 {
        if slot.head == eights[0], slot.has(length), equals(tails + slot.tail, eights, count) {
          return slot.id
        }
        index = (index + 1) & mask
      }
      return 0
    }

    private var mask: Int {
      @inline(__always) get { (1 << Int(64 - shift)) - 1 }
    }

    @inline(__always)
    private func equals(
      _ tail: UnsafePointer<UInt64>, _ eights: UnsafePointer<UInt64>, _ count: Int
    ) -> Bool {
      for i in 1..<count where tail[i - 1] != eights[i] { return false }
      return true
    }
  }

  func withView<R>(_ body: (View) -> R) -> R {
    slots.withUnsafeBufferPointer { slots in
      tails.withUnsafeBufferPointer { tails in
        // Neither is ever empty.
        filter.withUnsafeBufferPointer { filter in
          guard let tails = tails.baseAddress, let filter = filter.baseAddress else {
            preconditionFailure("vocabulary without tables")
          }
          return body(View(slots: slots, tails: tails, filter: filter))
        }
      }
    }
  }

  // MARK: Hash

  /// Of the low bits of a hash; the slots go by the high ones.
  @inline(__always)
  private static func filterBit(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 8) & (filterWords * 64 - 1)
  }

  static func shift(_ slots: Int) -> UInt64 { UInt64(64 - slots.trailingZeroBitCount) }

  @inline(__always)
  private static func hash(_ head: UInt64, _ length: Int) -> UInt64 {
    let mixed = (head ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
  }

  @inline(__always)
  private static func hash(
    _ eights: UnsafePointer<UInt64>, _ count: Int, _ length: Int
  ) -> UInt64 {
    var mixed = hash(eights[0], length)
    for i in 1..<count { mixed = hash(mixed ^ eights[i], i) }
    return mixed
  }

  private mutating func place(_ slot: Slot, _ eights: [UInt64]) {
    let shift = Self.shift(slots.count)
    let length = Int(slot.place & 0xFF)
    let hash = eights.withUnsafeBufferPointer { eights in
      eights.baseAddress.map {
        length <= 8 ? Self.hash($0[0], length) : Self.hash($0, eights.count, length)
      } ?? 0
    }
    let bit = Self.filterBit(hash)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
    var index = Int(hash >> shift)
    while slots[index].id != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .free, count: old.count * 2)
    for slot in old where slot.id != 0 {
      place(slot, FoldedWord.eights(of: words[Int(slot.id)]))
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
