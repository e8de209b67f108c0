import Documents

/// One stratum's rules over a text.
struct RulePass {
  let run: TagRun

  func candidates(of stratum: Int) -> [Candidate] {
    let dispatch = run.pack.plan.dispatch[stratum]
    guard !dispatch.isEmpty else { return [] }
    let bit = TaggingPlan.bit(ofStratum: stratum)
    var found: [Candidate] = []
    var check = ConditionCheck(run: run)
    withMatcher { matcher in
      for token in matcher.tokens.indices where run.interest[token] & bit != 0 {
        visit(token, dispatch, &matcher, &check, &found)
      }
    }
    return found
  }

  func withMatcher<R>(_ body: (inout PatternMatcher) -> R) -> R {
    run.tokens.withUnsafeBufferPointer { tokens in
      run.items.withUnsafeBufferPointer { items in
        run.pack.plan.shapes.withUnsafeBufferPointer { shapes in
          run.pack.plan.code.withUnsafeBufferPointer { code in
            let field = PatternMatcher.Field(
              tokens: tokens, sentences: run.sentences, items: items, heads: run.heads,
              signatures: run.signatures, shapes: shapes, code: code)
            var matcher = PatternMatcher(field, dash: run.pack.dash)
            return body(&matcher)
          }
        }
      }
    }
  }

  private func visit(
    _ token: Int, _ dispatch: TaggingPlan.Dispatch, _ matcher: inout PatternMatcher,
    _ check: inout ConditionCheck, _ found: inout [Candidate]
  ) {
    var item = matcher.field.heads[token]
    var seen: Int32 = -1
    while item >= 0 {
      let symbol = matcher.field.items[Int(item)].symbol
      if symbol != seen {
        attempt(dispatch.bySymbol[Int(symbol)], token, &matcher, &check, &found)
      }
      seen = symbol
      item = matcher.field.items[Int(item)].next
    }
    let word = run.pack.plan.wordClass[Int(matcher.tokens[token].word)]
    if word != 0 { attempt(dispatch.byWord[Int(word)], token, &matcher, &check, &found) }
    guard matcher.tokens[token].kind == .digits else { return }
    for (shape, programs) in dispatch.byShape.enumerated()
    where !programs.isEmpty && isShape(shape, matcher.tokens[token]) {
      attempt(programs, token, &matcher, &check, &found)
    }
  }

  private func isShape(_ shape: Int, _ token: Token) -> Bool {
    let shape = run.pack.plan.shapes[shape]
    return shape.digits.contains(token.length) && shape.values.contains(Int(token.number))
  }

  @inline(__always)
  private func attempt(
    _ starters: Range<Int32>, _ token: Int, _ matcher: inout PatternMatcher,
    _ check: inout ConditionCheck, _ found: inout [Candidate]
  ) {
    guard !starters.isEmpty, let code = matcher.field.code.baseAddress else { return }
    let there = run.sentenceSignatures[Int(run.sentences[token])]
    for i in starters {
      let program = run.pack.plan.programs[Int(run.pack.plan.starters[Int(i)])]
      guard there.holds(program.required),
        matcher.matches(code + program.code, at: token, before: matcher.tokens.count)
      else { continue }
      let match = matcher.match
      guard let candidate = candidate(program, match),
        check.firstFailure(Int(program.rule), match, &matcher) == nil
      else { continue }
      found.append(candidate)
    }
  }

  private func candidate(
    _ program: TaggingPlan.Program, _ match: PatternMatch
  ) -> Candidate? {
    let rule = run.pack.rules[Int(program.rule)]
    let names = rule.programs[Int(program.number)].captureNames
    let parts = Composition(run: run, match: match, names: names)
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
      valueLast: tokens.1, value: value, attributes: attributes, rule: program.rule, name: -1,
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
