/// Steps through a program at a token, with backtracking bounded by a step limit.
struct PatternMatcher {
  static let captureLimit = 12
  /// A pattern that takes more steps than this at one place does not match there, if it still has or
  /// meets several ways to go on.
  static let stepLimit = 4000
  /// Ways that may be left at once: each was met in a step of its own.
  static let mostWays = stepLimit + 1

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
  /// Ways that are left to try, in room for `mostWays`.
  private let ways: UnsafeMutablePointer<Way>
  private(set) var steps = 0
  /// The token before which a match ends, and that before which its further steps begin: patterns stay
  /// within the sentence they begin in.
  private(set) var bound = 0
  private(set) var inside = 0
  private(set) var match = PatternMatch(
    start: 0, end: 0, passageStart: -1, passageEnd: -1, captures: Captures())

  /// - Parameter ways: room for `mostWays`, which all matchers of a text may share.
  init(_ field: Field, dash: UInt32, ways: UnsafeMutablePointer<Way>) {
    self.field = field
    self.dash = dash
    self.ways = ways
  }

  var tokens: UnsafeBufferPointer<Token> {
    @inline(__always) get { field.tokens }
  }

  var sentences: UnsafePointer<Int32> {
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
    return run(code, 0, token) && close()
  }

  /// The same for instructions of which one takes what is known to stand at a token and alone can begin
  /// a match there; those before it are known to hold.
  ///
  /// - Parameters:
  ///   - captured: what it captures; none for a word.
  ///   - next: the token behind that.
  @inline(__always)
  mutating func matches(
    _ code: UnsafePointer<PatternStep>, enteredAt entry: TaggingPlan.Opening, at token: Int32,
    with captured: Captured, next: Int32
  ) -> Bool {
    begin(at: token, before: Int32(truncatingIfNeeded: tokens.count))
    steps = entry.index &+ 1
    if entry.opensPassage { match.passageStart = token }
    match.captures[Int(code[entry.index].capture)] = captured
    return run(code, entry.index &+ 1, Int(next)) && close()
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

  /// Another way to go on from an instruction, where the one at hand fails.
  struct Way: BitwiseCopyable {
    /// Of the match when the instruction was met.
    fileprivate var match: PatternMatch
    fileprivate var pc: Int32
    /// Where to go on, and for a gap where to look further.
    fileprivate var token: Int32
    /// The item or phrase to take next; for a gap the token before which it ends.
    fileprivate var other: Int32
    fileprivate var kind: PatternStep.Kind
  }

  /// Whether the instructions from one on match. Where they do not, what was captured is left as it is.
  ///
  /// Ways to go on are kept in a list of their own and tried from its end, and the steps are counted in
  /// a register: calls for each would cost more than what they look at. All jumps go forward: that steps
  /// come to an end has to be looked at only where a way is left or taken.
  ///
  /// - Parameter floor: ways below are another's.
  private mutating func run(
    _ code: UnsafePointer<PatternStep>, _ start: Int, _ place: Int, above floor: Int = 0
  ) -> Bool {
    var pc = start
    var token = place
    var steps = steps
    var top = floor
    while true {
      steps: while true {
        steps &+= 1
        let at = code + pc
        switch at.pointee.kind {
        case .accept:
          match.end = Int32(truncatingIfNeeded: token)
          self.steps = steps
          return true
        case .item:
          guard mayHold(at, token) else { break steps }
          let index = item(at, from: field.heads[token])
          guard index >= 0 else { break steps }
          // All but the last are tried with others left.
          let other = item(at, from: field.items[Int(index)].next)
          if other >= 0 {
            guard steps <= Self.stepLimit else { break steps }
            keep(.item, pc, token, other, &top)
          }
          match.captures[Int(at.pointee.capture)] = Captured(item: index)
          token = Int(field.items[Int(index)].last)
        case .phrase:
          guard mayHold(at, token) else { break steps }
          let first = Int(field.phraseStarts[token])
          // The longest first.
          let number = phrase(at, token, before: Int(field.phraseStarts[token &+ 1]), from: first)
          guard number >= 0 else { break steps }
          let other = phrase(at, token, before: number, from: first)
          if other >= 0 {
            guard steps <= Self.stepLimit else { break steps }
            keep(.phrase, pc, token, Int32(truncatingIfNeeded: other), &top)
          }
          match.captures[Int(at.pointee.capture)] = Captured(phrase: number)
          token &+= Int(field.phrases[number].length)
        case .shape:
          guard token < inside, isShape(at.pointee.number, token) else { break steps }
          match.captures[Int(at.pointee.capture)] = Captured(token: token)
          token &+= 1
        case .word:
          let word = at.pointee.number
          guard token < inside, tokens[token].word == word, word != 0 else { break steps }
          token &+= 1
        case .dash:
          guard token < bound else { break steps }
          // The hyphen within a word is no token of its own.
          if tokens[token].word == dash {
            token &+= 1
          } else if !tokens[token].flags.contains(.hyphenBefore) {
            break steps
          }
        case .glued:
          guard token < bound, tokens[token].isGlued else { break steps }
        case .sentenceStart:
          guard token < bound, isFirst(token) else { break steps }
        case .blockStart:
          guard token < bound, tokens[token].flags.contains(.blockStart) else { break steps }
        case .sentenceEnd:
          guard token > 0, token >= tokens.count || isFirst(token) || isFinalMark(token) else {
            break steps
          }
        case .gap:
          let end = endOfGap(at, token)
          let next = Self.placeBehind(at, token, before: end, field)
          guard next < end, steps <= Self.stepLimit else { break steps }
          keep(.gap, pc, next &+ 1, Int32(truncatingIfNeeded: end), &top)
          token = next
        case .expect:
          guard mayGoOn(at, token) else { break steps }
        case .split:
          // Alternatives stand one behind the other: those that cannot begin here are passed by at once.
          var way = at
          while !mayGoOn(way, token) {
            pc = Int(way.pointee.number)
            way = code + pc
            guard way.pointee.kind == .split else { continue steps }
            steps &+= 1
          }
          guard steps <= Self.stepLimit else { break steps }
          keep(.split, Int(way.pointee.number), token, 0, &top)
        case .jump:
          pc = Int(at.pointee.number)
          continue
        case .skip:
          guard mayGoOn(at, token) else {
            pc = Int(at.pointee.number)
            continue
          }
        case .not:
          if mayGoOn(at, token) {
            let saved = match
            self.steps = steps
            let found = run(code, pc &+ 1, token, above: top)
            steps = self.steps
            match = saved
            if found { break steps }
          }
          pc = Int(at.pointee.number)
          continue
        case .passageStart: match.passageStart = Int32(truncatingIfNeeded: token)
        case .passageEnd: match.passageEnd = Int32(truncatingIfNeeded: token)
        }
        pc &+= 1
      }
      // Here it fails: the last way left is taken.
      guard steps <= Self.stepLimit, takeWay(code, &pc, &token, &top, above: floor) else {
        self.steps = steps
        return false
      }
    }
  }

  /// Keeps a way to go on from an instruction.
  @inline(__always)
  private func keep(
    _ kind: PatternStep.Kind, _ pc: Int, _ token: Int, _ other: Int32, _ top: inout Int
  ) {
    (ways + top).initialize(
      to: Way(
        match: match, pc: Int32(truncatingIfNeeded: pc), token: Int32(truncatingIfNeeded: token),
        other: other, kind: kind))
    top &+= 1
  }

  /// Goes back to the last way that is left; false where none is.
  @inline(__always)
  private mutating func takeWay(
    _ code: UnsafePointer<PatternStep>, _ pc: inout Int, _ token: inout Int, _ top: inout Int,
    above floor: Int
  ) -> Bool {
    while top > floor {
      let way = ways + (top &- 1)
      pc = Int(way.pointee.pc)
      token = Int(way.pointee.token)
      let at = code + pc
      switch way.pointee.kind {
      case .gap:
        let end = Int(way.pointee.other)
        token = Self.placeBehind(at, token, before: end, field)
        guard token < end else {
          top &-= 1
          continue
        }
        match = way.pointee.match
        way.pointee.token = Int32(truncatingIfNeeded: token &+ 1)
        pc &+= 1
      case .item:
        let index = way.pointee.other
        let other = item(at, from: field.items[Int(index)].next)
        match = way.pointee.match
        match.captures[Int(at.pointee.capture)] = Captured(item: index)
        token = Int(field.items[Int(index)].last)
        pc &+= 1
        way.pointee.other = other
        if other < 0 { top &-= 1 }
      case .phrase:
        let number = Int(way.pointee.other)
        let other = phrase(at, token, before: number, from: Int(field.phraseStarts[token]))
        match = way.pointee.match
        match.captures[Int(at.pointee.capture)] = Captured(phrase: number)
        token &+= Int(field.phrases[number].length)
        pc &+= 1
        way.pointee.other = Int32(truncatingIfNeeded: other)
        if other < 0 { top &-= 1 }
      default:
        match = way.pointee.match
        top &-= 1
      }
      return true
    }
    return false
  }
}
