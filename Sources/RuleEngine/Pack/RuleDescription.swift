import Documents

/// A rule as people see it in lists.
package struct RuleDescription: Hashable, Sendable, Encodable {
  package struct Example: Hashable, Sendable, Encodable {
    /// The place is marked by square brackets.
    package var text: String
    package var value: String?
    package var why: String?
  }

  package var id: String
  /// Type of the annotations it makes.
  package var type: String
  package var summary: String
  package var source: String?
  /// Path below the rules' folder.
  package var file: String
  package var patterns: [String]
  /// `sentence: <works>`.
  package var when: [String]
  package var unless: [String]
  package var priority: Int
  /// Groups of types that it silences.
  package var suppresses: [String]
  /// The first and the last day on which it holds, as `2021-01-01/2027-12-31`.
  package var valid: String?
  package var examples: [Example]
  package var counterExamples: [Example]

  init(_ rule: RuleSources.Rule) {
    id = rule.id
    type = rule.type
    summary = rule.summary
    source = rule.source
    file = rule.file
    patterns = rule.patterns.map(\.text)
    when = rule.when.map { "\($0.scope): \($0.pattern)" }
    unless = rule.unless.map { "\($0.scope): \($0.pattern)" }
    priority = rule.priority
    suppresses = rule.suppresses
    valid = rule.valid.map { valid in
      func end(_ day: Int32, _ open: Int32) -> String {
        day == open ? ".." : CalendarDay(daysSinceEpoch: Int(day)).iso
      }
      return "\(end(valid.first, .min))/\(end(valid.last, .max))"
    }
    examples = rule.examples.map(Example.init)
    counterExamples = rule.counterExamples.map(Example.init)
  }
}

extension RuleDescription.Example {
  fileprivate init(_ example: RuleSources.Example) {
    self.init(text: example.text, value: example.value, why: example.reason)
  }
}

/// How much a pack holds.
package struct RulePackCounts: Hashable, Sendable, Encodable {
  package var rules: Int
  package var examples: Int
  package var lexicons: Int
  package var gazetteers: Int
  package var names: Int
  /// Lexicons that nobody asks for, by name.
  package var unusedLexicons: [String]
}

extension RulePack {
  /// All rules, by id.
  package var descriptions: [RuleDescription] {
    sources.rules.map(RuleDescription.init)
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  package var counts: RulePackCounts {
    RulePackCounts(
      rules: sources.rules.count,
      examples: sources.rules.reduce(0) { $0 + $1.examples.count + $1.counterExamples.count },
      lexicons: sources.lexicons.count, gazetteers: sources.gazetteers.count, names: names.count,
      unusedLexicons: unusedLexicons)
  }

  /// Lexicons that no pattern names and that the engine does not ask for itself, sorted.
  private var unusedLexicons: [String] {
    let patterns = sources.rules.flatMap {
      $0.patterns.map(\.text) + ($0.when + $0.unless).map(\.pattern)
    }
    let used = patterns.reduce(into: Set(RuleCompiler.ownLexicons)) { used, text in
      if let pattern = try? PatternParser.parse(text) { used.formUnion(pattern.lexicons) }
    }
    return sources.lexicons.map(\.id).filter { !used.contains($0) }.sorted()
  }

  /// The id of a rule that is spelt most like a word; nil where none is near.
  package func rule(nearestTo id: String) -> String? {
    RuleEngine.Spelling.nearest(to: id, among: sources.rules.map(\.id).sorted())
  }
}
