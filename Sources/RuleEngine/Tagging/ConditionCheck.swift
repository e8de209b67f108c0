import Documents

/// Whether what stands around a match lets its rule speak.
struct ConditionCheck {
  /// What was last found for a condition, and where.
  struct Answer: BitwiseCopyable {
    var place: Int32 = -1
    var holds = false
  }

  // The run and its pack outlive the check.
  private let conditions: UnsafePointer<TaggingPlan.Condition>
  private let memory: UnsafeMutablePointer<RunMemory>
  private let view: PackView

  init(run: TagRun) {
    view = run.view
    conditions = run.view.conditions
    memory = run.memory
  }

  /// The first condition that forbids the match, as its index among those of `when` and `unless`;
  /// nil where none does.
  func firstFailure(
    _ rule: TaggingPlan.Rule, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Int? {
    for i in rule.when..<rule.end
    where holds(Int(i), match, &matcher) != (i < rule.unless) {
      return Int(i - rule.when)
    }
    return nil
  }

  /// The words by which a condition holds for a match, in bytes of the text; nil where it does not.
  func words(
    of number: Int, _ rule: TaggingPlan.Rule, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> TextRange? {
    guard look(conditions + Int(rule.when) + number, match, &matcher) else { return nil }
    let tokens = Int(matcher.match.start)..<Int(matcher.match.end)
    guard !tokens.isEmpty else { return TextRange(0, 0) }
    return TextRange(
      Int(memory.pointee.tokens[tokens.lowerBound].start),
      Int(memory.pointee.tokens[tokens.upperBound - 1].end))
  }

  private func holds(
    _ number: Int, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let condition = conditions + number
    let place = place(of: condition.pointee.scope, match)
    guard place >= 0 else { return look(condition, match, &matcher) }
    let answers = memory.pointee.answers
    if answers[number].place == place { return answers[number].holds }
    let holds = look(condition, match, &matcher)
    answers[number] = Answer(place: place, holds: holds)
    return holds
  }

  /// Number of the sentence or unit that alone decides; -1 where the match itself counts.
  private func place(
    of scope: RulePack.Scope, _ match: PatternMatch
  ) -> Int32 {
    let sentences = memory.pointee.sentences
    let first = sentences[Int(match.start)]
    let last = sentences[lastToken(match)]
    switch scope {
    case .before, .after, .near, .passage: return -1
    case .sentence: return first == last ? first : -1
    case .next: return last
    case .previous: return first
    case .block, .under, .row, .blockBefore, .blockAfter:
      return memory.pointee.unitOf[Int(match.start)]
    case .document: return 0
    }
  }

  private func lastToken(_ match: PatternMatch) -> Int { Int(max(match.start, match.end - 1)) }

  private func look(
    _ condition: UnsafePointer<TaggingPlan.Condition>, _ match: PatternMatch,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    switch condition.pointee.scope {
    case .before, .after, .near, .passage: lookAround(condition, match, &matcher)
    case .sentence, .next, .previous: lookInSentences(condition, match, &matcher)
    case .block, .under, .row, .blockBefore, .blockAfter:
      lookInUnits(condition, match, &matcher)
    case .document: search(condition, 0..<matcher.tokens.count, &matcher)
    }
  }

  /// So many tokens before or after the match, in its sentence; or in the match.
  private func lookAround(
    _ condition: UnsafePointer<TaggingPlan.Condition>, _ match: PatternMatch,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let start = Int(match.start)
    let end = Int(match.end)
    if condition.pointee.scope == .passage { return search(condition, start..<end, &matcher) }
    let sentences = memory.pointee.sentences
    let count = Int(condition.pointee.count)
    let first = max(tokens(of: sentences[start]).lowerBound, start - count)
    let limit = min(tokens(of: sentences[lastToken(match)]).upperBound, end + count)
    return condition.pointee.scope != .after && search(condition, first..<start, &matcher)
      || condition.pointee.scope != .before && search(condition, end..<max(end, limit), &matcher)
  }

  private func lookInSentences(
    _ condition: UnsafePointer<TaggingPlan.Condition>, _ match: PatternMatch,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let sentence = memory.pointee.sentences[Int(match.start)]
    let last = memory.pointee.sentences[lastToken(match)]
    switch condition.pointee.scope {
    case .next:
      guard last + 1 < sentenceCount else { return false }
      return search(condition, tokens(of: last + 1), &matcher)
    case .previous:
      // « Qui peut déposer ? Les communes et … » answers within its paragraph only.
      let unit = memory.pointee.unitOf[Int(match.start)]
      guard sentence > 0, unit >= 0 else { return false }
      let before = tokens(of: sentence - 1)
      guard memory.pointee.unitOf[before.lowerBound] == unit else { return false }
      return search(condition, before, &matcher)
    default:
      return search(
        condition, tokens(of: sentence).lowerBound..<tokens(of: last).upperBound, &matcher)
    }
  }

  /// In the paragraph, item or cell of the match, in the one before or after it, or in those that
  /// stand over it.
  private func lookInUnits(
    _ condition: UnsafePointer<TaggingPlan.Condition>, _ match: PatternMatch,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let unit = memory.pointee.unitOf[Int(match.start)]
    guard unit >= 0 else { return false }
    let neighbour: Int? =
      switch condition.pointee.scope {
      case .block: Int(unit)
      case .blockBefore: Int(unit) - 1
      case .blockAfter: Int(unit) + 1
      default: nil
      }
    if let neighbour {
      return neighbour >= 0 && neighbour < memory.pointee.unitTokens.count
        && search(condition, memory.pointee.unitTokens[neighbour].indices, &matcher)
    }
    let overs = memory.pointee.overs
    for i in memory.pointee.unitsOver[Int(unit)].indices
    where search(condition, memory.pointee.unitTokens[Int(overs[i])].indices, &matcher) {
      return true
    }
    return false
  }

  private func search(
    _ condition: UnsafePointer<TaggingPlan.Condition>, _ range: Range<Int>,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    guard !range.isEmpty, mayStand(condition, in: range) else { return false }
    let code = matcher.field.code + Int(condition.pointee.code)
    let signatures = matcher.field.signatures
    let isOpen = condition.pointee.first.isEverything
    for token in range where isOpen || signatures[token].meets(condition.pointee.first) {
      if matcher.matches(code, at: token, before: range.upperBound) {
        return true
      }
    }
    return false
  }

  /// Whether one of the sentences of some tokens holds all that a match of the condition needs.
  @inline(__always)
  private func mayStand(
    _ condition: UnsafePointer<TaggingPlan.Condition>, in range: Range<Int>
  ) -> Bool {
    let presence = Presence(memory.pointee.presence)
    let first = memory.pointee.sentences[range.lowerBound]
    let last = memory.pointee.sentences[range.upperBound - 1]
    for section in Presence.section(of: first)...Presence.section(of: last) {
      var sentences = condition.pointee.required.sentences(presence, in: section)
      if section == Presence.section(of: first) { sentences &= .max &<< UInt64(first & 63) }
      if section == Presence.section(of: last) { sentences &= .max &>> UInt64(63 - (last & 63)) }
      if view.sentences(sentences, with: condition.pointee.choices, presence, in: section) != 0 {
        return true
      }
    }
    return false
  }

  private var sentenceCount: Int32 {
    Int32(truncatingIfNeeded: memory.pointee.sentenceStarts.count - 1)
  }

  /// Tokens of a sentence.
  @inline(__always)
  private func tokens(of sentence: Int32) -> Range<Int> {
    let starts = memory.pointee.sentenceStarts
    return Int(starts[Int(sentence)])..<Int(starts[Int(sentence) + 1])
  }
}
