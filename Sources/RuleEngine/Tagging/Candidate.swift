/// An annotation in the making, as plain numbers: few of them are shown in the end.
struct Candidate: BitwiseCopyable {
  enum Source: UInt8 {
    case rule, gazetteer, number, address
  }

  /// What it says, by the place where that is kept.
  struct Value: BitwiseCopyable {
    enum Kind: UInt8 {
      case none, made, name, number
    }

    var kind: Kind
    /// Index in the run's values (of what a rule made), in the pack's names or in the run's numbers.
    var index: Int32

    static let none = Value(kind: .none, index: -1)

    static func made(_ index: Int) -> Value {
      Value(kind: .made, index: Int32(truncatingIfNeeded: index))
    }
  }

  /// Index in the pack's types.
  var type: Int32
  /// Tokens of the passage, `last` exclusive.
  var first: Int32
  var last: Int32
  /// Tokens of the value inside it.
  var valueFirst: Int32
  var valueLast: Int32
  /// Index of the rule, or of the gazetteer's entry; -1 for what has neither.
  var origin: Int32
  var value: Value
  var priority: Int32
  /// Attributes taken from captures, in the run's `taken`.
  var taken = TaggingPlan.Span()
  /// The token where the rule's match began; -1 for what no rule made.
  var start: Int32
  /// The program of the rule that matched; -1 for what no rule made.
  var program: Int32
  /// What decides between candidates of one rule that are alike.
  var order: UInt32
  var source: Source
  var isHidden: Bool
  /// Fills it up to 64 bytes, which are found and copied in fewer steps than sixty.
  private var rest: Int32 = 0

  init(
    type: Int32, first: Int32, last: Int32, valueFirst: Int32, valueLast: Int32,
    origin: Int32 = -1, value: Value = .none, priority: Int32, start: Int32 = -1,
    program: Int32 = -1, order: UInt32 = 0, source: Source, isHidden: Bool = false
  ) {
    self.type = type
    self.first = first
    self.last = last
    self.valueFirst = valueFirst
    self.valueLast = valueLast
    self.origin = origin
    self.value = value
    self.priority = priority
    self.start = start
    self.program = program
    self.order = order
    self.source = source
    self.isHidden = isHidden
  }

  var length: Int32 {
    @inline(__always) get { last &- first }
  }

  /// Of the passage.
  var tokens: Range<Int> {
    @inline(__always) get { Int(first)..<Int(last) }
  }

  var valueTokens: Range<Int> {
    @inline(__always) get { Int(valueFirst)..<Int(valueLast) }
  }

  /// Index of the rule; -1 for what no rule made.
  var rule: Int32 { source == .rule ? origin : -1 }
  /// Index of the gazetteer's entry; -1 for none.
  var name: Int32 { source == .gazetteer ? origin : -1 }
}
