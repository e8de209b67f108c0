import Documents

/// A word, a run of digits, or a punctuation mark.
struct Token: Sendable {
  enum Kind: UInt8, Sendable { case word, digits, mark }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt16
    /// White space stands before it.
    static let spaceBefore = Flags(rawValue: 1)
    /// A hyphen without spaces joins it to the token before.
    static let hyphenBefore = Flags(rawValue: 2)
    static let lineBefore = Flags(rawValue: 4)
    static let blankLineBefore = Flags(rawValue: 8)
    /// Its first letter is a capital.
    static let capital = Flags(rawValue: 16)
    /// All its letters are capitals.
    static let allCapitals = Flags(rawValue: 32)
    /// First token of a sentence, a cell or a block.
    static let sentenceStart = Flags(rawValue: 64)
    static let blockStart = Flags(rawValue: 128)
  }

  var start: UInt32
  var end: UInt32
  /// Number in the vocabulary; 0 for a word that no rule knows.
  var word: UInt32
  /// Of digits: their value, at most 999,999,999; more gives `UInt32.max`.
  var number: UInt32
  var kind: Kind
  var flags: Flags

  var length: Int { Int(end - start) }
  var range: TextRange { TextRange(Int(start), Int(end)) }
  /// No space and no hyphen before it.
  var isGlued: Bool { flags.isDisjoint(with: [.spaceBefore, .hyphenBefore]) }
}
