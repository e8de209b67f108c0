/// An instruction as the matcher reads it: eight bytes, whatever it says.
struct PatternStep: BitwiseCopyable, Sendable {
  enum Kind: UInt8, Sendable {
    case accept, item, phrase, word, shape, gap, glued, dash, sentenceStart, sentenceEnd, blockStart
    case split, jump, skip, not, passageStart, passageEnd, expect

    /// Whether a look at the next token may spare the steps behind it.
    var looksAhead: Bool {
      switch self {
      case .gap, .split, .skip, .not, .expect: true
      default: false
      }
    }
  }

  /// Of `ahead`: anything.
  static let open = UInt16.max

  let kind: Kind
  /// Of what looks ahead: the only word of that signature that has any bits; -1 where several have.
  var capture: Int8
  /// What must stand at the token where the next step of a gap, a split, a skip, a negation or an
  /// expectation begins, for it to match at all: an index among the plan's signatures, or `open`. Of a symbol its bit
  /// in signatures.
  var ahead = Self.open
  /// Symbol, word, shape, length of a gap, or where to go on.
  let number: UInt32
}

extension PatternStep {
  /// - Parameter known: what is known of a symbol.
  init(_ instruction: PatternProgram.Instruction, known: (Int32) -> TaggingPlan.Symbol) {
    func step(_ kind: Kind, _ number: some BinaryInteger = 0, capture: Int8 = 0) -> PatternStep {
      PatternStep(kind: kind, capture: capture, number: UInt32(truncatingIfNeeded: number))
    }
    self =
      switch instruction {
      case .accept: step(.accept, 0)
      case .symbol(let symbol, let capture):
        PatternStep(
          kind: known(symbol).isAnnotation ? .item : .phrase, capture: capture,
          ahead: UInt16(known(symbol).sign),
          number: UInt32(bitPattern: symbol))
      case .word(let word): step(.word, word)
      case .shape(let shape, let capture): step(.shape, shape, capture: capture)
      case .gap(let count): step(.gap, count)
      case .glued: step(.glued, 0)
      case .dash: step(.dash, 0)
      case .sentenceStart: step(.sentenceStart, 0)
      case .sentenceEnd: step(.sentenceEnd, 0)
      case .blockStart: step(.blockStart, 0)
      case .split(let otherwise): step(.split, otherwise)
      case .jump(let target): step(.jump, target)
      case .skip(let target): step(.skip, target)
      case .not(let end): step(.not, end)
      case .passageStart: step(.passageStart, 0)
      case .passageEnd: step(.passageEnd, 0)
      case .expect: step(.expect, 0)
      }
  }

  var instruction: PatternProgram.Instruction {
    switch kind {
    case .accept: .accept
    case .item, .phrase: .symbol(Int32(bitPattern: number), capture: capture)
    case .word: .word(number)
    case .shape: .shape(Int16(truncatingIfNeeded: number), capture: capture)
    case .gap: .gap(UInt16(truncatingIfNeeded: number))
    case .glued: .glued
    case .dash: .dash
    case .sentenceStart: .sentenceStart
    case .sentenceEnd: .sentenceEnd
    case .blockStart: .blockStart
    case .split: .split(otherwise: Int32(bitPattern: number))
    case .jump: .jump(Int32(bitPattern: number))
    case .skip: .skip(to: Int32(bitPattern: number))
    case .not: .not(end: Int32(bitPattern: number))
    case .passageStart: .passageStart
    case .passageEnd: .passageEnd
    case .expect: .expect
    }
  }
}
