/// What a pattern matched.
struct PatternMatch: BitwiseCopyable {
  /// Tokens, `end` exclusive.
  var start: Int32
  var end: Int32
  var passageStart: Int32
  var passageEnd: Int32
  /// Item or token of each capture.
  var captures: PatternMatcher.Captures
}

/// Steps through a program at a token, with backtracking bounded by a step limit.
struct PatternMatcher {
  static let captureLimit = 12
  /// A pattern that takes more steps than this at one place does not match there.
  static let stepLimit = 4000

  /// What each capture of a program stands for. In three registers: it is kept and put back wherever
  /// a pattern may go on in several ways.
  struct Captures: BitwiseCopyable {
    private var slots: (SIMD4<Int32>, SIMD4<Int32>, SIMD4<Int32>)

    /// None stands for anything.
    @inline(__always)
    init() {
      let none = SIMD4<Int32>(repeating: Captured.none.bits)
      slots = (none, none, none)
    }

    subscript(index: Int) -> Captured {
      @inline(__always) get {
        withUnsafeBytes(of: slots) { $0.load(fromByteOffset: index &* 4, as: Captured.self) }
      }
      @inline(__always) set {
        withUnsafeMutableBytes(of: &slots) {
          $0.storeBytes(of: newValue, toByteOffset: index &* 4, as: Captured.self)
        }
      }
    }
  }

  /// What a run knows of its text, as bare pointers: the matcher is walked through too often for
  /// arrays, which are counted and checked.
  struct Field {
    let tokens: UnsafeBufferPointer<Token>
    let sentences: UnsafePointer<Int32>
    /// First token of each sentence, and the number of tokens at the end.
    let sentenceStarts: UnsafePointer<Int32>
    let phrases: UnsafePointer<Phrase>
    /// Where the phrases of each token begin, with one place more behind the last token.
    let phraseStarts: UnsafePointer<Int32>
    let items: UnsafePointer<Item>
    let heads: UnsafePointer<Int32>
    let signatures: UnsafePointer<Signature>
    let shapes: UnsafePointer<TaggingPlan.DigitClass>
    let code: UnsafePointer<PatternStep>
    /// What steps look ahead for.
    let aheads: UnsafePointer<Signature>
  }

  let field: Field
  /// Word number of the dash.
  let dash: UInt32
  private(set) var steps = 0
  /// The token before which a match ends, and that before which its further steps begin: patterns stay
  /// within the sentence they begin in.
  private var bound = 0
  private var inside = 0
  private(set) var match = PatternMatch(
    start: 0, end: 0, passageStart: -1, passageEnd: -1, captures: Captures())

  init(_ field: Field, dash: UInt32) {
    self.field = field
    self.dash = dash
  }

  var tokens: UnsafeBufferPointer<Token> {
    @inline(__always) get { field.tokens }
  }

  private var sentences: UnsafePointer<Int32> {
    @inline(__always) get { field.sentences }
  }

  /// The match of a program that begins at a token.
  mutating func match(_ code: [PatternStep], at token: Int) -> PatternMatch? {
    code.withUnsafeBufferPointer { code in
      guard let code = code.baseAddress, matches(code, at: token, before: tokens.count) else {
        return nil
      }
      return match
    }
  }

  /// Whether the instructions match at a token, ending before `limit`; `match` tells what.
  @inline(__always)
  mutating func matches(
    _ code: UnsafePointer<PatternStep>, at token: Int, before limit: Int
  ) -> Bool {
    begin(at: Int32(truncatingIfNeeded: token), before: Int32(truncatingIfNeeded: limit))
    return step(code, 0, token) && close()
  }

  /// The same for instructions of which one, with none before it but the beginning of a passage, takes
  /// what is known to stand at a token and alone can begin a match there.
  ///
  /// - Parameters:
  ///   - captured: what it captures; none for a word.
  ///   - next: the token behind that.
  @inline(__always)
  mutating func matches(
    _ code: UnsafePointer<PatternStep>, enteredAt entry: Int, at token: Int32,
    with captured: Captured, next: Int32
  ) -> Bool {
    begin(at: token, before: Int32(truncatingIfNeeded: tokens.count))
    steps = entry &+ 1
    if entry > 0 { match.passageStart = token }
    match.captures[Int(code[entry].capture)] = captured
    return step(code, entry &+ 1, Int(next)) && close()
  }

