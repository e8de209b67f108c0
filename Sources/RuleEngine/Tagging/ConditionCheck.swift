import Documents

/// Whether what stands around a match lets its rule speak.
struct ConditionCheck {
  /// What was last found for a condition, and where.
  struct Answer: BitwiseCopyable {
    var place: Int32 = -1
    var holds = false
  }

  // Outlives the check.
  unowned(unsafe) let run: TagRun

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
    guard look(run.view.conditions[Int(rule.when) + number], match, &matcher) else { return nil }
    return run.range(matcher.match.start, matcher.match.end)
  }

  private func holds(
    _ number: Int, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let condition = run.view.conditions[number]
    let place = place(of: condition.scope, match)
    guard place >= 0 else { return look(condition, match, &matcher) }
    let answers = run.memory.pointee.answers
    if answers[number].place == place { return answers[number].holds }
    let holds = look(condition, match, &matcher)
    answers[number] = Answer(place: place, holds: holds)
    return holds
  }

  /// Number of the sentence or unit that alone decides; -1 where the match itself counts.
  private func place(
    of scope: RulePack.Scope, _ match: PatternMatch
  ) -> Int32 {
    let sentences = run.memory.pointee.sentences
    let first = sentences[Int(match.start)]
    let last = sentences[lastToken(match)]
    switch scope {
    case .before, .after, .near, .passage: return -1
    case .sentence: return first == last ? first : -1
    case .next: return last
    case .previous: return first
    case .block, .under, .row: return run.memory.pointee.unitOf[Int(match.start)]
    case .document: return 0
    }
  }

  private func lastToken(_ match: PatternMatch) -> Int { Int(max(match.start, match.end - 1)) }

  private func look(
    _ condition: TaggingPlan.Condition, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    switch condition.scope {
    case .before, .after, .near, .passage: lookAround(condition, match, &matcher)
    case .sentence, .next, .previous: lookInSentences(condition, match, &matcher)
    case .block, .under, .row: lookInUnits(condition, match, &matcher)
    case .document: search(condition, 0..<matcher.tokens.count, &matcher)
    }
  }

  /// So many tokens before or after the match, in its sentence; or in the match.
  private func lookAround(
    _ condition: TaggingPlan.Condition, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let start = Int(match.start)
    let end = Int(match.end)
    if condition.scope == .passage { return search(condition, start..<end, &matcher) }
    let sentences = run.memory.pointee.sentences
    let count = Int(condition.count)
    let first = max(run.sentence(sentences[start]).lowerBound, start - count)
    let limit = min(run.sentence(sentences[lastToken(match)]).upperBound, end + count)
    return condition.scope != .after && search(condition, first..<start, &matcher)
      || condition.scope != .before && search(condition, end..<max(end, limit), &matcher)
  }

  private func lookInSentences(
    _ condition: TaggingPlan.Condition, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let memory = run.memory
    let sentence = memory.pointee.sentences[Int(match.start)]
    let last = memory.pointee.sentences[lastToken(match)]
    switch condition.scope {
    case .next:
      guard last + 1 < run.sentenceCount else { return false }
      return search(condition, run.sentence(last + 1), &matcher)
    case .previous:
      // « Qui peut déposer ? Les communes et … » answers within its paragraph only.
      let unit = memory.pointee.unitOf[Int(match.start)]
      guard sentence > 0, unit >= 0 else { return false }
      let before = run.sentence(sentence - 1)
      guard memory.pointee.unitOf[before.lowerBound] == unit else { return false }
      return search(condition, before, &matcher)
    default:
      if sentence == last, !condition.anywhere.isEmpty,
        !run.view.holdsAny(
          of: condition.anywhere, Presence(memory.pointee.presence), Int(sentence))
      {
        return false
      }
      return search(
        condition, run.sentence(sentence).lowerBound..<run.sentence(last).upperBound, &matcher)
    }
  }

  /// In the paragraph, item or cell of the match, or in those that stand over it.
  private func lookInUnits(
    _ condition: TaggingPlan.Condition, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let memory = run.memory
    let unit = memory.pointee.unitOf[Int(match.start)]
    guard unit >= 0 else { return false }
    guard condition.scope != .block else {
      return search(condition, memory.pointee.unitTokens[Int(unit)].indices, &matcher)
    }
    let overs = memory.pointee.overs
    for i in memory.pointee.unitsOver[Int(unit)].indices
    where search(condition, memory.pointee.unitTokens[Int(overs[i])].indices, &matcher) {
      return true
    }
    return false
  }

  private func search(
    _ condition: TaggingPlan.Condition, _ range: Range<Int>, _ matcher: inout PatternMatcher
  ) -> Bool {
    let code = matcher.field.code + Int(condition.code)
    let signatures = matcher.field.signatures
    let first = condition.first
    let isOpen = first.isEverything
    for token in range where isOpen || signatures[token].meets(first) {
      if matcher.matches(code, at: token, before: range.upperBound) {
        return true
      }
    }
    return false
  }
}
