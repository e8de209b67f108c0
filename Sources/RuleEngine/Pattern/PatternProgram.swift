/// A pattern compiled to instructions that the matcher steps through.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// An item of that symbol begins here.
    case symbol(Int32, capture: Int8)
    case word(UInt32)
    /// The token is digits of that class.
    case shape(Int16, capture: Int8)
    case gap(UInt16)
    case glued
    /// A hyphen or a dash, with spaces or without.
    case dash
    case sentenceStart, sentenceEnd, blockStart
    /// Goes on at the next instruction, else at the other.
    case split(otherwise: Int32)
    case jump(Int32)
    /// Some alternatives follow: where none of them may begin, goes on at the other.
    case skip(to: Int32)
    /// Fails where the instructions up to `end` match here.
    case not(end: Int32)
    case passageStart, passageEnd
    /// Alternatives follow: goes on only where one of them may begin.
    case expect
    case accept
  }

  var code: [Instruction]
  var captureNames: [String]
  /// What a match can begin with.
  var first: FirstSet
  /// Sets of which every match holds something in its sentence.
  var choices: [Set<Need>] = []

  struct FirstSet: Sendable, Hashable {
    var symbols: Set<Int32> = []
    var words: Set<UInt32> = []
    var shapes: Set<Int16> = []
    /// A hyphen or a dash, which may stand between two tokens.
    var hasDash = false
    /// It may begin with a gap or with nothing at all.
    var isOpen = false
  }
}

/// Turns patterns into programs, resolving names.
struct PatternCompiler {
  /// The symbols of a lexicon, a type or a group of types; nil where the name is unknown.
  var symbol: (_ name: String, _ isLexicon: Bool) -> Int32?
  var shape: (String) -> Int16?
  /// Word numbers of a literal, one for each of its tokens.
  var words: (String) -> [UInt32]

  enum Fault: Error, Hashable {
    case unknownLexicon(String)
    case unknownValue(String)
    case tooManyCaptures
  }

  func program(for pattern: Pattern) throws(Fault) -> PatternProgram {
    var build = Build(compiler: self)
    try build.emit(pattern)
    build.code.append(.accept)
    var program = PatternProgram(
      code: build.code, captureNames: build.captures, first: PatternProgram.FirstSet())
    program.first = PatternProgram.firstSet(of: program.code, from: [0]).set
    program.choices = choices(of: pattern).filter { $0.count > 1 }
    return program
  }

  /// Of more the look would cost more than it spares.
  private static let longestChoice = 32

  /// Sets of which every match of a pattern holds something.
  private func choices(of pattern: Pattern) -> [Set<PatternProgram.Need>] {
    switch pattern {
    case .lexicon(let name, _): return symbol(name, true).map { [[.symbol($0)]] } ?? []
    case .value(let name, _):
      if let id = symbol(name, false) { return [[.symbol(id)]] }
      return shape(name) == nil ? [] : [[.digits]]
    case .word("-"), .word("–"): return [[.dash]]
    case .word(let text): return words(text).filter { $0 != 0 }.map { [.word($0)] }
    case .sequence(let items): return items.flatMap { choices(of: $0) }
    case .passage(let item), .repeated(let item, atLeastOnce: true): return choices(of: item)
    case .alternatives(let items):
      // Of each alternative the choice that leaves least open.
      let least = items.compactMap { choices(of: $0).min { $0.count < $1.count } }
      let all = least.reduce(into: Set()) { $0.formUnion($1) }
      return least.count == items.count && all.count <= Self.longestChoice ? [all] : []
    case .optional, .repeated, .not, .gap, .glued, .sentenceStart, .sentenceEnd, .blockStart:
      return []
    }
  }

  private struct Build {
    let compiler: PatternCompiler
    var code: [PatternProgram.Instruction] = []
    var captures: [String] = []

    mutating func capture(_ name: String) throws(Fault) -> Int8 {
      if let known = captures.firstIndex(of: name) { return Int8(known) }
      guard captures.count < PatternMatcher.captureLimit else { throw .tooManyCaptures }
      captures.append(name)
      return Int8(captures.count - 1)
    }

