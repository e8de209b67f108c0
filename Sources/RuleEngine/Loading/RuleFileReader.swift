/// Reads one rule's file.
struct RuleFileReader {
  let map: YAMLMap
  let id: String

  static let keys = [
    "summary", "source", "pattern", "annotate", "when", "unless", "priority", "suppresses", "valid",
    "examples",
    "counter-examples",
  ]
  static let annotateKeys = ["type", "as", "from", "set", "take", "given"]
  static let scopes = [
    "before", "after", "sentence", "block", "under", "document", "passage", "row", "next",
    "previous", "near", "block-before", "block-after",
  ]

  func rule() throws(RuleFault) -> RuleSources.Rule {
    try map.allow(Self.keys)
    let patterns = try map.texts("pattern")
    guard !patterns.isEmpty else {
      throw RuleFault(file: map.file, line: 1, kind: .missingKey("pattern"))
    }
    guard let annotate = try map.map("annotate") else {
      throw RuleFault(file: map.file, line: 1, kind: .missingKey("annotate"))
    }
    try annotate.allow(Self.annotateKeys)
    return RuleSources.Rule(
      id: id, file: map.file, line: annotate.line, summary: try map.requiredText("summary"),
      source: try map.text("source"), patterns: patterns,
      type: try annotate.requiredText("type"), normaliser: try annotate.text("as"),
      from: try annotate.text("from"), set: try annotate.map("set")?.attributes() ?? [],
      take: try annotate.map("take")?.attributes() ?? [],
      given: try annotate.map("given")?.attributes() ?? [], when: try conditions("when"),
      unless: try conditions("unless"), priority: try map.integer("priority") ?? 50,
      suppresses: try map.texts("suppresses").map(\.text), valid: try map.validity("valid"),
      examples: try examples("examples"), counterExamples: try examples("counter-examples"))
  }

  /// `sentence: <works>`, `before 6: <not>`.
  private func conditions(_ key: String) throws(RuleFault) -> [RuleSources.Condition] {
    var all: [RuleSources.Condition] = []
    for (text, line) in try map.texts(key) {
      guard let colon = text.firstIndex(of: ":") else {
        throw RuleFault(
          file: map.file, line: line, kind: .wrongType(key: key, expected: .condition))
      }
      let head = text[..<colon].split(separator: " ").map(String.init)
      let pattern = text[text.index(after: colon)...].trimmingPrefix(while: { $0 == " " })
      guard let scope = head.first, Self.scopes.contains(scope) else {
        throw RuleFault(
          file: map.file, line: line,
          kind: .unknownName(
            head.first ?? "", nearest: Spelling.nearest(to: head.first ?? "", among: Self.scopes),
            expected: .scope(Self.scopes)))
      }
      let count = head.count > 1 ? Int(head[1]) : 12
      guard let count, count > 0 else {
        throw RuleFault(
          file: map.file, line: line, kind: .wrongType(key: scope, expected: .wholeNumber))
      }
      if let second = Self.scope(within: pattern) {
        throw RuleFault(file: map.file, line: line, kind: .scopeInCondition(second))
      }
      all.append(.init(scope: scope, count: count, pattern: String(pattern), line: line))
    }
    return all
  }

  /// The first scope that an alternative of a condition begins with: `under:`, `after 24:`.
  private static func scope(within pattern: Substring) -> String? {
    for part in pattern.split(separator: "|").dropFirst() {
      let words = part.split(separator: " ", maxSplits: 2)
      for count in 1...2 where words.count >= count && words[count - 1].hasSuffix(":") {
        let head = words[..<count].joined(separator: " ").dropLast().split(separator: " ")
        if let first = head.first, scopes.contains(String(first)), head.count == count,
          head.dropFirst().allSatisfy({ Int($0) != nil })
        {
          return words[..<count].joined(separator: " ")
        }
      }
    }
    return nil
  }

  private func examples(_ key: String) throws(RuleFault) -> [RuleSources.Example] {
    var all: [RuleSources.Example] = []
    for entry in try map.maps(key, textKey: "text") {
      try entry.allow(["text", "value", "why"])
      all.append(
        .init(
          text: try entry.requiredText("text"), value: try entry.text("value"),
          reason: try entry.text("why"), line: entry.line))
    }
    return all
  }
}
