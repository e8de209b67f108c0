/// Something recognised that patterns can refer to: a lexicon's phrase or an annotation.
struct Item: BitwiseCopyable, Sendable {
  /// Symbol of the lexicon or type.
  var symbol: Int32
  /// Tokens, `last` exclusive.
  var first: Int32
  var last: Int32
  /// Lexicon: index of the entry. Annotation: index in the run's candidates.
  var payload: Int32
  /// Next item that begins at the same token; -1 at the end.
  var next: Int32
  /// Next item that rules begin with at the same token; -1 at the end.
  var nextStart: Int32
  /// Strata with rules that begin with it, a bit each.
  var strata: UInt32
  /// A longer or stronger reading took its place: patterns no longer see it.
  var isHidden: Bool
}
