/// Compiles rule files: words to numbers, phrases to the trie, patterns to programs, types to strata.
struct RuleCompiler {
  let sources: RuleSources
  private let symbolLimit: Int
  var vocabulary = Vocabulary()
  var trie = PhraseTrie()
  private var entries: [RulePack.Entry] = []
  private var spellings: [RulePack.Spelling] = []
  private var names: [String] = []
  private var gazetteerOfName: [Int32] = []
  /// `<until` for lexicons, `{date` for types and their other names.
  var symbols: [String: Int32] = [:]
  var symbolNames: [String] = []
  var types: [RulePack.CompiledType] = []
  private var groups: [String: Int] = [:]
  var faults: [RuleFault] = []

  /// - Parameter symbolLimit: how many lexicons and types patterns can tell apart.
  static func compile(
    _ sources: RuleSources, symbolLimit: Int = Phrase.symbols
  ) throws(RuleFaults) -> RulePack {
    var compiler = RuleCompiler(sources: sources, symbolLimit: symbolLimit)
    return try compiler.run()
  }

  private init(sources: RuleSources, symbolLimit: Int) {
    self.sources = sources
    self.symbolLimit = symbolLimit
  }

  private mutating func run() throws(RuleFaults) -> RulePack {
    let sample = sample()
    let namedWords = numberNamedWords(by: sample)
    defineTypes()
    for lexicon in sources.lexicons { add(lexicon) }
    for (i, gazetteer) in sources.gazetteers.enumerated() { add(gazetteer, i) }
    if symbolNames.count > symbolLimit {
      faults.append(
        RuleFault(
          file: "lexicons", line: 0, kind: .tooManyNames(symbolNames.count, limit: symbolLimit)))
    }
    _ = vocabulary.intern("-")
    var rules = sources.rules.compactMap { compile($0) }
    let levels = stratify()
    for i in rules.indices { rules[i].stratum = levels[types[rules[i].type].name] ?? 0 }
    guard faults.isEmpty else { throw RuleFaults(faults) }
    let texts = texts(of: rules)
    return RulePack(
      image: image(of: rules, texts, bits(for: rules, sample), namedWords), texts: texts,
      sources: sources)
  }

  private func texts(of rules: [RulePack.CompiledRule]) -> PackTexts {
    PackTexts(
      rules: rules.map { rule in
        PackTexts.Rule(
          id: rule.id, set: rule.set, take: rule.take.map { ($0.key, CaptureName($0.capture)) },
          given: rule.given.map { (CaptureName($0.capture), $0.value) })
      }, types: types.map { .init(name: $0.name, publish: $0.publish) },
      values: Set(entries.compactMap(\.value)).sorted(), names: names,
      gazetteers: sources.gazetteers.map(\.id), gazetteerOfName: gazetteerOfName,
      symbols: symbolNames)
  }

  /// - Parameter namedWords: how many words patterns name, which have the first numbers.
  private func image(
    of rules: [RulePack.CompiledRule], _ texts: PackTexts, _ bits: BitTable, _ namedWords: Int
  ) -> PackImage {
    var typeOfSymbol = [Int32](repeating: -1, count: symbolNames.count)
    for (i, type) in types.enumerated() { typeOfSymbol[Int(type.symbol)] = Int32(i) }
    let trie = trie.laidFlat(
      words: vocabulary.count, functionWord: symbols["<language-word"] ?? -1, bits: bits)
    var plan = TaggingPlan(
      rules: rules, types: types, strata: (rules.map(\.stratum).max() ?? 0) + 1,
      shapes: sources.shapes, entries: entries, typeOfSymbol: typeOfSymbol, spellings: spellings,
      values: Dictionary(
        texts.values.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { a, _ in a }),
      namedWords: namedWords, bits: bits)
    note(&plan.facts)
    if plan.facts.number >= 0 { plan.symbols[Int(plan.facts.number)].isAnnotation = true }
    var writer = PackImageWriter()
    writer.add(vocabulary, trie, plan)
    var packed = PackWriter()
    packed.texts(texts)
    writer.add(.texts, packed.bytes)
    packed = PackWriter()
    packed.sources(sources)
    writer.add(.sources, packed.bytes)
    packed = PackWriter()
    packed.confidences(sources.confidences)
    writer.add(.confidences, packed.bytes)
    packed = PackWriter()
    let (entries, places) = packed.gazetteers(sources.gazetteers)
    writer.add(.gazetteers, packed.bytes)
    writer.add(.names, entries)
    writer.add(.namePlaces, places)
    var bytes = writer.bytes
    RulePack.seal(&bytes)
    return PackImage(copying: bytes)
  }

