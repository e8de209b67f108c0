import Documents

/// The calls that fit one profile on one day (`calls-match/1`).
package struct MatchReport: Hashable, Sendable {
  package static let schema = "calls-match/1"

  /// What was judged and then left out of `matches`.
  package struct Omitted: Hashable, Sendable {
    /// Pairs of call and project whose call is closed on the day.
    package var closed = 0
    /// Open pairs that a criterion rules out.
    package var ineligible = 0
    /// Pairs that the authority decided to leave.
    package var refused = 0
    /// Pairs beyond the limit of their list.
    package var beyondLimit = 0

    package init() {}

    package mutating func add(_ other: Omitted) {
      closed += other.closed
      ineligible += other.ineligible
      refused += other.refused
      beyondLimit += other.beyondLimit
    }
  }

  /// The profile's name.
  package var profile: String
  package var on: CalendarDay
  /// By relevance (highest first), then deadline (nearest first, none last), then call, then
  /// project (the themes as a whole first).
  package var matches: [Match]
  /// Open calls that are ruled out by no more than one change could settle, the most relevant of
  /// each list in the same order; those in `matches` carry their change there.
  package var nearMisses: [Match]
  package var omitted: Omitted

  package init(
    profile: String, on day: CalendarDay, matches: [Match], nearMisses: [Match] = [],
    omitted: Omitted = .init()
  ) {
    self.profile = profile
    self.on = day
    self.matches = matches
    self.nearMisses = nearMisses
    self.omitted = omitted
  }
}

/// One call judged for one project, or for the authority's themes as a whole.
package struct Match: Hashable, Sendable {
  /// Id of the call.
  package var call: String
  /// Path of its document, as added.
  package var document: String
  package var title: String
  /// Id of the project; nil for the authority's themes as a whole.
  package var project: String?
  /// The next deadline, or the last one of a closed call; nil where none stands.
  package var deadline: Deadline?
  /// Days from the report's day to the deadline's last day (0 on that day, negative after it); nil
  /// without a deadline that has a year.
  package var daysLeft: Int?
  package var relevance: Relevance
  package var eligibility: Eligibility
  /// Heaviest first; empty where `isFull` is false.
  package var reasons: [Reason]
  /// The eight points in their fixed order; empty where `isFull` is false.
  package var readiness: [ReadinessItem]
  /// The strongest point against; nil where the call speaks of all, or `isFull` is false.
  package var counterReason: CounterReason?
  /// Set where one change of the profile would make the call fit.
  package var nearMiss: NearMiss?
  /// What the authority decided, if anything.
  package var decision: Decision?
  /// False for a match low in its list, which carries relevance and criteria values alone.
  package var isFull: Bool

  package init(
    call: String, document: String, title: String, project: String? = nil,
    deadline: Deadline? = nil, daysLeft: Int? = nil, relevance: Relevance,
    eligibility: Eligibility, reasons: [Reason] = [], readiness: [ReadinessItem] = [],
    isFull: Bool = true
  ) {
    self.call = call
    self.document = document
    self.title = title
    self.project = project
    self.deadline = deadline
    self.daysLeft = daysLeft
    self.relevance = relevance
    self.eligibility = eligibility
    self.reasons = reasons
    self.readiness = readiness
    self.isFull = isFull
  }
}

/// How much of a project's own matter a call speaks of, 0 to 100; ignores eligibility, dates and
/// territory.
///
/// Kept in hundredths, so that the same bytes come out on every machine.
package struct Relevance: Hashable, Sendable, Comparable {
  /// 0…10,000.
  package var hundredths: Int

  package init(hundredths: Int) {
    self.hundredths = max(0, min(10_000, hundredths))
  }

  /// 0…100, with at most two decimals.
  package var value: Double { Double(hundredths) / 100 }

  package static func < (a: Relevance, b: Relevance) -> Bool { a.hundredths < b.hundredths }
}

/// A word or theme that stands in the call and in the profile.
package struct Reason: Hashable, Sendable {
  /// Id of the theme that both texts speak of; nil for plain words.
  package var theme: String?
  /// Words of the profile that the call uses too (in the same form where there is one).
  package var words: [String]
  /// Where they stand in the call; at least one.
  package var call: [Evidence]
  /// JSON pointer to the profile's text that holds them.
  package var profile: String
  /// Share of the relevance that it makes, 0…1, in hundredths.
  package var weight: Double

  package init(
    theme: String? = nil, words: [String], call: [Evidence], profile: String, weight: Double
  ) {
    self.theme = theme
    self.words = words
    self.call = call
    self.profile = profile
    self.weight = weight
  }
}
