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

/// Why a pattern cannot be read.
package struct PatternFault: Error, Hashable, Sendable {
  /// From 1.
  package var column: Int
  package var reason: Reason

  package enum Reason: Hashable, Sendable {
    /// A bracket is not closed, or is closed without having been opened.
    case unclosed, unopened
    /// Nothing stands where a step is due.
    case empty
    /// No name stands between `< >` or `{ }`.
    case badName
    /// No number from 1 stands after `..`.
    case badCount
    /// Nothing stands before `?`, `+` or `*`.
    case nothingToRepeat
    /// A gap follows a gap.
    case doubleGap
  }
}

extension Pattern {
  /// Whether it can match without any token.
  var mayBeEmpty: Bool {
    switch self {
    case .lexicon, .value, .word: false
    case .gap, .glued, .sentenceStart, .sentenceEnd, .blockStart, .optional, .not: true
    case .sequence(let items): items.allSatisfy(\.mayBeEmpty)
    case .alternatives(let items): items.contains(where: \.mayBeEmpty)
    case .repeated(let item, let atLeastOnce): !atLeastOnce || item.mayBeEmpty
    case .passage(let item): item.mayBeEmpty
    }
  }

  /// Names of all lexicons in it.
  var lexicons: Set<String> {
    switch self {
    case .lexicon(let name, _): [name]
    case .sequence(let items), .alternatives(let items):
      items.reduce(into: []) { $0.formUnion($1.lexicons) }
    case .optional(let item), .repeated(let item, _), .not(let item), .passage(let item):
      item.lexicons
    default: []
    }
  }

  /// Names of all its captures.
  var captures: Set<String> {
    switch self {
    case .lexicon(_, let capture), .value(_, let capture): [capture]
    case .word, .gap, .glued, .sentenceStart, .sentenceEnd, .blockStart, .not: []
    case .sequence(let items), .alternatives(let items):
      items.reduce(into: []) { $0.formUnion($1.captures) }
    case .optional(let item), .repeated(let item, _), .passage(let item): item.captures
    }
  }

  /// Patterns of which one matches where this does: of a choice between words and longer passages each
  /// passage, and the words together. None where that parts nothing.
  var parts: [Pattern] {
    guard case .alternatives(let items) = self else { return [] }
    let passages = items.filter { !$0.isStep }
    guard passages.count <= Self.mostParts, !passages.isEmpty, items.count > 1 else { return [] }
    let steps = items.filter(\.isStep)
    return (steps.isEmpty ? [] : [.alternatives(steps)]) + passages
  }

  private static let mostParts = 24

  /// One word, phrase or value, or a choice among such.
  private var isStep: Bool {
    switch self {
    case .lexicon, .value, .word: true
    case .alternatives(let items): items.allSatisfy(\.isStep)
    default: false
    }
  }
}