  /// Lexicons that the engine itself asks for.
  static let ownLexicons = [
    "abbreviation", "abbreviation-before-figures", "after-ordinal", "after-year", "number-word",
    "language-word",
  ]

  /// What the engine itself asks the rules for.
  private func note(_ facts: inout TaggingPlan.Facts) {
    facts.dash = vocabulary.find("-")
    facts.firstAnd = vocabulary.find("et")
    facts.secondAnd = vocabulary.find("and")
    facts.between = vocabulary.find("between")
    facts.number = symbols["{number"] ?? -1
    facts.abbreviation = symbols["<abbreviation"] ?? -1
    facts.abbreviationBeforeFigures = symbols["<abbreviation-before-figures"] ?? -1
    facts.afterOrdinal = symbols["<after-ordinal"] ?? -1
    facts.afterYear = symbols["<after-year"] ?? -1
    facts.numberWord = symbols["<number-word"] ?? -1
    facts.languageWord = symbols["<language-word"] ?? -1
    facts.numberType = Int32(types.firstIndex { $0.symbol == facts.number } ?? 0)
  }

  // MARK: Names

  private mutating func symbol(_ key: String) -> Int32 {
    if let known = symbols[key] { return known }
    let id = Int32(symbolNames.count)
    symbols[key] = id
    symbolNames.append(key)
    return id
  }

  private mutating func group(_ name: String) -> Int {
    if let known = groups[name] { return known }
    groups[name] = groups.count
    return groups.count - 1
  }

  private mutating func defineTypes() {
    var definitions = sources.types
    let known = Set(definitions.map(\.name))
    var used: [String] = ["number"]
    used += sources.gazetteers.map(\.type).filter { $0 != ConceptFileReader.type }
    used += sources.rules.map(\.type)
    for name in used
    where !known.contains(name) && !definitions.contains(where: { $0.name == name }) {
      definitions.append(
        .init(
          name: name, group: name, over: [], also: [], isPublic: name != "number", publish: name,
          isRole: false, veils: []))
    }
    for definition in definitions {
      types.append(
        .init(
          name: definition.name, publish: definition.publish,
          symbol: symbol("{" + definition.name),
          aliases: definition.also.map { symbol("{" + $0) }, group: group(definition.group),
          over: Set(definition.over.map { group($0) }), isPublic: definition.isPublic,
          isRole: definition.isRole, veils: Set(definition.veils.map { group($0) })))
    }
  }

  // MARK: Phrases

  private mutating func add(_ lexicon: RuleSources.Lexicon) {
    let id = symbol("<" + lexicon.id)
    for phrase in lexicon.phrases {
      insert(
        phrase.text, symbol: id,
        entry: .init(
          value: phrase.value, name: -1, near: -1, isGlued: lexicon.isGlued, valid: phrase.valid),
        mode: .folded)
    }
  }

  private mutating func add(_ gazetteer: RuleSources.Gazetteer, _ index: Int) {
    // Concepts are named, not searched for.
    let isTagged = gazetteer.type != ConceptFileReader.type
    let id = isTagged ? symbol("{" + gazetteer.type) : -1
    for entry in gazetteer.entries {
      let number = Int32(names.count)
      names.append(entry.id)
      gazetteerOfName.append(Int32(index))
      guard isTagged else { continue }
      let strong = RulePack.Entry(value: nil, name: number, near: -1, isGlued: false)
      for name in entry.spellings {
        insert(name, symbol: id, entry: strong, mode: .folded)
        for other in Self.dashed(name) {
          insert(other, symbol: id, entry: strong, mode: .folded)
        }
      }
      for name in entry.exact { insert(name, symbol: id, entry: strong, mode: .exact) }
      guard !entry.weak.isEmpty else { continue }
      let weak = RulePack.Entry(value: nil, name: number, near: near(entry), isGlued: false)
      for name in entry.weak { insert(name, symbol: id, entry: weak, mode: .asWritten) }
    }
  }

