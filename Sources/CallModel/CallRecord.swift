import Documents
import Foundation

/// One call: anything a body may apply to, with the passages that prove each value.
///
/// The shape is the published one (`calls/1`). Fields that the document does not state are nil or
/// empty.
package struct CallRecord: Hashable, Sendable, Codable {
  /// In the store, given once and kept; from a stateless read, `<sha256>-<ordinal>`.
  package var id: String = ""
  package var title: Stated<String>?
  package var summary: Stated<String>?
  /// The attachment that holds the call; nil for the document itself.
  package var part: String?
  package var sections: [Section] = []
  package var reference: Stated<String>?
  package var programmes: [Programme] = []
  package var parties: [Party] = []
  package var funds: [Tag] = []
  package var axes: [Axis] = []
  package var themes: [Theme] = []
  package var aidTypes: [Tag] = []
  package var windows: [Window] = []
  package var events: [Event] = []
  package var recurrence: Stated<Recurrence>?
  package var rates: [Rate] = []
  package var amounts: [Amount] = []
  package var expenditure: [Expenditure] = []
  package var duration: Duration?
  package var applicants: [Applicant] = []
  package var area: Area?
  package var partnership: Partnership?
  package var prerequisites: [Prerequisite] = []
  package var exclusions: [Exclusion] = []
  package var conditions: [Condition] = []
  package var attachments: [Passage] = []
  package var submissionLanguages: [Tag] = []
  package var statistics: [Statistic] = []
  package var links: [CallLink] = []
  package var contacts: [Contact] = []

  package init() {}
}

/// What a passage of the call is about.
package struct Section: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable, CaseIterable {
    case summary, objectives, actions, beneficiaries, conditions, money, procedure, contact,
      boilerplate
  }
  package var role: Role
  package var heading: String?
  /// Unicode scalars of the document's text.
  package var start: Int
  package var end: Int
  package var page: Int

  package init(role: Role, heading: String?, start: Int, end: Int, page: Int) {
    self.role = role
    self.heading = heading
    self.start = start
    self.end = end
    self.page = page
  }
}

/// An entry of a gazetteer (fund, aid type, language) found in the text.
package struct Tag: Hashable, Sendable, Codable {
  package var id: String
  package var evidence: [Evidence]

  package init(id: String, evidence: [Evidence]) {
    self.id = id
    self.evidence = evidence
  }
}

package struct Programme: Hashable, Sendable, Codable {
  package var id: String
  package var name: String
  /// `2021-2027`.
  package var period: String?
  /// `A`, `B`, `C`, `D` for Interreg.
  package var strand: String?
  package var evidence: [Evidence]

  package init(
    id: String, name: String, period: String? = nil, strand: String? = nil, evidence: [Evidence]
  ) {
    self.id = id
    self.name = name
    self.period = period
    self.strand = strand
    self.evidence = evidence
  }
}

package struct Party: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable, CaseIterable {
    case funder
    case managingAuthority = "managing-authority"
    case jointSecretariat = "joint-secretariat"
    case nationalCoordinator = "national-coordinator"
    case intermediateBody = "intermediate-body"
    case technicalSupport = "technical-support"
  }
  package var id: String
  package var name: String
  package var role: Role
  package var evidence: [Evidence]

  package init(id: String, name: String, role: Role, evidence: [Evidence]) {
    self.id = id
    self.name = name
    self.role = role
    self.evidence = evidence
  }
}

package struct Axis: Hashable, Sendable, Codable {
  package enum Level: String, Sendable, Codable, CaseIterable {
    case axis, priority, measure, strand, lot, topic
    case specificObjective = "specific-objective"
  }
  package var level: Level
  /// As the document writes it: `4`, `G`, `4.3.1`.
  package var code: String?
  package var label: String?
  /// Index in `axes` of the level above.
  package var parent: Int?
  package var evidence: [Evidence]

  package init(
    level: Level, code: String?, label: String?, parent: Int? = nil, evidence: [Evidence]
  ) {
    self.level = level
    self.code = code
    self.label = label
    self.parent = parent
    self.evidence = evidence
  }
}

package struct Theme: Hashable, Sendable, Codable {
  package var id: String
  /// Share of the call that it makes, 0…1.
  package var weight: Double
  package var evidence: [Evidence]

  package init(id: String, weight: Double, evidence: [Evidence]) {
    self.id = id
    self.weight = weight
    self.evidence = evidence
  }
}

package enum Recurrence: String, Hashable, Sendable, Codable {
  case recurring, permanent
  case oneOff = "one-off"
}

/// A co-financing rate, in per cent.
package struct Rate: Hashable, Sendable, Codable {
  package enum Kind: String, Sendable, Codable { case max, fixed, min, range }
  package enum Payer: String, Sendable, Codable { case funder, applicant, partner, other }
  package enum Base: String, Sendable, Codable {
    case eligibleCosts = "eligible-costs"
    case totalCosts = "total-costs"
    case publicCosts = "public-costs"
  }
  package var min: Decimal?
  package var max: Decimal?
  package var kind: Kind
  package var payer: Payer
  package var of: Base?
  /// The lot, the applicants or the territory it holds for, in the document's words.
  package var appliesTo: String?
  package var condition: Condition?
  /// Id of the fund that pays it.
  package var fund: String?
  package var evidence: [Evidence]

  package init(
    min: Decimal?, max: Decimal?, kind: Kind, payer: Payer, of base: Base? = nil,
    appliesTo: String? = nil, condition: Condition? = nil, fund: String? = nil,
    evidence: [Evidence]
  ) {
    self.min = min
    self.max = max
    self.kind = kind
    self.payer = payer
    self.of = base
    self.appliesTo = appliesTo
    self.condition = condition
    self.fund = fund
    self.evidence = evidence
  }
}

