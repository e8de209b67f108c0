extension TaggingPlan {
  /// - Parameters:
  ///   - values: index of each value that an entry may have.
  ///   - words: size of the vocabulary.
  init(
    rules: [RulePack.CompiledRule], types: [RulePack.CompiledType], strata: Int,
    shapes: [RuleSources.Shape], entries: [RulePack.Entry], typeOfSymbol: [Int32],
    spellings: [RulePack.Spelling], values: [String: Int32], words: Int
  ) {
    self.shapes = shapes.map {
      DigitClass(
        fewestDigits: Int32(clamping: $0.digits.lowerBound),
        mostDigits: Int32(clamping: $0.digits.upperBound), least: Int64($0.values.lowerBound),
        most: Int64($0.values.upperBound))
    }
    self.words = [Word](repeating: Word(), count: words)
    symbols = typeOfSymbol.map { Symbol(type: $0, isAnnotation: $0 >= 0) }
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
      conditions.append(
        Condition(
          first: condition.program.first.signature, count: Int32(clamping: condition.count),
          code: add(condition.program).first, scope: condition.scope))
    }
    rules.append(
      Rule(
        from: rule.from.map { CaptureName($0) } ?? .none, type: Int32(rule.type),
        priority: Int32(clamping: rule.priority), when: first,
        unless: first + Int32(rule.when.count), end: Int32(conditions.count),
        normaliser: rule.normaliser, takes: !rule.take.isEmpty,
        suppresses: list(rule.suppresses.sorted().map(Int32.init)), valid: add(rule.valid)))
  }

  private mutating func add(_ program: PatternProgram) -> Span {
    let first = Int32(code.count)
    for (number, instruction) in program.code.enumerated() {
      var step = PatternStep(instruction)
      if step.kind.looksAhead, case let ahead = add(program.ahead(of: number)), ahead >= 0 {
        step.ahead = UInt16(exactly: ahead) ?? PatternStep.open
      }
      code.append(step)
    }
    for case .word(let word) in program.code where word != 0 && words[Int(word)].number == 0 {
      words[Int(word)].number = Int32(classes.count)
      classes.append(WordClass(bit: Int32(Signature.bit(ofWord: word))))
    }
    return Span(first: first, end: Int32(code.count))
  }

  private mutating func addStarts(_ rules: [RulePack.CompiledRule], strata: Int) {
    var number = 0
    var lists = [[[Int32]]](
      repeating: [[Int32]](repeating: [], count: facts.startsPerStratum), count: strata)
    for rule in rules {
      let bit = Self.bit(ofStratum: rule.stratum)
      for program in rule.programs {
        for symbol in program.first.symbols {
          lists[rule.stratum][Int(symbol)].append(Int32(number))
          symbols[Int(symbol)].strata |= bit
        }
        for word in program.first.words where word != 0 {
          let index = Int(words[Int(word)].number)
          lists[rule.stratum][symbols.count + index].append(Int32(number))
          classes[index].strata |= bit
        }
        for shape in program.first.shapes {
          lists[rule.stratum][symbols.count + classes.count + Int(shape)].append(Int32(number))
          facts.strataOfDigits |= bit
        }
        number += 1
      }
    }
    let all = rules.flatMap { rule in rule.programs.map { starter(of: $0, rule) } }
    for programs in lists.joined() {
      let first = Int32(starters.count)
      starters += grouped(programs.map { all[Int($0)].numbered($0, self.programs) }, from: first)
      starts.append(Span(first: first, end: Int32(starters.count)))
    }
  }

  private mutating func starter(
    of program: PatternProgram, _ rule: RulePack.CompiledRule
  ) -> Starter {
    // A match lies in one sentence, and so does what these conditions look for.
    let conditions = rule.when.filter { $0.scope.isInSentence }.map(\.program)
    let any = conditions.first { $0.required.set.isEmpty && !$0.first.isOpen }
    return Starter(
      required: Required(rarestFirst(program, and: conditions)),
      any: any.map { add($0.first) } ?? -1, second: add(program.second), code: 0, program: 0)
  }

  /// Starters of one beginning, those that need the same of their sentence one behind the other.
  private func grouped(_ starters: [Starter], from first: Int32) -> [Starter] {
    var sorted = starters.sorted { ($0.required.head, $0.program) < ($1.required.head, $1.program) }
    var next = sorted.count
    for i in sorted.indices.reversed() {
      if i + 1 < sorted.count, sorted[i + 1].required.head != sorted[i].required.head {
        next = i + 1
      }
      sorted[i].next = first + Int32(next)
    }
    return sorted
  }

  /// What a program and its rule's conditions need in its sentence besides what it begins with; words
  /// and lexicons are rarer than values, and those than figures.
  private func rarestFirst(
    _ program: PatternProgram, and conditions: [PatternProgram]
  ) -> [Int] {
    let first = program.first
    let begins = first.symbols.count + first.words.count == 1 ? Set(first.signature.set) : []
    let values = Set(
      symbols.indices.filter { symbols[$0].isAnnotation }.map { Signature.bit(ofSymbol: Int32($0)) }
    )
    let required = conditions.reduce(into: program.required) { $0.formUnion($1.required) }
    return required.set.filter { !begins.contains($0) }.sorted {
      (values.contains($0) ? 1 : $0 == Signature.digits ? 2 : 0, $0)
        < (values.contains($1) ? 1 : $1 == Signature.digits ? 2 : 0, $1)
    }
  }

  /// The number of a set among the signatures; -1 for one that tells nothing.
  private mutating func add(_ set: PatternProgram.FirstSet) -> Int32 {
    let signature = set.signature
    guard !signature.isEverything else { return -1 }
    if let known = aheadNumbers[signature] { return known }
    let number = Int32(aheads.count)
    aheads.append(signature)
    aheadNumbers[signature] = number
    return number
  }
}

extension TaggingPlan.Starter {
  fileprivate func numbered(
    _ number: Int32, _ programs: [TaggingPlan.Program]
  ) -> TaggingPlan.Starter {
    var starter = self
    starter.program = number
    starter.code = programs[Int(number)].code.first
    return starter
  }
}
