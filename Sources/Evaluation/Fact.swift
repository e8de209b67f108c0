/// One thing that a document says, in a form in which two readings of it are equal.
package struct Fact: Sendable {
  /// What is compared: `grant max 300000`, `2024-05-06`.
  package var text: String
  /// By which an `accept` may name it: its sum, its date, its id.
  package var atoms: [String]
  /// What proves it.
  package struct Proof: Hashable, Sendable {
    /// The passage; empty in gold.
    package var quote = ""
    /// Id of the rule that read it; empty in gold.
    package var rule = ""

    package init(quote: String = "", rule: String = "") {
      self.quote = quote
      self.rule = rule
    }
  }

  package var proof: Proof

  package init(_ text: String, atoms: [String]? = nil, proof: Proof = Proof()) {
    self.text = text
    self.atoms = atoms ?? [text]
    self.proof = proof
  }
}

/// What is judged, by its path through the record.
package enum FactField: String, Hashable, Sendable, CaseIterable, Codable {
  case calls
  case kind = "document.kind"
  case language = "document.language"
  case title, reference, programmes, parties, funds, axes, themes, aidTypes
  case openings = "windows.opening"
  case deadlines = "windows.deadlines"
  case deadlineTimes = "windows.deadlines.time"
  case deadlineStages = "windows.deadlines.stage"
  case models = "windows.model"
  case events, recurrence, rates
  case rateKinds = "rates.kind"
  case ratePayers = "rates.payer"
  case amounts, expenditure, duration, applicants
  case countries = "area.countries"
  case territories = "area.territories"
  case partnerCountries = "area.partnerCountries"
  case minPartners = "partnership.minPartners"
  case minCountries = "partnership.minCountries"
  case prerequisites, exclusions, submissionLanguages, statistics, links, contacts

  /// The keys of `accept` that speak of it: its own, and those of what holds it.
  var acceptKeys: [String] {
    switch self {
    case .duration: [rawValue, "duration.min", "duration.max"]
    case .events: [rawValue, "events.role"]
    case .minPartners, .minCountries: [rawValue, "partnership"]
    case .countries, .territories, .partnerCountries: [rawValue, "area"]
    case .deadlineStages, .deadlineTimes: [rawValue, "windows.deadlines", "windows"]
    case .openings, .deadlines, .models: [rawValue, "windows"]
    case .rateKinds, .ratePayers: [rawValue, "rates"]
    default: [rawValue]
    }
  }
}
