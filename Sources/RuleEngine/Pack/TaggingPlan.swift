/// The rules laid flat for the walk over a text: plain numbers in arrays, which a `PackImage` puts
/// one behind the other in memory and a `PackView` reads.
struct TaggingPlan: Sendable {
  /// A stretch of another table.
  struct Span: BitwiseCopyable, Sendable {
    var first: Int32 = 0
    var end: Int32 = 0

    var indices: Range<Int> {
      @inline(__always) get { Int(first)..<Int(end) }
    }

    var isEmpty: Bool {
      @inline(__always) get { first >= end }
    }
  }

  /// A word that patterns name.
  struct WordClass: BitwiseCopyable, Sendable {
    /// Its bits in signatures and of `Presence`.
    var bit: UInt16 = 0
    var presence: UInt16 = 0
    /// Its number among what programs begin with; -1 where none does.
    var beginning: Int32 = -1
  }

  struct Symbol: BitwiseCopyable, Sendable {
    /// Its number among what programs begin with; -1 where none does.
    var beginning: Int32 = -1
    /// Type of a gazetteer's symbol; -1 for lexicons.
    var type: Int32 = -1
    /// A value or a role, no lexicon.
    var isAnnotation = false
    /// Its bits in signatures and of `Presence`.
    var sign: UInt8 = 0
    var bit: UInt16 = 0
  }

  struct Program: BitwiseCopyable, Sendable {
    /// Its instructions, in `code`.
    var code: Span
    /// Names of its captures, in `captures`.
    var captures: Span
    var rule: Int32
  }

  /// What programs of a stratum begin with, and those programs.
  struct Start: BitwiseCopyable, Sendable {
    /// Values, phrases of lexicons, and words lie in the run's occurrences; figures among all figures.
    enum Kind: UInt8 { case item, phrase, word, shape }

    /// Number among all that programs begin with.
    var beginning: Int32
    /// Its bit of `Presence`.
    var bit: UInt16
    var kind: Kind
    /// Symbol, class of a word, or shape.
    var number: Int32
    /// In `groups`.
    var groups: Span
  }

  /// Programs to be tried where their first step may match and their rarest need stands in the
  /// sentence.
  struct StartGroup: BitwiseCopyable, Sendable {
    /// In `starters`.
    var first: Int32
    var count: UInt16
    /// A bit of `Presence`.
    var need: UInt16
  }

  /// A program to be tried where its first step may match.
  struct Starter: BitwiseCopyable, Sendable {
    /// Bits of what else must stand in its sentence, the rarest first.
    var required: Required
    var entry: Opening
    /// What may stand behind the first step, in `aheads`; `none` where that cannot be told.
    var second: UInt16
    /// A condition of its rule that must hold outside the sentence of a match, in `conditions`; `none`
    /// where there is none.
    var distant: UInt16
    /// Of each of these something must stand in its sentence.
    var choices: Choices
    /// Where its instructions begin.
    var code: Int32
    var program: Int32

    static let none = UInt16.max
  }

  /// How a program begins, in sixteen bits.
  struct Opening: BitwiseCopyable, Sendable {
    private var bits: UInt16

    private static let noIndex = 0xFF

    /// - Parameter index: nil where there are several ways to begin.
    init(index: Int?, opensPassage: Bool, atSentence: Bool, atBlock: Bool) {
      bits =
        UInt16(index.flatMap { $0 < Self.noIndex ? $0 : nil } ?? Self.noIndex)
        | (opensPassage ? 0x100 : 0) | (atSentence ? 0x200 : 0) | (atBlock ? 0x400 : 0)
    }

    /// The same with what may stand behind the first step.
    func with(second: Signature) -> Opening {
      Opening(bits: bits | UInt16(second.only?.word ?? Self.severalWords) << Self.wordPlace)
    }

    private init(bits: UInt16) { self.bits = bits }

    private static let wordPlace: UInt16 = 11
    private static let severalWords = 4

    /// The only word of the signature behind the first step that has any bits; 4 where several have.
    var secondWord: Int {
      @inline(__always) get { Int(bits &>> Self.wordPlace) }
    }

    /// Whether there is but one way to begin.
    var isOne: Bool {
      @inline(__always) get { Int(bits & 0xFF) != Self.noIndex }
    }

