/// Right, wrong and missing values of one field.
package struct FieldScore: Hashable, Sendable {
  /// Values found that are right.
  package var right = 0
  /// Values found that the document does not state.
  package var wrong = 0
  /// Values that the document states and that were not found.
  package var missing = 0

  package init() {}

  /// Values that gold states; a field without any is not averaged.
  package var stated: Int { right + missing }
  package var precision: Double { share(right, right + wrong) }
  package var recall: Double { share(right, right + missing) }
  /// Harmonic mean of precision and recall; 1 where there was nothing to find and nothing found.
  package var f1: Double { share(2 * right, 2 * right + wrong + missing) }

  private func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 1 : Double(part) / Double(whole)
  }
}

/// Right and wrong values of one rule.
package struct RuleScore: Hashable, Sendable {
  package private(set) var right = 0
  package private(set) var wrong = 0

  package init() {}

  mutating func note(_ isRight: Bool) {
    if isRight { right += 1 } else { wrong += 1 }
  }

  package var values: Int { right + wrong }
  /// Share of right values in steps of 0.05, as a number of twentieths.
  package var twentieths: Int { (right * 40 + values) / (2 * max(1, values)) }
}

/// A value that was not found, or is not there.
package struct Miss: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, Codable { case missing, wrong }
  package var path: String
  package var field: FactField
  package var kind: Kind
  package var value: String
  /// Where a wrong value was read; empty for a missing one.
  package var quote: String
}

/// Compares what was read with what is known, document by document.
package struct Evaluation: Sendable {
  package private(set) var scores: [FactField: FieldScore] = [:]
  /// In the order of the documents, then of the fields.
  package private(set) var misses: [Miss] = []
  package private(set) var documents = 0
  /// Right and wrong values by the rule that read them.
  package private(set) var rules: [String: RuleScore] = [:]

  package init() {}

  /// The mean F1 over the fields that gold states.
  package var mean: Double {
    let used = FactField.allCases.compactMap { scores[$0] }.filter { $0.stated > 0 }
    return used.isEmpty ? 1 : used.map(\.f1).reduce(0, +) / Double(used.count)
  }

  /// - Parameter predicted: the record; nil where the document could not be read.
  package mutating func add(_ gold: GoldLine, predicted: FactTree?) {
    documents += 1
    for field in FactField.allCases {
      let acceptance = gold.accepted(field)
      guard !acceptance.isUnjudged else { continue }
      judge(
        field, gold: FactReader(gold.line).facts(field),
        found: predicted.map { FactReader($0).facts(field) } ?? [], acceptance, path: gold.path)
    }
  }

  private mutating func judge(
    _ field: FactField, gold: [Fact], found: [Fact], _ acceptance: Acceptance, path: String
  ) {
    var score = scores[field] ?? FieldScore()
    var missing = gold.filter { fact in !found.contains { isSame(field, $0, fact) } }
    var substitutes = 0
    for fact in found {
      let isRight =
        gold.contains { isSame(field, fact, $0) }
        || !acceptance.atoms.isDisjoint(with: fact.atoms)
      if !fact.proof.rule.isEmpty { rules[fact.proof.rule, default: RuleScore()].note(isRight) }
      if gold.contains(where: { isSame(field, fact, $0) }) {
        score.right += 1
      } else if !acceptance.atoms.isDisjoint(with: fact.atoms) {
        score.right += 1
        substitutes += 1
      } else {
        score.wrong += 1
        misses.append(
          Miss(path: path, field: field, kind: .wrong, value: fact.text, quote: fact.proof.quote))
      }
    }
    // Another right reading stands for a value of gold; and some values may stay out.
    missing.removeFirst(min(substitutes, missing.count))
    if acceptance.mayBeEmpty { missing = [] }
    score.missing += missing.count
    misses += missing.map {
      Miss(path: path, field: field, kind: .missing, value: $0.text, quote: "")
    }
    scores[field] = score
  }

  private func isSame(_ field: FactField, _ a: Fact, _ b: Fact) -> Bool {
    switch field {
    case .title, .exclusions: TitleLikeness.isSame(a.text, b.text)
    case .parties: a.text == b.text || !Set(a.atoms).isDisjoint(with: b.atoms)
    default: a.text == b.text
    }
  }
}

/// Whether two titles are one, a subtitle more or less.
enum TitleLikeness {
  /// Share of the words of both that both have, from which on they are one title.
  private static let least = 0.7

  static func isSame(_ a: String, _ b: String) -> Bool {
    let x = Set(a.split(separator: " "))
    let y = Set(b.split(separator: " "))
    guard !x.isEmpty, !y.isEmpty else { return x.isEmpty == y.isEmpty }
    return 2 * Double(x.intersection(y).count) / Double(x.count + y.count) >= least
  }
}
