/// Whether what stands around a match lets its rule speak.
struct ConditionCheck {
  let run: TagRun
  /// What was last found for each condition, by the sentence or unit it was looked for in: all
  /// matches of one sentence ask the same.
  private var memory: [Memory]

  private struct Memory {
    var place: Int32
    var holds: Bool
  }

  init(run: TagRun) {
    self.run = run
    memory = [Memory](
      repeating: Memory(place: -1, holds: false), count: run.pack.plan.conditions.count)
  }

  /// The first condition that forbids the match, as its index among those of `when` and `unless`;
  /// nil where none does.
  mutating func firstFailure(
    _ rule: Int, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Int? {
    let conditions = run.pack.plan.conditionsOfRule[rule]
    for i in conditions.when..<conditions.end
    where holds(i, match, &matcher) != (i < conditions.unless) {
      return i - conditions.when
    }
    return nil
  }

  private mutating func holds(
    _ number: Int, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let condition = run.pack.plan.conditions[number]
    let place = place(of: condition.scope, match)
    guard place >= 0 else { return look(condition, match, &matcher) }
    if memory[number].place == place { return memory[number].holds }
    let holds = look(condition, match, &matcher)
    memory[number] = Memory(place: place, holds: holds)
    return holds
  }

  /// Number of the sentence or unit that alone decides; -1 where the match itself counts.
  private func place(
    of scope: RulePack.CompiledCondition.Scope, _ match: PatternMatch
  ) -> Int32 {
    let first = run.sentences[Int(match.start)]
    let last = run.sentences[lastToken(match)]
    switch scope {
    case .before, .after, .passage: return -1
    case .sentence: return first == last ? first : -1
    case .next: return last
    case .block, .under, .row: return run.unitOf[Int(match.start)]
    case .document: return 0
    }
  }

  private func lastToken(_ match: PatternMatch) -> Int { Int(max(match.start, match.end - 1)) }

  private func look(
    _ condition: TaggingPlan.Condition, _ match: PatternMatch, _ matcher: inout PatternMatcher
  ) -> Bool {
    let start = Int(match.start)
    let end = Int(match.end)
    let sentence = run.sentences[start]
    let last = run.sentences[lastToken(match)]
    switch condition.scope {
    case .before:
      let first = max(run.sentence(sentence).lowerBound, start - condition.count)
      return search(condition, first..<start, &matcher)
    case .after:
      let limit = min(run.sentence(last).upperBound, end + condition.count)
      return search(condition, end..<max(end, limit), &matcher)
    case .passage: return search(condition, start..<end, &matcher)
    case .sentence:
      if sentence == last, condition.first.symbols != .max,
        !run.sentenceSignatures[Int(sentence)].meets(condition.first)
      {
        return false
      }
      return search(
        condition, run.sentence(sentence).lowerBound..<run.sentence(last).upperBound, &matcher)
    case .next:
      guard last + 1 < run.sentenceCount else { return false }
      return search(condition, run.sentence(last + 1), &matcher)
    case .block:
      let unit = run.unitOf[start]
      return unit >= 0 && search(condition, run.unitTokens[Int(unit)], &matcher)
    case .under, .row:
      let unit = run.unitOf[start]
      guard unit >= 0 else { return false }
      for over in run.layout.units[Int(unit)].over
      where search(condition, run.unitTokens[over], &matcher) {
        return true
      }
      return false
    case .document: return search(condition, 0..<matcher.tokens.count, &matcher)
    }
  }

  private func search(
    _ condition: TaggingPlan.Condition, _ range: Range<Int>, _ matcher: inout PatternMatcher
  ) -> Bool {
    guard let base = matcher.field.code.baseAddress else { return false }
    let signatures = matcher.field.signatures
    let first = condition.first
    let isOpen = first.symbols == .max
    for token in range where isOpen || signatures[token].meets(first) {
      if matcher.matches(base + condition.code, at: token, before: range.upperBound) {
        return true
      }
    }
    return false
  }
}
