import Documents

/// What is found without rules: numbers, names of gazetteers, addresses.
extension TagRun {
  func findNumbers() {
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
    let bit = Signature.bit(ofSymbol: pack.numberWordSymbol)
    guard tokens[index].kind == .word, signatures[index].symbols & bit != 0 else { return nil }
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

  private func numberWord(at index: Int) -> (Int, Int)? {
    var item = heads[index]
    var best: (Int, Int)?
    while item >= 0 {
      let found = items[Int(item)]
      if found.symbol == pack.numberWordSymbol, Int(found.last) > best?.1 ?? 0,
        case let value = pack.plan.numberOfEntry[Int(found.payload)], value != .min
      {
        best = (value, Int(found.last))
      }
      item = found.next
    }
    return best
  }

  func nameCandidate(_ hit: NameHit) -> Candidate? {
    let entry = pack.entries[Int(hit.output.entry)]
    guard entry.near < 0 || isNear(entry.near, hit) else { return nil }
    let name = pack.names[Int(entry.name)]
    return Candidate(
      type: Int(pack.typeOfSymbol[Int(hit.output.symbol)]), first: hit.first, last: hit.last,
      valueFirst: hit.first, valueLast: hit.last, value: .entry(name.id), attributes: [], rule: -1,
      name: entry.name, priority: entry.near < 0 ? 1 : 0)
  }

  /// Mail and web addresses and phone numbers, as candidates of the types of those names.
  func addressCandidates() -> [Candidate] {
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
}
