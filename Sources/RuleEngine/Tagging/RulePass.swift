import Documents

/// One stratum's rules over a text.
struct RulePass {
  // The run outlives its passes; to count references to it would cost more than a look at a rule.
  unowned(unsafe) let run: TagRun
  private let view: PackView
  private let memory: UnsafeMutablePointer<RunMemory>

  init(run: TagRun) {
    self.run = run
    view = run.view
    memory = run.memory
  }

  /// Leaves the candidates of a stratum in the run's memory.
  func find(_ stratum: Int) {
    let bit = TaggingPlan.bit(ofStratum: stratum)
    let starts = view.starts + stratum * view.facts.startsPerStratum
    noteShapes(starts)
    let interest = memory.pointee.interest.base
    var matcher = matcher()
    let check = ConditionCheck(run: run)
    for token in 0..<matcher.tokens.count where interest[token] & bit != 0 {
      visit(token, bit, starts, &matcher, check)
    }
  }

  /// Notes the shapes that programs of the stratum begin with.
  private func noteShapes(_ starts: UnsafePointer<TaggingPlan.Span>) {
    memory.pointee.shapes.removeAll()
    let first = Int(view.facts.symbols + view.facts.classes)
    for shape in 0..<Int(view.facts.shapes) where !starts[first + shape].isEmpty {
      memory.pointee.shapes.append(Int32(truncatingIfNeeded: shape))
    }
  }

  func matcher() -> PatternMatcher {
    let memory = memory.pointee
    return PatternMatcher(
      PatternMatcher.Field(
        tokens: memory.tokens.view, sentences: UnsafePointer(memory.sentences.base),
        items: memory.items.view, heads: UnsafePointer(memory.heads.base),
        signatures: UnsafePointer(memory.signatures.base), shapes: view.shapes, code: view.code,
        aheads: view.aheads),
      dash: view.facts.dash)
  }

  @inline(__always)
  private func visit(
    _ token: Int, _ bit: UInt32, _ starts: UnsafePointer<TaggingPlan.Span>,
    _ matcher: inout PatternMatcher, _ check: ConditionCheck
  ) {
    var number = memory.pointee.starts[token]
    var seen: Int32 = -1
    while number >= 0 {
      let item = matcher.field.items[Int(number)]
      if item.strata & bit != 0, item.symbol != seen {
        attempt(starts[Int(item.symbol)], token, number, &matcher, check)
      }
      seen = item.symbol
      number = item.nextStart
    }
    let word = memory.pointee.wordClasses[token]
    if word != 0, view.classes[Int(word)].strata & bit != 0 {
      attempt(starts[Int(view.facts.symbols + word)], token, -1, &matcher, check)
    }
    guard matcher.tokens[token].kind == .digits else { return }
    let first = Int(view.facts.symbols + view.facts.classes)
    let shapes = memory.pointee.shapes
    for i in 0..<shapes.count where view.shapes[Int(shapes[i])].holds(matcher.tokens[token]) {
      attempt(starts[first + Int(shapes[i])], token, -1, &matcher, check)
    }
  }

  /// Whether what the second step needs stands behind a token; behind an item, if it is given, or
  /// behind another of its symbol after it in the chain.
  @inline(__always)
  private func isFollowed(
    by second: Int32, _ token: Int, _ item: Int32, _ field: PatternMatcher.Field
  ) -> Bool {
    let wanted = view.aheads + Int(second)
    guard item >= 0 else {
      return token &+ 1 < field.tokens.count && field.signatures[token &+ 1].meets(wanted.pointee)
    }
    let symbol = field.items[Int(item)].symbol
    var next = item
    while next >= 0 {
      let item = field.items[Int(next)]
      if item.symbol == symbol, Int(item.last) < field.tokens.count,
        field.signatures[Int(item.last)].meets(wanted.pointee)
      {
        return true
      }
      next = item.nextStart
    }
    return false
  }

  /// - Parameter item: the item that the programs begin with; -1 for a word or a figure.
  @inline(__always)
  private func attempt(
    _ groups: TaggingPlan.Span, _ token: Int, _ item: Int32,
    _ matcher: inout PatternMatcher, _ check: ConditionCheck
  ) {
    let sentence = Int(matcher.field.sentences[token])
    let presence = Presence(memory.pointee.presence)
    let known = memory.pointee.found.count
    for number in groups.indices {
      let group = view.groups[number]
      guard presence.holds(Int(group.need), in: sentence) else { continue }
      for i in Int(group.first)..<(Int(group.first) &+ Int(group.count)) {
        let starter = view.starters[i]
        guard starter.required.stands(in: presence, sentence),
          starter.any.isEmpty || view.holdsAny(of: starter.any, presence, sentence),
          starter.second < 0 || isFollowed(by: starter.second, token, item, matcher.field),
          matcher.matches(view.code + Int(starter.code), at: token, before: matcher.tokens.count)
        else { continue }
        take(starter.program, &matcher, check, after: known)
      }
    }
  }

  /// Makes a candidate of a match where its rule may speak and its parts make a value.
  ///
  /// - Parameter known: how many candidates there were before those that begin at the same item.
  @inline(never)
  private func take(
    _ number: Int32, _ matcher: inout PatternMatcher, _ check: ConditionCheck, after known: Int
  ) {
    let program = view.programs[Int(number)]
    let match = matcher.match
    let rule = view.rules[Int(program.rule)]
    guard match.passageStart < match.passageEnd, view.holds(rule.valid, on: run.day),
      check.firstFailure(rule, match, &matcher) == nil
    else { return }
    let parts = Composition(run: run, match: match, names: view.names(of: program))
    guard let (value, place) = value(rule, parts) else { return }
    let tokens = place ?? (match.passageStart, match.passageEnd)
    memory.pointee.found.append(
      Candidate(
        type: rule.type, first: match.passageStart, last: match.passageEnd, valueFirst: tokens.0,
        valueLast: tokens.1, origin: program.rule, value: value, priority: rule.priority,
        taken: rule.takes ? taken(program.rule, parts) : .init(), program: number, source: .rule))
    keepOrder(after: known)
  }

  /// Puts the last candidate among those of the same item in the order of their programs, which
  /// decides between equals.
  @inline(__always)
  private func keepOrder(after known: Int) {
    let found = memory.pointee.found
    var i = found.count &- 1
    while i > known, found[i &- 1].program > found[i].program {
      let later = found[i &- 1]
      found[i &- 1] = found[i]
      found[i] = later
      i &-= 1
    }
  }

  /// The value that a rule makes of the parts of a match, and its tokens; a value that is taken over
  /// as it is stays where it was made.
  @inline(__always)
  private func value(
    _ rule: TaggingPlan.Rule, _ parts: Composition
  ) -> (Candidate.Value, (Int32, Int32)?)? {
    if rule.normaliser == .copy, let shared = parts.shared(rule.from) {
      return (shared.value, (shared.first, shared.last))
    }
    guard let (value, place) = rule.normaliser.value(parts, from: rule.from) else { return nil }
    let tokens = place.map { tokenSpan(of: $0) }
    if case .none = value { return (.none, tokens) }
    memory.pointee.values.append(value)
    return (.made(memory.pointee.values.count - 1), tokens)
  }

  private func taken(_ rule: Int32, _ parts: Composition) -> TaggingPlan.Span {
    let first = Int32(memory.pointee.taken.count)
    for (key, capture) in run.pack.texts.rules[Int(rule)].take {
      if let text = parts.text(capture) {
        memory.pointee.taken.append(.init(key: key, value: text))
      }
    }
    return TaggingPlan.Span(first: first, end: Int32(memory.pointee.taken.count))
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
