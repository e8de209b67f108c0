import Documents

/// Whether what stands around a match lets its rule speak.
struct ConditionCheck {
  /// What was last found for a condition.
  struct Answer: BitwiseCopyable {
    /// The sentences of a section in which all that it needs stands, a bit each. That does not change
    /// while the stratum of its rule is at work.
    var sentences: UInt64 = 0
    var section: Int32 = -1
    /// Of another section the sentences that were asked for with a look outside, and those of them for
    /// whose matches it may hold.
    var outside: Int32 = -1
    var asked: UInt64 = 0
    var allowed: UInt64 = 0
    /// The sentence or unit in which it holds, or does not.
    var place: Int32 = -1
    var holds = false
    /// Whether all that it needs stands in any sentence of the text.
    var isAnywhere = Finding.unknown
  }

  enum Finding: UInt8 { case unknown, yes, no }

  // The run and its pack outlive the check.
  let conditions: UnsafePointer<TaggingPlan.Condition>
  private let choices: PackView.Choices
  let memory: UnsafeMutablePointer<RunMemory>

  /// The tokens of a match, and the sentences of the first and of the last.
  private struct Place {
    let match: TaggingPlan.Span
    let first: Int32
    let last: Int32
  }

  init(run: TagRun) {
    choices = run.view.choices
    conditions = run.view.conditions
    memory = run.memory
  }

