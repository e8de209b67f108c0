import CPrefetch
import Documents

/// What is found without rules: numbers, names of gazetteers, addresses.
extension TagRun {
  func findNumbers() {
    guard view.facts.number >= 0 else { return }
    let presence = Presence(memory.pointee.presence)
    let word =
      view.facts.numberWord < 0
      ? Presence.digits : Int(view.symbols[Int(view.facts.numberWord)].bit)
    var i = 0
    for sentence in 0..<Int(sentenceCount) {
      let section = Presence.section(of: Int32(truncatingIfNeeded: sentence))
      let some =
        presence.sentences(with: Presence.digits, in: section)
        | presence.sentences(with: word, in: section)
      guard some &>> UInt64(truncatingIfNeeded: sentence & 63) & 1 != 0 else { continue }
      let tokens = self.sentence(Int32(truncatingIfNeeded: sentence))
      // Number words may reach into the sentence behind.
      i = max(i, tokens.lowerBound)
      findNumbers(&i, before: tokens.upperBound)
    }
  }

  private func findNumbers(_ i: inout Int, before end: Int) {
    let signatures = UnsafePointer(memory.pointee.signatures.base)
    let numberWord = numberWordBit
    while i < end {
      guard
        signatures.holds(Signature.digits, at: i) || signatures.holds(numberWord, at: i)
      else {
        i &+= 1
        continue
      }
      switch tokens[i].kind {
      case .digits:
        if let (quantity, next) = Numerals.figures(at: i, in: tokens, text: text) {
          addNumber(quantity, i, next)
        }
        i += 1
      case .word where isNumberWord(i):
        if let (values, next) = numberWords(at: i) {
          addNumber(Quantity(Numerals.words(values)), i, next)
          i = next
        } else {
          i += 1
        }
      default: i += 1
      }
    }
  }

  private func addNumber(_ quantity: Quantity, _ first: Int, _ last: Int) {
    let memory = memory
    let candidate = Candidate(
      type: view.facts.numberType, first: Int32(first), last: Int32(last),
      valueFirst: Int32(first), valueLast: Int32(last),
      value: Candidate.Value(kind: .number, index: Int32(memory.pointee.numbers.count)),
      priority: 0, source: .number, isHidden: true)
    memory.pointee.numbers.append(quantity.tenThousandths)
    memory.pointee.candidates.append(candidate)
    addItem(view.facts.number, candidate.first, candidate.last, candidates.count - 1)
  }

  @inline(__always)
  private func isNumberWord(_ index: Int) -> Bool {
    UnsafePointer(memory.pointee.signatures.base)
      .holds(numberWordBit, at: index)
  }

  /// The bit of number words in signatures; that of figures where the rules have none.
  @inline(__always)
  private var numberWordBit: Int {
    let symbol = view.facts.numberWord
    return symbol < 0 ? Signature.digits : Int(view.symbols[Int(symbol)].sign)
  }

  private func numberWords(at index: Int) -> (values: [Int], next: Int)? {
    guard view.facts.numberWord >= 0 else { return nil }
    var values: [Int] = []
    var i = index
    while i < tokens.count, values.count < 8, let (value, next) = numberWord(at: i),
      values.isEmpty || Numerals.mayFollow(value, values)
    {
      values.append(value)
      i = next
      if joins(value, behindAndAt: i, from: index) { i += 1 }
    }
    return values.isEmpty ? nil : (values, i)
  }

  /// Whether number words before and behind « et » or "and" are one number (« vingt et un », "one hundred
  /// and five") and not two (« vingt et trente », "between one hundred and five hundred").
  ///
  /// - Parameters:
  ///   - value: of the word before it.
  ///   - and: the token that may be one of both.
  ///   - first: the token at which the number begins.
  private func joins(_ value: Int, behindAndAt and: Int, from first: Int) -> Bool {
    guard value >= 20, and + 1 < tokens.count, tokens[and].word != 0 else { return false }
    let isEnglish = tokens[and].word == view.facts.secondAnd
    guard isEnglish || tokens[and].word == view.facts.firstAnd,
      let (joined, _) = numberWord(at: and + 1)
    else { return false }
    if isEnglish {
      return value >= 100 && joined < 100
        && (first == 0 || tokens[first - 1].word != view.facts.between)
    }
    return Numerals.joinByAnd(value, joined)
  }

  private func numberWord(at index: Int) -> (Int, Int)? {
    for phrase in phrases(at: index).reversed()
    where phrases[phrase].symbol == view.facts.numberWord {
      let found = phrases[phrase]
      let value = view.entries[Int(found.entry)].number
      if value != .min { return (Int(value), index + Int(found.length)) }
    }
    return nil
  }

  /// Names of gazetteers, as candidates of the stratum at hand.
  func addNames() {
    let hits = memory.pointee.hits
    for i in 0..<hits.count {
      lookAhead(hits, i)
      let hit = hits[i]
      let found = view.trie.outputs[Int(hit.output)]
      let entry = view.entries[Int(found.entry)]
      guard entry.near < 0 || isNear(entry.near, hit) else { continue }
      memory.pointee.found.append(
        Candidate(
          type: view.symbols[Int(found.symbol)].type, first: hit.first, last: hit.last,
          valueFirst: hit.first, valueLast: hit.last, origin: entry.name,
          value: Candidate.Value(kind: .name, index: entry.name),
          priority: entry.near < 0 ? 1 : 0, source: .gazetteer))
    }
  }

  /// Asks for what names some hits ahead will need.
  @inline(__always)
  private func lookAhead(_ hits: Grown<PhraseHit>, _ number: Int) {
    // Behind the last stand so many more.
    CPrefetch(view.trie.outputs + Int(hits[number &+ 16].output))
    let near = view.trie.outputs[Int(hits[number &+ 8].output)]
    CPrefetch(view.entries + Int(near.entry))
  }

  /// Mail and web addresses and phone numbers, as candidates of the types of those names.
  func addAddresses() {
    let types = pack.texts.addressTypes
    let count = tokens.count
    var token = 0
    Addresses.forEach(in: text) { address in
      let type = types[address.kind.rawValue]
      guard type >= 0 else { return }
      while token < count, Int(tokens[token].end) <= address.start { token += 1 }
      var last = token
      while last < count, Int(tokens[last].start) < address.end { last += 1 }
      guard last > token else { return }
      memory.pointee.found.append(
        Candidate(
          type: type, first: Int32(token), last: Int32(last), valueFirst: Int32(token),
          valueLast: Int32(last), priority: 5, source: .address))
    }
  }

  private func isNear(_ symbol: Int32, _ hit: PhraseHit) -> Bool {
    let sentences = memory.pointee.sentences
    let sentence = sentences[Int(hit.first)]
    guard
      Presence(memory.pointee.presence).holds(
        Int(view.symbols[Int(symbol)].bit), in: Int(sentence))
    else { return false }
    var i = Int(hit.first)
    while i > 0, sentences[i - 1] == sentence, Int(hit.first) - i < 40 { i -= 1 }
    while i < tokens.count, sentences[i] == sentence, i - Int(hit.last) < 40 {
      for phrase in phrases(at: i) where phrases[phrase].symbol == symbol {
        if i + Int(phrases[phrase].length) <= Int(hit.first) || i >= Int(hit.last) { return true }
      }
      i += 1
    }
    return false
  }
}
