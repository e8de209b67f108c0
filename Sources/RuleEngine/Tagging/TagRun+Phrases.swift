/// Phrases of lexicons and names of gazetteers in a text.
extension TagRun {
  struct PhraseHit: BitwiseCopyable {
    /// Index in the trie's outputs.
    var output: UInt32
    var first: Int32
    var last: Int32
  }

  /// Finds all phrases; names of gazetteers are kept for later.
  func findPhrases() {
    memory.pointee.beginnings.reserve(PhraseWalk.block)
    var walk = PhraseWalk(memory.pointee, view.trie)
    walk.run()
    memory.pointee.hits = walk.names
    memory.pointee.otherHits = walk.others
    sortHits()
    var filing = PhraseFiling(memory.pointee, view, text, day)
    filing.run()
    memory.pointee.phrases = filing.phrases
    memory.pointee.phraseStarts = filing.starts
    memory.pointee.hits = filing.names
    memory.pointee.hits.pad(PhraseFiling.ahead, with: PhraseHit(output: 0, first: 0, last: 0))
  }

  /// Puts the phrases of lexicons in the order of the tokens they begin with, the shorter first: what
  /// is looked at together comes to lie together.
  private func sortHits() {
    let hits = memory.pointee.otherHits
    memory.pointee.places.fill(tokens.count + 1, with: 0)
    memory.pointee.sortedHits.reserve(hits.count)
    let places = memory.pointee.places.base
    for i in 0..<hits.count { places[Int(hits[i].first) &+ 1] &+= 1 }
    for token in 0..<tokens.count { places[token &+ 1] &+= places[token] }
    let sorted = memory.pointee.sortedHits.base
    for i in 0..<hits.count {
      let place = places + Int(hits[i].first)
      (sorted + Int(place.pointee)).initialize(to: hits[i])
      place.pointee &+= 1
    }
    memory.pointee.sortedHits.setCount(hits.count)
    memory.pointee.sortedHits.pad(
      PhraseFiling.ahead, with: PhraseHit(output: 0, first: 0, last: 0))
    swap(&memory.pointee.otherHits, &memory.pointee.sortedHits)
  }
}

/// Makes a table of the phrases of lexicons, and names of what has to be spelt in one way, or holds for
/// a time. Keeps all that it touches beside it, so that it stays in registers.
private struct PhraseFiling {
  let tokens: UnsafePointer<Token>
  let count: Int
  let text: UnsafeBufferPointer<UInt8>
  let day: Int32?
  let view: PackView
  let functionWord: Int32
  let functionWords: UnsafeMutablePointer<Int32>
  let signatures: UnsafeMutablePointer<Signature>
  let others: Grown<TagRun.PhraseHit>
  /// Of each token where its hits end among the others.
  let ends: UnsafePointer<Int32>
  var phrases: Grown<Phrase>
  var starts: Grown<Int32>
  var names: Grown<TagRun.PhraseHit>

  init(
    _ memory: RunMemory, _ view: PackView, _ text: UnsafeBufferPointer<UInt8>, _ day: Int32?
  ) {
    self.day = day
    tokens = UnsafePointer(memory.tokens.base)
    self.text = text
    self.view = view
    count = memory.tokens.count
    functionWord = view.facts.languageWord
    functionWords = memory.functionWords.base
    signatures = memory.signatures.base
    others = memory.otherHits
    ends = UnsafePointer(memory.places.base)
    phrases = memory.phrases
    starts = memory.phraseStarts
    names = memory.hits
  }

  @inline(__always)
  mutating func run() {
    starts.reserve(count &+ 1)
    var number = 0
    for token in 0..<count {
      (starts.base + token).initialize(to: Int32(truncatingIfNeeded: phrases.count))
      let end = Int(ends[token])
      guard number < end else { continue }
      let key = tokens[token].key
      repeat {
        lookAhead(number)
        file(others[number], key)
        number &+= 1
      } while number < end
    }
    (starts.base + count).initialize(to: Int32(truncatingIfNeeded: phrases.count))
    starts.setCount(count &+ 1)
  }

  /// So many hits ahead memory is asked for what will be needed; so many stand behind the last.
  static let ahead = 16

  @inline(__always)
  private func lookAhead(_ number: Int) {
    view.trie.lookAhead(output: others[number &+ Self.ahead].output)
  }

