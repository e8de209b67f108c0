import CallModel

/// Which criterion a checkable condition belongs to: that of the first of its facts in this table.
struct ConditionSubject {
  let criterion: Criterion.ID
  let fact: String

  private static let table: [(prefix: String, criterion: Criterion.ID)] = [
    ("partner.country", .partnerCountries), ("partner.class", .partnerCountries),
    ("agreements", .partnership), ("partner.", .partnership), ("project.budget", .ticket),
    ("project.duration", .duration), ("languages", .language), ("budget.", .cofinancing),
    ("calendar.", .dates), ("territory", .territory), ("zones", .territory),
    ("grants", .cofinancing),
    ("country", .territory), ("", .applicantType),
  ]

  init(of expression: ConditionExpression) {
    let facts = Self.facts(of: expression)
    for row in Self.table {
      guard let fact = facts.first(where: { $0.hasPrefix(row.prefix) }) else { continue }
      criterion = row.criterion
      self.fact = fact
      return
    }
    criterion = .applicantType
    fact = "type"
  }

  private static func facts(of expression: ConditionExpression) -> [String] {
    switch expression {
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(facts)
    case .not(let part): facts(of: part)
    case .atom(let atom): [atom.fact]
    }
  }
}

extension MatchFacts {
  /// JSON pointer to the profile's field behind a fact.
  func pointer(ofFact fact: String) -> String {
    switch fact {
    case "territory": "/territories"
    case "calendar.daysToCouncil": "/calendar/councils"
    case _ where fact.hasPrefix("budget.") || fact.hasPrefix("readiness."):
      "/" + fact.split(separator: ".").joined(separator: "/")
    case "project.duration": projectPointer("durationMonths")
    case _ where fact.hasPrefix("partner."): pointer("partners", orProfile: "/partners")
    case _ where fact.hasPrefix("project."): projectPointer(String(fact.dropFirst(8)))
    default: "/" + fact
    }
  }
}
