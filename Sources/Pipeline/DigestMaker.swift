import CallModel
import Digest
import Documents
import Foundation
import Matching
import Presentation
import Store

/// A digest with what the ledger must hold of it once it is delivered.
package struct MadeDigest: Sendable {
  package var digest: AlertDigest
  /// Of each profile.
  package var news: [ToldNews]
  fileprivate var looks: [Looks]

  /// The calls that a profile looked at.
  fileprivate struct Looks: Sendable {
    var profile: String
    var judgement: String
    var ladder: [Int]
    var calls: [String]
  }
}

/// Makes the digest of profiles out of the store and of what they were told before.
///
/// The work goes with what may be news, not with the size of the store: calls that did not change,
/// and of which no date is reached, are not even asked for (`Store.lookouts`). For a day in the past, what came since
/// counts as known then: a person who asks for that day wants to see the calls, not an empty store.
package struct DigestMaker {
  private let store: Store
  private let knowledge: FieldKnowledge
  private let day: CalendarDay
  /// Names what calls are judged by besides the profile: the rules.
  private let rules: String

  /// - Parameter rules: a mark of the rules; another one makes every call be judged again.
  package init(store: Store, knowledge: FieldKnowledge, day: CalendarDay, rules: String = "") {
    self.store = store
    self.knowledge = knowledge
    self.day = day
    self.rules = rules
  }

  /// - Parameters:
  ///   - since: the first day whose news are told, whether they were told before or not; nil for
  ///     what was not told yet.
  ///   - view: which alerts count as told.
  package func digest(
    of profiles: [Profile], since: CalendarDay?, language: UserLanguage, view: LedgerView
  ) throws(StoreError) -> MadeDigest {
    var digests: [AlertDigest] = []
    var made = MadeDigest(digest: AlertDigest.empty(day, language), news: [], looks: [])
    let mutes = try store.mutes().filter { $0.until.map { day <= $0 } ?? true }
    for profile in profiles {
      let judgement = judgement(of: profile)
      // News since a day are asked for of every call.
      let ids =
        since == nil
        ? try store.lookouts(profile: profile.name, judgement: judgement, on: day) : nil
      var first = since
      if since == nil { first = try store.lastAlert(profile: profile.name, view) }
      let desk = ProfileDesk(
        profile: profile, day: day, since: since,
        told: try store.told(profile: profile.name, calls: ids, view),
        mutes: mutes.filter { $0.profile.isEmpty || $0.profile == profile.name })
      let standings = try store.standings(on: day, ids: ids)
      let candidates = try candidates(for: desk, standings)
      let digest = AlertDigest(
        profile: profile, day: day, since: first, language: language, candidates: candidates,
        health: try health(since: first))
      made.news += digest.news.map { ToldNews($0, profile: profile.name) }
      made.looks.append(
        MadeDigest.Looks(
          profile: profile.name, judgement: judgement, ladder: desk.ladder,
          calls: desk.settled(standings, candidates)))
      digests.append(digest)
    }
    made.digest = AlertDigest.joined(digests)
    return made
  }

  /// Notes which calls were looked at, and need not be until something happens to them. What was
  /// told is noted by `Store.prepare`.
  package func noteLooks(_ made: MadeDigest) throws(StoreError) {
    for looks in made.looks {
      try store.noteLooks(
        at: looks.calls, profile: looks.profile, judgement: looks.judgement, ladder: looks.ladder,
        on: day)
    }
  }

  private func judgement(of profile: Profile) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = (try? encoder.encode(profile)).map(Array.init) ?? []
    return String(Digest256.hex(of: bytes + Array(rules.utf8)).prefix(16))
  }

  // MARK: Candidates

  private func candidates(
    for desk: ProfileDesk, _ standings: [CallStanding]
  ) throws(StoreError) -> [DigestCandidate] {
    let chosen = standings.filter { desk.mayBeNews($0) }
    let standingByID = Dictionary(uniqueKeysWithValues: chosen.map { ($0.id, $0) })
    let calls = try store.calls(ids: chosen.map(\.id))
    let background =
      calls.contains { $0.withdrawnOn == nil }
      ? try background(besides: standingByID) : []
    let judges = Judges(
      calls: calls, background: background, knowledge: knowledge,
      decisions: try store.decisions(until: day), profile: desk.profile, day: day)
    var candidates: [DigestCandidate] = []
    for call in calls {
      guard let standing = standingByID[call.id] else { continue }
      candidates.append(
        DigestCandidate(
          matches: judges.brief[call.id] ?? [], call: call.record, text: call.text,
          version: call.version, revision: standing.revision, firstSeen: min(call.firstSeen, day),
          changedOn: min(call.changedOn, day), withdrawnOn: call.withdrawnOn,
          told: try told(standing, desk), isMuted: desk.isMuted(call.record)))
    }
    // Reasons are looked for only where they will be read.
    let selection = DigestSelection(
      day: day, since: desk.since, settings: DigestSettings(desk.profile.alerts))
    let taken = selection.sections(from: candidates).sections.flatMap(\.items).map(\.call.id)
    let full = judges.full(of: Set(taken))
    for index in candidates.indices {
      if let matches = full[candidates[index].call.id] { candidates[index].matches = matches }
    }
    return candidates
  }

  /// What the profile knows of a call: by the ledger, or, where a person asks for the news since a
  /// day, as the call stood before that day.
  private func told(
    _ standing: CallStanding, _ desk: ProfileDesk
  ) throws(StoreError) -> ToldState? {
    let news = desk.told[standing.id] ?? []
    if let since = desk.since {
      return try assumed(standing, before: since, wasTold: !news.isEmpty)
    }
    guard let last = news.last,
      let record = try store.record(of: standing.id, version: last.version)
    else { return nil }
    return ToldState(
      news.compactMap { entry in
        DigestNews.Kind(rawValue: entry.kind).map {
          DigestNews(
            call: entry.callID, version: entry.version, kind: $0, deadline: entry.deadline,
            daysLeft: entry.daysLeft)
        }
      }, call: record)
  }

  private func assumed(
    _ standing: CallStanding, before since: CalendarDay, wasTold: Bool
  ) throws(StoreError) -> ToldState? {
    let eve = since.adding(days: -1)
    guard standing.firstSeen <= eve,
      let version = try store.version(of: standing.id, on: eve),
      let record = try store.record(of: standing.id, version: version)
    else { return nil }
    let schedule = CallSchedule(record)
    let wasWithdrawn = standing.withdrawnOn.map { $0 <= eve } ?? false
    let deadlines = schedule.rounds.flatMap(\.deadlines).filter { $0 >= eve }
    let left = deadlines.map { ($0, $0.daysSinceEpoch - eve.daysSinceEpoch) }
    return ToldState(
      call: record,
      standing: wasWithdrawn
        ? .withdrawn : schedule.phase(on: eve) == .closed ? .closed : .standing,
      leastDaysLeft: Dictionary(left) { first, _ in first }, isAssumed: !wasTold)
  }

  // MARK: Judging

  /// Up to so many calls, words are weighed among all of them, as `calls match` does; among more,
  /// those that are judged stand beside a sample of this size, the same every day. How rare a word
  /// is enters a score by its logarithm alone, so that a sample moves it by a point or two.
  private static let sampleSize = 150

  private func background(
    besides chosen: [String: CallStanding]
  ) throws(StoreError) -> [StoredCall] {
    let first = try store.firstIDs(Self.sampleSize + chosen.count)
    return try store.calls(
      ids: Array(first.filter { chosen[$0] == nil }.prefix(Self.sampleSize)))
  }

  private func health(since: CalendarDay?) throws(StoreError) -> ReadingHealth {
    let counts = try store.readingCounts(since: since.map { min($0, day) })
    let failed = try store.failures().map { stored in
      ReadingHealth.Failed(
        path: stored.path,
        failure: stored.failure ?? .unreadable(detail: "\(stored.error) \(stored.detail)"))
    }
    return ReadingHealth(
      read: counts.read, failed: failed, newestDocument: counts.newest.map { min($0, day) })
  }
}