    /// Number of the instruction that takes what the program begins with, where there is but one way.
    var index: Int {
      @inline(__always) get { Int(bits & 0xFF) }
    }

    /// Whether the passage begins with that.
    var opensPassage: Bool {
      @inline(__always) get { bits & 0x100 != 0 }
    }

    /// Whether it begins where a sentence or a block does.
    var isAtStart: Bool {
      @inline(__always) get { bits & 0x600 != 0 }
    }

    /// Whether it may begin at a token that begins a sentence or does not, and likewise a block.
    @inline(__always)
    func mayBegin(atSentence: Bool, atBlock: Bool) -> Bool {
      (atSentence || bits & 0x200 == 0) && (atBlock || bits & 0x400 == 0)
    }
  }

  /// Up to five bits of `Presence`; `Presence.always` where there are fewer.
  struct Required: BitwiseCopyable, Sendable {
    private var bits: (UInt16, UInt16, UInt16, UInt16, UInt16)

    init(_ required: some Collection<Int>) {
      var rest = required.makeIterator()
      func bit() -> UInt16 { UInt16(rest.next() ?? Presence.always) }
      bits = (bit(), bit(), bit(), bit(), bit())
    }

    /// The sentences of a section in which all of them stand.
    @inline(__always)
    func sentences(_ presence: Presence, in section: Int) -> UInt64 {
      presence.sentences(with: Int(bits.0), in: section)
        & presence.sentences(with: Int(bits.1), in: section)
        & presence.sentences(with: Int(bits.2), in: section)
        & presence.sentences(with: Int(bits.3), in: section)
        & presence.sentences(with: Int(bits.4), in: section)
    }

    /// The same of four sections.
    @inline(__always)
    func sentences(_ presence: Presence, inFour four: Int) -> Presence.Row {
      presence.sentences(with: Int(bits.0), inFour: four)
        & presence.sentences(with: Int(bits.1), inFour: four)
        & presence.sentences(with: Int(bits.2), inFour: four)
        & presence.sentences(with: Int(bits.3), inFour: four)
        & presence.sentences(with: Int(bits.4), inFour: four)
    }
  }

  /// Up to four numbers in the plan's `choices`.
  struct Choices: BitwiseCopyable, Sendable {
    static let most = 4

    /// Sixteen bits each, the first lowest; 0 for none.
    let bits: UInt64

    init(_ numbers: some Collection<UInt16>) {
      bits = numbers.reversed().reduce(0) { $0 << 16 | UInt64($1) }
    }

    var isEmpty: Bool {
      @inline(__always) get { bits == 0 }
    }
  }

  struct Condition: BitwiseCopyable, Sendable {
    /// What a match of it begins with, and the only word of that that has any bits; -1 where several
    /// have.
    var first: Signature
    var word: Int8
    /// Of each of these a match holds something in its sentence.
    var choices: Choices
    /// Bits of what else a match holds in its sentence.
    var required: Required
    var count: Int32
    var code: Int32
    /// Conditions of which one holds where it does, each looked for where it may stand; none for most.
    var parts = Span()
    var scope: RulePack.Scope
  }

  struct Rule: BitwiseCopyable, Sendable {
    /// Name of the capture that gives the value; none for the first value captured.
    var from: CaptureName
    var type: Int32
    var priority: Int32
    /// Conditions that must hold up to `unless`, then those that must not, up to `end`.
    var when: Int32
    var unless: Int32
    var end: Int32
    var normaliser: Normaliser
    /// Whether attributes take captures, and whether all its annotations have some.
    var takes: Bool
    var sets: Bool
    /// Whether something stands for captures that its patterns do not have.
    var gives: Bool
    /// It has no value and takes nothing.
    var isBare: Bool
    /// Groups it silences, in `lists`.
    var suppresses: Span
    /// The days on which it holds, in `validities`; -1 for all.
    var valid: Int32
  }

  struct DigitClass: BitwiseCopyable, Sendable {
    var fewestDigits: Int32
    var mostDigits: Int32
    var least: Int64
    var most: Int64

    @inline(__always)
    func holds(_ token: Token) -> Bool {
      let length = Int32(truncatingIfNeeded: token.length)
      return length >= fewestDigits && length <= mostDigits && Int64(token.number) >= least
        && Int64(token.number) <= most
    }
  }

