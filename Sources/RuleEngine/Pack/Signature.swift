/// Which symbols and words stand at a token, a bit each: a clear bit tells that it is not there. Some
/// share a bit (`BitTable`); what is exact is told by `Presence`, of sentences.
struct Signature: BitwiseCopyable, Sendable {
  /// A hyphen or a dash stands before the token, or is it.
  static let dash = 254
  static let digits = 255

  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  static let everything: Signature = {
    var signature = Signature()
    for bit in 0...digits { signature.insert(bit) }
    return signature
  }()

  var isEverything: Bool {
    @inline(__always) get { bits.0 == .max }
  }

  @inline(__always)
  mutating func insert(_ bit: Int) {
    withUnsafeMutableBytes(of: &bits) {
      let word = $0.load(fromByteOffset: (bit >> 6) * 8, as: UInt64.self)
      $0.storeBytes(of: word | 1 << UInt64(bit & 63), toByteOffset: (bit >> 6) * 8, as: UInt64.self)
    }
  }

  @inline(__always)
  mutating func formUnion(_ other: Signature) {
    bits.0 |= other.bits.0
    bits.1 |= other.bits.1
    bits.2 |= other.bits.2
    bits.3 |= other.bits.3
  }

  /// The only word that has any bits, and its number; nil where several have.
  var only: (word: Int, bits: UInt64)? {
    @inline(__always) get {
      if bits.0 | bits.1 | bits.2 == 0 { return (3, bits.3) }
      if bits.0 | bits.1 | bits.3 == 0 { return (2, bits.2) }
      if bits.0 | bits.2 | bits.3 == 0 { return (1, bits.1) }
      return bits.1 | bits.2 | bits.3 == 0 ? (0, bits.0) : nil
    }
  }

  /// A word of it.
  @inline(__always)
  func bits(in word: Int) -> UInt64 {
    switch word {
    case 0: bits.0
    case 1: bits.1
    case 2: bits.2
    default: bits.3
    }
  }

  @inline(__always)
  func meets(_ other: Signature) -> Bool {
    (bits.0 & other.bits.0) | (bits.1 & other.bits.1) | (bits.2 & other.bits.2)
      | (bits.3 & other.bits.3) != 0
  }
}

extension Signature: Hashable {
  static func == (a: Signature, b: Signature) -> Bool { a.bits == b.bits }

  func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: bits) { hasher.combine(bytes: $0) }
  }
}

extension UnsafePointer<Signature> {
  /// Whether a bit of the signature at an index is set, without a look at its other bits.
  @inline(__always)
  func holds(_ bit: Int, at index: Int) -> Bool {
    let word = UnsafeRawPointer(self + index).load(fromByteOffset: (bit >> 6) * 8, as: UInt64.self)
    return word >> UInt64(bit & 63) & 1 != 0
  }

  /// A word of the signature.
  @inline(__always)
  func bits(in word: Int) -> UInt64 {
    UnsafeRawPointer(self).load(fromByteOffset: word &* 8, as: UInt64.self)
  }

  /// Whether some bits of a word of the signature at an index are set.
  @inline(__always)
  func meets(_ bits: UInt64, in word: Int, at index: Int) -> Bool {
    let word = UnsafeRawPointer(self + index).load(fromByteOffset: word &* 8, as: UInt64.self)
    return word & bits != 0
  }

  /// The first of some indices whose signature meets another; `end` where none does.
  ///
  /// Most sets lie in one of the four words of a signature, and no other is looked at.
  @inline(__always)
  func next(from start: Int, before end: Int, meeting wanted: Signature) -> Int {
    guard let (word, bits) = wanted.only else {
      var index = start
      while index < end, !self[index].meets(wanted) { index &+= 1 }
      return index
    }
    return next(from: start, before: end, meeting: bits, in: word)
  }

  /// The first of some indices whose signature has some bits of a word; `end` where none has.
  @inline(__always)
  func next(from start: Int, before end: Int, meeting bits: UInt64, in word: Int) -> Int {
    var place = UnsafeRawPointer(self + start) + word &* 8
    var index = start
    while index < end, place.load(as: UInt64.self) & bits == 0 {
      place += MemoryLayout<Signature>.stride
      index &+= 1
    }
    return index
  }
}

extension UnsafeMutablePointer<Signature> {
  @inline(__always)
  func insert(_ bit: Int, at index: Int) {
    let word = UnsafeMutableRawPointer(self + index) + ((bit >> 6) * 8)
    word.storeBytes(
      of: word.load(as: UInt64.self) | 1 << UInt64(bit & 63), as: UInt64.self)
  }
}
