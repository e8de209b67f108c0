import Documents

/// One text being tagged: its tokens, its items, and what the strata found so far.
final class TagRun {
  let pack: RulePack
  let view: PackView
  let text: UnsafeBufferPointer<UInt8>
  let layout: Layout
  /// The day by which rules and words with a time of validity are judged, since 1970.
  let day: Int32?
  /// Taken from the pool and given back: nobody else uses it meanwhile.
  let memory: UnsafeMutablePointer<RunMemory>
  /// Every match of every rule, winners or not, where `keepsAll` asks for them.
  private(set) var matches: [Candidate] = []
  private let keepsAll: Bool

  init(
    pack: RulePack, text: UnsafeBufferPointer<UInt8>, layout: Layout, on day: CalendarDay? = nil,
    keepsAll: Bool = false
  ) {
    self.day = day.map { Int32(truncatingIfNeeded: $0.daysSinceEpoch) }
    self.keepsAll = keepsAll
    self.pack = pack
    self.text = text
    self.layout = layout
    view = pack.view
    memory = RunMemoryPool.shared.take()
    Tokeniser.cut(text, vocabulary: view.vocabulary, into: &memory.pointee.tokens)
    let count = tokens.count
    memory.pointee.heads.fill(count, with: -1)
    memory.pointee.functionWords.fill(pack.texts.values.count, with: 0)
    memory.pointee.signatures.fill(count + 1, with: Signature())
  }

  deinit { RunMemoryPool.shared.giveBack(memory) }

  var tokens: UnsafeBufferPointer<Token> {
    @inline(__always) get { memory.pointee.tokens.view }
  }

  var items: UnsafeBufferPointer<Item> {
    @inline(__always) get { memory.pointee.items.view }
  }

  var phrases: UnsafeBufferPointer<Phrase> {
    @inline(__always) get { memory.pointee.phrases.view }
  }

  /// Those that begin at a token, the shorter first.
  @inline(__always)
  func phrases(at token: Int) -> Range<Int> {
    let starts = memory.pointee.phraseStarts
    return Int(starts[token])..<Int(starts[token + 1])
  }

  var candidates: UnsafeBufferPointer<Candidate> {
    @inline(__always) get { memory.pointee.candidates.view }
  }

  func run() {
    var tally = NoTally()
    run(&tally)
  }

  func run(_ tally: inout some PassTally) {
    let count = tokens.count
    memory.pointee.sentences.fill(count, with: 0)
    memory.pointee.owners.clear(tokens: count)
    memory.pointee.answers.fill(Int(view.facts.conditions), with: ConditionCheck.Answer())
    assignUnits()
    findPhrases()
    segment()
    sign()
    findNumbers()
    addNames()
    addAddresses()
    settle()
    for stratum in 0..<Int(view.facts.strata) {
      memory.pointee.forgetDoubts(programs: view.allPrograms.count)
      RulePass(run: self).find(stratum, &tally)
      if keepsAll { matches += memory.pointee.found.view }
      settle()
    }
  }

  /// Finds the phrases and no more.
  func phraseCount() -> Int {
    findPhrases()
    return memory.pointee.hits.count + phrases.count
  }

  // MARK: Layout

  private func assignUnits() {
    memory.pointee.unitOf.fill(tokens.count, with: -1)
    memory.pointee.unitTokens.fill(layout.units.count, with: TaggingPlan.Span())
    memory.pointee.unitsOver.fill(layout.units.count, with: TaggingPlan.Span())
    memory.pointee.overs.removeAll()
    for unit in layout.overs { memory.pointee.overs.append(unit) }
    let tokens = memory.pointee.tokens
    let unitOf = memory.pointee.unitOf
    var token = 0
    for (u, unit) in layout.units.enumerated() {
      while token < tokens.count, Int(tokens[token].start) < unit.range.start { token += 1 }
      let first = token
      while token < tokens.count, Int(tokens[token].start) < unit.range.end {
        unitOf[token] = Int32(truncatingIfNeeded: u)
        token += 1
      }
      memory.pointee.unitTokens[u] = TaggingPlan.Span(first: Int32(first), end: Int32(token))
      if first < token, !unit.continues { tokens[first].startBlock() }
      memory.pointee.unitsOver[u] = unit.over
    }
  }

