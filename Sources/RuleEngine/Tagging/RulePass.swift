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
  ///
  /// Goes through what programs may begin with kind by kind; where it matters, candidates are put in
  /// the order of their tokens later, so that only the order of kinds and of what begins at one token
  /// counts: items and phrases the last first.
  func find(_ stratum: Int) {
    let bit = TaggingPlan.bit(ofStratum: stratum)
    let starts = view.starts + stratum * view.facts.startsPerStratum
    noteShapes(starts)
    var matcher = matcher()
    let check = ConditionCheck(run: run)
    let items = memory.pointee.items
    for number in (0..<items.count).reversed() {
      let item = items[number]
      guard item.strata & bit != 0, !item.isRepeated else { continue }
      attempt(starts[Int(item.symbol)], Int(item.first), .item(item), &matcher, check)
    }
    let beginnings = memory.pointee.phraseBeginnings
    for number in (0..<beginnings.count).reversed() where beginnings[number].strata & bit != 0 {
      let phrase = Int(beginnings[number].phrase)
      let found = matcher.field.phrases[phrase]
      attempt(
        starts[Int(found.symbol)], Int(found.first), .phrase(phrase), &matcher, check)
    }
    findFromTokens(bit, starts, &matcher, check)
  }

  /// What begins with a word or with figures.
  private func findFromTokens(
    _ bit: UInt32, _ starts: UnsafePointer<TaggingPlan.Span>, _ matcher: inout PatternMatcher,
    _ check: ConditionCheck
  ) {
    let words = memory.pointee.wordBeginnings
    for i in 0..<words.count where view.classes[Int(words[i].number)].strata & bit != 0 {
      let start = Int(view.facts.symbols &+ words[i].number)
      attempt(starts[start], Int(words[i].token), .token, &matcher, check)
    }
    guard view.facts.strataOfDigits & bit != 0 else { return }
    let firstShape = Int(view.facts.symbols + view.facts.classes)
    let shapes = memory.pointee.shapes
    let digits = memory.pointee.digits
    for i in 0..<digits.count {
      let token = Int(digits[i])
      for i in 0..<shapes.count where view.shapes[Int(shapes[i])].holds(matcher.tokens[token]) {
        attempt(starts[firstShape + Int(shapes[i])], token, .token, &matcher, check)
      }
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
        phrases: UnsafePointer(memory.phrases.base),
        phraseStarts: UnsafePointer(memory.phraseStarts.base),
        items: UnsafePointer(memory.items.base), heads: UnsafePointer(memory.heads.base),
        signatures: UnsafePointer(memory.signatures.base), shapes: view.shapes, code: view.code,
        aheads: view.aheads),
      dash: view.facts.dash)
  }

  /// What programs are tried at.
  private enum Beginning {
    /// A word or a figure.
    case token
    case item(Item)
    case phrase(Int)
  }

  /// Whether what the second step needs stands behind a token; behind an item or a phrase, if it is
  /// given, or behind another of its symbol that is looked at after it.
  @inline(__always)
  private func isFollowed(
    by second: Int32, _ token: Int, _ beginning: Beginning, _ field: PatternMatcher.Field
  ) -> Bool {
    let wanted = view.aheads + Int(second)
    func stands(at place: Int32) -> Bool {
      Int(place) < field.tokens.count && field.signatures[Int(place)].meets(wanted.pointee)
    }
    switch beginning {
    case .token: return stands(at: Int32(truncatingIfNeeded: token &+ 1))
    case .item(var item):
      let symbol = item.symbol
      while true {
        if item.symbol == symbol, stands(at: item.last) { return true }
        guard item.next >= 0 else { return false }
        item = field.items[Int(item.next)]
      }
    case .phrase(let number):
      let symbol = field.phrases[number].symbol
      let first = Int(field.phraseStarts[token])
      var phrase = number
      while phrase >= first {
        let found = field.phrases[phrase]
        if found.symbol == symbol, stands(at: found.last) { return true }
        phrase &-= 1
      }
      return false
    }
  }

  private func attempt(
    _ groups: TaggingPlan.Span, _ token: Int, _ beginning: Beginning,
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
          starter.second < 0 || isFollowed(by: starter.second, token, beginning, matcher.field),
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
        taken: rule.takes ? taken(program.rule, parts) : .init(), start: match.start,
        program: number, source: .rule))
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
