import Documents

/// One text being tagged: its tokens, its items, and what the strata found so far.
final class TagRun {
  let pack: RulePack
  let text: UnsafeBufferPointer<UInt8>
  let layout: Layout
  private(set) var tokens: [Token]
  /// Number of the sentence of each token.
  let sentences: UnsafeMutablePointer<Int32>
  private(set) var sentenceCount: Int32 = 0
  /// First token of each sentence, and the number of tokens at the end.
  private var sentenceStarts: [Int32] = []
  /// What stands in each sentence; grows with the items.
  private(set) var sentenceSignatures: [Signature] = []
  /// Unit of each token; -1 outside all units.
  private(set) var unitOf: [Int32] = []
  /// Tokens of each unit.
  private(set) var unitTokens: [Range<Int>] = []
  private(set) var items: [Item] = []
  /// First item that begins at each token; -1 for none.
  let heads: UnsafeMutablePointer<Int32>
  /// What begins at each token.
  let signatures: UnsafeMutablePointer<Signature>
  /// Strata with rules that may begin at each token, a bit each.
  let interest: UnsafeMutablePointer<UInt32>
  var candidates: [Candidate] = []
  /// Every match of every rule, winners or not, where `keepsAll` asks for them.
  private(set) var matches: [Candidate] = []
  private let keepsAll: Bool
  /// Who holds each token.
  var owners: Owners
  lazy var andWords = (pack.vocabulary.find("et"), pack.vocabulary.find("and"))

  init(
    pack: RulePack, text: UnsafeBufferPointer<UInt8>, layout: Layout, keepsAll: Bool = false
  ) {
    self.keepsAll = keepsAll
    self.pack = pack
    self.text = text
    self.layout = layout
    tokens = Tokeniser.tokens(of: text, vocabulary: pack.vocabulary)
    let count = tokens.count
    sentences = .allocate(capacity: count)
    sentences.initialize(repeating: 0, count: count)
    heads = .allocate(capacity: count)
    heads.initialize(repeating: -1, count: count)
    signatures = .allocate(capacity: count)
    signatures.initialize(repeating: Signature(), count: count)
    interest = .allocate(capacity: count)
    interest.initialize(repeating: 0, count: count)
    items.reserveCapacity(count * 2)
    owners = Owners(tokens: count)
    assignUnits()
  }

  deinit {
    sentences.deallocate()
    heads.deallocate()
    signatures.deallocate()
    interest.deallocate()
  }

  func run() {
    let names = findPhrases()
    segment()
    sign()
    findNumbers()
    settle(names.compactMap { nameCandidate($0) } + addressCandidates())
    for stratum in 0..<pack.strata {
      let found = RulePass(run: self).candidates(of: stratum)
      if keepsAll { matches += found }
      settle(found)
    }
  }

  /// Finds the phrases and no more.
  func phraseCount() -> Int {
    let names = findPhrases().count
    return names + items.count
  }

  // MARK: Layout

  private func assignUnits() {
    unitOf = [Int32](repeating: -1, count: tokens.count)
    unitTokens = [Range<Int>](repeating: 0..<0, count: layout.units.count)
    var token = 0
    for (u, unit) in layout.units.enumerated() {
      while token < tokens.count, Int(tokens[token].start) < unit.range.start { token += 1 }
      let first = token
      while token < tokens.count, Int(tokens[token].start) < unit.range.end {
        unitOf[token] = Int32(u)
        token += 1
      }
      unitTokens[u] = first..<token
      if first < token, !unit.continues { tokens[first].flags.insert(.blockStart) }
    }
  }

  /// Cuts sentences: at blocks, at final marks before a capital, at blank lines and list items.
  private func segment() {
    sentenceStarts = [0]
    var sentence: Int32 = 0
    for i in tokens.indices where i > 0 {
      if startsSentence(i) {
        sentence += 1
        sentenceStarts.append(Int32(i))
      }
      sentences[i] = sentence
    }
    for start in sentenceStarts.dropFirst() { tokens[Int(start)].flags.insert(.sentenceStart) }
    sentenceCount = sentence + 1
    sentenceStarts.append(Int32(tokens.count))
  }

  /// Tokens of a sentence.
  @inline(__always)
  func sentence(_ number: Int32) -> Range<Int> {
    Int(sentenceStarts[Int(number)])..<Int(sentenceStarts[Int(number) + 1])
  }

  /// Notes the words that patterns name, and what each sentence holds so far.
  private func sign() {
    sentenceSignatures = [Signature](repeating: Signature(), count: Int(sentenceCount))
    let plan = pack.plan
    for i in tokens.indices {
      let number = Int(plan.wordClass[Int(tokens[i].word)])
      if number != 0 {
        signatures[i].words |= plan.signatureOfClass[number]
        interest[i] |= plan.strataOfClass[number]
      }
      if tokens[i].kind == .digits {
        signatures[i].formUnion(.digits)
        interest[i] |= plan.strataOfDigits
      }
      sentenceSignatures[Int(sentences[i])].formUnion(signatures[i])
    }
  }

  private func startsSentence(_ i: Int) -> Bool {
    let token = tokens[i]
    if token.flags.contains(.blockStart) { return true }
    if unitOf[i] != unitOf[i - 1], unitOf[i] >= 0, !layout.units[Int(unitOf[i])].continues {
      return true
    }
    if token.flags.contains(.blankLineBefore) { return true }
    guard token.flags.contains(.spaceBefore) else { return false }
    let mark = tokens[i - 1]
    if token.flags.contains(.lineBefore), token.kind == .mark, isBullet(token) { return true }
    guard mark.kind == .mark, mark.length == 1 else { return false }
    switch text[Int(mark.start)] {
    case 0x21, 0x3F: return true
    case 0x3B: return token.flags.contains(.lineBefore)
    case 0x2E:
      guard
        token.flags.contains(.capital) || token.kind != .word
          || token.flags.contains(.lineBefore)
      else { return false }
      return i < 2 || !(isAbbreviation(i - 2) || isOrdinal(i - 2, before: i))
    default: return false
    }
  }

