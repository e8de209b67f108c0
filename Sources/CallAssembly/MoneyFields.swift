import CallModel
import Documents
import RuleEngine

/// Rates and amounts out of percentages and sums in their roles.
enum MoneyFields {
  static func rates(_ context: AnnotatedDocument, _ scope: CallScope) -> [Rate] {
    var rates: [Rate] = []
    for annotation in scope.all("rate", context) {
      guard case .percent(let bounds) = annotation.value, isShare(bounds) else { continue }
      var rate = Rate(
        min: bounds.min?.decimal, max: bounds.max?.decimal, kind: kind(bounds, annotation),
        payer: annotation["payer"].flatMap { Rate.Payer(rawValue: $0) } ?? .funder,
        of: annotation["of"].flatMap { Rate.Base(rawValue: $0) },
        appliesTo: appliesTo(annotation, context, scope), fund: fund(annotation, context),
        evidence: [context.evidence(annotation)])
      // A label said so: « Taux maximum : 80 % ».
      if rate.kind == .max { rate.min = nil }
      rate.condition = condition(annotation, rate, context)
      // « 40 % au maximum, portés à 50 % en zone de montagne »: a ceiling as well.
      if annotation["further"] == "yes", rate.kind == .fixed,
        let last = rates.last(where: { $0.payer == rate.payer }), last.kind == .max
      {
        rate.kind = .max
        rate.min = nil
      }
      if let i = rates.firstIndex(where: { isSame($0, rate) }) {
        if rates[i].evidence.count < 3 { rates[i].evidence += rate.evidence }
        rates[i].of = rates[i].of ?? rate.of
        rates[i].fund = rates[i].fund ?? rate.fund
        rates[i].condition = rates[i].condition ?? rate.condition
        if rates[i].kind == .fixed, rate.kind == .max {
          rates[i].kind = .max
          rates[i].min = nil
        }
      } else {
        rates.append(rate)
      }
    }
    return rates
  }

  private static func isShare(_ bounds: Bounds) -> Bool {
    guard let value = bounds.max ?? bounds.min else { return false }
    return value <= Quantity(100) && value > Quantity(0)
  }

  private static func kind(_ bounds: Bounds, _ annotation: Annotation) -> Rate.Kind {
    switch (bounds.min, bounds.max) {
    case (nil, _): .max
    case (_, nil): .min
    case (let low?, let high?) where low != high: .range
    default: annotation["kind"].flatMap { Rate.Kind(rawValue: $0) } ?? .fixed
    }
  }

  private static func isSame(_ a: Rate, _ b: Rate) -> Bool {
    (a.max ?? a.min) == (b.max ?? b.min) && a.payer == b.payer && a.appliesTo == b.appliesTo
      && (a.min == b.min || a.kind != .range && b.kind != .range)
  }

  /// The one fund that the rate's own words or its sentence name.
  private static func fund(_ annotation: Annotation, _ context: AnnotatedDocument) -> String? {
    for range in [annotation.range, context.sentence(around: annotation.range)] {
      let ids = Set(
        context.all("fund", in: range).compactMap { annotation -> String? in
          guard case .entry(let id) = annotation.value else { return nil }
          return id
        })
      if ids.count == 1 { return ids.first }
      if ids.count > 1 { return nil }
    }
    return nil
  }

  private static let longestCondition = 120

  /// The words right after a share that say in which case it holds: « 60 % dans les zones de
  /// revitalisation rurale ».
  private static func condition(
    _ annotation: Annotation, _ rate: Rate, _ context: AnnotatedDocument
  ) -> Condition? {
    guard rate.appliesTo == nil,
      let cue = context.all("rate-case").first(where: { cue in
        cue.range.start >= annotation.valueRange.end
          && cue.range.start - annotation.valueRange.end < 50
          && !context.has("percent", in: TextRange(annotation.valueRange.end, cue.range.start))
      })
    else { return nil }
    let words = context.clause(from: cue.range.start, limit: longestCondition)
    let next = context.first("percent", in: words) ?? context.first("money", in: words)
    let range = next.map { withoutJoint(TextRange(words.start, $0.range.start), context) } ?? words
    let evidence = context.evidence(range, rule: cue.rule)
    let text = TitleField.clean(evidence.quote)
    guard text.count > 8 else { return nil }
    return Condition(text: text, evidence: [evidence])
  }

