import Documents

/// One text being tagged: its tokens, its items, and what the strata found so far.
final class TagRun {
  let pack: RulePack
  let text: UnsafeBufferPointer<UInt8>
  let layout: Layout
  private(set) var tokens: [Token]
  /// Number of the sentence of each token.
  private(set) var sentences: [Int32] = []
  /// Unit of each token; -1 outside all units.
  private(set) var unitOf: [Int32] = []
  /// Tokens of each unit.
  private(set) var unitTokens: [Range<Int>] = []
  private(set) var items: [Item] = []
  /// First item that begins at each token; -1 for none.
  private(set) var heads: [Int32] = []
  private(set) var candidates: [Candidate] = []
  /// Every match of every rule, winners or not, where `keepsAll` asks for them.
  private(set) var matches: [Candidate] = []
  private let keepsAll: Bool
  /// Candidate that holds each token, for each group of types.
  private var owners: [[Int32]]

  init(
    pack: RulePack, text: UnsafeBufferPointer<UInt8>, layout: Layout, keepsAll: Bool = false
  ) {
    self.keepsAll = keepsAll
    self.pack = pack
    self.text = text
    self.layout = layout
    tokens = Tokeniser.tokens(of: text, vocabulary: pack.vocabulary)
    heads = [Int32](repeating: -1, count: tokens.count)
    items.reserveCapacity(tokens.count)
    owners = [[Int32]](repeating: [], count: (pack.types.map(\.group).max() ?? 0) + 1)
    assignUnits()
  }