  /// The first condition that forbids a match, as its index among those of `when` and `unless`;
  /// nil where none does.
  ///
  /// - Parameter match: its tokens.
  @inline(__always)
  func firstFailure(
    _ rule: UnsafePointer<TaggingPlan.Rule>, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> Int? {
    let (first, unless, end) = (rule.pointee.when, rule.pointee.unless, rule.pointee.end)
    guard first < end else { return nil }
    let sentences = memory.pointee.sentences
    let place = Place(
      match: match, first: sentences[Int(match.first)], last: sentences[lastToken(match)])
    var i = first
    while i < end {
      if holds(Int(i), place, &matcher) != (i < unless) { return Int(i - first) }
      i &+= 1
    }
    return nil
  }

  /// Whether none forbids a match of a program.
  ///
  /// Most of what `unless` names stands nowhere near: whether any of it may is asked once a section.
  ///
  /// - Parameter match: its tokens, of the section at hand.
  @inline(__always)
  func allows(
    _ rule: UnsafePointer<TaggingPlan.Rule>, _ program: Int32, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let (first, unless, end) = (rule.pointee.when, rule.pointee.unless, rule.pointee.end)
    guard first < end else { return true }
    let sentences = memory.pointee.sentences
    let place = Place(
      match: match, first: sentences[Int(match.first)], last: sentences[lastToken(match)])
    var i = first
    while i < unless {
      guard holds(Int(i), place, &matcher) else { return false }
      i &+= 1
    }
    // Of one alone it costs as much to ask the other way.
    if end &- unless > 1, place.first == place.last, !mayDoubt(rule, program, place.first) {
      return true
    }
    while i < end {
      if holds(Int(i), place, &matcher) { return false }
      i &+= 1
    }
    return true
  }

  /// The words by which a condition holds for a match, in bytes of the text; nil where it does not.
  func words(
    of number: Int, _ rule: UnsafePointer<TaggingPlan.Rule>, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> TextRange? {
    guard look(Int(rule.pointee.when) + number, match, &matcher) else { return nil }
    let tokens = Int(matcher.match.start)..<Int(matcher.match.end)
    guard !tokens.isEmpty else { return TextRange(0, 0) }
    return TextRange(
      Int(memory.pointee.tokens[tokens.lowerBound].start),
      Int(memory.pointee.tokens[tokens.upperBound - 1].end))
  }

  @inline(__always)
  private func holds(
    _ number: Int, _ place: Place, _ matcher: inout PatternMatcher
  ) -> Bool {
    let only = only(conditions[number].scope, place)
    guard only >= 0 else {
      // What stands around a match stands in its sentences.
      return mayStand(number, place.first, place.last) && look(number, place.match, &matcher)
    }
    let answer = memory.pointee.answers.base + number
    if answer.pointee.place == only { return answer.pointee.holds }
    let holds = look(number, place.match, &matcher)
    answer.pointee.place = only
    answer.pointee.holds = holds
    return holds
  }

  /// Number of the sentence or unit that alone decides; -1 where the match itself counts.
  @inline(__always)
  private func only(_ scope: RulePack.Scope, _ place: Place) -> Int32 {
    switch scope {
    case .before, .after, .near, .passage: -1
    case .sentence: place.first == place.last ? place.first : -1
    case .next: place.last
    case .previous: place.first
    case .block, .under, .row, .blockBefore, .blockAfter:
      memory.pointee.unitOf[Int(place.match.first)]
    case .document: 0
    }
  }

  @inline(__always)
  private func lastToken(_ match: TaggingPlan.Span) -> Int {
    Int(max(match.first, match.end &- 1))
  }

  @inline(never)
  private func look(
    _ condition: Int, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    switch conditions[condition].scope {
    case .before, .after, .near, .passage: lookAround(condition, match, &matcher)
    case .sentence, .next, .previous: lookInSentences(condition, match, &matcher)
    case .block, .under, .row, .blockBefore, .blockAfter:
      lookInUnits(condition, match, &matcher)
    case .document: search(condition, 0..<matcher.tokens.count, &matcher)
    }
  }

  /// So many tokens before or after the match, in its sentence; or in the match.
  private func lookAround(
    _ condition: Int, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let start = Int(match.first)
    let end = Int(match.end)
    if conditions[condition].scope == .passage { return search(condition, start..<end, &matcher) }
    let sentences = memory.pointee.sentences
    let count = Int(conditions[condition].count)
    let first = max(tokens(of: sentences[start]).lowerBound, start - count)
    let limit = min(tokens(of: sentences[lastToken(match)]).upperBound, end + count)
    let scope = conditions[condition].scope
    return scope != .after && searchWithin(condition, sentences[start], first..<start, &matcher)
      || scope != .before
        && searchWithin(
          condition, sentences[lastToken(match)], end..<max(end, limit), &matcher)
  }

  /// Among some tokens of a sentence.
  @inline(__always)
  private func searchWithin(
    _ condition: Int, _ sentence: Int32, _ range: Range<Int>, _ matcher: inout PatternMatcher
  ) -> Bool {
    guard !range.isEmpty else { return false }
    let parts = conditions[condition].parts
    if parts.isEmpty { return seek(condition, range, before: range.upperBound, &matcher) }
    for part in parts.indices
    where mayStand(part, sentence, sentence)
      && seek(part, range, before: range.upperBound, &matcher)
    {
      return true
    }
    return false
  }

  private func lookInSentences(
    _ condition: Int, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let sentence = memory.pointee.sentences[Int(match.first)]
    let last = memory.pointee.sentences[lastToken(match)]
    switch conditions[condition].scope {
    case .next:
      guard last + 1 < sentenceCount else { return false }
      return search(condition, tokens(of: last + 1), &matcher)
    case .previous:
      // « Qui peut déposer ? Les communes et … » answers within its paragraph only.
      let unit = memory.pointee.unitOf[Int(match.first)]
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
    _ condition: Int, _ match: TaggingPlan.Span,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let unit = memory.pointee.unitOf[Int(match.first)]
    guard unit >= 0 else { return false }
    let neighbour: Int? =
      switch conditions[condition].scope {
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
    _ condition: Int, _ range: Range<Int>,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    guard !range.isEmpty, mayStand(condition, in: range) else { return false }
    return searchParts(condition, range, &matcher)
  }

  /// The same where the sentences hold all that a match needs, or nobody has looked.
  private func searchParts(
    _ condition: Int, _ range: Range<Int>,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    guard !range.isEmpty else { return false }
    let parts = conditions[condition].parts
    if parts.isEmpty { return searchSentences(condition, range, &matcher) }
    for part in parts.indices
    where mayStand(part, in: range) && searchSentences(part, range, &matcher) {
      return true
    }
    return false
  }

  /// In the sentences of a stretch that hold all that a match needs.
  private func searchSentences(
    _ condition: Int, _ range: Range<Int>, _ matcher: inout PatternMatcher
  ) -> Bool {
    let sentences = memory.pointee.sentences
    let (first, last) = (sentences[range.lowerBound], sentences[range.upperBound &- 1])
    guard first < last else { return seek(condition, range, before: range.upperBound, &matcher) }
    for sentence in first...last where mayStand(condition, sentence, sentence) {
      let some = tokens(of: sentence).clamped(to: range)
      if seek(condition, some, before: range.upperBound, &matcher) { return true }
    }
    return false
  }

  /// Whether a condition matches at one of some tokens, ending before `limit`.
  private func seek(
    _ condition: Int, _ range: Range<Int>, before limit: Int, _ matcher: inout PatternMatcher
  ) -> Bool {
    let condition = conditions + condition
    let code = matcher.field.code + Int(condition.pointee.code)
    let signatures = matcher.field.signatures
    let isOpen = condition.pointee.first.isEverything
    let word = Int(condition.pointee.word)
    let bits = condition.pointee.first.bits(in: word)
    var token = range.lowerBound
    while true {
      if !isOpen {
        token =
          word >= 0
          ? signatures.next(from: token, before: range.upperBound, meeting: bits, in: word)
          : signatures.next(
            from: token, before: range.upperBound, meeting: condition.pointee.first)
      }
      guard token < range.upperBound else { return false }
      if matcher.matches(code, at: token, before: limit) { return true }
      token &+= 1
    }
  }

  /// Whether one of the sentences of some tokens holds all that a match of the condition needs.
  @inline(__always)
  func mayStand(_ condition: Int, in range: Range<Int>) -> Bool {
    let sentences = memory.pointee.sentences
    return mayStand(condition, sentences[range.lowerBound], sentences[range.upperBound &- 1])
  }

  /// Whether one of some sentences does.
  @inline(__always)
  func mayStand(_ condition: Int, _ first: Int32, _ last: Int32) -> Bool {
    guard first == last else { return mayStand(condition, among: first...last) }
    let prospect = prospect(of: condition, in: Presence.section(of: first))
    return prospect &>> UInt64(truncatingIfNeeded: first & 63) & 1 != 0
  }

  @inline(never)
  private func mayStand(_ condition: Int, among all: ClosedRange<Int32>) -> Bool {
    let (first, last) = (all.lowerBound, all.upperBound)
    for section in Presence.section(of: first)...Presence.section(of: last) {
      var sentences = prospect(of: condition, in: section)
      if section == Presence.section(of: first) { sentences &= .max &<< UInt64(first & 63) }
      if section == Presence.section(of: last) { sentences &= .max &>> UInt64(63 - (last & 63)) }
      if sentences != 0 { return true }
    }
    return false
  }

  /// The sentences of a section in which a condition may match: asked once of all of them, since
  /// matches of a rule come section by section.
  @inline(__always)
  func prospect(of condition: Int, in section: Int) -> UInt64 {
    let answer = memory.pointee.answers.base + condition
    if answer.pointee.section == Int32(truncatingIfNeeded: section) {
      return answer.pointee.sentences
    }
    return newProspect(of: condition, in: section)
  }

  @inline(never)
  private func newProspect(of condition: Int, in section: Int) -> UInt64 {
    let presence = Presence(memory.pointee.presence)
    let sentences = choices.sentences(
      conditions[condition].required.sentences(presence, in: section),
      with: conditions[condition].choices, presence, in: section)
    let answer = memory.pointee.answers.base + condition
    answer.pointee.section = Int32(truncatingIfNeeded: section)
    answer.pointee.sentences = sentences
    return sentences
  }

  var sentenceCount: Int32 {
    Int32(truncatingIfNeeded: memory.pointee.sentenceStarts.count - 1)
  }

  /// Tokens of a sentence.
  @inline(__always)
  func tokens(of sentence: Int32) -> Range<Int> {
    let starts = memory.pointee.sentenceStarts
    return Int(starts[Int(sentence)])..<Int(starts[Int(sentence) + 1])
  }
}