  /// - Parameter limit: the token before which a match ends.
  @inline(__always)
  private mutating func begin(at token: Int32, before limit: Int32) {
    steps = 0
    bound = Int(limit)
    inside = Int(min(limit, field.sentenceStarts[Int(sentences[Int(token)] &+ 1)]))
    match = PatternMatch(
      start: token, end: 0, passageStart: -1, passageEnd: -1, captures: Captures())
  }

  /// A match without a passage of its own is its passage.
  @inline(__always)
  private mutating func close() -> Bool {
    if match.passageStart < 0 {
      match.passageStart = match.start
      match.passageEnd = match.end
    }
    return true
  }

  /// Whether the instructions from one on match. Where they do not, what was captured is left as it is:
  /// who goes on in another way puts it back.
  private mutating func step(
    _ code: UnsafePointer<PatternStep>, _ start: Int, _ place: Int
  ) -> Bool {
    var pc = start
    var token = place
    steps: while true {
      steps &+= 1
      if steps > Self.stepLimit { return false }
      let at = code[pc]
      switch at.kind {
      case .accept:
        match.end = Int32(truncatingIfNeeded: token)
        return true
      case .item:
        guard mayHold(at, token) else { return false }
        var index = item(at, from: field.heads[token])
        guard index >= 0 else { return false }
        // All but the last way are tried on the side.
        while case let other = item(at, from: field.items[Int(index)].next), other >= 0 {
          let saved = match
          match.captures[Int(at.capture)] = Captured(item: index)
          if step(code, pc &+ 1, Int(field.items[Int(index)].last)) { return true }
          match = saved
          index = other
        }
        match.captures[Int(at.capture)] = Captured(item: index)
        token = Int(field.items[Int(index)].last)
      case .phrase:
        guard mayHold(at, token) else { return false }
        let first = Int(field.phraseStarts[token])
        // The longest first.
        var number = phrase(at, before: Int(field.phraseStarts[token &+ 1]), from: first)
        guard number >= 0 else { return false }
        while case let other = phrase(at, before: number, from: first), other >= 0 {
          let saved = match
          match.captures[Int(at.capture)] = Captured(phrase: number)
          if step(code, pc &+ 1, Int(field.phrases[number].last)) { return true }
          match = saved
          number = other
        }
        match.captures[Int(at.capture)] = Captured(phrase: number)
        token = Int(field.phrases[number].last)
      case .shape:
        guard token < inside, isShape(at.number, token) else { return false }
        match.captures[Int(at.capture)] = Captured(token: token)
        token &+= 1
      case .word:
        guard token < inside, tokens[token].word == at.number, at.number != 0 else { return false }
        token &+= 1
      case .dash:
        guard token < bound else { return false }
        // The hyphen within a word is no token of its own.
        if tokens[token].word == dash {
          token &+= 1
        } else if !tokens[token].flags.contains(.hyphenBefore) {
          return false
        }
      case .glued:
        guard token < bound, tokens[token].isGlued else { return false }
      case .sentenceStart:
        guard token < bound, isFirst(token) else { return false }
      case .blockStart:
        guard token < bound, tokens[token].flags.contains(.blockStart) else { return false }
      case .sentenceEnd:
        guard token > 0, token >= tokens.count || isFirst(token) || isFinalMark(token) else {
          return false
        }
      case .gap: return stepGap(code, pc, token)
      case .expect:
        guard mayGoOn(at, token) else { return false }
      case .split:
        // Alternatives stand one behind the other: those that cannot begin here are passed by at once.
        var way = at
        while !mayGoOn(way, token) {
          pc = Int(way.number)
          guard code[pc].kind == .split else { continue steps }
          way = code[pc]
          steps &+= 1
          if steps > Self.stepLimit { return false }
        }
        let saved = match
        if step(code, pc &+ 1, token) { return true }
        match = saved
        pc = Int(way.number)
        continue
      case .jump:
        pc = Int(at.number)
        continue
      case .skip:
        guard mayGoOn(at, token) else {
          pc = Int(at.number)
          continue
        }
      case .not:
        if mayGoOn(at, token) {
          let saved = match
          let found = step(code, pc &+ 1, token)
          match = saved
          if found { return false }
        }
        pc = Int(at.number)
        continue
      case .passageStart: match.passageStart = Int32(truncatingIfNeeded: token)
      case .passageEnd: match.passageEnd = Int32(truncatingIfNeeded: token)
      }
      pc &+= 1
    }
  }

