extension TaggingPlan {
  /// - Parameters:
  ///   - values: index of each value that an entry may have.
  ///   - namedWords: how many words patterns name, which have the first numbers.
  ///   - bits: of symbols and words, in signatures.
  init(
    rules: [RulePack.CompiledRule], types: [RulePack.CompiledType], strata: Int,
    shapes: [RuleSources.Shape], entries: [RulePack.Entry], typeOfSymbol: [Int32],
    spellings: [RulePack.Spelling], values: [String: Int32], namedWords: Int, bits: BitTable
  ) {
    self.bits = bits
    self.shapes = shapes.map {
      DigitClass(
        fewestDigits: Int32(clamping: $0.digits.lowerBound),
        mostDigits: Int32(clamping: $0.digits.upperBound), least: Int64($0.values.lowerBound),
        most: Int64($0.values.upperBound))
    }
    for word in 0..<namedWords {
      let word = UInt32(word + 1)
      classes.append(
        WordClass(
          bit: UInt16(bits.bit(ofWord: word)), presence: UInt16(bits.presence(of: .word(word)))))
    }
    symbols = typeOfSymbol.enumerated().map { number, type in
      Symbol(
        type: type, isAnnotation: type >= 0,
        sign: UInt8(bits.bit(ofSymbol: Int32(number))),
        bit: UInt16(bits.presence(of: .symbol(Int32(number)))))
    }
    self.entries = entries.map { entry in
      Entry(
        number: entry.value.flatMap { Int64($0) } ?? .min,
        value: entry.value.flatMap { values[$0] } ?? -1,
        name: entry.name, near: entry.near, valid: add(entry.valid))
    }
    for spelling in spellings {
      let first = Int32(spellingBytes.count)
      spellingBytes += spelling.bytes
      self.spellings.append(
        Spelling(
          bytes: Span(first: first, end: Int32(spellingBytes.count)),
          isCaseFree: spelling.isCaseFree))
    }
    addTypes(types, rules)
    for (number, rule) in rules.enumerated() { add(rule, number) }
    for (number, rule) in rules.enumerated() { addParts(of: rule, number) }
    facts.strata = Int32(strata)
    facts.symbols = Int32(symbols.count)
    facts.classes = Int32(classes.count)
    facts.shapes = Int32(shapes.count)
    facts.conditions = Int32(conditions.count)
    addStarts(rules, strata: strata)
  }

  private mutating func list(_ numbers: some Sequence<Int32>) -> Span {
    let first = Int32(lists.count)
    lists += numbers
    return Span(first: first, end: Int32(lists.count))
  }

  private mutating func add(_ validity: RuleSources.Validity?) -> Int32 {
    guard let validity else { return -1 }
    validities.append(Validity(first: validity.first, last: validity.last))
    return Int32(validities.count - 1)
  }

  private mutating func addTypes(
    _ types: [RulePack.CompiledType], _ rules: [RulePack.CompiledRule]
  ) {
    let groups =
      1
      + (types.map(\.group) + types.flatMap { $0.over.union($0.veils) }
      + rules.flatMap(\.suppresses))
      .reduce(0, max)
    let published = Set(types.map(\.publish)).sorted()
    var silencing = [[Int32]](repeating: [], count: groups)
    for type in types {
      for alias in type.aliases { symbols[Int(alias)].isAnnotation = true }
      for group in type.over where !silencing[group].contains(Int32(type.group)) {
        silencing[group].append(Int32(type.group))
      }
      self.types.append(
        AnnotationType(
          group: Int32(type.group),
          publish: Int32(published.firstIndex(of: type.publish) ?? 0),
          symbols: list([type.symbol] + type.aliases),
          over: list(type.over.sorted().map(Int32.init)),
          veils: list(type.veils.sorted().map(Int32.init)),
          isRole: type.isRole, isPublic: type.isPublic))
    }
    for rule in rules {
      let own = Int32(types[rule.type].group)
      for group in rule.suppresses where !silencing[group].contains(own) {
        silencing[group].append(own)
      }
    }
    silencers = silencing.map { list($0) }
  }

