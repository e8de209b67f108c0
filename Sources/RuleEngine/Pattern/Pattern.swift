/// A pattern over tokens and over what was already recognised, as its author wrote it.
indirect enum Pattern: Hashable, Sendable {
  /// A lexicon's phrase: `<until>`, `<unit:currency>`.
  case lexicon(String, capture: String)
  /// A recognised value, a group of types or a class of digits: `{date}`, `{from:date}`.
  case value(String, capture: String)
  /// A word or mark written as it is.
  case word(String)
  /// `..8`: at most so many tokens of the same sentence.
  case gap(Int)
  /// `_`: no space before what follows.
  case glued
  /// `^` and `$`: the sentence's ends; `^^`: the block's beginning.
  case sentenceStart, sentenceEnd, blockStart
  case sequence([Pattern])
  case alternatives([Pattern])
  case optional(Pattern)
  /// `+` and `*`: up to `PatternParser.repetitions` times.
  case repeated(Pattern, atLeastOnce: Bool)
  /// `!x`: what follows is not `x`.
  case not(Pattern)
  /// `[ … ]`: the passage that proves the value.
  case passage(Pattern)
}

struct PatternFault: Error, Hashable {
  /// From 1.
  var column: Int
  var reason: Reason

  enum Reason: String {
    case unclosed = "a bracket is not closed"
    case unopened = "a bracket is closed that was not opened"
    case empty = "nothing stands here"
    case badName = "a name is expected here"
    case badCount = "a number is expected after `..`"
    case nothingToRepeat = "nothing stands before `?`, `+` or `*`"
    case doubleGap = "a gap follows a gap"
  }
}
