import CallModel
import Documents
import Presentation

/// Chooses what a digest tells: what is new, what changed, what closes soon.
///
/// News are those of `since` and after: nothing is lost between two digests, whatever their rhythm.
/// Whoever keeps a ledger of digests says by `wasReported` and by the amendments given what was
/// told already, so that nothing is told twice.
package struct DigestSelection: Sendable {
  package var day: CalendarDay
  package var since: CalendarDay?
  package var settings: DigestSettings

  package init(day: CalendarDay, since: CalendarDay?, settings: DigestSettings = .init()) {
    self.day = day
    self.since = since
    self.settings = settings
  }

  package struct Result: Hashable, Sendable {
    package var sections: [DigestSection]
    package var leftOut: LeftOut
  }

  package func sections(from candidates: [DigestCandidate]) -> Result {
    var items: [DigestSection.Kind: [DigestItem]] = [:]
    var leftOut = LeftOut()
    for candidate in candidates {
      switch judge(candidate) {
      case .take(let kind, let item): items[kind, default: []].append(item)
      case .leave(let cause): leftOut.count(cause)
      case .nothingToTell: break
      }
    }
    let sections = DigestSection.Kind.allCases.compactMap { kind in
      items[kind].map { DigestSection(kind: kind, items: sorted($0, kind)) }
    }
    return Result(sections: sections, leftOut: leftOut)
  }

  private enum Verdict {
    case take(DigestSection.Kind, DigestItem)
    case leave(LeftOut.Cause)
    case nothingToTell
  }

  private func judge(_ candidate: DigestCandidate) -> Verdict {
    let fitting = candidate.matches.filter(fits)
    let isNew = !candidate.wasReported && isNews(candidate.firstSeen)
    let changes = isNew ? [] : changes(of: candidate)
    let isWithdrawn = candidate.withdrawnOn != nil
    if candidate.wasReported, isWithdrawn || !changes.isEmpty {
      guard candidate.withdrawnOn.map(isNews) ?? true,
        let item = item(candidate, ranked(candidate.matches), changes)
      else { return .nothingToTell }
      return .take(.changed, item)
    }
    guard !isWithdrawn else { return .nothingToTell }
    guard var item = item(candidate, ranked(fitting), changes) else {
      return isNew || !changes.isEmpty ? rejection(of: candidate) : .nothingToTell
    }
    if isNew { return .take(item.lead.eligibility.overall == .yes ? .new : .toCheck, item) }
    if !changes.isEmpty { return .take(.changed, item) }
    item.reminder = reminderDue(item.lead, given: candidate.remindersGiven)
    return item.reminder != nil ? .take(.closing, item) : .nothingToTell
  }

  private func rejection(of candidate: DigestCandidate) -> Verdict {
    let open = candidate.matches.filter { !isClosed($0) }
    guard !open.isEmpty else { return .nothingToTell }
    let isEligible = open.contains { $0.eligibility.overall != .no }
    return .leave(isEligible ? .belowScore : .ineligible)
  }

  private func isNews(_ day: CalendarDay) -> Bool {
    day <= self.day && since.map { day >= $0 } ?? true
  }

  private func fits(_ match: Match) -> Bool {
    match.relevance.value >= settings.minimumScore && match.eligibility.overall != .no
      && !isClosed(match)
  }

  /// A deadline that is past and not certain leaves the call open to a question.
  private func isClosed(_ match: Match) -> Bool {
    let dates = match.eligibility.criteria.first { $0.id == .dates }
    return (match.daysLeft ?? 0) < 0 && dates?.value != .unknown
  }

  /// What differs from the reading before the first amendment of the period.
  private func changes(of candidate: DigestCandidate) -> [FieldChange] {
    let news = candidate.amendments.filter { isNews($0.day) }
    guard let first = news.first, let last = news.last else { return [] }
    return CallField.changed(from: first.before, to: candidate.call).map {
      FieldChange(field: $0, old: first.before, new: candidate.call, day: last.day)
    }
  }

  /// The days before the deadline whose reminder falls in the period and was not given. So a weekly
  /// digest misses no reminder, and a daily one gives each once. A first digest reminds of all that
  /// closes soon.
  private func reminderDue(_ match: Match, given: Set<Int>) -> Int? {
    guard let left = match.daysLeft, left >= 0 else { return nil }
    let before = since.map { left + day.daysSinceEpoch - $0.daysSinceEpoch }
    let due = settings.remindDaysBefore.filter { days in
      left <= days && before.map { days < $0 } ?? true
    }
    return due.min().flatMap { given.contains($0) ? nil : $0 }
  }

  private func ranked(_ matches: [Match]) -> [Match] {
    matches.sorted { a, b in
      if a.relevance != b.relevance { return a.relevance > b.relevance }
      return (a.project ?? "") < (b.project ?? "")
    }
  }

  private func item(
    _ candidate: DigestCandidate, _ ranked: [Match], _ changes: [FieldChange]
  ) -> DigestItem? {
    guard let lead = ranked.first else { return nil }
    return DigestItem(
      lead: lead, others: Array(ranked.dropFirst()), call: candidate.call, changes: changes,
      isWithdrawn: candidate.withdrawnOn != nil)
  }

  /// The nearest deadline first in reminders; elsewhere the most relevant, then the nearest.
  private func sorted(_ items: [DigestItem], _ kind: DigestSection.Kind) -> [DigestItem] {
    func key(_ item: DigestItem) -> (Int, Int, String) {
      let days = item.lead.daysLeft ?? .max
      let relevance = -item.lead.relevance.hundredths
      return kind == .closing
        ? (days, relevance, item.lead.call) : (relevance, days, item.lead.call)
    }
    return items.sorted { key($0) < key($1) }
  }
}

extension LeftOut {
  enum Cause { case ineligible, belowScore }

  mutating func count(_ cause: Cause) {
    switch cause {
    case .ineligible: ineligible += 1
    case .belowScore: belowScore += 1
    }
  }
}
