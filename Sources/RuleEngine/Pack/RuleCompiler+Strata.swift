/// In which pass each type is made.
extension RuleCompiler {
  /// The pass in which each type is made: after all types that its rules look at.
  mutating func stratify() -> [String: Int] {
    let makers = Dictionary(grouping: sources.rules, by: \.type)
    var names: [String: [String]] = [:]
    for type in sources.types {
      for name in [type.name] + type.also { names[name, default: []].append(type.name) }
    }
    var needs: [String: Set<String>] = [:]
    for (type, rules) in makers {
      for rule in rules {
        for text in rule.patterns.map(\.text) + (rule.when + rule.unless).map(\.pattern) {
          guard let pattern = try? PatternParser.parse(text) else { continue }
          for name in Self.valueNames(in: pattern) {
            needs[type, default: []].formUnion(names[name] ?? [name])
          }
        }
      }
    }
    var levels: [String: Int] = [:]
    var path: [String] = []
    func level(_ type: String) -> Int {
      if let known = levels[type] { return known }
      guard makers[type] != nil else { return 0 }
      if let start = path.firstIndex(of: type) {
        faults.append(
          RuleFault(
            file: makers[type]?.first?.file ?? "", line: 1,
            kind: .cycle(Array(path[start...]) + [type])))
        levels[type] = 1
        return 1
      }
      path.append(type)
      let deepest = (needs[type] ?? []).sorted().map { level($0) }.max() ?? 0
      path.removeLast()
      levels[type] = deepest + 1
      return deepest + 1
    }
    for type in makers.keys.sorted() { _ = level(type) }
    return levels
  }

  private static func valueNames(in pattern: Pattern) -> [String] {
    switch pattern {
    case .value(let name, _): [name]
    case .sequence(let items), .alternatives(let items): items.flatMap { valueNames(in: $0) }
    case .optional(let item), .repeated(let item, _), .not(let item), .passage(let item):
      valueNames(in: item)
    default: []
    }
  }
}
