extension TaggingPlan {
  init(
    rules: [RulePack.CompiledRule], types: [RulePack.CompiledType], strata: Int,
    shapes: [RuleSources.Shape], entries: [RulePack.Entry], typeOfSymbol: [Int32],
    numberSymbol: Int32, words: Int
  ) {
    self.shapes = shapes.map { DigitClass(digits: $0.digits, values: $0.values) }
    wordClass = [Int32](repeating: 0, count: words)
    strataOfSymbol = [UInt32](repeating: 0, count: typeOfSymbol.count)
    isAnnotation = typeOfSymbol.map { $0 >= 0 }
    numberOfEntry = entries.map { $0.value.flatMap { Int($0) } ?? .min }
    if numberSymbol >= 0 { isAnnotation[Int(numberSymbol)] = true }
    addTypes(types)
    for (number, rule) in rules.enumerated() { add(rule, number) }
    addDispatch(rules, strata: strata)
  }

  private mutating func addTypes(_ types: [RulePack.CompiledType]) {
    groups = (types.map(\.group).max() ?? 0) + 1
    groups = max(groups, (types.flatMap(\.over).max() ?? 0) + 1)
    var published: [String: Int] = [:]
    silencers = [[Int]](repeating: [], count: groups)
    for type in types {
      let publish = published[type.publish] ?? published.count
      published[type.publish] = publish
      for alias in type.aliases { isAnnotation[Int(alias)] = true }
      for group in type.over where !silencers[group].contains(type.group) {
        silencers[group].append(type.group)
      }
      traits.append(
        Traits(
          group: type.group, isRole: type.isRole, publish: publish,
          symbols: [type.symbol] + type.aliases, over: type.over.sorted()))
    }
  }

  private mutating func add(_ rule: RulePack.CompiledRule, _ number: Int) {
    for (i, program) in rule.programs.enumerated() {
      programs.append(
        Program(
          code: add(program), rule: Int32(number), number: Int32(i), required: program.required))
    }
    let first = conditions.count
    for condition in rule.when + rule.unless {
      conditions.append(
        Condition(
          scope: condition.scope, count: condition.count, code: add(condition.program),
          first: condition.program.first.signature))
    }
    conditionsOfRule.append(
      Conditions(when: first, unless: first + rule.when.count, end: conditions.count))
  }

  private mutating func add(_ program: PatternProgram) -> Int {
    let start = code.count
    code += program.code
    for case .word(let word) in program.code where word != 0 && wordClass[Int(word)] == 0 {
      wordClass[Int(word)] = Int32(signatureOfClass.count)
      signatureOfClass.append(Signature.bit(ofWord: word))
      strataOfClass.append(0)
    }
    return start
  }

  private mutating func addDispatch(_ rules: [RulePack.CompiledRule], strata: Int) {
    var bySymbol = [[[Int32]]](
      repeating: [[Int32]](repeating: [], count: strataOfSymbol.count), count: strata)
    var byClass = [[[Int32]]](
      repeating: [[Int32]](repeating: [], count: strataOfClass.count), count: strata)
    var byShape = [[[Int32]]](
      repeating: [[Int32]](repeating: [], count: shapes.count), count: strata)
    for (i, program) in programs.enumerated() {
      let rule = rules[Int(program.rule)]
      let first = rule.programs[Int(program.number)].first
      let bit = Self.bit(ofStratum: rule.stratum)
      for symbol in first.symbols {
        bySymbol[rule.stratum][Int(symbol)].append(Int32(i))
        strataOfSymbol[Int(symbol)] |= bit
      }
      for word in first.words where word != 0 {
        let number = Int(wordClass[Int(word)])
        byClass[rule.stratum][number].append(Int32(i))
        strataOfClass[number] |= bit
      }
      for shape in first.shapes {
        byShape[rule.stratum][Int(shape)].append(Int32(i))
        strataOfDigits |= bit
      }
    }
    for stratum in 0..<strata {
      let start = starters.count
      var dispatch = Dispatch(
        bySymbol: bySymbol[stratum].map { place($0) }, byWord: byClass[stratum].map { place($0) },
        byShape: byShape[stratum].map { place($0) })
      dispatch.isEmpty = starters.count == start
      self.dispatch.append(dispatch)
    }
  }

  private mutating func place(_ programs: [Int32]) -> Range<Int32> {
    let start = Int32(starters.count)
    starters += programs
    return start..<Int32(starters.count)
  }
}
