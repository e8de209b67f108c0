/// How often what patterns ask for stands in texts, as far as the examples of the rules tell: they are
/// sentences of the texts that the rules are for.
extension RuleCompiler {
  /// The words of all examples and counter-examples.
  func sample() -> [[String]] {
    sources.rules.flatMap { rule in
      (rule.examples + rule.counterExamples).map { example in
        Tokeniser.spellings(of: MarkedText(example.text).text, vocabulary: vocabulary)
      }
    }
  }

  /// Numbers the words that patterns name before all others, the most frequent first: what is known of
  /// them is found by their number, and that of frequent words lies together.
  ///
  /// - Returns: how many they are.
  mutating func numberNamedWords(by sample: [[String]]) -> Int {
    var counts: [String: Int] = [:]
    for word in sample.joined() { counts[word, default: 0] += 1 }
    var named = Set<String>()
    for rule in sources.rules {
      for text in rule.patterns.map(\.text) + (rule.when + rule.unless).map(\.pattern) {
        guard let pattern = try? PatternParser.parse(text) else { continue }
        for literal in pattern.literals {
          named.formUnion(Tokeniser.spellings(of: literal, vocabulary: vocabulary))
        }
      }
    }
    let ranked = named.map { (count: counts[$0] ?? 0, word: $0) }.sorted {
      ($1.count, $0.word) < ($0.count, $1.word)
    }
    for (_, word) in ranked { _ = vocabulary.intern(word) }
    return vocabulary.count - 1
  }

  func bits(for rules: [RulePack.CompiledRule], _ sample: [[String]]) -> BitTable {
    let own = Self.ownLexicons.compactMap { symbols["<" + $0] }
    var asked = Set(own.map { PatternProgram.Need.symbol($0) })
    for rule in rules {
      let conditions = rule.when + rule.unless
      for program in rule.programs + conditions.map(\.program) + conditions.flatMap(\.parts) {
        asked.formUnion(program.named)
      }
    }
    return BitTable(asked: asked, symbols: symbolNames.count, counts: counts(sample))
  }

  private func counts(_ sample: [[String]]) -> BitTable.Counts {
    var counts = BitTable.Counts()
    let types = Dictionary(self.types.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    for rule in sources.rules {
      guard let type = types[rule.type] else { continue }
      for symbol in [type.symbol] + type.aliases {
        counts.symbols[symbol, default: 0] += rule.examples.count
      }
    }
    for words in sample {
      let words = words.map { vocabulary.find($0) }
      for place in words.indices {
        counts.words[words[place], default: 0] += 1
        for symbol in trie.symbols(of: words[place...]) {
          counts.symbols[symbol, default: 0] += 1
        }
      }
    }
    return counts
  }
}

extension Pattern {
  /// All words that it names, as they are written.
  fileprivate var literals: [String] {
    switch self {
    case .word(let text): [text]
    case .sequence(let items), .alternatives(let items): items.flatMap(\.literals)
    case .optional(let item), .repeated(let item, _), .not(let item), .passage(let item):
      item.literals
    default: []
    }
  }
}

extension PatternProgram {
  /// All symbols and words that its instructions name.
  fileprivate var named: [Need] {
    code.compactMap { instruction in
      switch instruction {
      case .symbol(let symbol, _): .symbol(symbol)
      case .word(let word): .word(word)
      default: nil
      }
    }
  }
}
