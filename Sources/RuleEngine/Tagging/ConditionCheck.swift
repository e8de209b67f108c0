/// Whether what stands around a match lets its rule speak.
struct ConditionCheck {
  /// What was last found for a condition, and where.
  struct Answer: BitwiseCopyable {
    var place: Int32 = -1
    var holds = false
  }

  let run: TagRun

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
    let start = Int(match.start)
    let end = Int(match.end)
    let memory = run.memory
    let sentence = memory.pointee.sentences[start]
    let last = memory.pointee.sentences[lastToken(match)]
    switch condition.scope {
    case .before:
      let first = max(run.sentence(sentence).lowerBound, start - Int(condition.count))
      return search(condition, first..<start, &matcher)
    case .after:
      let limit = min(run.sentence(last).upperBound, end + Int(condition.count))
      return search(condition, end..<max(end, limit), &matcher)
    case .near:
      let first = max(run.sentence(sentence).lowerBound, start - Int(condition.count))
      let limit = min(run.sentence(last).upperBound, end + Int(condition.count))
      return search(condition, first..<start, &matcher)
        || search(condition, end..<max(end, limit), &matcher)
    case .passage: return search(condition, start..<end, &matcher)
    case .sentence:
      if sentence == last, !condition.first.isEverything,
        !memory.pointee.sentenceSignatures[Int(sentence)].meets(condition.first)
      {
        return false
      }
      return search(
        condition, run.sentence(sentence).lowerBound..<run.sentence(last).upperBound, &matcher)
    case .next:
      guard last + 1 < run.sentenceCount else { return false }
      return search(condition, run.sentence(last + 1), &matcher)
    case .previous:
      // « Qui peut déposer ? Les communes et … » answers within its paragraph only.
      let unit = memory.pointee.unitOf[start]
      guard sentence > 0, unit >= 0 else { return false }
      let before = run.sentence(sentence - 1)
      guard memory.pointee.unitOf[before.lowerBound] == unit else { return false }
      return search(condition, before, &matcher)
    case .block:
      let unit = memory.pointee.unitOf[start]
      return unit >= 0 && search(condition, memory.pointee.unitTokens[Int(unit)].indices, &matcher)
    case .under, .row:
      let unit = memory.pointee.unitOf[start]
      guard unit >= 0 else { return false }
      for over in run.layout.units[Int(unit)].over
      where search(condition, memory.pointee.unitTokens[over].indices, &matcher) {
        return true
      }
      return false
    case .document: return search(condition, 0..<matcher.tokens.count, &matcher)
    }
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