    mutating func emit(_ pattern: Pattern) throws(Fault) {
      switch pattern {
      case .lexicon(let name, let capture):
        guard let id = compiler.symbol(name, true) else { throw .unknownLexicon(name) }
        code.append(.symbol(id, capture: try self.capture(capture)))
      case .value(let name, let capture):
        if let id = compiler.symbol(name, false) {
          code.append(.symbol(id, capture: try self.capture(capture)))
        } else if let id = compiler.shape(name) {
          code.append(.shape(id, capture: try self.capture(capture)))
        } else {
          throw .unknownValue(name)
        }
      case .word(let text):
        if text == "-" || text == "–" {
          code.append(.dash)
        } else {
          for word in compiler.words(text) { code.append(.word(word)) }
        }
      case .gap(let count): code.append(.gap(UInt16(count)))
      case .glued: code.append(.glued)
      case .sentenceStart: code.append(.sentenceStart)
      case .sentenceEnd: code.append(.sentenceEnd)
      case .blockStart: code.append(.blockStart)
      case .sequence(let items): for item in items { try emit(item) }
      case .alternatives(let choices):
        // Two are seen through as fast one by one.
        if choices.count > 2 { code.append(.expect) }
        try emit(choices)
      case .optional(let item): try emitOptional { build throws(Fault) in try build.emit(item) }
      case .repeated(let item, let atLeastOnce): try emitRepeated(item, atLeastOnce)
      case .not(let item):
        let place = code.count
        code.append(.accept)
        try emit(item)
        code.append(.accept)
        code[place] = .not(end: Int32(code.count))
      case .passage(let item):
        code.append(.passageStart)
        try emit(item)
        code.append(.passageEnd)
      }
    }

    private mutating func emitOptional(
      _ body: (inout Build) throws(Fault) -> Void
    ) throws(Fault) {
      let place = code.count
      code.append(.accept)
      try body(&self)
      code[place] = .split(otherwise: Int32(code.count))
    }

    private mutating func emitRepeated(_ item: Pattern, _ atLeastOnce: Bool) throws(Fault) {
      if atLeastOnce { try emit(item) }
      var places: [Int] = []
      for _ in 0..<PatternParser.repetitions {
        places.append(code.count)
        code.append(.accept)
        try emit(item)
      }
      for place in places { code[place] = .split(otherwise: Int32(code.count)) }
    }

    /// So many alternatives are passed by at once.
    private static let block = 4

    private mutating func emit(_ choices: [Pattern]) throws(Fault) {
      var jumps: [Int] = []
      var skip: Int?
      for (number, choice) in choices.enumerated() {
        let isLast = number == choices.count - 1
        if number % Self.block == 0 {
          if let skip { code[skip] = .skip(to: Int32(code.count)) }
          skip = number + Self.block < choices.count ? code.count : nil
          if skip != nil { code.append(.accept) }
        }
        guard !isLast else {
          try emit(choice)
          continue
        }
        let split = code.count
        code.append(.accept)
        try emit(choice)
        jumps.append(code.count)
        code.append(.accept)
        code[split] = .split(otherwise: Int32(code.count))
      }
      for jump in jumps { code[jump] = .jump(Int32(code.count)) }
    }
  }
}

extension PatternProgram {
  /// What a match can go on with after its first step.
  var second: FirstSet {
    Self.firstSet(of: code, from: Self.firstSet(of: code, from: [0]).ends).set
  }

  /// What stands at the token where the instructions after one go on.
  func ahead(of instruction: Int) -> FirstSet {
    // Of what may be passed by, not of what stands behind it.
    if case .skip(let end) = code[instruction] {
      return Self.firstSet(of: code, from: [instruction + 1], without: [Int(end)]).set
    }
    return Self.firstSet(of: code, from: [instruction + 1]).set
  }

  /// What a match can begin with from some instructions on, and where it goes on then.
  fileprivate static func firstSet(
    of code: [Instruction], from starts: [Int], without others: Set<Int> = []
  ) -> (set: FirstSet, ends: [Int]) {
    var set = FirstSet()
    var ends: [Int] = []
    var seen = others
    var queue = starts
    while let pc = queue.popLast() {
      guard seen.insert(pc).inserted else { continue }
      switch code[pc] {
      case .symbol(let id, _):
        set.symbols.insert(id)
        ends.append(pc + 1)
      case .word(let id):
        set.words.insert(id)
        ends.append(pc + 1)
      case .shape(let id, _):
        set.shapes.insert(id)
        ends.append(pc + 1)
      case .dash: set.hasDash = true
      case .gap, .accept: set.isOpen = true
      case .glued, .sentenceStart, .sentenceEnd, .blockStart, .passageStart, .passageEnd, .expect:
        queue.append(pc + 1)
      case .split(let other), .skip(let other): queue += [pc + 1, Int(other)]
      case .jump(let target): queue.append(Int(target))
      case .not(let end): queue.append(Int(end))
      }
    }
    return (set, ends)
  }
}
