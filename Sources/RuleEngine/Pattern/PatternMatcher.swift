/// What a pattern matched.
struct PatternMatch {
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

  /// What each capture of a program stands for.
  struct Captures {
    private var slots = (
      Captured.none, Captured.none, Captured.none, Captured.none, Captured.none, Captured.none,
      Captured.none, Captured.none, Captured.none, Captured.none, Captured.none, Captured.none
    )

    subscript(index: Int) -> Captured {
      get {
        withUnsafeBytes(of: slots) { $0.load(fromByteOffset: index * 4, as: Captured.self) }
      }
      set {
        withUnsafeMutableBytes(of: &slots) {
          $0.storeBytes(of: newValue, toByteOffset: index * 4, as: Captured.self)
        }
      }
    }
  }

  /// What a run knows of its text, as bare pointers: the matcher is walked through too often for
  /// arrays, which are counted and checked.
  struct Field {
    let tokens: UnsafeBufferPointer<Token>
    let sentences: UnsafePointer<Int32>
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

  /// The match of a program that begins at a token and ends before `limit`.
  mutating func match(_ program: PatternProgram, at token: Int) -> PatternMatch? {
    program.code.map { PatternStep($0) }.withUnsafeBufferPointer { code in
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
    steps = 0
    match = PatternMatch(
      start: Int32(token), end: 0, passageStart: -1, passageEnd: -1, captures: Captures())
    return step(code, 0, token, limit) && close()
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
    steps = entry &+ 1
    match = PatternMatch(
      start: token, end: 0, passageStart: entry > 0 ? token : -1, passageEnd: -1,
      captures: Captures())
    match.captures[Int(code[entry].capture)] = captured
    return step(code, entry &+ 1, Int(next), tokens.count) && close()
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

  /// Whether the instructions from one on match; where they do not, no capture is left of the attempt.
  private mutating func step(
    _ code: UnsafePointer<PatternStep>, _ start: Int, _ place: Int,
    _ bound: Int
  ) -> Bool {
    var pc = start
    var token = place
    while true {
      steps &+= 1
      if steps > Self.stepLimit { return false }
      let at = code[pc]
      switch at.kind {
      case .accept:
        match.end = Int32(truncatingIfNeeded: token)
        return true
      case .symbol:
        guard token < bound, field.signatures.holds(Int(at.ahead), at: token), isInside(token)
        else { return false }
        return stepSymbol(code, pc, token, bound)
      case .word, .dash:
        guard token < bound, stepToken(at, &token) else { return false }
      case .shape: return stepShape(code, pc, token, bound)
      case .glued, .sentenceStart, .blockStart, .sentenceEnd:
        guard isPlace(at.kind, token, bound) else { return false }
      case .gap: return stepGap(code, pc, token, bound)
      case .expect:
        guard mayGoOn(at, token, bound) else { return false }
      case .split:
        guard mayGoOn(at, token, bound) else {
          pc = Int(at.number)
          continue
        }
        let passage = passage
        if step(code, pc + 1, token, bound) { return true }
        self.passage = passage
        pc = Int(at.number)
        continue
      case .jump:
        pc = Int(at.number)
        continue
      case .not:
        guard mayGoOn(at, token, bound) else {
          pc = Int(at.number)
          continue
        }
        let saved = match
        let found = step(code, pc + 1, token, bound)
        match = saved
        if found { return false }
        pc = Int(at.number)
        continue
      case .passageStart: match.passageStart = Int32(truncatingIfNeeded: token)
      case .passageEnd: match.passageEnd = Int32(truncatingIfNeeded: token)
      }
      pc &+= 1
    }
  }

  /// A step over one token, or over the hyphen that is no token of its own.
  @inline(__always)
  private mutating func stepToken(_ step: PatternStep, _ token: inout Int) -> Bool {
    switch step.kind {
    case .word:
      guard tokens[token].word == step.number, step.number != 0, isInside(token) else {
        return false
      }
    default:
      if tokens[token].word != dash { return tokens[token].flags.contains(.hyphenBefore) }
    }
    token += 1
    return true
  }

  /// The bounds of the passage, to be put back where an attempt fails.
  private var passage: (start: Int32, end: Int32) {
    @inline(__always) get { (match.passageStart, match.passageEnd) }
    @inline(__always) set { (match.passageStart, match.passageEnd) = newValue }
  }

  private mutating func stepShape(
    _ code: UnsafePointer<PatternStep>, _ pc: Int, _ token: Int, _ bound: Int
  ) -> Bool {
    guard token < bound, isShape(code[pc].number, token), isInside(token) else { return false }
    let capture = Int(code[pc].capture)
    let saved = match.captures[capture]
    match.captures[capture] = Captured(token: token)
    if step(code, pc &+ 1, token &+ 1, bound) { return true }
    match.captures[capture] = saved
    return false
  }

  /// Whether a token stands where a step that takes none wants it.
  @inline(__always)
  private func isPlace(_ kind: PatternStep.Kind, _ token: Int, _ bound: Int) -> Bool {
    if kind == .sentenceEnd {
      return token > 0
        && (token >= tokens.count || sentences[token - 1] != sentences[token]
          || isFinalMark(token))
    }
    guard token < bound else { return false }
    return switch kind {
    case .glued: tokens[token].isGlued
    case .sentenceStart: token == 0 || sentences[token - 1] != sentences[token]
    default: tokens[token].flags.contains(.blockStart)
    }
  }

  /// A step over what may stand at a token, as its signature tells.
  private mutating func stepSymbol(
    _ code: UnsafePointer<PatternStep>, _ pc: Int, _ token: Int, _ bound: Int
  ) -> Bool {
    let symbol = Int32(bitPattern: code[pc].number)
    let capture = Int(code[pc].capture)
    let (saved, passage) = (match.captures[capture], passage)
    var index = field.heads[token]
    while index >= 0 {
      let item = field.items + Int(index)
      if item.pointee.symbol == symbol, !item.pointee.isHidden, Int(item.pointee.last) <= bound {
        match.captures[capture] = Captured(item: index)
        if step(code, pc &+ 1, Int(item.pointee.last), bound) { return true }
        self.passage = passage
      }
      index = item.pointee.next
    }
    // The longest first.
    let first = Int(field.phraseStarts[token])
    var phrase = Int(field.phraseStarts[token &+ 1])
    while phrase > first {
      phrase &-= 1
      let found = field.phrases[phrase]
      guard found.symbol == symbol, Int(found.last) <= bound else { continue }
      match.captures[capture] = Captured(phrase: phrase)
      if step(code, pc &+ 1, Int(found.last), bound) { return true }
      self.passage = passage
    }
    match.captures[capture] = saved
    return false
  }

  /// Whether what follows a step may match at a token, as far as what stands there tells.
  @inline(__always)
  private func mayGoOn(_ step: PatternStep, _ token: Int, _ bound: Int) -> Bool {
    step.ahead == PatternStep.open
      || token < bound && field.signatures[token].meets(field.aheads[Int(step.ahead)])
  }

  private mutating func stepGap(
    _ code: UnsafePointer<PatternStep>, _ pc: Int, _ token: Int, _ bound: Int
  ) -> Bool {
    let gap = code[pc]
    let sentence = token > 0 ? sentences[token - 1] : (tokens.isEmpty ? 0 : sentences[0])
    let passage = passage
    for place in token...(token &+ Int(gap.number)) {
      guard place < bound, sentences[place] == sentence else { return false }
      guard mayGoOn(gap, place, bound) else { continue }
      if step(code, pc &+ 1, place, bound) { return true }
      self.passage = passage
      if steps > Self.stepLimit { return false }
    }
    return false
  }

  /// Patterns stay within the sentence they begin in.
  @inline(__always)
  private func isInside(_ token: Int) -> Bool {
    sentences[token] == sentences[Int(match.start)]
  }

  @inline(__always)
  private func isShape(_ shape: UInt32, _ index: Int) -> Bool {
    tokens[index].kind == .digits && field.shapes[Int(shape)].holds(tokens[index])
  }

  /// Only closing marks stand between here and the sentence's end.
  private func isFinalMark(_ index: Int) -> Bool {
    var i = index
    while i < tokens.count, i < index + 3, sentences[i] == sentences[index - 1] {
      guard tokens[i].kind == .mark else { return false }
      i += 1
    }
    return i >= tokens.count || sentences[i] != sentences[index - 1]
  }
}