/// Judges calls for one profile: those that still stand among themselves and a background, those
/// withdrawn only to be told as such.
private struct Judges {
  /// By call, without reasons.
  let brief: [String: [Match]]
  private let matchers: [(ids: Set<String>, matcher: Matcher)]
  private let decisions: [Decision]
  private let profile: Profile
  private let day: CalendarDay

  init(
    calls: [StoredCall], background: [StoredCall], knowledge: FieldKnowledge,
    decisions: [Decision], profile: Profile, day: CalendarDay
  ) {
    let standing = calls.filter { $0.withdrawnOn == nil }
    let withdrawn = calls.filter { $0.withdrawnOn != nil }
    let matchers = [(standing, standing + background), (withdrawn, withdrawn)].compactMap {
      judged, all -> (ids: Set<String>, matcher: Matcher)? in
      guard !judged.isEmpty else { return nil }
      let matcher = Matcher(calls: all.map(MatchableCall.init), knowledge: knowledge)
      return (Set(judged.map(\.id)), matcher)
    }
    self.matchers = matchers
    self.decisions = decisions
    self.profile = profile
    self.day = day
    let options = MatchOptions(limit: 0, includesClosed: true, includesIneligible: true)
    brief = matchers.reduce(into: [:]) { result, entry in
      let matches = entry.matcher.report(
        profile: profile, on: day, options: options, decisions: decisions
      ).matches.filter { entry.ids.contains($0.call) }
      result.merge(Dictionary(grouping: matches, by: \.call)) { first, _ in first }
    }
  }