package struct Amount: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable {
    case grant, envelope
    case projectBudget = "project-budget"
    case unitCost = "unit-cost"
  }
  package enum Per: String, Sendable, Codable { case project, year, partner, call, axis }
  package var role: Role
  package var min: Money?
  package var max: Money?
  package var per: Per?
  package var evidence: [Evidence]

  package init(role: Role, min: Money?, max: Money?, per: Per? = nil, evidence: [Evidence]) {
    self.role = role
    self.min = min
    self.max = max
    self.per = per
    self.evidence = evidence
  }
}

package struct Expenditure: Hashable, Sendable, Codable {
  /// `running`, `investment`, `staff`, `travel`, `equipment`, `external`, `works`.
  package var id: String
  package var eligible: Bool
  package var evidence: [Evidence]

  package init(id: String, eligible: Bool, evidence: [Evidence]) {
    self.id = id
    self.eligible = eligible
    self.evidence = evidence
  }
}

package struct Duration: Hashable, Sendable, Codable {
  package enum Unit: String, Sendable, Codable { case day, week, month, year }
  package var min: Decimal?
  package var max: Decimal?
  package var unit: Unit
  package var evidence: [Evidence]

  package init(min: Decimal?, max: Decimal?, unit: Unit, evidence: [Evidence]) {
    self.min = min
    self.max = max
    self.unit = unit
    self.evidence = evidence
  }

  /// A bound in months: a year is 12, a week 12/52, a day 12/365.
  package func months(_ bound: Decimal) -> Decimal {
    switch unit {
    case .year: bound * 12
    case .month: bound
    case .week: bound * 12 / 52
    case .day: bound * 12 / 365
    }
  }
}

package struct Applicant: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable { case lead, partner, any }
  package var type: ApplicantType
  package var role: Role
  package var eligible: Bool
  package var evidence: [Evidence]

  package init(type: ApplicantType, role: Role, eligible: Bool, evidence: [Evidence]) {
    self.type = type
    self.role = role
    self.eligible = eligible
    self.evidence = evidence
  }
}

/// Where projects, applicants and partners must be.
package struct Area: Hashable, Sendable, Codable {
  /// ISO 3166-1 alpha-2, `EU`, `EEA`.
  package var countries: [String] = []
  /// NUTS 2021, ISO 3166-2 outside the Union, or `INSEE:` codes.
  package var territories: [String] = []
  package var partnerCountries: [String] = []
  package var excluded: [String] = []
  /// Which of these follow from a named body rather than from words on the area.
  package var inferred: [String] = []
  package var evidence: [Evidence] = []

  package init() {}
}

package struct Partnership: Hashable, Sendable, Codable {
  package struct Member: Hashable, Sendable, Codable {
    package var country: String?
    package var type: ApplicantType?
    package var role: Applicant.Role
    package var count: Int

    package init(country: String?, type: ApplicantType?, role: Applicant.Role = .any, count: Int) {
      self.country = country
      self.type = type
      self.role = role
      self.count = count
    }
  }
  package var minPartners: Int?
  package var minCountries: Int?
  package var mustInclude: [Member] = []
  package var agreementRequired: Bool?
  package var evidence: [Evidence] = []

  package init() {}
}

package struct Prerequisite: Hashable, Sendable, Codable {
  /// `registration`, `agreement`, `deliberation`, `prior-report`, `declaration`, `label`.
  package var id: String
  package var text: String
  package var evidence: [Evidence]

  package init(id: String, text: String, evidence: [Evidence]) {
    self.id = id
    self.text = text
    self.evidence = evidence
  }
}

package struct Exclusion: Hashable, Sendable, Codable {
  package var text: String
  /// The other call that a project of this one may not go to.
  package var call: String?
  package var evidence: [Evidence]

  package init(text: String, call: String? = nil, evidence: [Evidence]) {
    self.text = text
    self.call = call
    self.evidence = evidence
  }
}

package struct Condition: Hashable, Sendable, Codable {
  package var text: String
  /// Absent where only prose stands.
  package var expr: ConditionExpression?
  package var evidence: [Evidence]?

  package init(text: String, expr: ConditionExpression? = nil, evidence: [Evidence]? = nil) {
    self.text = text
    self.expr = expr
    self.evidence = evidence
  }
}

package struct Passage: Hashable, Sendable, Codable {
  package var text: String
  package var evidence: [Evidence]

  package init(text: String, evidence: [Evidence]) {
    self.text = text
    self.evidence = evidence
  }
}

package struct Statistic: Hashable, Sendable, Codable {
  /// `applications` or `awarded`.
  package var id: String
  package var value: Int
  package var evidence: [Evidence]

  package init(id: String, value: Int, evidence: [Evidence]) {
    self.id = id
    self.value = value
    self.evidence = evidence
  }
}

package struct CallLink: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable { case apply, rules, form, faq, source }
  package var role: Role
  package var url: String
  package var evidence: [Evidence]

  package init(role: Role, url: String, evidence: [Evidence]) {
    self.role = role
    self.url = url
    self.evidence = evidence
  }
}

package struct Contact: Hashable, Sendable, Codable {
  package var function: String?
  package var name: String?
  package var email: String?
  package var phone: String?
  package var evidence: [Evidence]

  package init(
    function: String? = nil, name: String? = nil, email: String? = nil, phone: String? = nil,
    evidence: [Evidence]
  ) {
    self.function = function
    self.name = name
    self.email = email
    self.phone = phone
    self.evidence = evidence
  }
}