  private func isBullet(_ token: Token) -> Bool {
    text[Int(token.start)] >= 0x80 || text[Int(token.start)] == 0x2D
      || text[Int(token.start)] == 0x2A
  }

  /// The figures of an ordinal whose full stop stands before a month: `18. März`.
  private func isOrdinal(_ i: Int, before next: Int) -> Bool {
    guard tokens[i].kind == .digits, tokens[i].length <= 2 else { return false }
    return holds(pack.afterOrdinalSymbol, at: next)
  }

  /// A full stop after it does not end the sentence: `art.`, `M.`, `janv.`, single letters.
  private func isAbbreviation(_ i: Int) -> Bool {
    let token = tokens[i]
    if token.kind == .word, token.length == 1 { return true }
    return holds(pack.abbreviationSymbol, at: i)
  }

  /// Whether an item of a symbol begins at a token.
  private func holds(_ symbol: Int32, at token: Int) -> Bool {
    var index = heads[token]
    while index >= 0 {
      if items[Int(index)].symbol == symbol { return true }
      index = items[Int(index)].next
    }
    return false
  }

  // MARK: Items

  func range(_ first: Int32, _ last: Int32) -> TextRange {
    guard first < last else { return TextRange(0, 0) }
    return TextRange(Int(tokens[Int(first)].start), Int(tokens[Int(last) - 1].end))
  }

  func slice(_ range: TextRange) -> String {
    String(decoding: text[range.start..<range.end], as: UTF8.self)
  }

  func isAnnotation(_ item: Item) -> Bool { pack.plan.isAnnotation[Int(item.symbol)] }

  func add(_ item: Item) {
    link(item, into: &items)
    sentenceSignatures[Int(sentences[Int(item.first)])].symbols |=
      Signature.bit(ofSymbol: item.symbol)
  }

  /// Takes the array as an argument: in the walk over phrases it is a local one.
  @inline(__always)
  private func link(_ item: Item, into items: inout [Item]) {
    let first = Int(item.first)
    items.append(item)
    items[items.count - 1].next = heads[first]
    heads[first] = Int32(truncatingIfNeeded: items.count - 1)
    signatures[first].symbols |= Signature.bit(ofSymbol: item.symbol)
    interest[first] |= pack.plan.strataOfSymbol[Int(item.symbol)]
  }

  func hideItems(of owner: Int32, at first: Int32) {
    var item = heads[Int(first)]
    while item >= 0 {
      if items[Int(item)].payload == owner, isAnnotation(items[Int(item)]) {
        items[Int(item)].isHidden = true
      }
      item = items[Int(item)].next
    }
  }

  struct NameHit {
    var output: PhraseTrie.Output
    var first: Int32
    var last: Int32
  }

  /// Finds all phrases; lexicons become items at once, names of gazetteers are given back.
  private func findPhrases() -> [NameHit] {
    var hits: [NameHit] = []
    var items: [Item] = []
    swap(&items, &self.items)
    defer { swap(&items, &self.items) }
    let ends: Token.Flags = [.blankLineBefore, .blockStart]
    pack.trie.withView { trie in
      guard let outputs = trie.outputs else { return }
      tokens.withUnsafeBufferPointer { tokens in
        for i in tokens.indices where tokens[i].word != 0 {
          var node = trie.root(tokens[i].word)
          var j = i + 1
          while node != 0 {
            var output = trie.firstOutput[Int(node)]
            while output >= 0 {
              let found = outputs[Int(output)]
              output = found.next
              guard found.isGlued || Self.isWhole(i, j, tokens),
                isSpelt(found, tokens[i].start, tokens[j - 1].end)
              else { continue }
              if found.isName {
                hits.append(NameHit(output: found, first: Int32(i), last: Int32(j)))
              } else {
                link(
                  Item(
                    symbol: found.symbol, first: Int32(i), last: Int32(j), payload: found.entry,
                    next: -1, isHidden: false), into: &items)
              }
            }
            guard j < tokens.count, tokens[j].word != 0, tokens[j].flags.isDisjoint(with: ends)
            else { break }
            node = trie.edge(node, tokens[j].word)
            j += 1
          }
        }
      }
    }
    return hits
  }

  /// The phrase does not begin or end inside a word (`h` in `17h`).
  @inline(__always)
  private static func isWhole(
    _ first: Int, _ last: Int, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    let start = tokens[first]
    if first > 0, start.isGlued, start.kind != .mark {
      let before = tokens[first - 1]
      if before.kind == .digits || (before.kind == .word && start.kind == .digits) { return false }
    }
    guard last < tokens.count, tokens[last].isGlued, tokens[last].kind != .mark else { return true }
    let end = tokens[last - 1]
    return end.kind == .mark || (end.kind == .word && tokens[last].kind == .word)
  }

  @inline(__always)
  private func isSpelt(_ output: PhraseTrie.Output, _ start: UInt32, _ end: UInt32) -> Bool {
    guard output.spelling >= 0 else { return true }
    return pack.spellings[Int(output.spelling)].isMet(by: text[Int(start)..<Int(end)])
  }
}
