import CallModel
import Documents
import RuleEngine

/// Durations, partnership and statistics.
enum CountFields {
  /// The longest stretch among the durations of projects that the call states, if they agree.
  static func duration(_ context: AnnotatedDocument, _ scope: CallScope) -> Duration? {
    var best: Duration?
    for annotation in scope.all("project-duration", context) {
      guard case .duration(var bounds, let unit) = annotation.value,
        let calendarUnit = self.unit(unit)
      else { continue }
      if annotation["side"] == "max" { bounds.min = nil }
      if annotation["side"] == "min" { bounds.max = nil }
      let found = Duration(
        min: bounds.min?.decimal, max: bounds.max?.decimal, unit: calendarUnit,
        evidence: [context.evidence(annotation)])
      best = best.map { merged($0, found) } ?? found
    }
    return best
  }

  private static func unit(_ unit: Value.DurationUnit) -> Duration.Unit? {
    switch unit {
    case .day: .day
    case .week: .week
    case .month: .month
    case .year: .year
    case .minute, .hour, .businessDay: nil
    }
  }

  /// A minimum and a maximum said apart make one duration; else what came first stands.
  private static func merged(_ a: Duration, _ b: Duration) -> Duration {
    guard a.unit == b.unit else { return a }
    var both = a
    if a.min == nil, let low = b.min, let high = a.max, low <= high, b.max == nil { both.min = low }
    if a.max == nil, let high = b.max, let low = a.min, low <= high { both.max = high }
    if both.min != a.min || both.max != a.max { both.evidence += b.evidence }
    return both
  }

  static func partnership(_ context: AnnotatedDocument, _ scope: CallScope) -> Partnership? {
    var partnership = Partnership()
    for annotation in scope.all("partnership", context) {
      guard case .count(let bounds) = annotation.value,
        let count = (bounds.min ?? bounds.max)?.whole,
        count > 0, count < 100
      else { continue }
      switch annotation["what"] {
      case "partners" where partnership.minPartners == nil && count > 1:
        partnership.minPartners = count
        partnership.evidence.append(context.evidence(annotation, for: "minPartners"))
      case "countries" where partnership.minCountries == nil && count > 1:
        partnership.minCountries = count
        partnership.evidence.append(context.evidence(annotation, for: "minCountries"))
      default: break
      }
    }
    // « Une collectivité française et une sénégalaise »: two partners of two countries.
    if let each = scope.all("one-of-each", context).first {
      if partnership.minPartners == nil {
        partnership.minPartners = 2
        partnership.evidence.append(context.evidence(each, for: "minPartners"))
      }
      if partnership.minCountries == nil {
        partnership.minCountries = 2
        partnership.evidence.append(context.evidence(each, for: "minCountries"))
      }
    }
    for annotation in scope.all("must-include", context) {
      include(annotation, &partnership, context)
    }
    if let agreement = scope.all("agreement-required", context).first {
      partnership.agreementRequired = true
      partnership.evidence.append(context.evidence(agreement, for: "agreementRequired"))
    }
    return partnership.evidence.isEmpty ? nil : partnership
  }

  private static func include(
    _ annotation: Annotation, _ partnership: inout Partnership, _ context: AnnotatedDocument
  ) {
    guard let country = annotation["country"] else { return }
    let member = Partnership.Member(
      country: country, type: annotation["applicant"].flatMap { ApplicantType(rawValue: $0) },
      count: annotation["count"].flatMap { Int($0) } ?? 1)
    guard !partnership.mustInclude.contains(where: { $0.country == country }) else { return }
    let target = "mustInclude/\(partnership.mustInclude.count)"
    partnership.mustInclude.append(member)
    partnership.evidence.append(context.evidence(annotation, for: target))
  }

  static func statistics(_ context: AnnotatedDocument, _ scope: CallScope) -> [Statistic] {
    var statistics: [Statistic] = []
    for annotation in scope.all("statistic", context) {
      guard case .count(let bounds) = annotation.value, let value = bounds.min?.whole,
        let id = annotation["what"],
        !statistics.contains(where: { $0.id == id && $0.value == value })
      else { continue }
      statistics.append(
        Statistic(
          id: id, value: value, territory: annotation["territory"],
          evidence: [context.evidence(annotation)]))
    }
    return statistics
  }
}