  /// Whether the symbol of a step may stand at a token, as its signature tells.
  @inline(__always)
  private func mayHold(_ step: PatternStep, _ token: Int) -> Bool {
    token < inside && field.signatures.holds(Int(step.ahead), at: token)
  }

  /// The next value that a step takes, from an item of a token on; -1 for none.
  @inline(__always)
  private func item(_ step: PatternStep, from first: Int32) -> Int32 {
    let symbol = Int32(bitPattern: step.number)
    var index = first
    while index >= 0 {
      let item = field.items + Int(index)
      if item.pointee.symbol == symbol, !item.pointee.isHidden, Int(item.pointee.last) <= bound {
        return index
      }
      index = item.pointee.next
    }
    return -1
  }

  /// The last phrase that a step takes, among some of a token; -1 for none.
  @inline(__always)
  private func phrase(_ step: PatternStep, before end: Int, from first: Int) -> Int {
    let symbol = Int32(bitPattern: step.number)
    var number = end &- 1
    while number >= first {
      let found = field.phrases[number]
      if found.symbol == symbol, Int(found.last) <= bound { return number }
      number &-= 1
    }
    return -1
  }

  /// Whether a token is the first of its sentence.
  @inline(__always)
  private func isFirst(_ token: Int) -> Bool {
    token == 0 || sentences[token &- 1] != sentences[token]
  }

  /// Whether what follows a step may match at a token, as far as what stands there tells.
  @inline(__always)
  private func mayGoOn(_ step: PatternStep, _ token: Int) -> Bool {
    step.ahead == PatternStep.open
      || token < bound && field.signatures[token].meets(field.aheads[Int(step.ahead)])
  }

  private mutating func stepGap(
    _ code: UnsafePointer<PatternStep>, _ pc: Int, _ token: Int
  ) -> Bool {
    let gap = code[pc]
    // That of the token before: at the beginning of a sentence nothing is passed over.
    let sentence = token > 0 ? sentences[token &- 1] : (tokens.isEmpty ? 0 : sentences[0])
    let end = min(
      bound, Int(field.sentenceStarts[Int(sentence) &+ 1]), token &+ Int(gap.number) &+ 1)
    let saved = match
    var place = token
    while true {
      if gap.ahead != PatternStep.open {
        place = field.signatures.next(
          from: place, before: end, meeting: field.aheads[Int(gap.ahead)])
      }
      guard place < end else { return false }
      if step(code, pc &+ 1, place) { return true }
      match = saved
      if steps > Self.stepLimit { return false }
      place &+= 1
    }
  }

  @inline(__always)
  private func isShape(_ shape: UInt32, _ index: Int) -> Bool {
    tokens[index].kind == .digits && field.shapes[Int(shape)].holds(tokens[index])
  }

  /// Only closing marks stand between here and the sentence's end.
  // Mutating, as all that is not inlined: else the matcher would be copied for each call.
  private mutating func isFinalMark(_ index: Int) -> Bool {
    var i = index
    while i < tokens.count, i < index + 3, sentences[i] == sentences[index - 1] {
      guard tokens[i].kind == .mark else { return false }
      i += 1
    }
    return i >= tokens.count || sentences[i] != sentences[index - 1]
  }
}
