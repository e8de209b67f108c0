import CallModel
import Documents
import RuleEngine

/// Rates and amounts out of percentages and sums in their roles.
enum MoneyFields {
  static func rates(_ context: AnnotatedDocument, _ scope: CallScope) -> [Rate] {
    var rates: [Rate] = []
    for annotation in scope.all("rate", context) {
      guard case .percent(let bounds) = annotation.value, isShare(bounds) else { continue }
      let rate = Rate(
        min: bounds.min?.decimal, max: bounds.max?.decimal, kind: kind(bounds, annotation),
        payer: annotation["payer"].flatMap { Rate.Payer(rawValue: $0) } ?? .funder,
        of: annotation["of"].flatMap { Rate.Base(rawValue: $0) },
        appliesTo: appliesTo(annotation, context), evidence: [context.evidence(annotation)])
      if let i = rates.firstIndex(where: { isSame($0, rate) }) {
        if rates[i].evidence.count < 3 { rates[i].evidence += rate.evidence }
        rates[i].of = rates[i].of ?? rate.of
        if rates[i].kind == .fixed, rate.kind == .max { rates[i].kind = .max }
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

  /// In a table or a list of rates, what the row or item names.
  private static func appliesTo(_ annotation: Annotation, _ context: AnnotatedDocument) -> String? {
    guard let block = context.block(at: annotation.range.start), block.role == .tableCell,
      let cell = block.cell, cell.column > 0
    else { return nil }
    let label = context.document.blocks.first {
      $0.cell?.table == cell.table && $0.cell?.row == cell.row && $0.cell?.column == 0
    }
    return label.map { TitleField.clean(context.scalars.slice($0.range)) }
  }

  static func amounts(_ context: AnnotatedDocument, _ scope: CallScope) -> [Amount] {
    var amounts: [Amount] = []
    for role in [Amount.Role.grant, .projectBudget, .envelope, .unitCost] {
      for annotation in scope.all(role.rawValue, context) {
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