  /// Without the short words that lead on to the next share: « et à », `and`.
  private static func withoutJoint(
    _ range: TextRange, _ context: AnnotatedDocument
  ) -> TextRange {
    var text = context.scalars.slice(range)[...]
    for _ in 0..<mostOfJoint {
      while text.last?.isWhitespace == true { text.removeLast() }
      guard let space = text.lastIndex(where: \.isWhitespace),
        text[space...].dropFirst().count <= longestJoint
      else { break }
      text = text[..<space]
    }
    return TextRange(range.start, range.start + text.utf8.count)
  }

  /// Of words, and of letters in each.
  private static let mostOfJoint = 2
  private static let longestJoint = 3

  /// In a table or a list of rates, what the row or item names.
  private static func appliesTo(
    _ annotation: Annotation, _ context: AnnotatedDocument, _ scope: CallScope
  ) -> String? {
    guard let block = context.block(at: annotation.range.start), block.role == .tableCell,
      let cell = block.cell, cell.column > 0
    else { return nil }
    let label = context.blocks.first {
      $0.cell?.table == cell.table && $0.cell?.row == cell.row && $0.cell?.column == 0
    }
    // « Taux maximum | 60 % »: the label says that it is a rate, not of what.
    guard let label, !label.range.overlaps(annotation.range),
      context.all("section-role", in: label.range).allSatisfy({ $0["role"] != "money" }),
      !isOnlyProgramme(label.range, context, scope)
    else { return nil }
    return TitleField.clean(context.scalars.slice(label.range))
  }

  /// The name of the one programme that the call is of: no case of its own.
  private static func isOnlyProgramme(
    _ label: TextRange, _ context: AnnotatedDocument, _ scope: CallScope
  ) -> Bool {
    // Most rows name none, which is told sooner than what all of the call is about.
    guard let name = context.first("programme", in: label),
      TitleField.isMostlyNames(label, ["programme"], context)
    else { return false }
    return scope.all("programme", context).allSatisfy { $0.value == name.value }
  }

  static func amounts(_ context: AnnotatedDocument, _ scope: CallScope) -> [Amount] {
    var amounts: [Amount] = []
    for role in [Amount.Role.grant, .projectBudget, .envelope, .unitCost] {
      for annotation in scope.all(role.rawValue, context) {
        if role == .envelope, isOfPastYear(annotation, context) { continue }
        guard let amount = amount(role, annotation, context) else { continue }
        if let i = amounts.firstIndex(where: { isSame($0, amount) }) {
          if amounts[i].evidence.count < 3 { amounts[i].evidence += amount.evidence }
        } else {
          amounts.append(amount)
        }
      }
    }
    return amounts
  }

  /// Followed by a year before the one in the title: « 3 millions d'euros en 2016 », in news of 2017.
  private static func isOfPastYear(_ sum: Annotation, _ context: AnnotatedDocument) -> Bool {
    guard let title = context.titleBlock,
      let current = context.all("date", in: title.range).compactMap({ year($0.value) }).max()
    else { return false }
    let words = context.clause(from: sum.valueRange.end, limit: reachOfYear)
    let years = context.all("date", in: words)
      .compactMap { year($0.value) }
    return years.max().map { $0 < current } ?? false
  }

  private static let reachOfYear = 40

  private static func year(_ value: Value) -> Int? {
    guard case .date(let date) = value else { return nil }
    return date.date.year
  }

  private static func isSame(_ a: Amount, _ b: Amount) -> Bool {
    a.role == b.role && a.min == b.min && a.max == b.max
  }

  private static func amount(
    _ role: Amount.Role, _ annotation: Annotation, _ context: AnnotatedDocument
  ) -> Amount? {
    guard case .money(var bounds, let currency) = annotation.value,
      let most = bounds.max ?? bounds.min, most > Quantity(0)
    else { return nil }
    if let exact = bounds.min, exact == bounds.max {
      switch annotation["side"] ?? (role == .grant || role == .envelope ? "max" : "both") {
      case "max": bounds.min = nil
      case "min": bounds.max = nil
      default: break
      }
    }
    return Amount(
      role: role, min: bounds.min.map { Money($0.decimal, currency) },
      max: bounds.max.map { Money($0.decimal, currency) },
      per: annotation["per"].flatMap { Amount.Per(rawValue: $0) },
      evidence: [context.evidence(annotation)])
  }
}
