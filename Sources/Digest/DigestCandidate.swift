import CallModel
import Documents

/// A call that may go into a digest: how it matches, and what is known of its past.
package struct DigestCandidate: Hashable, Sendable {
  /// A reading that said something else than the one before it.
  package struct Amendment: Hashable, Sendable {
    package var day: CalendarDay
    /// The call as it was before that day.
    package var before: CallRecord

    package init(day: CalendarDay, before: CallRecord) {
      self.day = day
      self.before = before
    }
  }

  /// For the themes as a whole and for projects, judged on the digest's day; without any, the call
  /// is in no digest.
  package var matches: [Match]
  package var call: CallRecord
  package var firstSeen: CalendarDay
  /// Oldest first.
  package var amendments: [Amendment]
  package var withdrawnOn: CalendarDay?
  /// True where an earlier digest of this profile told of the call: it is not new any more, and its
  /// owner hears of each change, even of one that rules the call out.
  package var wasReported: Bool
  /// Reminders of this version of the call that were given, by their days before the deadline.
  package var remindersGiven: Set<Int>

  package init(
    matches: [Match], call: CallRecord, firstSeen: CalendarDay, amendments: [Amendment] = [],
    withdrawnOn: CalendarDay? = nil, wasReported: Bool = false, remindersGiven: Set<Int> = []
  ) {
    self.matches = matches
    self.call = call
    self.firstSeen = firstSeen
    self.amendments = amendments
    self.withdrawnOn = withdrawnOn
    self.wasReported = wasReported
    self.remindersGiven = remindersGiven
  }
}
