import CallModel
import Documents
import Presentation

/// What an authority should hear of on one day: the calls chosen for it, ready for any format.
///
/// One digest may speak for several profiles of one officer; a call that fits several stands in it
/// once.
package struct AlertDigest: Hashable, Sendable {
  /// Whom it speaks for, and what each asks.
  package struct Subject: Hashable, Sendable {
    package var name: String
    package var settings: DigestSettings
    /// Titles of the profile's projects by id.
    package var projectTitles: [String: String]

    package init(
      name: String, settings: DigestSettings = .init(), projectTitles: [String: String] = [:]
    ) {
      self.name = name
      self.settings = settings
      self.projectTitles = projectTitles
    }
  }

  /// At least one.
  package var subjects: [Subject]
  package var day: CalendarDay
  /// The first day whose news are in the digest; nil for a first digest, which knows no earlier
  /// one.
  package var since: CalendarDay?
  package var language: UserLanguage
  /// In the order of `DigestSection.Kind`; none is empty.
  package var sections: [DigestSection]
  package var health: ReadingHealth
  package var leftOut: LeftOut
  package var envelope = MailEnvelope()
  /// False where named persons, their mails and their numbers are left out.
  package var showsPersons = false
  /// In a calendar, each reminder is also a day of its own.
  package var remindsByDays = false
  /// Where the digest is published as a feed; nil where that is not known.
  package var feed: FeedPlace?

  package init(
    subjects: [Subject], day: CalendarDay, since: CalendarDay?, language: UserLanguage,
    sections: [DigestSection], health: ReadingHealth = .init(), leftOut: LeftOut = .init()
  ) {
    self.subjects = subjects
    self.day = day
    self.since = since
    self.language = language
    self.sections = sections
    self.health = health
    self.leftOut = leftOut
  }

  /// The names of the profiles, in their order.
  package var profiles: [String] { subjects.map(\.name) }

  /// Its items in the order of the sections.
  package var items: [DigestItem] { sections.flatMap(\.items) }

  package func count(of kind: DigestSection.Kind) -> Int {
    sections.filter { $0.kind == kind }.reduce(0) { $0 + $1.items.count }
  }

  /// The item whose deadline comes first; nil where no item has one.
  package var mostUrgent: DigestItem? {
    items.filter { ($0.lead.daysLeft ?? -1) >= 0 }
      .min { ($0.lead.daysLeft ?? 0, $0.call.id) < ($1.lead.daysLeft ?? 0, $1.call.id) }
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
    /// Told as closed or withdrawn, and open again.
    case reopened
    /// A reminder that the profile asked for.
    case closing
    /// Told before, and closed or withdrawn since.
    case over
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
  /// What the call fits: a project, or the themes as a whole, of one of the digest's profiles.
  package struct Fit: Hashable, Sendable {
    package var match: Match
    /// Index in `AlertDigest.subjects`.
    package var subject: Int

    package init(_ match: Match, subject: Int = 0) {
      self.match = match
      self.subject = subject
    }
  }

  /// Best first; never empty. The document and the deadline of the first are the item's.
  package var fits: [Fit]
  package var call: CallRecord
  /// Of the call, from 1.
  package var version: Int
  /// Grows with each change of the call, and when it is withdrawn or stands again.
  package var revision: Int
  /// The day on which it last changed.
  package var changedOn: CalendarDay
  package var changes: [FieldChange]
  /// Sentences of the call that hold what speaks for it, the heaviest first.
  package var passages: [Evidence]
  /// True where a newer reading of its document no longer holds it.
  package var isWithdrawn: Bool
  /// The days before the deadline of which this is the reminder; nil for other news.
  package var reminder: Int?

  package init(
    fits: [Fit], call: CallRecord, version: Int = 1, revision: Int = 0, changedOn: CalendarDay,
    changes: [FieldChange] = [], passages: [Evidence] = [], isWithdrawn: Bool = false,
    reminder: Int? = nil
  ) {
    precondition(!fits.isEmpty, "an item fits something")
    self.fits = fits
    self.call = call
    self.version = version
    self.revision = revision
    self.changedOn = changedOn
    self.changes = changes
    self.passages = passages
    self.isWithdrawn = isWithdrawn
    self.reminder = reminder
  }

  /// The match that speaks most for it.
  package var lead: Match { fits[0].match }
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
  /// Calls of which the profile wants to hear no more.
  package var muted: Int

  package init(ineligible: Int = 0, belowScore: Int = 0, muted: Int = 0) {
    self.ineligible = ineligible
    self.belowScore = belowScore
    self.muted = muted
  }
}