  private mutating func add(_ rule: RulePack.CompiledRule, _ number: Int) {
    for program in rule.programs {
      let first = Int32(captures.count)
      captures += program.captureNames.map { CaptureName($0) }
      programs.append(
        Program(
          code: add(program),
          captures: Span(first: first, end: Int32(captures.count)), rule: Int32(number)))
    }
    let first = Int32(conditions.count)
    for condition in rule.when + rule.unless {
      add(condition.program, of: condition)
    }
    rules.append(
      Rule(
        from: rule.from.map { CaptureName($0) } ?? .none, type: Int32(rule.type),
        priority: Int32(clamping: rule.priority), when: first,
        unless: first + Int32(rule.when.count), end: Int32(conditions.count),
        normaliser: rule.normaliser, takes: !rule.take.isEmpty, sets: !rule.set.isEmpty,
        gives: !rule.given.isEmpty,
        isBare: rule.normaliser == .none && rule.from == nil && rule.take.isEmpty,
        suppresses: list(rule.suppresses.sorted().map(Int32.init)), valid: add(rule.valid)))
  }

  private mutating func add(
    _ program: PatternProgram, of condition: RulePack.CompiledCondition
  ) {
    let code = add(program).first
    let first = bits.signature(of: program.first)
    conditions.append(
      Condition(
        first: first, word: Int8(first.only?.word ?? -1), choices: choices(of: program),
        required: Required(rarestFirst(program)), count: Int32(clamping: condition.count),
        code: code, scope: condition.scope))
  }

  /// The parts of conditions stand behind the conditions of all rules.
  private mutating func addParts(of rule: RulePack.CompiledRule, _ number: Int) {
    for (place, condition) in (rule.when + rule.unless).enumerated()
    where !condition.parts.isEmpty {
      let first = Int32(conditions.count)
      for part in condition.parts { add(part, of: condition) }
      conditions[Int(rules[number].when) + place].parts = Span(
        first: first, end: Int32(conditions.count))
    }
  }

  private mutating func add(_ program: PatternProgram) -> Span {
    let first = Int32(code.count)
    for (number, instruction) in program.code.enumerated() {
      var step = PatternStep(instruction) { symbols[Int($0)] }
      if step.kind.looksAhead, case let ahead = add(program.ahead(of: number)), ahead >= 0 {
        step.ahead = UInt16(exactly: ahead) ?? PatternStep.open
        step.capture = Int8(aheads[Int(ahead)].only?.word ?? -1)
      }
      code.append(step)
    }
    return Span(first: first, end: Int32(code.count))
  }

  /// Which programs begin with what, stratum by stratum.
  private mutating func addStarts(_ rules: [RulePack.CompiledRule], strata: Int) {
    var programs = [[Beginning: [Int32]]](repeating: [:], count: strata)
    var number: Int32 = 0
    for rule in rules {
      for program in rule.programs {
        for beginning in beginnings(of: program.first) {
          programs[rule.stratum][beginning, default: []].append(number)
        }
        number += 1
      }
    }
    let all = rules.indices.flatMap { number in
      rules[number].programs.map { starter(of: $0, rules[number], number) }
    }
    for stratum in programs {
      let first = Int32(starts.count)
      for (beginning, programs) in stratum.sorted(by: { $0.key < $1.key }) {
        let group = Int32(groups.count)
        addGroups(programs, all)
        starts.append(
          start(of: beginning, groups: Span(first: group, end: Int32(groups.count))))
      }
      self.strata.append(Span(first: first, end: Int32(starts.count)))
    }
    addFirstStarts()
  }

