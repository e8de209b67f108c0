/// Which symbols and words stand at a place or in a sentence, a bit each: a clear bit tells that it is
/// not there. Few share a bit: symbols past the 384th, and the words that patterns name.
struct Signature: BitwiseCopyable, Sendable {
  private static let symbols = 384
  private static let words = 126
  /// Set in every sentence.
  static let always = 510
  static let digits = 511

  private var bits: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0, 0, 0, 0, 0, 0, 0, 0
  )

  static let everything: Signature = {
    var signature = Signature()
    for bit in 0...digits { signature.insert(bit) }
    return signature
  }()

  @inline(__always)
  static func bit(ofSymbol symbol: Int32) -> Int {
    Int(UInt32(bitPattern: symbol) % UInt32(symbols))
  }

  @inline(__always)
  static func bit(ofWord word: UInt32) -> Int { symbols + Int(word % UInt32(words)) }

  var isEverything: Bool {
    @inline(__always) get { bits.0 == .max }
  }

  /// All bits that are set, ascending.
  var set: [Int] { (0...Self.digits).filter { holds($0) } }

  @inline(__always)
  func holds(_ bit: Int) -> Bool {
    withUnsafeBytes(of: bits) {
      $0.load(fromByteOffset: (bit >> 6) * 8, as: UInt64.self) >> UInt64(bit & 63) & 1 != 0
    }
  }

  @inline(__always)
  mutating func insert(_ bit: Int) {
    withUnsafeMutableBytes(of: &bits) {
      let word = $0.load(fromByteOffset: (bit >> 6) * 8, as: UInt64.self)
      $0.storeBytes(of: word | 1 << UInt64(bit & 63), toByteOffset: (bit >> 6) * 8, as: UInt64.self)
    }
  }

  @inline(__always)
  func meets(_ other: Signature) -> Bool {
    (bits.0 & other.bits.0) | (bits.1 & other.bits.1) | (bits.2 & other.bits.2)
      | (bits.3 & other.bits.3) | (bits.4 & other.bits.4) | (bits.5 & other.bits.5)
      | (bits.6 & other.bits.6) | (bits.7 & other.bits.7) != 0
  }

  @inline(__always)
  mutating func formUnion(_ other: Signature) {
    bits.0 |= other.bits.0
    bits.1 |= other.bits.1
    bits.2 |= other.bits.2
    bits.3 |= other.bits.3
    bits.4 |= other.bits.4
    bits.5 |= other.bits.5
    bits.6 |= other.bits.6
    bits.7 |= other.bits.7
  }

  mutating func formIntersection(_ other: Signature) {
    bits.0 &= other.bits.0
    bits.1 &= other.bits.1
    bits.2 &= other.bits.2
    bits.3 &= other.bits.3
    bits.4 &= other.bits.4
    bits.5 &= other.bits.5
    bits.6 &= other.bits.6
    bits.7 &= other.bits.7
  }
}

extension Signature: Hashable {
  static func == (a: Signature, b: Signature) -> Bool {
    a.bits.0 == b.bits.0 && a.bits.1 == b.bits.1
      && a.bits.2 == b.bits.2 && a.bits.3 == b.bits.3 && a.bits.4 == b.bits.4
      && a.bits.5 == b.bits.5
      && a.bits.6 == b.bits.6 && a.bits.7 == b.bits.7
  }

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
}

extension UnsafeMutablePointer<Signature> {
  @inline(__always)
  func insert(_ bit: Int, at index: Int) {
    let word = UnsafeMutableRawPointer(self + index) + ((bit >> 6) * 8)
    word.storeBytes(
      of: word.load(as: UInt64.self) | 1 << UInt64(bit & 63), as: UInt64.self)
  }
}

extension PatternProgram {
  /// What every match holds in its sentence. All jumps go forward, so one walk from the end does.
  var required: Signature {
    var after = [Signature](repeating: Signature(), count: code.count + 1)
    for pc in code.indices.reversed() {
      var signature = pc + 1 < code.count ? after[pc + 1] : Signature()
      switch code[pc] {
      case .accept: signature = Signature()
      case .symbol(let symbol, _): signature.insert(Signature.bit(ofSymbol: symbol))
      case .word(let word): signature.insert(Signature.bit(ofWord: word))
      case .shape: signature.insert(Signature.digits)
      case .split(let otherwise):
        signature.formIntersection(after[Int(otherwise)])
      case .jump(let target): signature = after[Int(target)]
      case .not(let end): signature = after[Int(end)]
      default: break
      }
      after[pc] = signature
    }
    return after[0]
  }
}

extension PatternProgram.FirstSet {
  var signature: Signature {
    guard !isOpen else { return .everything }
    var signature = Signature()
    for symbol in symbols { signature.insert(Signature.bit(ofSymbol: symbol)) }
    for word in words where word != 0 { signature.insert(Signature.bit(ofWord: word)) }
    if !shapes.isEmpty { signature.insert(Signature.digits) }
    return signature
  }
}
