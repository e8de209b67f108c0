/// Which symbols and words stand at a place, as bits that several of them share: a clear bit tells
/// that none of them is there, a set one that some may be.
struct Signature: Sendable {
  var symbols: UInt64 = 0
  /// Words that patterns name; the last bit for digits.
  var words: UInt64 = 0

  static let everything = Signature(symbols: .max, words: .max)
  static let digits = Signature(words: 1 << 63)

  @inline(__always)
  static func bit(ofSymbol symbol: Int32) -> UInt64 { 1 << UInt64(symbol & 63) }

  @inline(__always)
  static func bit(ofWord word: UInt32) -> UInt64 { 1 << UInt64(word % 63) }

  @inline(__always)
  func holds(_ other: Signature) -> Bool {
    symbols & other.symbols == other.symbols && words & other.words == other.words
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

/// The rules laid flat for the walk over a text: plain numbers in arrays, nothing that is counted.
struct TaggingPlan: Sendable {
  struct Program: Sendable {
    /// Where its instructions begin in `code`.
    var code: Int
    var rule: Int32
    /// Its number among the programs of its rule.
    var number: Int32
    /// What must stand in the sentence for it to match at all.
    var required: Signature
  }

  struct Condition: Sendable {
    var scope: RulePack.CompiledCondition.Scope
    var count: Int
    var code: Int
    /// What a match of it begins with.
    var first: Signature
  }

  /// Conditions of a rule: those that must hold up to `unless`, then those that must not.
  struct Conditions: Sendable {
    var when: Int
    var unless: Int
    var end: Int
  }

  struct DigitClass: Sendable {
    var digits: ClosedRange<Int>
    var values: ClosedRange<Int>
  }

  struct Traits: Sendable {
    var group: Int
    var isRole: Bool
    /// Number of the name it bears in output.
    var publish: Int
    /// Symbols under which patterns find it.
    var symbols: [Int32]
    /// Groups it silences, ascending.
    var over: [Int]
  }

  /// For one stratum: where the programs that begin with something stand in `starters`.
  struct Dispatch: Sendable {
    var bySymbol: [Range<Int32>]
    /// By word class.
    var byWord: [Range<Int32>]
    var byShape: [Range<Int32>]
    var isEmpty = true
  }

  var code: [PatternProgram.Instruction] = []
  var programs: [Program] = []
  var conditions: [Condition] = []
  var conditionsOfRule: [Conditions] = []
  var shapes: [DigitClass]
  var traits: [Traits] = []
  /// For each group, the groups of the types that silence it.
  var silencers: [[Int]] = []
  var groups = 0
  /// Class of a word that patterns name; 0 for all others.
  var wordClass: [Int32]
  /// What a word class adds to the signature of its token.
  var signatureOfClass: [UInt64] = [0]
  /// Strata with programs that begin with a symbol, a word class, digits: a bit each.
  var strataOfSymbol: [UInt32]
  var strataOfClass: [UInt32] = [0]
  var strataOfDigits: UInt32 = 0
  var dispatch: [Dispatch] = []
  var starters: [Int32] = []
  /// True for values and roles, false for lexicons; by symbol.
  var isAnnotation: [Bool]
  /// Value of each entry as a number; `Int.min` for none.
  var numberOfEntry: [Int]

  /// The bit of a stratum; those past the last share it.
  static func bit(ofStratum stratum: Int) -> UInt32 { 1 << UInt32(min(stratum, 31)) }
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