  private mutating func addFirstStarts() {
    let (beginnings, words) = (Int(facts.beginnings), facts.beginningWords)
    firstStarts = [Int32](repeating: -1, count: strata.count * beginnings)
    startMasks = [UInt64](repeating: 0, count: strata.count * words)
    for (stratum, span) in strata.enumerated() {
      // From the last on, so that the first of a beginning is left.
      for number in span.indices.reversed() {
        let beginning = Int(starts[number].beginning)
        firstStarts[stratum * beginnings + beginning] = Int32(number)
        startMasks[stratum * words + beginning / 64] |= 1 << UInt64(beginning % 64)
      }
    }
  }

  /// What a program may begin with.
  private struct Beginning: Hashable, Comparable {
    var kind: Start.Kind
    /// Symbol, class of a word, or shape.
    var number: Int32

    static func < (a: Beginning, b: Beginning) -> Bool {
      (a.kind.rawValue, a.number) < (b.kind.rawValue, b.number)
    }
  }

  private func beginnings(of first: PatternProgram.FirstSet) -> [Beginning] {
    var all: [Beginning] = []
    for symbol in first.symbols {
      let kind = symbols[Int(symbol)].isAnnotation ? Start.Kind.item : .phrase
      all.append(Beginning(kind: kind, number: symbol))
    }
    for word in first.words where word != 0 {
      all.append(Beginning(kind: .word, number: Int32(word)))
    }
    for shape in first.shapes { all.append(Beginning(kind: .shape, number: Int32(shape))) }
    return all
  }

  private mutating func start(of beginning: Beginning, groups: Span) -> Start {
    let number = beginning.number
    var (known, bit) =
      switch beginning.kind {
      case .item, .phrase:
        (symbols[Int(number)].beginning, Int(symbols[Int(number)].bit))
      case .word: (classes[Int(number)].beginning, Int(classes[Int(number)].presence))
      case .shape: (facts.figures, Presence.digits)
      }
    if known < 0 {
      known = facts.beginnings
      facts.beginnings += 1
      switch beginning.kind {
      case .item, .phrase: symbols[Int(number)].beginning = known
      case .word: classes[Int(number)].beginning = known
      case .shape: facts.figures = known
      }
    }
    return Start(
      beginning: known, bit: UInt16(bit), kind: beginning.kind, number: number, groups: groups)
  }
}

// MARK: - Starters

extension TaggingPlan {
  /// A starter without its place, and its rarest need.
  private typealias Needy = (need: UInt16, starter: Starter)

  private mutating func starter(
    of program: PatternProgram, _ rule: RulePack.CompiledRule, _ number: Int
  ) -> Needy {
    // A match lies in one sentence, and so does what these conditions look for.
    let conditions = rule.when.filter { $0.scope.isInSentence }.map(\.program)
    let needs = rarestFirst(program, and: conditions)
    let distant = rule.when.firstIndex { !$0.scope.isInSentence }.flatMap {
      UInt16(exactly: Int(self.rules[number].when) + $0)
    }
    return (
      UInt16(needs.first ?? Presence.always),
      Starter(
        required: Required(needs.dropFirst()),
        entry: program.entry.with(second: bits.signature(of: program.second)),
        second: UInt16(exactly: add(program.second)) ?? Starter.none,
        distant: distant ?? Starter.none, choices: choices(of: program, and: conditions),
        code: 0, program: 0)
    )
  }

  /// Of what a program and its rule's conditions leave a choice, the sets that leave least.
  private mutating func choices(
    of program: PatternProgram, and conditions: [PatternProgram]
  ) -> Choices {
    let first = Set(program.first.needs)
    var all = program.choices
    for condition in conditions {
      all += condition.choices
      if !condition.first.isOpen { all.append(Set(condition.first.needs)) }
    }
    return add(all.filter { !first.isSubset(of: $0) })
  }

  /// The same of a condition, which may begin anywhere.
  private mutating func choices(of condition: PatternProgram) -> Choices {
    add(condition.choices + (condition.first.isOpen ? [] : [Set(condition.first.needs)]))
  }

