import CallModel
import Documents

/// Which calls a list is about. An empty filter lets every call pass that is not withdrawn.
package struct CallFilter: Hashable, Sendable {
  /// Any of these; empty means all. Judged on `on`.
  package var phases: Set<CallPhase> = []
  /// Ids; a call passes with any of each non-empty list.
  package var programmes: [String] = []
  package var themes: [String] = []
  /// Eligible or partner countries, as the call writes them.
  package var countries: [String] = []
  /// Kinds of body, one of which may apply: a call for local authorities passes for `commune`.
  package var applicants: [ApplicantType] = []
  /// The next deadline is on or before that day; permanent calls do not pass.
  package var before: CalendarDay?
  /// Only calls of the document with this SHA-256.
  package var document: String?
  /// Only calls first seen, or changed, on or after that day.
  package var changedSince: CalendarDay?
  package var includesWithdrawn = false
  /// Also the calls of other documents that are one with a call of the list.
  package var includesCopies = false
  /// Names of folders, all of which a path of the document leads through; as `PathTags` keeps them.
  package var tags: [String] = []
  /// Only calls with these ids; nil for any.
  package var ids: [String]?

  package init() {}
}

/// The order of a list; ties go by id.
package enum CallSort: String, Sendable, CaseIterable {
  /// The next deadline first; then permanent calls, calls without a deadline, and closed ones, the
  /// newest first.
  case deadline
  case opening, title, programme
  /// The newest first.
  case added, changed
}
