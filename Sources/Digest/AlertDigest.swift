import CallModel
import Documents
import Presentation

/// What an authority should hear of on one day: the calls chosen for it, ready for any format.
package struct AlertDigest: Hashable, Sendable {
  /// The profile's name.
  package var profile: String
  package var day: CalendarDay
  /// The first day whose news are in the digest; nil for a first digest, which knows no earlier
  /// one.
  package var since: CalendarDay?
  package var language: UserLanguage
  /// In the order of `DigestSection.Kind`; none is empty.
  package var sections: [DigestSection]
  package var health: ReadingHealth
  package var leftOut: LeftOut
  package var settings: DigestSettings
  /// Titles of the profile's projects by id.
  package var projectTitles: [String: String]

  package init(
    profile: String, day: CalendarDay, since: CalendarDay?, language: UserLanguage,
    sections: [DigestSection], health: ReadingHealth = .init(), leftOut: LeftOut = .init(),
    settings: DigestSettings = .init(), projectTitles: [String: String] = [:]
  ) {
    self.profile = profile
    self.day = day
    self.since = since
    self.language = language
    self.sections = sections
    self.health = health
    self.leftOut = leftOut
    self.settings = settings
    self.projectTitles = projectTitles
  }

  package func count(of kind: DigestSection.Kind) -> Int {
    sections.filter { $0.kind == kind }.reduce(0) { $0 + $1.items.count }
  }

  /// The item whose deadline comes first; nil where no item has one.
  package var mostUrgent: DigestItem? {
    sections.flatMap(\.items).filter { ($0.lead.daysLeft ?? -1) >= 0 }
      .min { ($0.lead.daysLeft ?? 0, $0.lead.call) < ($1.lead.daysLeft ?? 0, $1.lead.call) }
  }
}

/// The items that are in the digest for the same cause.
package struct DigestSection: Hashable, Sendable {
  /// A call stands in the first of these that holds for it.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Seen for the first time; no criterion speaks against it.
    case new
    /// Seen for the first time; a person must answer a question first.
    case toCheck
    /// Says something else than before.
    case changed
    /// A reminder that the profile asked for.
    case closing
  }
  package var kind: Kind
  package var items: [DigestItem]

  package init(kind: Kind, items: [DigestItem]) {
    self.kind = kind
    self.items = items
  }
}

/// One call in a digest.
package struct DigestItem: Hashable, Sendable {
  /// The match that speaks most for it; its document and deadline are the item's.
  package var lead: Match
  /// The other projects it fits, best first.
  package var others: [Match]
  package var call: CallRecord
  package var changes: [FieldChange]
  /// True where a newer reading of its document no longer holds it.
  package var isWithdrawn: Bool
  /// The days before the deadline of which this is the reminder; nil for other news.
  package var reminder: Int?

  package init(
    lead: Match, others: [Match] = [], call: CallRecord, changes: [FieldChange] = [],
    isWithdrawn: Bool = false, reminder: Int? = nil
  ) {
    self.lead = lead
    self.others = others
    self.call = call
    self.changes = changes
    self.isWithdrawn = isWithdrawn
    self.reminder = reminder
  }
}

/// A field of a call that says something else than before.
package struct FieldChange: Hashable, Sendable {
  package var field: CallField
  /// The call before and after: the words are made with the language.
  package var old: CallRecord
  package var new: CallRecord
  package var day: CalendarDay

  package init(field: CallField, old: CallRecord, new: CallRecord, day: CalendarDay) {
    self.field = field
    self.old = old
    self.new = new
    self.day = day
  }
}

/// How the reading of documents went, so that silence is not taken for health.
package struct ReadingHealth: Hashable, Sendable {
  package struct Failed: Hashable, Sendable {
    package var path: String
    package var failure: DocumentFailure

    package init(path: String, failure: DocumentFailure) {
      self.path = path
      self.failure = failure
    }
  }
  /// Documents read since the last digest.
  package var read: Int
  /// Documents that could not be read, by path.
  package var failed: [Failed]
  /// The day on which the newest document came; nil where that is not known.
  package var newestDocument: CalendarDay?

  package init(read: Int = 0, failed: [Failed] = [], newestDocument: CalendarDay? = nil) {
    self.read = read
    self.failed = failed.sorted { $0.path < $1.path }
    self.newestDocument = newestDocument
  }
}

/// New or changed calls that were judged and not taken.
package struct LeftOut: Hashable, Sendable, Codable {
  package var ineligible: Int
  package var belowScore: Int

  package init(ineligible: Int = 0, belowScore: Int = 0) {
    self.ineligible = ineligible
    self.belowScore = belowScore
  }
}
