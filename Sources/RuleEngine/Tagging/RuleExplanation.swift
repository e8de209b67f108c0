import Documents

/// How far one rule gets in a text.
package struct RuleExplanation: Hashable, Sendable, Encodable {
  package enum Verdict: Hashable, Sendable {
    case fires(value: String)
    /// Another annotation of its group, or of one that silences it, holds its place; nil where none does.
    case hidden(by: String?)
    /// What stands around forbids it: the rule's own words (`sentence: <works>`). Of `unless`, `by` tells
    /// which words stand there; of `when` nothing stands there, and it is nil.
    case forbidden(condition: String, by: TextRange?)
    /// The parts make no value (a 31 April, a range that ends before it begins).
    case noValue
    /// The pattern matches up to here and then misses a step.
    case stops(before: String)
  }

  package struct Place: Hashable, Sendable {
    package var range: TextRange
    package var verdict: Verdict
    package var captures: [Annotation.Attribute]
  }

  package var rule: String
  /// By place; of the places where it only begins, those where it gets farthest.
  package var places: [Place]

  private enum Key: String, CodingKey { case rule, places }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rule, forKey: .rule)
    try container.encode(places, forKey: .places)
  }
}

extension RuleExplanation.Place: Encodable {
  private enum Key: String, CodingKey { case start, end, verdict, detail, by, captures }

  /// `start` and `end` count UTF-8 bytes.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(range.start, forKey: .start)
    try container.encode(range.end, forKey: .end)
    let (name, detail): (String, String?) =
      switch verdict {
      case .fires(let value): ("fires", value)
      case .hidden(let rule): ("hidden", rule)
      case .forbidden(let condition, _): ("forbidden", condition)
      case .noValue: ("no-value", nil)
      case .stops(let step): ("stops", step)
      }
    try container.encode(name, forKey: .verdict)
    try container.encodeIfPresent(detail, forKey: .detail)
    if case .forbidden(_, let words?) = verdict { try container.encode(words, forKey: .by) }
    let pairs = captures.map { ($0.key, $0.value) }
    try container.encode(
      Dictionary(pairs, uniquingKeysWith: { first, _ in first }), forKey: .captures)
  }
}

extension Tagger {
  /// How far a rule gets in a plain text; nil for an unknown rule.
  package func explanation(of id: String, in text: String) -> RuleExplanation? {
    guard let number = pack.texts.rules.firstIndex(where: { $0.id == id }) else { return nil }
    let shown = annotations(in: text)
    var copy = text
    let places = copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: Layout(plainText: text))
      run.run()
      return RuleTrace(run: run, number: number, shown: shown).places()
    }
    return RuleExplanation(rule: id, places: places)
  }
}

/// Goes through the steps of one rule over a text that has been tagged.
///
/// The text's final items are looked at; a value hidden by a later stratum is therefore missing.
private struct RuleTrace {
  let run: TagRun
  let number: Int
  let shown: [Annotation]

  private var rule: TaggingPlan.Rule { run.view.rules[number] }
  private var source: RuleSources.Rule { run.pack.sources.rules[number] }

  func places() -> [RuleExplanation.Place] {
    var found: [RuleExplanation.Place] = []
    var partial: [(steps: Int, place: RuleExplanation.Place)] = []
    var matcher = RulePass(run: run).matcher()
    for compiled in run.view.programs(of: number) {
      let program = PatternProgram(compiled, in: run.view)
      let steps = steps(of: program)
      let prefixes = program.prefixes.map { (steps: self.steps(of: $0.program), next: $0.next) }
      for token in matcher.tokens.indices {
        if let match = matcher.match(steps, at: token) {
          found.append(place(of: match, compiled, &matcher))
        } else if let stop = stop(prefixes, token, &matcher) {
          partial.append(stop)
        }
      }
    }
    if found.isEmpty {
      let farthest = partial.map(\.steps).max() ?? 0
      found = partial.filter { $0.steps == farthest }.map(\.place)
    }
    var seen = Set<RuleExplanation.Place>()
    return found.filter { seen.insert($0).inserted }.sorted { $0.range < $1.range }
  }

  /// As the matcher reads them.
  private func steps(of program: PatternProgram) -> [PatternStep] {
    program.code.map { step in
      PatternStep(step) { run.view.symbols[Int($0)] }
    }
  }