  @inline(__always)
  private mutating func file(_ hit: TagRun.PhraseHit, _ key: Token.Key) {
    let isWhole = !key.isInWord && !tokens[Int(hit.last)].key.isInWord
    var output = Int(hit.output)
    while true {
      let found = view.trie.outputs + output
      if isWhole, found.pointee.spelling == FlatTrie.Bulk.spelling {
        let bulk = FlatTrie.Bulk(bits: found.pointee.entry)
        fileTogether(bulk, output)
        signatures[Int(hit.first)].formUnion(view.trie.marks[Int(found.pointee.symbol)])
        if bulk.isAll || key.isSmall && bulk.areOthersCapital { return }
        output &+= bulk.count &+ bulk.functions
      } else {
        fileApart(output, hit, isWhole)
        if found.pointee.traits.contains(.isLast) { return }
        output &+= 1
      }
    }
  }

  /// Files an output where it is spelt as it has to be and holds on the day.
  private mutating func fileApart(_ output: Int, _ hit: TagRun.PhraseHit, _ isWhole: Bool) {
    var found = view.trie.outputs[output]
    if found.spelling == FlatTrie.Bulk.spelling {
      found.symbol = view.trie.rows[output].symbol
      found.entry = view.trie.rows[output].entry
    }
    guard isWhole || found.traits.contains(.isGlued),
      found.spelling < 0 || isSpelt(found, hit),
      !found.traits.contains(.isDated)
        || view.holds(view.entries[Int(found.entry)].valid, on: day)
    else { return }
    if found.traits.contains(.isName) {
      names.append(
        TagRun.PhraseHit(
          output: UInt32(truncatingIfNeeded: output), first: hit.first, last: hit.last))
    } else if found.symbol == functionWord {
      count(found.entry)
    } else {
      link(found, hit)
    }
  }

  /// Files the outputs of a bulk, which hold wherever their words stand.
  @inline(__always)
  private mutating func fileTogether(_ bulk: FlatTrie.Bulk, _ first: Int) {
    let count = bulk.count
    // Two at once, of which the second may not count; behind the last row of a pack stand other tables.
    phrases.reserve(phrases.count &+ count &+ 2)
    var row = UnsafeRawPointer(view.trie.rows + first)
    var place = UnsafeMutableRawPointer(phrases.base + phrases.count)
    phrases.setCount(phrases.count &+ count)
    let end = UnsafeMutableRawPointer(phrases.base + phrases.count)
    repeat {
      place.storeBytes(of: row.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
      place += 2 &* MemoryLayout<Phrase>.stride
      row += 2 &* MemoryLayout<Phrase>.stride
    } while place < end
    guard bulk.functions > 0 else { return }
    for i in count..<count &+ bulk.functions { self.count(view.trie.rows[first &+ i].entry) }
  }

  @inline(__always)
  private mutating func link(_ found: PhraseTrie.Output, _ hit: TagRun.PhraseHit) {
    phrases.append(
      Phrase(symbol: found.symbol, length: hit.last &- hit.first, entry: found.entry))
    signatures.insert(Int(view.symbols[Int(found.symbol)].sign), at: Int(hit.first))
  }

  /// Function words only tell of the language.
  @inline(__always)
  private func count(_ entry: Int32) {
    let value = view.entries[Int(entry)].value
    if value >= 0 { functionWords[Int(value)] += 1 }
  }

  @inline(__always)
  private func isSpelt(_ found: PhraseTrie.Output, _ hit: TagRun.PhraseHit) -> Bool {
    let start = Int(tokens[Int(hit.first)].start)
    if found.traits.forbid(text[start]) { return false }
    let wanted = view.spellings[Int(found.spelling)]
    if hit.last &- hit.first == 1, isOtherASCII(hit.first, than: wanted) { return false }
    let bytes = start..<Int(tokens[Int(hit.last) &- 1].end)
    return RulePack.Spelling.isMet(
      by: UnsafeBufferPointer(rebasing: text[bytes]),
      wanted: UnsafeBufferPointer(
        start: view.spellingBytes + Int(wanted.bytes.first), count: wanted.bytes.indices.count),
      isCaseFree: wanted.isCaseFree)
  }

  /// Whether a short word without any letter but ASCII's has another length than a spelling: « des » is
  /// no « dès ».
  @inline(__always)
  private func isOtherASCII(_ token: Int32, than wanted: TaggingPlan.Spelling) -> Bool {
    let length = tokens[Int(token)].length
    guard length <= 8, length != wanted.bytes.indices.count else { return false }
    let unused = UInt64(64 &- length &* 8)
    return text.eight(at: Int(tokens[Int(token)].start)) &<< unused & 0x8080_8080_8080_8080 == 0
  }
}
