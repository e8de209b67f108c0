import CallModel
import Digest
import Documents
import Matching
import Presentation
import Store

/// Makes the digest of a profile out of the store and of what the profile was told before.
///
/// The ledger is read as it was before the digest's day: the same digest made twice on a day is the
/// same, and nothing is told on two days. For a day in the past, what came since counts as known then:
/// a person who asks for that day wants to see the calls, not an empty store.
package struct DigestMaker {
  private let store: Store
  private let knowledge: FieldKnowledge
  private let day: CalendarDay

  package init(store: Store, knowledge: FieldKnowledge, day: CalendarDay) {
    self.store = store
    self.knowledge = knowledge
    self.day = day
  }

  /// - Parameter since: the first day whose news are told; nil for those since the last digest.
  package func digest(
    of profile: Profile, since: CalendarDay?, language: UserLanguage
  ) throws(StoreError) -> AlertDigest {
    let told = try store.deliveries(profile: profile.name).filter { $0.day < day }
    let last = try store.lastDigest(profile: profile.name, before: day)
    let first = since ?? last
    let ledger = Ledger(told, since: since)
    let candidates = try candidates(for: profile, ledger)
    return AlertDigest(
      profile: profile, day: day, since: first, language: language, candidates: candidates,
      health: try health(since: first))
  }

  /// Notes in the store what a digest told.
  package func record(_ digest: AlertDigest, of profile: Profile) throws(StoreError) {
    let versions = try store.calls(everything, on: day).map { ($0.id, $0.version) }
    let versionOf = Dictionary(versions, uniquingKeysWith: { first, _ in first })
    let deliveries = digest.sections.flatMap { section in
      section.items.map { item in
        Delivery(
          callID: item.lead.call, version: versionOf[item.lead.call] ?? 1,
          news: Ledger.news(section.kind, reminder: item.reminder), day: day)
      }
    }
    try store.recordDigest(profile: profile.name, on: day, deliveries: deliveries)
  }

  private var everything: CallFilter {
    var filter = CallFilter()
    filter.includesWithdrawn = true
    return filter
  }

  // MARK: Candidates

  private func candidates(
    for profile: Profile, _ ledger: Ledger
  ) throws(StoreError) -> [DigestCandidate] {
    let stored = try store.calls(everything, on: day)
    let matches = matches(of: profile, stored, try store.decisions(until: day))
    var candidates: [DigestCandidate] = []
    for call in stored {
      candidates.append(
        DigestCandidate(
          matches: matches[call.id] ?? [], call: call.record, firstSeen: min(call.firstSeen, day),
          amendments: try amendments(of: call), withdrawnOn: call.withdrawnOn,
          wasReported: ledger.told(call), remindersGiven: ledger.reminders(call)))
    }
    return candidates
  }

  /// All matches of each call, judged among the calls that still stand; those withdrawn are judged
  /// only to be told as such.
  private func matches(
    of profile: Profile, _ stored: [StoredCall], _ decisions: [Decision]
  ) -> [String: [Match]] {
    let options = MatchOptions(
      limit: 0, includesClosed: true, includesIneligible: true, explainsAll: true)
    func report(_ calls: [StoredCall]) -> [Match] {
      guard !calls.isEmpty else { return [] }
      return Matcher(calls: calls.map(MatchableCall.init), knowledge: knowledge)
        .report(profile: profile, on: day, options: options, decisions: decisions).matches
    }
    let all =
      report(stored.filter { $0.withdrawnOn == nil })
      + report(stored.filter { $0.withdrawnOn != nil })
    return Dictionary(grouping: all, by: \.call)
  }

  private func amendments(
    of call: StoredCall
  ) throws(StoreError) -> [DigestCandidate.Amendment] {
    guard call.version > 1 else { return [] }
    let versions = try store.history(of: call.id)
    return zip(versions, versions.dropFirst()).map { before, after in
      DigestCandidate.Amendment(day: min(after.day, day), before: before.record)
    }
  }

  private func health(since: CalendarDay?) throws(StoreError) -> ReadingHealth {
    let days = try store.documents().map { min($0.firstSeen, day) }
    let failed = try store.failures().map { stored in
      ReadingHealth.Failed(
        path: stored.path,
        failure: stored.failure ?? .unreadable(detail: "\(stored.error) \(stored.detail)"))
    }
    return ReadingHealth(
      read: days.count { day in since.map { day >= $0 } ?? true }, failed: failed,
      newestDocument: days.max())
  }
}

/// What a profile was told on earlier days.
private struct Ledger {
  private let since: CalendarDay?
  private var newsByCall: [String: [Delivery]]

  /// - Parameter since: where a person asks for the news since a day, those are told whether they
  ///   were told before or not.
  init(_ deliveries: [Delivery], since: CalendarDay?) {
    self.since = since
    newsByCall = Dictionary(grouping: deliveries, by: \.callID)
  }

  static func news(_ kind: DigestSection.Kind, reminder: Int?) -> String {
    switch kind {
    case .new, .toCheck: "new"
    case .changed: "changed"
    case .closing: reminder.map { "closing-\($0)" } ?? "closing"
    }
  }

  func told(_ call: StoredCall) -> Bool {
    if let since { return call.firstSeen < since && newsByCall[call.id] != nil }
    return newsByCall[call.id] != nil
  }

  func reminders(_ call: StoredCall) -> Set<Int> {
    guard since == nil else { return [] }
    let given = (newsByCall[call.id] ?? []).filter { $0.version == call.version }
    return Set(
      given.compactMap { $0.news.hasPrefix("closing-") ? Int($0.news.dropFirst(8)) : nil })
  }
}
