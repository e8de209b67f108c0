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

    // By their bits: sets written out as lists are not always worked out beforehand.

    /// No space and no hyphen before it.
    @inline(__always)
    var areGlued: Bool { rawValue & 3 == 0 }

    /// A line's end or a block's beginning before it.
    @inline(__always)
    var mayPart: Bool { rawValue & 140 != 0 }

    /// A blank line or a block's beginning before it.
    @inline(__always)
    var areParted: Bool { rawValue & 136 != 0 }
  }

  /// The word, and in its high bits what stands before it: all that the walk over phrases needs.
  struct Key: BitwiseCopyable, Sendable {
    private(set) var bits: UInt32

    private static let wordBits: UInt32 = 1 << 28 - 1
    private static let parted: UInt32 = 1 << 31
    private static let inWord: UInt32 = 1 << 30
    private static let small: UInt32 = 1 << 29

    /// Behind the last token.
    static let none = Key(word: 0, kind: .mark, flags: [], after: .mark, isSmall: false)

    @inline(__always)
    init(word: UInt32, kind: Kind, flags: Flags, after before: Kind, isSmall: Bool) {
      let isInWord =
        flags.areGlued && kind != .mark && (before == .digits || before == .word && kind == .digits)
      bits =
        word & Self.wordBits | (isInWord ? Self.inWord : 0) | (flags.areParted ? Self.parted : 0)
        | (isSmall ? Self.small : 0)
    }

    /// Number in the vocabulary; 0 for a word that no rule knows.
    var word: UInt32 {
      @inline(__always) get { bits & Self.wordBits }
    }

    /// Letters or digits stand against it: no whole word begins or ends there (`h` in `17h`).
    var isInWord: Bool {
      @inline(__always) get { bits & Self.inWord != 0 }
    }

    /// A blank line or a block's beginning stands before it: no phrase goes on over it.
    var isParted: Bool {
      @inline(__always) get { bits & Self.parted != 0 }
    }

    /// It begins with a small letter of ASCII: most names that are spelt in one way do not.
    var isSmall: Bool {
      @inline(__always) get { bits & Self.small != 0 }
    }

    /// Whether a phrase may go on with it: a word that the rules know, with nothing that parts it.
    @inline(__always)
    var mayFollow: Bool {
      Int32(bitPattern: bits & (Self.parted | Self.wordBits)) > 0
    }

    /// The highest bit tells whether what begins here and ends before another token stands whole.
    @inline(__always)
    func standsWhole(before next: Key) -> UInt32 { ~((bits | next.bits) &<< 1) }

    /// `FlatTrie.Node.capital` where it begins with a small letter.
    @inline(__always)
    var forbidding: UInt32 { (bits &<< 1) & FlatTrie.Node.capital }

    mutating func part() { bits |= Self.parted }
  }

  var start: UInt32
  var end: UInt32
  private(set) var key: Key
  /// Of digits: their value, at most 999,999,999; more gives `UInt32.max`.
  var number: UInt32
  let kind: Kind
  private(set) var flags: Flags

  @inline(__always)
  init(start: UInt32, end: UInt32, key: Key, number: UInt32, kind: Kind, flags: Flags) {
    self.start = start
    self.end = end
    self.key = key
    self.number = number
    self.kind = kind
    self.flags = flags
  }

  /// Stands behind the last.
  static let none = Token(start: 0, end: 0, key: .none, number: 0, kind: .mark, flags: [])

  /// Number in the vocabulary; 0 for a word that no rule knows.
  var word: UInt32 {
    @inline(__always) get { key.word }
  }

  mutating func startBlock() {
    flags.insert(.blockStart)
    key.part()
  }

  mutating func startSentence() { flags.insert(.sentenceStart) }

  var length: Int { Int(end - start) }
  var range: TextRange { TextRange(Int(start), Int(end)) }
  /// No space and no hyphen before it.
  var isGlued: Bool { flags.areGlued }
}
