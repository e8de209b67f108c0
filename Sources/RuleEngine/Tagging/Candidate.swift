import Documents

/// An annotation in the making.
struct Candidate {
  /// Index in the pack's types.
  var type: Int
  /// Tokens of the passage, `last` exclusive.
  var first: Int32
  var last: Int32
  /// Tokens of the value inside it.
  var valueFirst: Int32
  var valueLast: Int32
  var value: Value
  var attributes: [Annotation.Attribute]
  /// Index of the rule; -1 for a gazetteer.
  var rule: Int32
  /// Index of the gazetteer's entry; -1 for a rule.
  var name: Int32
  var priority: Int
  var isHidden = false

  var length: Int32 { last - first }
  var valueTokens: Range<Int> { Int(valueFirst)..<Int(valueLast) }
}