  /// Of all its patterns, in their order.
  private var captureNames: [String] {
    var names: [String] = []
    for (text, _) in source.patterns {
      guard let pattern = try? PatternParser.parse(text) else { continue }
      for name in pattern.captureNames where !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func place(
    of match: PatternMatch, _ program: TaggingPlan.Program, _ matcher: inout PatternMatcher
  ) -> RuleExplanation.Place {
    let parts = Composition(
      source: .init(run), match: match, names: run.view.names(of: program),
      giver: run.view.rules[Int(program.rule)].gives ? program.rule : -1)
    let captures = captureNames.compactMap { name in
      parts.text(CaptureName(name)).map { Annotation.Attribute(key: name, value: $0) }
    }
    let passage = run.range(match.passageStart, match.passageEnd)
    return RuleExplanation.Place(
      range: passage, verdict: verdict(match, parts, passage, &matcher), captures: captures)
  }

  private func verdict(
    _ match: PatternMatch, _ parts: Composition, _ passage: TextRange,
    _ matcher: inout PatternMatcher
  ) -> RuleExplanation.Verdict {
    guard let (value, _) = rule.normaliser.value(parts, from: rule.from) else { return .noValue }
    let check = ConditionCheck(run: run)
    let tokens = TaggingPlan.Span(first: match.start, end: match.end)
    let own = run.view.rules + number
    if let failure = check.firstFailure(own, tokens, &matcher) {
      let condition = (source.when + source.unless)[failure]
      return .forbidden(
        condition: "\(condition.scope): \(condition.pattern)",
        by: check.words(of: failure, own, tokens, &matcher))
    }
    if shown.contains(where: { $0.rule == source.id && $0.range == passage }) {
      return .fires(value: value.description)
    }
    return .hidden(by: winner(over: match, parts))
  }

  /// The rule that holds the place of a match: of its own group, or of a group that silences it.
  private func winner(over match: PatternMatch, _ parts: Composition) -> String? {
    let types = run.view.types
    let group = types[Int(rule.type)].group
    let shared = rule.normaliser == .copy ? parts.shared(rule.from) : nil
    let tokens = shared.map { $0.first..<$0.last } ?? match.passageStart..<match.passageEnd
    func isHolder(_ candidate: Candidate) -> Bool {
      !candidate.isHidden && candidate.rule != Int32(number)
        && tokens.overlaps(candidate.valueFirst..<candidate.valueLast)
    }
    func silences(_ candidate: Candidate) -> Bool {
      let own = candidate.rule >= 0 ? run.view.rules[Int(candidate.rule)].suppresses : .init()
      let over = types[Int(candidate.type)].over
      return (Array(own.indices) + over.indices).contains { run.view.lists[$0] == group }
    }
    let holders = run.candidates.filter(isHolder)
    let winner =
      holders.first { types[Int($0.type)].group == group } ?? holders.first(where: silences)
    return winner.map { winner in
      withUnsafePointer(to: winner) { run.pack.texts.ruleName(of: $0) }
    }
  }

  /// The longest beginning of the program that matches at a token.
  private func stop(
    _ prefixes: [(steps: [PatternStep], next: PatternProgram.Instruction)], _ token: Int,
    _ matcher: inout PatternMatcher
  ) -> (steps: Int, place: RuleExplanation.Place)? {
    for (steps, prefix) in prefixes.enumerated().reversed() {
      guard let match = matcher.match(prefix.steps, at: token), match.end > match.start else {
        continue
      }
      let place = RuleExplanation.Place(
        range: run.range(match.start, match.end), verdict: .stops(before: name(prefix.next)),
        captures: [])
      return (steps, place)
    }
    return nil
  }

  private func name(_ step: PatternProgram.Instruction) -> String {
    switch step {
    case .symbol(let symbol, _):
      run.pack.texts.symbols[Int(symbol)] + (isLexicon(symbol) ? ">" : "}")
    case .word(let word): "“\(run.pack.word(word))”"
    case .shape(let shape, _): "{\(run.pack.sources.shapes[Int(shape)].name)}"
    case .gap(let count): "..\(count)"
    case .dash: "-"
    case .glued: "~"
    case .sentenceStart, .blockStart: "^"
    case .sentenceEnd: "$"
    case .split, .jump, .skip: "( | )"
    case .not: "!( )"
    case .passageStart, .passageEnd, .accept, .expect: ""
    }
  }

  private func isLexicon(_ symbol: Int32) -> Bool {
    run.pack.texts.symbols[Int(symbol)].hasPrefix("<")
  }
}

extension Pattern {
  /// Names of its captures, in their order; some more than once.
  fileprivate var captureNames: [String] {
    switch self {
    case .lexicon(_, let capture), .value(_, let capture): [capture]
    case .sequence(let items), .alternatives(let items): items.flatMap(\.captureNames)
    case .optional(let item), .repeated(let item, _), .not(let item), .passage(let item):
      item.captureNames
    default: []
    }
  }
}

extension PatternProgram {
  /// A program as it lies in a pack.
  fileprivate init(_ program: TaggingPlan.Program, in view: PackView) {
    self.init(
      code: program.code.indices.map { view.code[$0].instruction }, captureNames: [],
      first: FirstSet())
  }

  /// Its beginnings, the shortest first, each with the step that would follow.
  fileprivate var prefixes: [(program: PatternProgram, next: Instruction)] {
    var ends: [Int] = []
    var pc = 0
    while pc < code.count {
      switch code[pc] {
      case .accept: pc = code.count
      case .passageStart, .passageEnd, .expect: pc += 1
      default:
        if pc > 0 { ends.append(pc) }
        pc = end(of: pc)
      }
    }
    return ends.map { end in
      var program = self
      // What marks the passage stays out: it may not be closed yet.
      program.code = Array(code[..<end]) + [.accept]
      return (program, code[end])
    }
  }

  /// The instruction after a whole step: what may be left out, alternatives and negations included.
  private func end(of pc: Int) -> Int {
    switch code[pc] {
    case .split(let otherwise), .skip(let otherwise):
      let before = Int(otherwise) - 1
      if before > pc, case .jump(let end) = code[before] { return Int(end) }
      return Int(otherwise)
    case .not(let end): return Int(end)
    default: return pc + 1
    }
  }
}