  /// A name that joins years by a hyphen with a dash between them, as typographers do (« 2021–2027 »), and
  /// with dashes for all its hyphens (« Polska–Saksonia 2021–2027 »); none where it has no years.
  private static func dashed(_ name: String) -> [String] {
    let scalars = Array(name.unicodeScalars)
    func isYear(_ place: Range<Int>) -> Bool {
      scalars.indices.contains(place.lowerBound) && place.upperBound <= scalars.count
        && scalars[place].allSatisfy { ("0"..."9").contains($0) }
    }
    let hyphens = scalars.indices.filter { scalars[$0] == "-" }
    let betweenYears = hyphens.filter { isYear($0 - 4..<$0) && isYear($0 + 1..<$0 + 5) }
    guard !betweenYears.isEmpty else { return [] }
    return [betweenYears, hyphens].prefix(betweenYears == hyphens ? 1 : 2).map { places in
      var copy = scalars
      for i in places { copy[i] = "–" }
      return String(String.UnicodeScalarView(copy))
    }
  }

  /// The lexicon of the words that must stand near a weak name; shared by entries that ask the same.
  private mutating func near(_ entry: RuleSources.Entry) -> Int32 {
    let key = "<near:" + entry.near.joined(separator: "|")
    if let known = symbols[key] { return known }
    let id = symbol(key)
    for word in entry.near {
      insert(
        word, symbol: id, entry: .init(value: nil, name: -1, near: -1, isGlued: false),
        mode: .folded)
    }
    return id
  }

  private enum Mode {
    case folded
    /// Case and accents as written.
    case exact
    /// As `exact` where the name is all capitals, else folded.
    case asWritten
  }

  private mutating func insert(
    _ phrase: String, symbol: Int32, entry: RulePack.Entry, mode: Mode
  ) {
    var text = phrase
    var spelling: Int32 = -1
    var traits: PhraseTrie.Output.Traits = []
    // `=dès`: accents count; `==A`: case and accents count.
    let isAccented = text.hasPrefix("=")
    if isAccented { text.removeFirst() }
    let isCased = isAccented && text.hasPrefix("=")
    if isCased { text.removeFirst() }
    let isExact = mode == .exact || isCased || (mode == .asWritten && text == text.uppercased())
    if isAccented || isExact {
      spelling = Int32(spellings.count)
      spellings.append(.init(text: text, isCaseFree: isAccented && !isExact))
      traits.formUnion(.spelt(spellings[spellings.count - 1]))
    }
    let words = self.words(text)
    // What has no place in the table of phrases was told as a fault.
    guard !words.isEmpty, words.count <= Phrase.longest, symbol < symbolLimit else { return }
    if entry.isGlued { traits.insert(.isGlued) }
    if entry.name >= 0 { traits.insert(.isName) }
    if entry.valid != nil { traits.insert(.isDated) }
    trie.insert(
      words,
      .init(symbol: symbol, entry: Int32(entries.count), spelling: spelling, traits: traits))
    entries.append(entry)
  }

  /// Numbers of the tokens of a phrase; digits are words here.
  private mutating func words(_ text: String) -> [UInt32] {
    Tokeniser.spellings(of: text, vocabulary: vocabulary).map { vocabulary.intern($0) }
  }

  // MARK: Rules

