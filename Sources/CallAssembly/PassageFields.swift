import CallModel
import Documents
import RuleEngine

/// Fields that are passages: prerequisites, exclusions, conditions.
enum PassageFields {
  static func prerequisites(_ context: AnnotatedDocument, _ scope: CallScope) -> [Prerequisite] {
    var found: [Prerequisite] = []
    for annotation in scope.all("prerequisite", context) {
      guard let id = annotation["what"], !found.contains(where: { $0.id == id }) else { continue }
      let evidence = context.evidence(annotation)
      found.append(
        Prerequisite(id: id, text: TitleField.clean(evidence.quote), evidence: [evidence]))
    }
    return found.sorted { $0.id < $1.id }
  }

  static func exclusions(_ context: AnnotatedDocument, _ scope: CallScope) -> [Exclusion] {
    var found: [Exclusion] = []
    var known: Set<String> = []
    for annotation in scope.all("exclusion", context) where found.count < mostExclusions {
      for place in excluded(by: annotation, context) where found.count < mostExclusions {
        let range = context.withoutMark(place)
        let evidence = context.evidence(range, rule: annotation.rule)
        let text = TitleField.clean(evidence.quote)
        guard known.insert(letters(text)).inserted else { continue }
        found.append(
          Exclusion(text: text, call: other(in: range, context, scope), evidence: [evidence]))
      }
    }
    return found
  }

  private static let mostExclusions = 12

  /// By which passages are told apart that a page and the document attached to it say alike, with one
  /// apostrophe or the other.
  private static func letters(_ text: String) -> String {
    var text = text
    let plain = text.withUTF8 { PlainText($0)?.lowercasedWords }
    return plain ?? text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The sentence, or the items below where it only leads in to them (« Ne sont pas recevables »), else
  /// the paragraph below a heading.
  private static func excluded(
    by annotation: Annotation, _ context: AnnotatedDocument
  ) -> [TextRange] {
    let sentence = context.sentence(around: annotation.range, acrossLines: true)
    guard let place = context.blocks.firstIndex(where: { $0.range.contains(sentence) }),
      case let block = context.blocks[place], block.cell == nil, !block.isItem,
      block.isHeading || context.scalars.slice(block.range).hasSuffix(":")
    else { return [sentence] }
    let below = context.blocks[(place + 1)...]
    let items = below.prefix { $0.isItem }
    if !items.isEmpty { return items.map(\.range) }
    guard block.isHeading, let next = below.first, next.isParagraph else {
      return [sentence]
    }
    return [next.range]
  }

  /// The programme or call that a project of this one may not go to, where the sentence is about
  /// adding up aids.
  private static func other(
    in range: TextRange, _ context: AnnotatedDocument, _ scope: CallScope
  ) -> String? {
    guard context.has("not-with-other", in: range) else { return nil }
    return context.first("programme", in: range).map { context.scalars.slice($0.range) }
  }

  /// - Parameter programmes: those of the call itself.
  static func conditions(
    _ context: AnnotatedDocument, _ scope: CallScope, programmes: [Programme]
  ) -> [Condition] {
    var found: [Condition] = []
    var zones: [TextRange: Int] = [:]
    for annotation in scope.all("condition", context) where found.count < mostConditions {
      // The words of an address prove nothing.
      guard context.all("url").allSatisfy({ !$0.range.overlaps(annotation.range) }) else {
        continue
      }
      let evidence = context.evidence(annotation)
      let condition = Condition(
        text: TitleField.clean(evidence.quote), expr: expression(annotation), evidence: [evidence])
      guard let zone = annotation["value"] else {
        found.append(condition)
        continue
      }
      // Kinds of places in one sentence are alternatives (« en QPV ou en zone de montagne »).
      let sentence = context.sentence(around: annotation.range)
      if let known = zones[sentence] {
        found[known].add(zone, condition)
      } else {
        zones[sentence] = found.count
        found.append(condition)
      }
    }
    return once(found) + incompatibilities(context, scope, programmes)
  }

  /// Each condition once, with the passages of those that say the same.
  private static func once(_ conditions: [Condition]) -> [Condition] {
    var kept: [Condition] = []
    var known: [String] = []
    for condition in conditions {
      let letters = letters(condition.text)
      let same =
        condition.expr == nil
        ? known.firstIndex(of: letters) : kept.firstIndex { $0.expr == condition.expr }
      if let same {
        let proofs = (kept[same].evidence ?? []) + (condition.evidence ?? [])
        kept[same].evidence = Array(proofs.prefix(3))
      } else {
        kept.append(condition)
        known.append(letters)
      }
    }
    return kept
  }

  private static let mostConditions = 24

  /// That the project has no aid of a programme with which this one is not added up.
  private static func incompatibilities(
    _ context: AnnotatedDocument, _ scope: CallScope, _ own: [Programme]
  ) -> [Condition] {
    var seen: Set<String> = []
    return scope.all("not-with-other", context).compactMap { annotation in
      let range = context.sentence(around: annotation.range)
      let evidence = context.evidence(range, rule: annotation.rule)
      // The call's own programmes are named elsewhere too.
      let named = own.filter { programme in
        programme.evidence.contains { $0.end <= evidence.start || $0.start >= evidence.end }
      }.map(\.id)
      let programmes = context.all("programme", in: range).compactMap { name -> String? in
        guard case .entry(let id) = name.value, !named.contains(id) else { return nil }
        return seen.insert(id).inserted ? id : nil
      }
      guard !programmes.isEmpty else { return nil }
      return Condition(
        text: TitleField.clean(evidence.quote),
        expr: .not(.atom(.init(fact: "grants", is: "in", value: .list(programmes)))),
        evidence: [evidence])
    }
  }

  /// A condition whose rule names the fact, the comparison and the value; of one kind of body only
  /// where the rule names it (« communes de moins de 3 500 habitants »).
  private static func expression(_ annotation: Annotation) -> ConditionExpression? {
    guard let fact = annotation["fact"], let comparison = annotation["is"] else { return nil }
    let bound: ConditionExpression
    if let text = annotation["value"] {
      bound = .atom(.init(fact: fact, is: comparison, value: .list([text])))
    } else if case .count(let bounds) = annotation.value, let number = bounds.min ?? bounds.max {
      bound = .atom(.init(fact: fact, is: comparison, value: .number(number.decimal)))
    } else {
      return nil
    }
    guard let applicant = annotation["applicant"] else { return bound }
    return .any([.atom(.init(fact: "type", is: "!=", value: .text(applicant))), bound])
  }
}

extension Condition {
  /// Takes one more place into a list of alternatives.
  fileprivate mutating func add(_ zone: String, _ other: Condition) {
    guard let expr, let wider = Self.widened(expr, by: zone) else { return }
    self.expr = wider
    evidence = (evidence ?? []) + (other.evidence ?? [])
  }

  /// nil where the list has it already.
  private static func widened(
    _ expression: ConditionExpression, by zone: String
  ) -> ConditionExpression? {
    switch expression {
    case .atom(var atom):
      guard case .list(let zones) = atom.value, !zones.contains(zone) else { return nil }
      atom.value = .list(zones + [zone])
      return .atom(atom)
    case .any(let parts):
      guard let last = parts.last, let wider = widened(last, by: zone) else { return nil }
      return .any(parts.dropLast() + [wider])
    default: return nil
    }
  }
}