  struct AnnotationType: BitwiseCopyable, Sendable {
    var group: Int32
    /// Number of the name it bears in output, in the order of those names.
    var publish: Int32
    /// Symbols under which patterns find it, in `lists`.
    var symbols: Span
    /// Groups it silences, ascending, in `lists`.
    var over: Span
    /// Groups it stands for in what is told, in `lists`.
    var veils: Span
    var isRole: Bool
    var isPublic: Bool
  }

  struct Entry: BitwiseCopyable, Sendable {
    /// Value as a number; `Int64.min` for none.
    var number: Int64
    /// Index in the values of the pack's texts; -1 for none.
    var value: Int32
    /// Index of the name; -1 for lexicons.
    var name: Int32
    /// Symbol of the words one of which must stand in the sentence; -1 for none.
    var near: Int32
    /// The days on which it holds, in `validities`; -1 for all.
    var valid: Int32
  }

  /// Days since 1970, both ends included.
  struct Validity: BitwiseCopyable, Sendable {
    var first: Int32
    var last: Int32
  }

  struct Spelling: BitwiseCopyable, Sendable {
    /// Its bytes, in `spellingBytes`.
    var bytes: Span
    var isCaseFree: Bool
  }

  /// Numbers that stand once.
  struct Facts: BitwiseCopyable, Sendable {
    var strata: Int32 = 0
    var symbols: Int32 = 0
    var classes: Int32 = 0
    var shapes: Int32 = 0
    var conditions: Int32 = 0
    /// How many things programs begin with, and the number of all figures among them; -1 where no
    /// program begins with figures.
    var beginnings: Int32 = 0
    var figures: Int32 = -1
    var dash: UInt32 = 0
    /// « et », "and".
    var firstAnd: UInt32 = 0
    var secondAnd: UInt32 = 0
    var between: UInt32 = 0
    /// Symbols; -1 where the rules have none.
    var number: Int32 = -1
    var abbreviation: Int32 = -1
    /// The words whose full stop ends no sentence where figures follow.
    var abbreviationBeforeFigures: Int32 = -1
    /// The words before which a number's full stop ends no sentence.
    var afterOrdinal: Int32 = -1
    /// The same of a year (2024. október 15).
    var afterYear: Int32 = -1
    var numberWord: Int32 = -1
    var languageWord: Int32 = -1
    var numberType: Int32 = 0

    /// Words of a set of beginnings.
    var beginningWords: Int {
      @inline(__always) get { (Int(beginnings) &+ 63) &>> 6 }
    }
  }

  var facts = Facts()
  /// Of the words that patterns name, by their numbers.
  var classes = [WordClass()]
  var symbols: [Symbol]
  var code: [PatternStep] = []
  var programs: [Program] = []
  var captures: [CaptureName] = []
  var groups: [StartGroup] = []
  var starters: [Starter] = []
  /// What may stand at a place, for starters and steps that look ahead.
  var aheads: [Signature] = []
  /// Where each of them stands, while the plan is made.
  var aheadNumbers: [Signature: Int32] = [:]
  /// Bits of symbols and words in signatures, while the plan is made.
  var bits: BitTable
  /// What programs begin with, stratum by stratum.
  var starts: [Start] = []
  /// Those of each stratum.
  var strata: [Span] = []
  /// Of each stratum and beginning the first of its starts, behind which the others stand; -1 for none.
  var firstStarts: [Int32] = []
  /// Of each stratum what its programs begin with, a bit a beginning.
  var startMasks: [UInt64] = []
  /// Sets of which something must stand in a sentence, in `choiceBits`. None has number 0.
  var choices = [Span()]
  /// Bits of `Presence`.
  var choiceBits: [UInt16] = []
  /// The number of each choice, while the plan is made.
  var choiceNumbers: [[Int]: UInt16] = [:]
  var conditions: [Condition] = []
  var rules: [Rule] = []
  var shapes: [DigitClass]
  var types: [AnnotationType] = []
  var lists: [Int32] = []
  /// For each group, the groups of the types that silence it, in `lists`.
  var silencers: [Span] = []
  var entries: [Entry] = []
  var validities: [Validity] = []
  var spellings: [Spelling] = []
  var spellingBytes: [UInt8] = []
}