  private mutating func add(_ choices: [Set<PatternProgram.Need>]) -> Choices {
    let all = Set(choices.filter { !$0.isEmpty }).map { choice in
      (
        frequency: choice.map { self.bits.count(of: $0) }.reduce(0, +),
        bits: choice.map { self.bits.presence(of: $0) }.sorted()
      )
    }
    let rarest = all.sorted {
      ($0.frequency, $0.bits.count, $0.bits[0]) < ($1.frequency, $1.bits.count, $1.bits[0])
    }
    return Choices(rarest.prefix(Choices.most).compactMap { number(of: $0.bits) })
  }

  /// The number of a choice; nil where there are too many.
  private mutating func number(of choice: [Int]) -> UInt16? {
    if let known = choiceNumbers[choice] { return known }
    guard let number = UInt16(exactly: choices.count) else { return nil }
    choiceNumbers[choice] = number
    // Filled up to fours, which are looked at together.
    let missing = (4 - choice.count % 4) % 4
    let all = choice + [Int](repeating: choice[0], count: missing)
    let first = Int32(choiceBits.count)
    choiceBits += all.map { UInt16($0) }
    choices.append(Span(first: first, end: Int32(choiceBits.count)))
    return number
  }

  /// Starters of one beginning, those with the same rarest need together.
  private mutating func addGroups(_ programs: [Int32], _ all: [Needy]) {
    let groups = Dictionary(grouping: programs) { all[Int($0)].need }
    for (need, members) in groups.sorted(by: { $0.key < $1.key }) {
      for first in stride(from: 0, to: members.count, by: Int(UInt16.max)) {
        let some = members[first..<min(first + Int(UInt16.max), members.count)]
        self.groups.append(
          StartGroup(first: Int32(starters.count), count: UInt16(some.count), need: need))
        for number in some {
          var starter = all[Int(number)].starter
          starter.program = number
          starter.code = self.programs[Int(number)].code.first
          starters.append(starter)
        }
      }
    }
  }

  /// Bits of what a program and its rule's conditions need in its sentence besides what it begins with;
  /// words and lexicons, of which the rules' examples tell most, then values, then figures.
  private func rarestFirst(
    _ program: PatternProgram, and conditions: [PatternProgram] = []
  ) -> [Int] {
    let first = program.first
    let begins = first.symbols.count + first.words.count == 1 ? Set(first.needs) : []
    let required = conditions.reduce(into: program.required) { $0.formUnion($1.required) }
    func rank(_ need: PatternProgram.Need) -> Int {
      switch need {
      case .word: 0
      case .symbol(let symbol): symbols[Int(symbol)].isAnnotation ? 1 : 0
      case .dash: 2
      case .digits: 3
      }
    }
    return required.subtracting(begins).map {
      (rank($0), bits.count(of: $0), bits.presence(of: $0))
    }.sorted { $0 < $1 }.map(\.2)
  }

  /// The number of a set among the signatures; -1 for one that tells nothing.
  private mutating func add(_ set: PatternProgram.FirstSet) -> Int32 {
    let signature = bits.signature(of: set)
    guard !signature.isEverything else { return -1 }
    if let known = aheadNumbers[signature] { return known }
    let number = Int32(aheads.count)
    aheads.append(signature)
    aheadNumbers[signature] = number
    return number
  }
}

extension PatternProgram {
  /// How a match begins.
  fileprivate var entry: TaggingPlan.Opening {
    var place = 0
    var (opensPassage, atSentence, atBlock) = (false, false, false)
    while true {
      switch code[place] {
      case .passageStart: opensPassage = true
      case .sentenceStart: atSentence = true
      case .blockStart: atBlock = true
      case .symbol, .word, .shape:
        return TaggingPlan.Opening(
          index: place, opensPassage: opensPassage, atSentence: atSentence, atBlock: atBlock)
      default:
        return TaggingPlan.Opening(
          index: nil, opensPassage: opensPassage, atSentence: atSentence, atBlock: atBlock)
      }
      place += 1
    }
  }
}
