import Documents

/// One stratum's rules over a text.
struct RulePass {
  let run: TagRun

  func candidates(of stratum: Int) -> [Candidate] {
    let dispatch = run.pack.dispatch[stratum]
    guard !(dispatch.bySymbol.isEmpty && dispatch.byWord.isEmpty && dispatch.byShape.isEmpty) else {
      return []
    }
    var found: [Candidate] = []
    withMatcher { matcher in
      for token in matcher.tokens.indices { visit(token, dispatch, &matcher, &found) }
    }
    return found
  }

  func withMatcher<R>(_ body: (inout PatternMatcher) -> R) -> R {
    run.tokens.withUnsafeBufferPointer { tokens in
      run.sentences.withUnsafeBufferPointer { sentences in
        run.items.withUnsafeBufferPointer { items in
          run.heads.withUnsafeBufferPointer { heads in
            var matcher = PatternMatcher(
              tokens: tokens, sentences: sentences, items: items, heads: heads,
              shapes: run.pack.shapes, dash: run.pack.dash)
            return body(&matcher)
          }
        }
      }
    }
  }

  private func visit(
    _ token: Int, _ dispatch: RulePack.Dispatch, _ matcher: inout PatternMatcher,
    _ found: inout [Candidate]
  ) {
    var item = matcher.heads[token]
    var seen: Int32 = -1
    while item >= 0 {
      let symbol = matcher.items[Int(item)].symbol
      if symbol != seen, let rules = dispatch.bySymbol[symbol] {
        for pair in rules { attempt(pair, token, &matcher, &found) }
      }
      seen = symbol
      item = matcher.items[Int(item)].next
    }
    let word = matcher.tokens[token].word
    if word != 0, let rules = dispatch.byWord[word] {
      for pair in rules { attempt(pair, token, &matcher, &found) }
    }
    guard matcher.tokens[token].kind == .digits else { return }
    for (shape, rules) in dispatch.byShape where isShape(shape, matcher.tokens[token]) {
      for pair in rules { attempt(pair, token, &matcher, &found) }
    }
  }

  private func isShape(_ shape: Int16, _ token: Token) -> Bool {
    let shape = run.pack.shapes[Int(shape)]
    return shape.digits.contains(token.length) && shape.values.contains(Int(token.number))
  }

  private func attempt(
    _ pair: (rule: Int32, program: Int32), _ token: Int, _ matcher: inout PatternMatcher,
    _ found: inout [Candidate]
  ) {
    let rule = run.pack.rules[Int(pair.rule)]
    let program = rule.programs[Int(pair.program)]
    guard let match = matcher.match(program, at: token) else { return }
    guard let candidate = candidate(pair.rule, rule, program, match) else { return }
    var conditions = ConditionCheck(run: run, matcher: matcher)
    guard conditions.allow(rule, match) else { return }
    found.append(candidate)
  }

  private func candidate(
    _ index: Int32, _ rule: RulePack.CompiledRule, _ program: PatternProgram, _ match: PatternMatch
  ) -> Candidate? {
    let parts = Composition(run: run, match: match, names: program.captureNames)
    guard let (value, place) = rule.normaliser.value(parts, from: rule.from),
      match.passageStart < match.passageEnd
    else { return nil }
    let tokens = place.map { tokenSpan(of: $0) } ?? (match.passageStart, match.passageEnd)
    var attributes = rule.set
    for (key, capture) in rule.take {
      if let text = parts.text(capture) { attributes.append(.init(key: key, value: text)) }
    }
    return Candidate(
      type: rule.type, first: match.passageStart, last: match.passageEnd, valueFirst: tokens.0,
      valueLast: tokens.1, value: value, attributes: attributes, rule: index, name: -1,
      priority: rule.priority)
  }

  private func tokenSpan(of range: TextRange) -> (Int32, Int32) {
    var low = 0
    var high = run.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(run.tokens[middle].start) < range.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < run.tokens.count, Int(run.tokens[end].end) <= range.end { end += 1 }
    return (Int32(low), Int32(max(end, low + 1)))
  }
}

/// Whether what stands around a match lets its rule speak.
struct ConditionCheck {
  let run: TagRun
  var matcher: PatternMatcher

  /// The first condition that forbids the match; nil where none does.
  mutating func firstFailure(
    _ rule: RulePack.CompiledRule, _ match: PatternMatch
  ) -> RulePack.CompiledCondition? {
    for condition in rule.when where !holds(condition, match) { return condition }
    for condition in rule.unless where holds(condition, match) { return condition }
    return nil
  }

  mutating func allow(_ rule: RulePack.CompiledRule, _ match: PatternMatch) -> Bool {
    firstFailure(rule, match) == nil
  }

  private mutating func holds(
    _ condition: RulePack.CompiledCondition, _ match: PatternMatch
  ) -> Bool {
    let start = Int(match.start)
    let end = Int(match.end)
    switch condition.scope {
    case .before:
      let first = max(sentenceStart(start), start - condition.count)
      return search(condition.program, first..<start)
    case .after:
      let last = min(sentenceEnd(max(start, end - 1)), end + condition.count)
      return search(condition.program, end..<max(end, last))
    case .sentence:
      return search(condition.program, sentenceStart(start)..<sentenceEnd(max(start, end - 1)))
    case .passage: return search(condition.program, start..<end)
    case .block: return unit(at: start).map { search(condition.program, $0) } ?? false
    case .next:
      let first = sentenceEnd(max(start, end - 1))
      guard first < run.tokens.count else { return false }
      return search(condition.program, first..<sentenceEnd(first))
    case .under, .row:
      let unit = Int(run.unitOf[start])
      guard unit >= 0 else { return false }
      for over in run.layout.units[unit].over where search(condition.program, run.unitTokens[over])
      {
        return true
      }
      return false
    case .document: return search(condition.program, 0..<run.tokens.count)
    }
  }

  private mutating func search(_ program: PatternProgram, _ range: Range<Int>) -> Bool {
    for token in range where canBegin(program.first, token) {
      if matcher.match(program, at: token, before: range.upperBound) != nil { return true }
    }
    return false
  }

  private func canBegin(_ first: PatternProgram.FirstSet, _ token: Int) -> Bool {
    if first.isOpen { return true }
    let this = matcher.tokens[token]
    if this.word != 0, first.words.contains(this.word) { return true }
    if !first.shapes.isEmpty, this.kind == .digits { return true }
    var item = matcher.heads[token]
    while item >= 0 {
      if first.symbols.contains(matcher.items[Int(item)].symbol) { return true }
      item = matcher.items[Int(item)].next
    }
    return false
  }

  private func unit(at token: Int) -> Range<Int>? {
    let unit = run.unitOf[token]
    return unit >= 0 ? run.unitTokens[Int(unit)] : nil
  }

  private func sentenceStart(_ token: Int) -> Int {
    var i = token
    while i > 0, matcher.sentences[i - 1] == matcher.sentences[token] { i -= 1 }
    return i
  }

  private func sentenceEnd(_ token: Int) -> Int {
    var i = token
    while i < matcher.sentences.count, matcher.sentences[i] == matcher.sentences[token] { i += 1 }
    return i
  }
}
