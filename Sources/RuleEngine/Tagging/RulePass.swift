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
/// Sentences are taken by sections of 64: of four sections at once it is found out which programs may
/// match where (`Prospects`), and in each of them those programs are tried.
struct RulePass {
  // The run outlives its passes; to count references to it would cost more than a look at a rule.
  private let source: Composition.Source
  let view: PackView
  let memory: UnsafeMutablePointer<RunMemory>
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
    // That of conditions, beside which a match stays as it is.
    var other = matcher
    let prospects = Prospects(view, memory)
    let sections = Presence.sections(memory.pointee.sentenceStarts.count - 1)
    var section = 0
    while section < sections {
      if section % Presence.width == 0 {
        prospects.find(stratum, inFour: section / Presence.width)
      }
      attempt(prospects[section % Presence.width], section, &matcher, &other, &tally)
      section &+= 1
    }
  }

  /// Brings near a program, and where the places of its beginning in a section lie.
  @inline(__always)
  private func lookAhead(_ prospect: Prospects.Prospect, _ section: Int) {
    CPrefetch(view.starters + Int(prospect.starter))
    let start = view.starts + Int(prospect.start)
    let list = section &* Int(view.facts.beginnings) &+ Int(start.pointee.beginning)
    if start.pointee.kind == .item {
      CPrefetch(memory.pointee.occurrences.base + Int(memory.pointee.lastOccurrences[list]))
    } else {
      CPrefetch(memory.pointee.startPlaces.base + Int(memory.pointee.placeEnds[list]))
    }
  }

  /// Tries those programs of a section that may match there.
  @inline(__always)
  private func attempt(
    _ prospects: UnsafeBufferPointer<Prospects.Prospect>, _ section: Int,
    _ matcher: inout PatternMatcher, _ other: inout PatternMatcher,
    _ tally: inout some PassTally
  ) {
    guard var prospect = prospects.baseAddress else { return }
    let end = prospect + prospects.count
    var known: Int32 = -1
    var places = Places(all: UnsafeBufferPointer(start: nil, count: 0), areLinked: false)
    while prospect < end {
      let tried = view.starters + Int(prospect.pointee.starter)
      let start = view.starts + Int(prospect.pointee.start)
      var wanted = prospect.pointee.sentences
      // Behind the last stand some that count no more.
      lookAhead(prospect[2], section)
      prospect += 1
      if tried.pointee.distant != TaggingPlan.Starter.none {
        wanted = check.sentences(wanted, in: section, for: Int(tried.pointee.distant))
        guard wanted != 0 else { continue }
      }
      if prospect[-1].start != known {
        known = prospect[-1].start
        places = self.places(of: start, section, matcher.field.tokens)
      }
      attempt(tried, start, places, wanted, &matcher, &other, &tally)
    }
  }

  /// Tries a program at the places at hand that lie in some sentences.
  @inline(__always)
  private func attempt(
    _ starter: UnsafePointer<TaggingPlan.Starter>, _ start: UnsafePointer<TaggingPlan.Start>,
    _ places: Places, _ sentences: UInt64,
    _ matcher: inout PatternMatcher, _ other: inout PatternMatcher,
    _ tally: inout some PassTally
  ) {
    let chosen = UnsafePointer(memory.pointee.chosen.base)
    let second = starter.pointee.second
    let code = view.code + Int(starter.pointee.code)
    let entry = starter.pointee.entry
    let program = view.programs + Int(starter.pointee.program)
    CPrefetch(code)
    CPrefetch(program)
    var count = choose(places, sentences, second, entry.secondWord, matcher.field.signatures)
    if entry.isAtStart { count = keep(count, of: places.all, beginningAs: entry) }
    guard count > 0, let places = places.all.baseAddress else { return }
    CPrefetch(view.rules + Int(program.pointee.rule))
    var i = 0
    while i < count {
      let place = places + Int(chosen[i])
      i &+= 1
      if second != TaggingPlan.Starter.none, place.pointee.isRepeated,
        !isFollowed(by: second, place.pointee, start.pointee, matcher.field)
      {
        continue
      }
      let matched =
        if entry.isOne,
          let captured = captured(place, start.pointee.kind, matcher.field)
        {
          matcher.matches(
            code, enteredAt: entry, at: place.pointee.token, with: captured,
            next: place.pointee.last)
        } else {
          matcher.matches(code, at: Int(place.pointee.token), before: matcher.tokens.count)
        }
      tally.tried(starter.pointee.program, steps: matcher.steps, matched: matched)
      if matched {
        take(starter.pointee.program, order(of: place.pointee, start.pointee), &matcher, &other)
      }
    }
  }

  /// What a program captures first at a place, where it is known to be the only thing of its symbol
  /// there; nil where that has to be looked for.
  @inline(__always)
  private func captured(
    _ place: UnsafePointer<TryingPlace>, _ kind: TaggingPlan.Start.Kind,
    _ field: PatternMatcher.Field
  ) -> Captured? {
    guard !place.pointee.isRepeated else { return nil }
    let number = place.pointee.number
    switch kind {
    case .item:
      // Others may have come to stand there since.
      guard field.heads[Int(place.pointee.token)] == number,
        !field.items[Int(number)].isHidden
      else { return nil }
      return Captured(item: number)
    case .phrase: return Captured(phrase: Int(number))
    case .word: return Captured.none
    case .shape: return Captured(token: Int(place.pointee.token))
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

  func matcher() -> PatternMatcher {
    let memory = memory.pointee
    return PatternMatcher(
      PatternMatcher.Field(
        tokens: memory.tokens.view, sentences: UnsafePointer(memory.sentences.base),
        sentenceStarts: UnsafePointer(memory.sentenceStarts.base),
        phrases: UnsafePointer(memory.phrases.base),
        phraseStarts: UnsafePointer(memory.phraseStarts.base),
        items: UnsafePointer(memory.items.base), heads: UnsafePointer(memory.heads.base),
        signatures: UnsafePointer(memory.signatures.base), shapes: view.shapes, code: view.code,
        aheads: view.aheads),
      dash: view.facts.dash, ways: memory.ways.base)
  }

  /// Whether what the second step needs stands behind one of those of a symbol that begin at a place.
  @inline(__always)
  private func isFollowed(
    by second: UInt16, _ place: TryingPlace, _ start: TaggingPlan.Start,
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
      if phrase.pointee.symbol == start.number,
        stands(wanted, at: place.token &+ phrase.pointee.length, field)
      {
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
    _ number: Int32, _ order: UInt32, _ matcher: inout PatternMatcher,
    _ other: inout PatternMatcher
  ) {
    let program = view.programs + Int(number)
    let rule = view.rules + Int(program.pointee.rule)
    let match = matcher.match
    guard match.passageStart < match.passageEnd, view.holds(rule.pointee.valid, on: day),
      check.allows(
        rule, number, TaggingPlan.Span(first: match.start, end: match.end), &other)
    else { return }
    var candidate = Candidate(
      type: rule.pointee.type, first: match.passageStart, last: match.passageEnd,
      valueFirst: match.passageStart, valueLast: match.passageEnd, origin: program.pointee.rule,
      priority: rule.pointee.priority, start: match.start, program: number, order: order,
      source: .rule)
    if !rule.pointee.isBare {
      let parts = Composition(
        source: source, match: match, names: view.names(of: program.pointee),
        giver: rule.pointee.gives ? program.pointee.rule : -1)
      guard complete(&candidate, rule, parts) else { return }
    }
    memory.pointee.found.append(candidate)
  }

  /// Gives a candidate its value and what it takes from its captures; false where they make no value.
  private func complete(
    _ candidate: inout Candidate, _ rule: UnsafePointer<TaggingPlan.Rule>, _ parts: Composition
  ) -> Bool {
    guard let (value, place) = value(rule, parts) else { return false }
    candidate.value = value
    if let place { (candidate.valueFirst, candidate.valueLast) = place }
    if rule.pointee.takes { candidate.taken = taken(candidate.origin, parts) }
    return true
  }

  /// The value that a rule makes of the parts of a match, and its tokens; a value that is taken over
  /// as it is stays where it was made.
  private func value(
    _ rule: UnsafePointer<TaggingPlan.Rule>, _ parts: Composition
  ) -> (Candidate.Value, (Int32, Int32)?)? {
    if rule.pointee.normaliser == .copy, let shared = parts.shared(rule.pointee.from) {
      return (shared.value, (shared.first, shared.last))
    }
    guard
      let (value, place) = rule.pointee.normaliser.value(parts, from: rule.pointee.from)
    else { return nil }
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