  /// With reasons, readiness and passages. One report for all of them: what a report needs of the
  /// whole collection is worked out once, however many calls are told.
  func full(of calls: Set<String>) -> [String: [Match]] {
    matchers.reduce(into: [:]) { result, judge in
      let told = judge.ids.intersection(calls)
      guard !told.isEmpty else { return }
      let options = MatchOptions(
        limit: 0, includesClosed: true, includesIneligible: true, calls: told, explainsAll: true)
      let matches = judge.matcher.report(
        profile: profile, on: day, options: options, decisions: decisions
      ).matches
      result.merge(Dictionary(grouping: matches, by: \.call)) { first, _ in first }
    }
  }
}

/// One profile at work: what it was told, what it wants to hear of.
private struct ProfileDesk {
  let profile: Profile
  let day: CalendarDay
  let since: CalendarDay?
  let told: [String: [ToldNews]]
  let mutes: [Mute]

  /// Days before a deadline.
  var ladder: [Int] { DigestSettings(profile.alerts).remindDaysBefore }

  /// Whether the call must be looked at: nothing that `DigestSelection` would tell is left out.
  func mayBeNews(_ standing: CallStanding) -> Bool {
    if since != nil { return true }
    guard let last = told[standing.id]?.last else {
      return standing.withdrawnOn == nil && standing.phase != .closed
    }
    if last.version != standing.version { return true }
    let isGone = standing.withdrawnOn != nil
    if isGone != (last.kind == DigestNews.Kind.withdrawn.rawValue) { return true }
    if isGone { return false }
    let wasOver = last.kind == DigestNews.Kind.closed.rawValue
    let hasOpenEnd = standing.nextDeadline == nil && standing.phase == .open
    if wasOver { return standing.phase != .closed }
    if standing.nextDeadline == nil { return !hasOpenEnd }
    return isReminderDue(standing)
  }

  private func isReminderDue(_ standing: CallStanding) -> Bool {
    guard let next = standing.nextDeadline else { return false }
    let left = next.daysSinceEpoch - day.daysSinceEpoch
    let least = (told[standing.id] ?? []).filter { $0.deadline == next }.compactMap(\.daysLeft)
      .min()
    return ladder.contains { left <= $0 && $0 < least ?? .max }
  }

  /// The calls that stay as they are until something happens to them. A mute may end, so that a
  /// muted call is looked at each time.
  func settled(_ standings: [CallStanding], _ candidates: [DigestCandidate]) -> [String] {
    guard since == nil else { return [] }
    let muted = Set(candidates.lazy.filter(\.isMuted).map(\.call.id))
    return standings.map(\.id).filter { !muted.contains($0) }
  }

  func isMuted(_ call: CallRecord) -> Bool {
    mutes.contains { mute in
      switch mute.kind {
      case .call: mute.value == call.id
      case .programme: call.programmes.contains { $0.id == mute.value }
      case .theme: call.themes.contains { $0.id == mute.value }
      }
    }
  }
}

extension ToldNews {
  fileprivate init(_ news: DigestNews, profile: String) {
    self.init(
      profile: profile, callID: news.call, version: news.version, kind: news.kind.rawValue,
      deadline: news.deadline, daysLeft: news.daysLeft)
  }
}

extension AlertDigest {
  fileprivate static func empty(_ day: CalendarDay, _ language: UserLanguage) -> AlertDigest {
    AlertDigest(subjects: [], day: day, since: nil, language: language, sections: [])
  }
}
