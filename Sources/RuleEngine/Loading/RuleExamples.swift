import Documents

/// An example of a rule file: a text with the place marked in square brackets.
struct MarkedText {
  var text: String
  /// Marked places, in UTF-8 bytes of `text`.
  var marks: [TextRange]

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
        if let start = open.popLast() { marks.append(TextRange(start, bytes.count)) }
      default:
        isEscaped = false
        bytes.append(byte)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
  }
}

extension RulePack {
  /// Runs the examples and counter-examples of all rules (or of those whose id begins with a
  /// prefix); gives back the ones that fail.
  package func failedExamples(prefix: String = "") -> [RuleFault] {
    let tagger = Tagger(pack: self)
    var faults: [RuleFault] = []
    for rule in sources.rules where rule.id.hasPrefix(prefix) {
      for example in rule.examples {
        if let found = failure(of: example, rule, tagger) {
          let expected = "\(example.value ?? "")"
          faults.append(
            fault(
              rule, example.line,
              .exampleFailed(
                text: example.text, expected: expected, found: found)))
        }
      }
      for example in rule.counterExamples {
        let found = annotations(of: rule, in: MarkedText(example.text).text, tagger)
        if let first = found.first {
          faults.append(
            fault(
              rule, example.line,
              .exampleFailed(
                text: example.text, expected: "–", found: first.value.description)))
        }
      }
      if rule.examples.count < 2 {
        faults.append(
          fault(rule, 1, .tooFewExamples(found: rule.examples.count, expected: 2, counter: false)))
      }
      if rule.counterExamples.isEmpty {
        faults.append(fault(rule, 1, .tooFewExamples(found: 0, expected: 1, counter: true)))
      }
    }
    return faults
  }

  private func fault(_ rule: RuleSources.Rule, _ line: Int, _ kind: RuleFault.Kind) -> RuleFault {
    RuleFault(file: rule.file, line: line, kind: kind)
  }

  private func annotations(
    of rule: RuleSources.Rule, in text: String, _ tagger: Tagger
  ) -> [Annotation] {
    tagger.matches(in: text).filter { $0.rule == rule.id }
  }

  /// What was found instead; nil where the example holds.
  private func failure(
    of example: RuleSources.Example, _ rule: RuleSources.Rule, _ tagger: Tagger
  ) -> String? {
    let marked = MarkedText(example.text)
    let found = annotations(of: rule, in: marked.text, tagger)
    guard !found.isEmpty else { return "–" }
    let expected = marked.marks.first
    for annotation in found {
      let isPlaced =
        expected == nil || annotation.range == expected || annotation.valueRange == expected
      if isPlaced, example.value == nil || annotation.value.description == example.value {
        return nil
      }
    }
    return found.map { annotation in
      let slice = String(
        decoding: Array(marked.text.utf8)[annotation.range.start..<annotation.range.end],
        as: UTF8.self)
      return "«\(slice)» \(annotation.value.description)"
    }.joined(separator: "; ")
  }
}
