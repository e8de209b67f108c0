import CPrefetch
import Documents

/// What a pass tells of its work, for those who ask which rules cost most.
protocol PassTally {
  /// A program was tried at a place, in so many steps.
  mutating func tried(_ program: Int32, steps: Int, matched: Bool)
}

/// Nobody asks.
struct NoTally: PassTally {
  @inline(__always)
  mutating func tried(_ program: Int32, steps: Int, matched: Bool) {}
}

/// One stratum's rules over a text.
///
/// Sentences are taken by sections of 64, and in a section what programs begin with one by one: which
/// sentences hold all that a program needs is a few words of bits, and what is looked at together lies
/// together.
struct RulePass {
  // The run outlives its passes; to count references to it would cost more than a look at a rule.
  private let source: Composition.Source
  private let view: PackView
  private let memory: UnsafeMutablePointer<RunMemory>
  private let check: ConditionCheck
  private let day: Int32?

  init(run: TagRun) {
    source = Composition.Source(run)
    view = run.view
    memory = run.memory
    check = ConditionCheck(run: run)
    day = run.day
  }

  /// Leaves the candidates of a stratum in the run's memory, in no order that counts.
  func find(_ stratum: Int, _ tally: inout some PassTally) {
    var matcher = matcher()
    let presence = Presence(memory.pointee.presence)
    for section in 0..<Presence.sections(memory.pointee.sentenceStarts.count - 1) {
      let count = standing(stratum, section)
      let standing = UnsafePointer(memory.pointee.standing.base)
      for i in 0..<count {
        let start = view.starts + Int(standing[i])
        lookAhead(view.starts + Int(standing[min(i &+ 2, count &- 1)]), section)
        let sentences = presence.sentences(with: Int(start.pointee.bit), in: section)
        attempt(start.pointee, section, sentences, &matcher, &tally)
      }
    }
  }

  /// Lists what programs of a stratum begin with and stands in a section; gives back how many. Nothing
  /// branches.
  @inline(__always)
  private func standing(_ stratum: Int, _ section: Int) -> Int {
    let all = view.strata[stratum].indices
    let presence = Presence(memory.pointee.presence)
    memory.pointee.standing.reserve(all.count &+ 1)
    let standing = memory.pointee.standing.base
    var count = 0
    for number in all {
      standing[count] = Int32(truncatingIfNeeded: number)
      let bit = Int(view.starts[number].bit)
      count &+= presence.sentences(with: bit, in: section) != 0 ? 1 : 0
    }
    return count
  }

  /// Brings near the last place of a beginning in a section.
  @inline(__always)
  private func lookAhead(_ start: UnsafePointer<TaggingPlan.Start>, _ section: Int) {
    let last = memory.pointee.lastOccurrences[
      section &* Int(view.facts.beginnings) &+ Int(start.pointee.beginning)]
    CPrefetch(memory.pointee.occurrences.base + Int(last))
  }

  /// Tries the programs of a beginning in those sentences of a section that hold it.
  @inline(__always)
  private func attempt(
    _ start: TaggingPlan.Start, _ section: Int, _ sentences: UInt64,
    _ matcher: inout PatternMatcher, _ tally: inout some PassTally
  ) {
    let presence = Presence(memory.pointee.presence)
    var isGathered = false
    for number in start.groups.indices {
      let group = view.groups[number]
      let some = sentences & presence.sentences(with: Int(group.need), in: section)
      guard some != 0 else { continue }
      for i in Int(group.first)..<(Int(group.first) &+ Int(group.count)) {
        let starter = view.starters + i
        let wanted = view.sentences(
          some & starter.pointee.required.sentences(presence, in: section),
          with: starter.pointee.choices, presence, in: section)
        guard wanted != 0 else { continue }
        if !isGathered {
          gather(start, section, matcher.field)
          isGathered = true
        }
        attempt(starter.pointee, start, wanted, &matcher, &tally)
      }
    }
  }

  /// Tries a program at the places at hand that lie in some sentences.
  @inline(__always)
  private func attempt(
    _ starter: TaggingPlan.Starter, _ start: TaggingPlan.Start, _ sentences: UInt64,
    _ matcher: inout PatternMatcher, _ tally: inout some PassTally
  ) {
    let places = UnsafePointer(memory.pointee.trying.base)
    let chosen = UnsafePointer(memory.pointee.chosen.base)
    for i in 0..<choose(sentences, starter.second, matcher.field.signatures) {
      let place = places[Int(chosen[i])]
      if starter.second >= 0, place.isRepeated,
        !isFollowed(by: starter.second, place, start, matcher.field)
      {
        continue
      }
      let code = view.code + Int(starter.code)
      let matched =
        if starter.entry != TaggingPlan.Starter.anyEntry,
          let captured = captured(place, start, matcher.field)
        {
          matcher.matches(
            code, enteredAt: Int(starter.entry), at: place.token, with: captured, next: place.last)
        } else {
          matcher.matches(code, at: Int(place.token), before: matcher.tokens.count)
        }
      tally.tried(starter.program, steps: matcher.steps, matched: matched)
      if matched { take(starter.program, order(of: place, start), &matcher) }
    }
  }