  func run() {
    let names = findPhrases()
    segment()
    findNumbers()
    settle(names.compactMap { nameCandidate($0) } + addressCandidates())
    for stratum in 0..<pack.strata {
      let found = RulePass(run: self).candidates(of: stratum)
      if keepsAll { matches += found }
      settle(found)
    }
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
    sentences = [Int32](repeating: 0, count: tokens.count)
    var sentence: Int32 = 0
    for i in tokens.indices where i > 0 {
      if startsSentence(i) {
        sentence += 1
        tokens[i].flags.insert(.sentenceStart)
      }
      sentences[i] = sentence
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

  func isAnnotation(_ item: Item) -> Bool {
    item.symbol == pack.numberSymbol || pack.typeOfSymbol[Int(item.symbol)] >= 0
      || aliases.contains(item.symbol)
  }

  private lazy var aliases: Set<Int32> = Set(pack.types.flatMap(\.aliases))

  private func add(_ item: Item) {
    var item = item
    item.next = heads[Int(item.first)]
    heads[Int(item.first)] = Int32(items.count)
    items.append(item)
  }

  private struct NameHit {
    var output: PhraseTrie.Output
    var first: Int32
    var last: Int32
  }

  /// Finds all phrases; lexicons become items at once, names of gazetteers are given back.
  private func findPhrases() -> [NameHit] {
    var hits: [NameHit] = []
    for i in tokens.indices {
      var node = pack.trie.root(tokens[i].word)
      guard node != 0, tokens[i].word != 0 else { continue }
      var j = i + 1
      while true {
        var output = pack.trie.firstOutput[Int(node)]
        while output >= 0 {
          let found = pack.trie.outputs[Int(output)]
          if isWhole(i, j, found), isSpelt(i, j, found) {
            if pack.entries[Int(found.entry)].name >= 0 {
              hits.append(NameHit(output: found, first: Int32(i), last: Int32(j)))
            } else {
              add(
                Item(
                  symbol: found.symbol, first: Int32(i), last: Int32(j), payload: found.entry,
                  next: -1, isHidden: false))
            }
          }
          output = found.next
        }
        guard j < tokens.count, tokens[j].word != 0,
          !tokens[j].flags.contains(.blankLineBefore), !tokens[j].flags.contains(.blockStart),
          let next = pack.trie.edge(node, tokens[j].word)
        else { break }
        node = next
        j += 1
      }
    }
    return hits
  }

  /// The phrase does not begin or end inside a word (`h` in `17h`), unless its lexicon allows it.
  private func isWhole(_ first: Int, _ last: Int, _ output: PhraseTrie.Output) -> Bool {
    if pack.entries[Int(output.entry)].isGlued { return true }
    let start = tokens[first]
    if first > 0, start.isGlued, start.kind != .mark {
      let before = tokens[first - 1]
      if before.kind == .digits || (before.kind == .word && start.kind == .digits) { return false }
    }
    guard last < tokens.count, tokens[last].isGlued, tokens[last].kind != .mark else { return true }
    let end = tokens[last - 1]
    return end.kind == .mark || (end.kind == .word && tokens[last].kind == .word)
  }

  private func isSpelt(_ first: Int, _ last: Int, _ output: PhraseTrie.Output) -> Bool {
    guard output.spelling >= 0 else { return true }
    let spelling = pack.spellings[Int(output.spelling)]
    let written = slice(range(Int32(first), Int32(last))).replacing("’", with: "'")
    let wanted = spelling.text.replacing("’", with: "'")
    return spelling.isCaseFree ? written.lowercased() == wanted.lowercased() : written == wanted
  }

  private func findNumbers() {
    guard pack.numberSymbol >= 0 else { return }
    let type = pack.types.firstIndex { $0.symbol == pack.numberSymbol } ?? 0
    tokens.withUnsafeBufferPointer { tokens in
      var i = 0
      while i < tokens.count {
        if let (quantity, next) = Numerals.figures(at: i, in: tokens, text: text) {
          addNumber(quantity, i, next, type)
          i += 1
        } else if let (values, next) = numberWords(at: i) {
          addNumber(Quantity(Numerals.words(values)), i, next, type)
          i = next
        } else {
          i += 1
        }
      }
    }
  }

  private func addNumber(_ quantity: Quantity, _ first: Int, _ last: Int, _ type: Int) {
    candidates.append(
      Candidate(
        type: type, first: Int32(first), last: Int32(last), valueFirst: Int32(first),
        valueLast: Int32(last), value: .count(Bounds(quantity)), attributes: [], rule: -1,
        name: -1, priority: 0, isHidden: true))
    add(
      Item(
        symbol: pack.numberSymbol, first: Int32(first), last: Int32(last),
        payload: Int32(candidates.count - 1), next: -1, isHidden: false))
  }

  private func numberWords(at index: Int) -> (values: [Int], next: Int)? {
    guard tokens[index].kind == .word else { return nil }
    var values: [Int] = []
    var i = index
    while i < tokens.count, values.count < 8, let (value, next) = numberWord(at: i) {
      values.append(value)
      i = next
      // « vingt et un », "one hundred and five".
      if i + 1 < tokens.count, value >= 20,
        tokens[i].word == andWords.0 || tokens[i].word == andWords.1,
        tokens[i].word != 0, numberWord(at: i + 1) != nil
      {
        i += 1
      }
    }
    return values.isEmpty ? nil : (values, i)
  }

  private lazy var andWords = (pack.vocabulary.find("et"), pack.vocabulary.find("and"))

  private func numberWord(at index: Int) -> (Int, Int)? {
    var item = heads[index]
    var best: (Int, Int)?
    while item >= 0 {
      let found = items[Int(item)]
      if found.symbol == pack.numberWordSymbol,
        let value = pack.entries[Int(found.payload)].value.flatMap({ Int($0) }),
        Int(found.last) > best?.1 ?? 0
      {
        best = (value, Int(found.last))
      }
      item = found.next
    }
    return best
  }

  private func nameCandidate(_ hit: NameHit) -> Candidate? {
    let entry = pack.entries[Int(hit.output.entry)]
    guard entry.near < 0 || isNear(entry.near, hit) else { return nil }
    let name = pack.names[Int(entry.name)]
    return Candidate(
      type: Int(pack.typeOfSymbol[Int(hit.output.symbol)]), first: hit.first, last: hit.last,
      valueFirst: hit.first, valueLast: hit.last, value: .entry(name.id), attributes: [], rule: -1,
      name: entry.name, priority: entry.near < 0 ? 1 : 0)
  }

  /// Mail and web addresses and phone numbers, as candidates of the types of those names.
  private func addressCandidates() -> [Candidate] {
    var found: [Candidate] = []
    var token = 0
    for address in Addresses.all(in: text) {
      guard let type = pack.addressTypes[address.kind.rawValue] else { continue }
      while token < tokens.count, Int(tokens[token].end) <= address.start { token += 1 }
      var last = token
      while last < tokens.count, Int(tokens[last].start) < address.end { last += 1 }
      guard last > token else { continue }
      found.append(
        Candidate(
          type: type, first: Int32(token), last: Int32(last), valueFirst: Int32(token),
          valueLast: Int32(last), value: .none, attributes: [], rule: -1, name: -1, priority: 5))
    }
    return found
  }

  private func isNear(_ symbol: Int32, _ hit: NameHit) -> Bool {
    let sentence = sentences[Int(hit.first)]
    var i = Int(hit.first)
    while i > 0, sentences[i - 1] == sentence, Int(hit.first) - i < 40 { i -= 1 }
    while i < tokens.count, sentences[i] == sentence, i - Int(hit.last) < 40 {
      var item = heads[i]
      while item >= 0 {
        let found = items[Int(item)]
        if found.symbol == symbol, found.last <= hit.first || found.first >= hit.last {
          return true
        }
        item = found.next
      }
      i += 1
    }
    return false
  }

  // MARK: Settling conflicts

  /// Takes the candidates of a stratum that win their places; the others are forgotten.
  private func settle(_ found: [Candidate]) {
    let order = found.indices.sorted { isBefore(found[$0], found[$1]) }
    for i in order where !isBeaten(found[i]) { accept(found[i]) }
  }

  private func isBefore(_ a: Candidate, _ b: Candidate) -> Bool {
    let (x, y) = (pack.types[a.type], pack.types[b.type])
    if x.isRole != y.isRole { return y.isRole }
    if x.isRole {
      return (-a.priority, a.length, a.first, a.rule, a.name)
        < (-b.priority, b.length, b.first, b.rule, b.name)
    }
    return (-a.length, -Int32(a.priority), a.first, a.rule, a.name)
      < (-b.length, -Int32(b.priority), b.first, b.rule, b.name)
  }

  private func holders(_ candidate: Candidate, group: Int) -> [Int32] {
    guard !owners[group].isEmpty else { return [] }
    var found: [Int32] = []
    for token in Int(candidate.valueFirst)..<Int(candidate.valueLast) {
      let owner = owners[group][token]
      if owner >= 0, found.last != owner { found.append(owner) }
    }
    return found
  }

  private func isBeaten(_ candidate: Candidate) -> Bool {
    let type = pack.types[candidate.type]
    for owner in holders(candidate, group: type.group) {
      let holder = candidates[Int(owner)]
      if type.isRole {
        if holder.priority >= candidate.priority { return true }
      } else if holder.length > candidate.length
        || (holder.length == candidate.length && holder.priority >= candidate.priority
          && !(holder.type != candidate.type && holder.first == candidate.first
            && pack.types[holder.type].publish == type.publish))
      {
        return true
      }
    }
    guard !type.isRole else { return false }
    for other in pack.types where other.over.contains(type.group) {
      for owner in holders(candidate, group: other.group)
      where pack.types[candidates[Int(owner)].type].over.contains(type.group) {
        return true
      }
    }
    return false
  }

  private func accept(_ candidate: Candidate) {
    let type = pack.types[candidate.type]
    for owner in holders(candidate, group: type.group) { hide(owner) }
    for group in type.over.sorted() {
      for owner in holders(candidate, group: group) { hide(owner) }
    }
    if owners[type.group].isEmpty {
      owners[type.group] = [Int32](repeating: -1, count: tokens.count)
    }
    let index = Int32(candidates.count)
    for token in Int(candidate.valueFirst)..<Int(candidate.valueLast) {
      owners[type.group][token] = index
    }
    candidates.append(candidate)
    for symbol in [type.symbol] + type.aliases {
      add(
        Item(
          symbol: symbol, first: candidate.first, last: candidate.last, payload: index, next: -1,
          isHidden: false))
    }
  }

  private func hide(_ owner: Int32) {
    let held = candidates[Int(owner)]
    candidates[Int(owner)].isHidden = true
    var item = heads[Int(held.first)]
    while item >= 0 {
      if items[Int(item)].payload == owner, isAnnotation(items[Int(item)]) {
        items[Int(item)].isHidden = true
      }
      item = items[Int(item)].next
    }
    let group = pack.types[held.type].group
    for token in Int(held.valueFirst)..<Int(held.valueLast) where owners[group][token] == owner {
      owners[group][token] = -1
    }
  }
}
