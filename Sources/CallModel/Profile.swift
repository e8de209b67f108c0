import Documents
import Foundation

/// An authority, what it is interested in, and its projects (`calls-profile/1`).
package struct Profile: Hashable, Sendable, Codable {
  package static let schema = "calls-profile/1"

  package struct Theme: Hashable, Sendable, Codable {
    package var id: String
    package var label: String?
    package var weight: Double?
  }

  package struct Partner: Hashable, Sendable, Codable {
    package var country: String
    package var territory: String?
    package var name: String?
    package var type: ApplicantType?
    package var agreement: Bool?

    package init(country: String, type: ApplicantType? = nil) {
      self.country = country
      self.type = type
    }
  }

  package struct Budget: Hashable, Sendable, Codable {
    package var cofinancingPerYear: Money?
    package var cofinancingPerProject: Money?

    package init() {}
  }

  package struct Readiness: Hashable, Sendable, Codable {
    package enum Engineering: String, Sendable, Codable { case none, some, strong }
    package var engineering: Engineering?
    package var experience: String?
    package var politicalBacking: Bool?
    package var technicalSupport: String?
    package var languages: [String]?
  }

  package struct Project: Hashable, Sendable, Codable {
    package enum Role: String, Sendable, Codable { case lead, partner }
    package enum Stage: String, Sendable, Codable { case idea, ready, running }
    package var id: String
    package var title: String
    package var summary: String?
    package var themes: [String]?
    package var budget: Money?
    /// `2027-01`: the month, the day or the year in which it is to begin.
    package var start: PartialDate?
    package var durationMonths: Int?
    package var role: Role?
    package var partners: [Partner]?
    package var stage: Stage?
  }

  package struct Agreement: Hashable, Sendable, Codable {
    package var country: String
    package var territory: String?
    package var until: PartialDate?

    package init(country: String) { self.country = country }
  }

  /// An aid that the authority has, or had, for its projects.
  package struct Grant: Hashable, Sendable, Codable {
    /// Id of a programme, as records give it.
    package var programme: String
    /// Id of the project; nil for any of them.
    package var project: String?
    package var until: PartialDate?

    package init(programme: String, project: String? = nil) {
      self.programme = programme
      self.project = project
    }
  }

  package struct Calendar: Hashable, Sendable, Codable {
    /// Days on which the council meets.
    package var councils: [PartialDate]?
  }

  package struct Alerts: Hashable, Sendable, Codable {
    package var minimumScore: Double?
    package var remindDaysBefore: [Int]?
  }

  /// Values of the words in `Rules/lexicons/zones.yaml`.
  package static let zoneKinds = [
    "acv", "afr", "cite-educative", "city-contract", "coast", "few-doctors", "flood-risk", "frr",
    "heritage-site", "inner-suburbs", "island", "leader", "low-emission-zone", "mountain",
    "national-park", "natura-2000", "ort", "outer-suburbs", "outermost", "pnr", "pvd", "qpv",
    "rural", "tense-zone", "tepcv", "territoires-industrie", "tourism", "villages-avenir",
    "white-zone", "world-heritage",
  ]

  package var schema: String
  package var name: String
  package var type: ApplicantType
  /// ISO 3166-1 alpha-2.
  package var country: String
  /// NUTS, ISO 3166-2 or `INSEE:` codes.
  package var territories: [String]?
  package var population: Int?
  /// Kinds of drawn places that the authority is in, of `zoneKinds`: all of them, or nil where nobody
  /// looked.
  package var zones: [String]?
  package var languages: [String]?
  package var themes: [Theme]?
  package var excludedThemes: [String]?
  package var partners: [Partner]?
  package var budget: Budget?
  package var readiness: Readiness?
  package var projects: [Project]?
  package var registrations: [String]?
  package var agreements: [Agreement]?
  package var grants: [Grant]?
  package var calendar: Calendar?
  package var alerts: Alerts?
}
