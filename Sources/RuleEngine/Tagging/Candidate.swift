/// An annotation in the making, as plain numbers: few of them are shown in the end.
struct Candidate: BitwiseCopyable {
  enum Source: UInt8 {
    case rule, gazetteer, number, address
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
  var origin: Int32 = -1
  /// Index of the value in the run's values (of a rule) or numbers (of a number).
  var value: Int32 = -1
  var priority: Int32
  /// Attributes taken from captures, in the run's `taken`.
  var taken = TaggingPlan.Span()
  var source: Source
  var isHidden = false

  var length: Int32 { last - first }

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