  // MARK: Values

  /// The value of a candidate.
  @inline(__always)
  func value(of candidate: UnsafePointer<Candidate>) -> Value {
    memory.pointee.value(of: candidate.pointee.value, pack.texts)
  }

  /// What a rule says of all its annotations, and what it took from their words.
  @inline(__always)
  func attributes(of candidate: UnsafePointer<Candidate>) -> [Annotation.Attribute] {
    guard candidate.pointee.source == .rule else { return [] }
    // Most rules say nothing.
    if !candidate.pointee.taken.isEmpty { return attributes(taken: candidate) }
    let origin = Int(candidate.pointee.origin)
    return view.rules[origin].sets ? pack.texts.rules[origin].set : []
  }

  @inline(never)
  private func attributes(taken candidate: UnsafePointer<Candidate>) -> [Annotation.Attribute] {
    let set = pack.texts.rules[Int(candidate.pointee.origin)].set
    let taken = candidate.pointee.taken.indices
    // Nearly all are one or two: an array of so many is made at once.
    if set.isEmpty, taken.count == 1 { return [memory.pointee.taken[taken.lowerBound]] }
    if set.count + taken.count == 2 {
      let last = memory.pointee.taken[taken.upperBound - 1]
      return [set.isEmpty ? memory.pointee.taken[taken.lowerBound] : set[0], last]
    }
    var attributes: [Annotation.Attribute] = []
    attributes.reserveCapacity(set.count + taken.count)
    attributes += set
    for number in taken { attributes.append(memory.pointee.taken[number]) }
    return attributes
  }

  // MARK: Items

  @inline(__always)
  func range(_ first: Int32, _ last: Int32) -> TextRange {
    guard first < last else { return TextRange(0, 0) }
    return TextRange(Int(tokens[Int(first)].start), Int(tokens[Int(last) - 1].end))
  }

  func slice(_ range: TextRange) -> String {
    String(decoding: text[range.start..<range.end], as: UTF8.self)
  }

  /// An annotation that patterns can refer to from now on.
  ///
  /// - Parameters:
  ///   - first: its tokens, `last` exclusive.
  ///   - number: of its candidate.
  @inline(__always)
  func addItem(_ symbol: Int32, _ first: Int32, _ last: Int32, _ number: Int) {
    let token = Int(first)
    let memory = memory
    let index = memory.pointee.items.count
    let next = memory.pointee.heads[token]
    let known = view.symbols + Int(symbol)
    memory.pointee.items.reserve(index &+ 1)
    memory.pointee.items.note(
      Item(
        symbol: symbol, first: first, last: last,
        candidate: Int32(truncatingIfNeeded: number), next: next, isHidden: false), 1)
    // The last added of a symbol at a token stands for those below it.
    if known.pointee.beginning >= 0 {
      noteOccurrence(
        of: known.pointee.beginning, at: token, number: index, last: last, isRepeated: next >= 0)
    }
    memory.pointee.heads[token] = Int32(truncatingIfNeeded: index)
    memory.pointee.signatures.base.insert(Int(known.pointee.sign), at: token)
    Presence(memory.pointee.presence).insert(
      Int(known.pointee.bit), in: Int(memory.pointee.sentences[token]))
  }

  func hideItems(of owner: Int32, at first: Int32) {
    let items = memory.pointee.items
    var item = memory.pointee.heads[Int(first)]
    while item >= 0 {
      if items[Int(item)].candidate == owner { items[Int(item)].isHidden = true }
      item = items[Int(item)].next
    }
  }
}
