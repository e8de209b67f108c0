/// The walk over the tokens by the trie of all phrases.
extension TagRun {
  struct NameHit: BitwiseCopyable {
    var symbol: Int32
    var entry: Int32
    var first: Int32
    var last: Int32
  }

  /// A token that phrases begin with, and the node of the trie they go through.
  struct Beginning: BitwiseCopyable {
    var token: UInt32
    var root: UInt32
  }

  /// Finds all phrases; lexicons become items at once, names of gazetteers are kept for later.
  func findPhrases() {
    memory.pointee.beginnings.reserve(tokens.count + 1)
    var walk = PhraseWalk(memory.pointee, view, text, day)
    walk.run()
    memory.pointee.items = walk.items
    memory.pointee.hits = walk.hits
    memory.pointee.phrasesSeen = walk.seen
  }
}

/// Keeps all that the walk touches beside it, so that it stays in registers.
private struct PhraseWalk {
  let tokens: UnsafePointer<Token>
  let count: Int
  let text: UnsafeBufferPointer<UInt8>
  let day: Int32?
  let words: UnsafePointer<TaggingPlan.Word>
  let trie: FlatTrie.View
  let symbols: UnsafePointer<TaggingPlan.Symbol>
  let view: PackView
  let heads: UnsafeMutablePointer<Int32>
  let starts: UnsafeMutablePointer<Int32>
  let functionWord: Int32
  let functionWords: UnsafeMutablePointer<Int32>
  let signatures: UnsafeMutablePointer<Signature>
  let interest: UnsafeMutablePointer<UInt32>
  var items: Grown<Item>
  var hits: Grown<TagRun.NameHit>
  let beginnings: UnsafeMutablePointer<TagRun.Beginning>
  /// Made of all that was looked at ahead of time, so that it is looked at indeed.
  var seen: UInt32 = 0

  private static let ahead = 6

  init(
    _ memory: RunMemory, _ view: PackView, _ text: UnsafeBufferPointer<UInt8>, _ day: Int32?
  ) {
    self.day = day
    tokens = UnsafePointer(memory.tokens.base)
    count = memory.tokens.count
    self.text = text
    self.view = view
    words = view.words
    trie = view.trie
    symbols = view.symbols
    heads = memory.heads.base
    starts = memory.starts.base
    functionWord = view.facts.languageWord
    functionWords = memory.functionWords.base
    signatures = memory.signatures.base
    interest = memory.interest.base
    items = memory.items
    hits = memory.hits
    beginnings = memory.beginnings.base
  }

  /// Where phrases may begin, one behind the other: the loads of one token do not wait for those of
  /// another, since nothing branches here.
  private func noteBeginnings() -> Int {
    var noted = 0
    for i in 0..<count {
      // Word 0 has no root.
      let root = words[Int(tokens[i].word)].root
      beginnings[noted] = TagRun.Beginning(token: UInt32(truncatingIfNeeded: i), root: root)
      noted &+= root == 0 ? 0 : 1
    }
    return noted
  }

  /// Looks at what will be needed a few beginnings later, so that it is at hand then.
  @inline(__always)
  private mutating func look(at ahead: TagRun.Beginning) {
    let node = trie.nodes[Int(ahead.root)]
    let next = tokens[min(Int(ahead.token) &+ 1, count &- 1)].word
    seen ^= UInt32(bitPattern: trie.outputs[max(Int(node.output), 0)].symbol)
    seen ^= trie.firstLook(node, next)
  }

  mutating func run() {
    let ends: Token.Flags = [.blankLineBefore, .blockStart]
    let noted = noteBeginnings()
    for number in 0..<noted {
      look(at: beginnings[min(number &+ Self.ahead, noted &- 1)])
      let i = Int(beginnings[number].token)
      var node = beginnings[number].root
      var j = i &+ 1
      while node != 0 {
        let output = trie.nodes[Int(node)].output
        if output >= 0 { take(Int(output), i, j) }
        guard j < count, case let next = tokens[j], next.word != 0,
          next.flags.isDisjoint(with: ends)
        else { break }
        node = trie.step(node, next.word)
        j &+= 1
      }
    }
  }

  @inline(__always)
  private mutating func take(_ output: Int, _ i: Int, _ j: Int) {
    let isWhole = isWhole(i, j)
    var output = output
    while true {
      let found = trie.outputs[output]
      if isWhole || found.traits.contains(.isGlued),
        found.spelling < 0 || isSpelt(found.spelling, tokens[i].start, tokens[j &- 1].end),
        !found.traits.contains(.isDated)
          || view.holds(view.entries[Int(found.entry)].valid, on: day)
      {
        if found.traits.contains(.isName) {
          hits.append(
            TagRun.NameHit(
              symbol: found.symbol, entry: found.entry, first: Int32(truncatingIfNeeded: i),
              last: Int32(truncatingIfNeeded: j)))
        } else {
          link(found, i, j)
        }
      }
      if found.traits.contains(.isLast) { return }
      output &+= 1
    }
  }

  @inline(__always)
  private mutating func link(_ found: PhraseTrie.Output, _ i: Int, _ j: Int) {
    guard found.symbol != functionWord else { return count(found) }
    let number = Int32(truncatingIfNeeded: items.count)
    let strata = symbols[Int(found.symbol)].strata
    items.append(
      Item(
        symbol: found.symbol, first: Int32(truncatingIfNeeded: i),
        last: Int32(truncatingIfNeeded: j), payload: found.entry, next: heads[i],
        nextStart: starts[i], strata: strata, isHidden: false))
    heads[i] = number
    signatures.insert(Signature.bit(ofSymbol: found.symbol), at: i)
    guard strata != 0 else { return }
    starts[i] = number
    interest[i] |= strata
  }

  /// Function words only tell of the language.
  @inline(__always)
  private func count(_ found: PhraseTrie.Output) {
    let value = view.entries[Int(found.entry)].value
    if value >= 0 { functionWords[Int(value)] += 1 }
  }

  /// The phrase does not begin or end inside a word (`h` in `17h`).
  @inline(__always)
  private func isWhole(_ first: Int, _ last: Int) -> Bool {
    let start = tokens[first]
    if first > 0, start.isGlued, start.kind != .mark {
      let before = tokens[first - 1]
      if before.kind == .digits || (before.kind == .word && start.kind == .digits) { return false }
    }
    guard last < count, tokens[last].isGlued, tokens[last].kind != .mark else { return true }
    let end = tokens[last - 1]
    return end.kind == .mark || (end.kind == .word && tokens[last].kind == .word)
  }

  @inline(never)
  private func isSpelt(_ spelling: Int32, _ start: UInt32, _ end: UInt32) -> Bool {
    let wanted = view.spellings[Int(spelling)]
    return RulePack.Spelling.isMet(
      by: UnsafeBufferPointer(rebasing: text[Int(start)..<Int(end)]),
      wanted: UnsafeBufferPointer(
        start: view.spellingBytes + Int(wanted.bytes.first), count: wanted.bytes.indices.count),
      isCaseFree: wanted.isCaseFree)
  }
}