  /// Chooses the places at hand that lie in some sentences, and behind which the second step may match,
  /// or which another of the same symbol shares; gives back how many. Nothing branches.
  @inline(__always)
  private func choose(
    _ sentences: UInt64, _ second: Int32, _ signatures: UnsafePointer<Signature>
  ) -> Int {
    let places = UnsafePointer(memory.pointee.trying.base)
    let chosen = memory.pointee.chosen.base
    var count = 0
    for i in 0..<memory.pointee.trying.count {
      chosen[count] = Int32(truncatingIfNeeded: i)
      count &+= Int(truncatingIfNeeded: sentences &>> UInt64(places[i].sentence) & 1)
    }
    guard second >= 0 else { return count }
    let wanted = view.aheads[Int(second)]
    var left = 0
    for i in 0..<count {
      let place = places + Int(chosen[i])
      chosen[left] = chosen[i]
      let mayMatch =
        signatures[Int(place.pointee.last)].meets(wanted) || place.pointee.isRepeated
      left &+= mayMatch ? 1 : 0
    }
    return left
  }

  /// What a program captures first at a place, where it is known to be the only thing of its symbol
  /// there; nil where that has to be looked for.
  @inline(__always)
  private func captured(
    _ place: TryingPlace, _ start: TaggingPlan.Start, _ field: PatternMatcher.Field
  ) -> Captured? {
    guard !place.isRepeated else { return nil }
    switch start.kind {
    case .item:
      // Others may have come to stand there since.
      guard field.heads[Int(place.token)] == place.number,
        !field.items[Int(place.number)].isHidden
      else { return nil }
      return Captured(item: place.number)
    case .phrase: return Captured(phrase: Int(place.number))
    case .word: return Captured.none
    case .shape: return Captured(token: Int(place.token))
    }
  }

  /// What decides between candidates of one rule that are alike: items before phrases, and of either
  /// the last first, then words, then figures by their shapes.
  @inline(__always)
  private func order(of place: TryingPlace, _ start: TaggingPlan.Start) -> UInt32 {
    let number = UInt32(bitPattern: place.number)
    return switch start.kind {
    case .item: 0x3FFF_FFFF &- number
    case .phrase: 0x7FFF_FFFF &- number
    case .word: 0x8000_0000
    case .shape: 0x8000_0001 &+ UInt32(bitPattern: start.number)
    }
  }

  /// Lists the places of a beginning in a section.
  private func gather(
    _ start: TaggingPlan.Start, _ section: Int, _ field: PatternMatcher.Field
  ) {
    let memory = memory
    memory.pointee.trying.removeAll()
    var index = memory.pointee.lastOccurrences[
      section &* Int(view.facts.beginnings) &+ Int(start.beginning)]
    let shape = start.kind == .shape ? view.shapes + Int(start.number) : nil
    while index >= 0 {
      let found = memory.pointee.occurrences[Int(index)]
      index = found.next
      if let shape, !shape.pointee.holds(field.tokens[Int(found.place.token)]) { continue }
      memory.pointee.trying.append(found.place)
    }
    // One place more than there are, since what is passed by is written all the same.
    memory.pointee.chosen.reserve(memory.pointee.trying.count &+ 1)
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

  /// Whether what the second step needs stands behind one of those of a symbol that begin at a place.
  @inline(__always)
  private func isFollowed(
    by second: Int32, _ place: TryingPlace, _ start: TaggingPlan.Start,
    _ field: PatternMatcher.Field
  ) -> Bool {
    let wanted = view.aheads + Int(second)
    if stands(wanted, at: place.last, field) { return true }
    if start.kind == .item {
      var index = field.items[Int(place.number)].next
      while index >= 0 {
        let item = field.items + Int(index)
        if item.pointee.symbol == start.number, stands(wanted, at: item.pointee.last, field) {
          return true
        }
        index = item.pointee.next
      }
      return false
    }
    let first = field.phraseStarts[Int(place.token)]
    var number = place.number &- 1
    while number >= first {
      let phrase = field.phrases + Int(number)
      if phrase.pointee.symbol == start.number, stands(wanted, at: phrase.pointee.last, field) {
        return true
      }
      number &-= 1
    }
    return false
  }

  @inline(__always)
  private func stands(
    _ wanted: UnsafePointer<Signature>, at place: Int32, _ field: PatternMatcher.Field
  ) -> Bool {
    field.signatures[Int(place)].meets(wanted.pointee)
  }

  /// Makes a candidate of a match where its rule may speak and its parts make a value.
  @inline(never)
  private func take(
    _ number: Int32, _ order: UInt32, _ matcher: inout PatternMatcher
  ) {
    let program = view.programs[Int(number)]
    let match = matcher.match
    let rule = view.rules[Int(program.rule)]
    guard match.passageStart < match.passageEnd, view.holds(rule.valid, on: day),
      check.firstFailure(rule, match, &matcher) == nil
    else { return }
    let parts = Composition(
      source: source, match: match, names: view.names(of: program))
    guard let (value, place) = value(rule, parts) else { return }
    let tokens = place ?? (match.passageStart, match.passageEnd)
    memory.pointee.found.append(
      Candidate(
        type: rule.type, first: match.passageStart, last: match.passageEnd, valueFirst: tokens.0,
        valueLast: tokens.1, origin: program.rule, value: value, priority: rule.priority,
        taken: rule.takes ? taken(program.rule, parts) : .init(), start: match.start,
        program: number, order: order, source: .rule))
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
    for (key, capture) in source.texts._withUnsafeGuaranteedRef({ $0.rules[Int(rule)].take }) {
      if let text = parts.text(capture) {
        memory.pointee.taken.append(.init(key: key, value: text))
      }
    }
    return TaggingPlan.Span(first: first, end: Int32(memory.pointee.taken.count))
  }

  private func tokenSpan(of range: TextRange) -> (Int32, Int32) {
    var low = 0
    let tokens = memory.pointee.tokens
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) < range.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < tokens.count, Int(tokens[end].end) <= range.end { end += 1 }
    return (Int32(low), Int32(max(end, low + 1)))
  }
}
