/// Checks of rule files that need more than one of their keys, or other files.
struct RuleChecks {
  private let sources: RuleSources
  private var faults: [RuleFault] = []

  /// The sources themselves, where nothing is wrong with them.
  static func checked(_ sources: RuleSources) throws(RuleFaults) -> RuleSources {
    var checks = RuleChecks(sources: sources)
    checks.checkTypes()
    checks.checkReferences()
    for rule in sources.rules { checks.check(rule) }
    guard checks.faults.isEmpty else { throw RuleFaults(checks.faults) }
    return sources
  }

  private init(sources: RuleSources) { self.sources = sources }

  private mutating func add(_ file: String, _ line: Int, _ kind: RuleFault.Kind) {
    faults.append(RuleFault(file: file, line: line, kind: kind))
  }

  // MARK: Types

  /// Groups named by `over` are groups of types, or types of gazetteers.
  private mutating func checkTypes() {
    let groups = groups
    for type in sources.types {
      for group in type.over + type.veils where !groups.contains(group) {
        add("types.yaml", type.line, unknown(group, among: groups, .group))
      }
    }
  }

  private var groups: Set<String> {
    Set(
      sources.types.map(\.group) + sources.gazetteers.map(\.type)
        + sources.rules.map(\.type))
  }

  // MARK: Names

  /// Attributes that hold ids of entries, and of which type; nil for the entry's own.
  private static let references: [String: String?] = [
    "follows": nil, "family": nil, "parent": nil, "funder": "party", "fund": "fund",
    "themes": "theme",
  ]

  /// What an entry says that it follows, belongs to or is about stands in a gazetteer.
  private mutating func checkReferences() {
    var ids: [String: Set<String>] = [:]
    for gazetteer in sources.gazetteers {
      ids[gazetteer.type, default: []].formUnion(gazetteer.entries.map(\.id))
    }
    for gazetteer in sources.gazetteers {
      for entry in gazetteer.entries {
        for attribute in entry.attributes {
          guard let type = Self.references[attribute.key],
            let known = ids[type ?? gazetteer.type]
          else { continue }
          // A party's `funder: "yes"` says what it does.
          for value in attribute.values where !known.contains(value) && value != "yes" {
            add(
              gazetteer.id + ".yaml", entry.line,
              unknown(value, among: known, .entry(attribute.key)))
          }
        }
      }
    }
  }

  private func unknown(
    _ name: String, among known: Set<String>, _ kind: RuleFault.NameKind
  ) -> RuleFault.Kind {
    .unknownName(
      name, nearest: Spelling.nearest(to: name, among: known.sorted()), expected: kind)
  }

  // MARK: Rules

  private mutating func check(_ rule: RuleSources.Rule) {
    let known = Set(sources.types.map(\.name))
    if !known.isEmpty, !known.contains(rule.type) {
      add(rule.file, rule.line, unknown(rule.type, among: known, .type))
    }
    if !(0...100).contains(rule.priority) {
      add(rule.file, rule.line, .outOfRange(key: "priority", 0...100))
    }
    if !rule.suppresses.isEmpty {
      let groups = groups
      for group in rule.suppresses where !groups.contains(group) {
        add(rule.file, rule.line, unknown(group, among: groups, .group))
      }
    }
    for (text, line) in rule.patterns { check(pattern: text, line, of: rule) }
    for example in rule.examples + rule.counterExamples {
      if !MarkedText(example.text).isBalanced {
        add(rule.file, example.line, .unbalancedMark(example.text))
      }
    }
    for example in rule.counterExamples where (example.reason ?? "").isEmpty {
      add(rule.file, example.line, .missingKey("why"))
    }
  }

  /// What cannot be parsed is told by the compiler.
  private mutating func check(pattern text: String, _ line: Int, of rule: RuleSources.Rule) {
    guard let pattern = try? PatternParser.parse(text) else { return }
    if pattern.mayBeEmpty, !pattern.beginsWithGap {
      add(rule.file, line, .matchesNothing(text))
    }
    guard let normaliser = Normaliser(name: rule.normaliser ?? "copy") else { return }
    let needs = normaliser.needs
    let captures = pattern.captures.union(rule.given.map(\.key))
    if !needs.isEmpty, captures.isDisjoint(with: needs) {
      add(rule.file, line, .missingCapture(normaliser: normaliser.rawValue, oneOf: needs))
    }
  }
}

extension Pattern {
  fileprivate var beginsWithGap: Bool {
    switch self {
    case .gap: true
    case .sequence(let items): items.first?.beginsWithGap ?? false
    case .passage(let item): item.beginsWithGap
    default: false
    }
  }
}