  private mutating func compile(_ rule: RuleSources.Rule) -> RulePack.CompiledRule? {
    var programs: [PatternProgram] = []
    for (text, line) in rule.patterns {
      guard let pattern = pattern(text, rule: rule, line: line),
        let program = program(pattern, rule: rule, line: line)
      else { continue }
      if program.first.isOpen || program.first.hasDash {
        faults.append(RuleFault(file: rule.file, line: line, kind: .startsWithGap(text)))
      }
      programs.append(program)
    }
    guard let type = types.firstIndex(where: { $0.name == rule.type }) else { return nil }
    guard let normaliser = Normaliser(name: rule.normaliser ?? "copy") else {
      faults.append(
        RuleFault(
          file: rule.file, line: rule.line,
          kind: .unknownNormaliser(rule.normaliser ?? "", known: Normaliser.names)))
      return nil
    }
    let captures = Set(programs.flatMap(\.captureNames))
    for name in [rule.from].compactMap({ $0 }) + rule.take.flatMap(\.values)
    where !captures.contains(name) {
      faults.append(
        RuleFault(
          file: rule.file, line: rule.line, kind: .unknownCapture(name, known: captures.sorted())))
    }
    return RulePack.CompiledRule(
      id: rule.id, type: type, programs: programs, normaliser: normaliser, from: rule.from,
      set: rule.set.map { .init(key: $0.key, value: $0.values.joined(separator: " ")) },
      take: rule.take.map { ($0.key, $0.values[0]) },
      given: rule.given.map { ($0.key, $0.values[0]) },
      when: rule.when.compactMap { condition($0, rule) },
      unless: rule.unless.compactMap { condition($0, rule) }, priority: rule.priority,
      suppresses: Set(rule.suppresses.map { group($0) }), valid: rule.valid, stratum: 0)
  }

  private mutating func condition(
    _ condition: RuleSources.Condition, _ rule: RuleSources.Rule
  ) -> RulePack.CompiledCondition? {
    guard let scope = RulePack.Scope(rawValue: condition.scope),
      let pattern = pattern(condition.pattern, rule: rule, line: condition.line),
      let program = program(pattern, rule: rule, line: condition.line)
    else { return nil }
    // Among the few tokens beside a match the choice is seen through as fast at once.
    let parts = scope.isBeside ? [] : pattern.parts
    return .init(
      scope: scope, count: condition.count, program: program,
      parts: parts.compactMap { self.program($0, rule: rule, line: condition.line) })
  }

  private mutating func pattern(
    _ text: String, rule: RuleSources.Rule, line: Int
  ) -> Pattern? {
    do {
      return try PatternParser.parse(text)
    } catch {
      faults.append(
        RuleFault(
          file: rule.file, line: line,
          kind: .badPattern(text, column: error.column, error.reason)))
      return nil
    }
  }

  private mutating func program(
    _ pattern: Pattern, rule: RuleSources.Rule, line: Int
  ) -> PatternProgram? {
    intern(pattern)
    let known = symbols
    let shapes = sources.shapes
    let vocabulary = self.vocabulary
    let compiler = PatternCompiler(
      symbol: { name, isLexicon in known[(isLexicon ? "<" : "{") + name] },
      shape: { name in shapes.firstIndex { $0.name == name }.map { Int16($0) } },
      words: { text in
        Tokeniser.spellings(of: text, vocabulary: vocabulary).map { vocabulary.find($0) }
      })
    do {
      return try compiler.program(for: pattern)
    } catch {
      faults.append(RuleFault(file: rule.file, line: line, kind: kind(of: error)))
      return nil
    }
  }

  private func kind(of fault: PatternCompiler.Fault) -> RuleFault.Kind {
    switch fault {
    case .unknownLexicon(let name):
      let known = symbols.keys.filter { $0.hasPrefix("<") }.map { String($0.dropFirst()) }
      return .unknownName(
        name, nearest: Spelling.nearest(to: name, among: known.sorted()), expected: .lexicon)
    case .unknownValue(let name):
      let known =
        symbols.keys.filter { $0.hasPrefix("{") }.map { String($0.dropFirst()) }
        + sources.shapes.map(\.name)
      return .unknownName(
        name, nearest: Spelling.nearest(to: name, among: known.sorted()),
        expected: .valueOrShape)
    case .tooManyCaptures:
      return .tooManyCaptures(limit: PatternMatcher.captureLimit)
    }
  }

  private mutating func intern(_ pattern: Pattern) {
    switch pattern {
    case .word(let text): _ = words(text)
    case .sequence(let items), .alternatives(let items): for item in items { intern(item) }
    case .optional(let item), .repeated(let item, _), .not(let item), .passage(let item):
      intern(item)
    default: break
    }
  }
}
