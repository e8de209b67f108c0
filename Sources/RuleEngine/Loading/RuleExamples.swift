import Documents

/// An example of a rule file: a text with the place marked in square brackets.
struct MarkedText {
  var text: String
  /// Marked places, in UTF-8 bytes of `text`.
  var marks: [TextRange]
  /// Whether every bracket has its other half.
  private(set) var isBalanced = true

  /// `[` and `]` mark; `\[` stands for a bracket.
  init(_ source: String) {
    var bytes: [UInt8] = []
    var open: [Int] = []
    marks = []
    var isEscaped = false
    for byte in source.utf8 {
      switch byte {
      case 0x5C where !isEscaped: isEscaped = true
      case 0x5B where !isEscaped: open.append(bytes.count)
      case 0x5D where !isEscaped:
        if let start = open.popLast() {
          marks.append(TextRange(start, bytes.count))
        } else {
          isBalanced = false
        }
      default:
        isEscaped = false
        bytes.append(byte)
      }
    }
    if !open.isEmpty { isBalanced = false }
    text = String(decoding: bytes, as: UTF8.self)
  }
}

extension RulePack {
  /// Runs the examples and counter-examples of all rules (or of those whose id begins with a
  /// prefix), as they stand and then changed as documents change text; gives back those that fail.
  ///
  /// A text that fails as it stands is not tried changed.
  package func failedExamples(prefix: String = "") -> [RuleFault] {
    let run = ExampleRun(tagger: Tagger(pack: self))
    return sources.rules.filter { $0.id.hasPrefix(prefix) }.flatMap { rule in
      rule.examples.flatMap { run.faults(of: $0, rule, isCounter: false) }
        + rule.counterExamples.flatMap { run.faults(of: $0, rule, isCounter: true) }
        + missingExamples(rule)
    }
  }

  /// Rules with fewer than two examples, or without a counter-example.
  package var missingExamples: [RuleFault] { sources.rules.flatMap { missingExamples($0) } }

  private func missingExamples(_ rule: RuleSources.Rule) -> [RuleFault] {
    var kinds: [RuleFault.Kind] = []
    if rule.examples.count < 2 {
      kinds.append(.tooFewExamples(found: rule.examples.count, expected: 2, counter: false))
    }
    if rule.counterExamples.isEmpty {
      kinds.append(.tooFewExamples(found: 0, expected: 1, counter: true))
    }
    return kinds.map { RuleFault(file: rule.file, line: 1, kind: $0) }
  }
}

/// Runs examples of rules.
private struct ExampleRun {
  let tagger: Tagger

  func faults(
    of example: RuleSources.Example, _ rule: RuleSources.Rule, isCounter: Bool
  ) -> [RuleFault] {
    let marked = MarkedText(example.text)
    func fault(_ text: MarkedText, _ mutation: RuleMutation?) -> RuleFault? {
      let found =
        isCounter
        ? annotations(of: rule, in: text.text).first?.value.description
        : failure(of: text, value: example.value, rule, isChanged: mutation != nil)
      return found.map { found in
        let expected = isCounter ? "–" : example.value ?? ""
        return RuleFault(
          file: rule.file, line: example.line,
          kind: .exampleFailed(
            text: mutation == nil ? example.text : text.text, expected: expected, found: found,
            mutation: mutation))
      }
    }
    if let plain = fault(marked, nil) { return [plain] }
    return RuleMutation.allCases.compactMap { mutation in
      mutation.applied(to: marked).flatMap { fault($0, mutation) }
    }
  }

  private func annotations(of rule: RuleSources.Rule, in text: String) -> [Annotation] {
    tagger.matches(in: text).filter { $0.rule == rule.id }
  }

  /// What was found instead; nil where the example holds.
  private func failure(
    of marked: MarkedText, value: String?, _ rule: RuleSources.Rule, isChanged: Bool
  ) -> String? {
    let found = annotations(of: rule, in: marked.text)
    guard !found.isEmpty else { return "–" }
    let expected = marked.marks.first
    let holds = found.contains { annotation in
      let isPlaced =
        expected == nil || annotation.range == expected || annotation.valueRange == expected
      return isPlaced && isRight(annotation.value, value, isChanged: isChanged)
    }
    guard !holds else { return nil }
    let bytes = Array(marked.text.utf8)
    return found.map { annotation in
      let slice = bytes[annotation.range.start..<annotation.range.end]
      return "«\(String(decoding: slice, as: UTF8.self))» \(annotation.value.description)"
    }.joined(separator: "; ")
  }

  /// A value that is the passage's own words changes with them.
  private func isRight(_ value: Value, _ expected: String?, isChanged: Bool) -> Bool {
    if isChanged, case .text = value { return true }
    return expected == nil || value.description == expected
  }
}
