/// Which symbols and words stand at a place, as bits that several of them share: a clear bit tells
/// that none of them is there, a set one that some may be.
struct Signature: BitwiseCopyable, Sendable {
  var symbols: UInt64 = 0
  /// Words that patterns name; the last bit for digits.
  var words: UInt64 = 0

  static let everything = Signature(symbols: .max, words: .max)
  static let digits = Signature(words: 1 << 63)

  @inline(__always)
  static func bit(ofSymbol symbol: Int32) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: symbol & 63)
  }

  @inline(__always)
  static func bit(ofWord word: UInt32) -> UInt64 { 1 &<< UInt64(word % 63) }

  @inline(__always)
  func holds(_ other: Signature) -> Bool {
    (~symbols & other.symbols) | (~words & other.words) == 0
  }

  @inline(__always)
  func meets(_ other: Signature) -> Bool {
    symbols & other.symbols | words & other.words != 0
  }

  @inline(__always)
  mutating func formUnion(_ other: Signature) {
    symbols |= other.symbols
    words |= other.words
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
      case .symbol(let symbol, _): signature.symbols |= Signature.bit(ofSymbol: symbol)
      case .word(let word): signature.words |= Signature.bit(ofWord: word)
      case .shape: signature.formUnion(.digits)
      case .split(let otherwise):
        signature.symbols &= after[Int(otherwise)].symbols
        signature.words &= after[Int(otherwise)].words
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
    for symbol in symbols { signature.symbols |= Signature.bit(ofSymbol: symbol) }
    for word in words where word != 0 { signature.words |= Signature.bit(ofWord: word) }
    if !shapes.isEmpty { signature.formUnion(.digits) }
    return signature
  }
}
