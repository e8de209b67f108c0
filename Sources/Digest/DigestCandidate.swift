import CallModel
import Documents

/// A call that may go into a digest: how it matches, and what the profile was told of it.
package struct DigestCandidate: Hashable, Sendable {
  /// For the themes as a whole and for projects, judged on the digest's day; without any, the call
  /// is in no digest.
  package var matches: [Match]
  package var call: CallRecord
  /// Its words, for the sentences that speak for it.
  package var text: CallText
  package var version: Int
  package var revision: Int
  package var firstSeen: CalendarDay
  package var changedOn: CalendarDay
  package var withdrawnOn: CalendarDay?
  /// What the profile was told last; nil where it never heard of the call.
  package var told: ToldState?
  package var isMuted: Bool

  package init(
    matches: [Match], call: CallRecord, text: CallText = CallText(title: "", passages: []),
    version: Int = 1, revision: Int = 0, firstSeen: CalendarDay,
    changedOn: CalendarDay? = nil, withdrawnOn: CalendarDay? = nil,
    told: ToldState? = nil, isMuted: Bool = false
  ) {
    self.matches = matches
    self.call = call
    self.text = text
    self.version = version
    self.revision = revision
    self.firstSeen = firstSeen
    self.changedOn = changedOn ?? firstSeen
    self.withdrawnOn = withdrawnOn
    self.told = told
    self.isMuted = isMuted
  }
}

/// What a profile knows of a call from the digests that were delivered to it.
///
/// News are what differs from this, so that nothing is lost when a digest is left out, and nothing
/// is told twice whenever it is made.
package struct ToldState: Hashable, Sendable {
  package enum Standing: Hashable, Sendable { case standing, closed, withdrawn }

  /// The call as it was told.
  package var call: CallRecord
  package var standing: Standing
  /// For each deadline that was told, the fewest days that were left when a digest named it: steps
  /// of the ladder that are not below it were climbed.
  package var leastDaysLeft: [CalendarDay: Int]
  /// True where no digest told it: the state is that of the day from which news are asked for. Its
  /// owner then hears of what fits alone.
  package var isAssumed: Bool

  package init(
    call: CallRecord, standing: Standing = .standing, leastDaysLeft: [CalendarDay: Int] = [:],
    isAssumed: Bool = false
  ) {
    self.call = call
    self.standing = standing
    self.leastDaysLeft = leastDaysLeft
    self.isAssumed = isAssumed
  }
}
