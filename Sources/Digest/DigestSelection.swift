import CallModel
import Documents
import Presentation

/// Chooses what a digest tells: what is new, what changed, what closes soon, what is over.
///
/// What is news is told by comparing each call with what the profile was told of it, whatever the
/// days between: a digest that was left out loses nothing, one made again repeats nothing.
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
      items[kind].map { DigestSection(kind: kind, items: Self.sorted($0, kind)) }
    }
    return Result(sections: sections, leftOut: leftOut)
  }

  private enum Verdict {
    case take(DigestSection.Kind, DigestItem)
    case leave(LeftOut.Cause)
    case nothingToTell
  }

  private func judge(_ candidate: DigestCandidate) -> Verdict {
    guard candidate.firstSeen <= day else { return .nothingToTell }
    let verdict =
      candidate.told.map { judge(candidate, told: $0) } ?? judgeUntold(candidate)
    guard candidate.isMuted, case .take = verdict else { return verdict }
    return .leave(.muted)
  }

  private func judgeUntold(_ candidate: DigestCandidate) -> Verdict {
    guard candidate.withdrawnOn == nil else { return .nothingToTell }
    guard let item = item(candidate, candidate.matches.filter(fits)) else {
      let isRecent = since.map { candidate.firstSeen >= $0 } ?? true
      return isRecent ? rejection(of: candidate) : .nothingToTell
    }
    return .take(item.lead.eligibility.overall == .yes ? .new : .toCheck, item)
  }

  /// A call that was told: its owner hears of each change, even of one that rules it out.
  private func judge(_ candidate: DigestCandidate, told: ToldState) -> Verdict {
    let fitting = candidate.matches.filter(fits)
    if told.isAssumed, fitting.isEmpty { return .nothingToTell }
    let isOver = candidate.withdrawnOn != nil || candidate.matches.allSatisfy(isClosed)
    let changes = Self.changes(from: told.call, to: candidate)
    guard var item = item(candidate, fitting.isEmpty ? candidate.matches : fitting, changes) else {
      return .nothingToTell
    }
    if candidate.withdrawnOn != nil {
      return told.standing == .withdrawn ? .nothingToTell : .take(.over, item)
    }
    if isOver { return told.standing == .standing ? .take(.over, item) : .nothingToTell }
    if told.standing != .standing {
      return fitting.isEmpty ? .nothingToTell : .take(.reopened, item)
    }
    if !changes.isEmpty { return .take(.changed, item) }
    item.reminder = fitting.isEmpty ? nil : reminderDue(item.lead, told)
    return item.reminder != nil ? .take(.closing, item) : .nothingToTell
  }

  private func rejection(of candidate: DigestCandidate) -> Verdict {
    let open = candidate.matches.filter { !isClosed($0) }
    guard !open.isEmpty else { return .nothingToTell }
    let isEligible = open.contains { $0.eligibility.overall != .no }
    return .leave(isEligible ? .belowScore : .ineligible)
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

  /// What differs from the call as it was told.
  private static func changes(
    from told: CallRecord, to candidate: DigestCandidate
  ) -> [FieldChange] {
    CallField.changed(from: told, to: candidate.call).map {
      FieldChange(field: $0, old: told, new: candidate.call, day: candidate.changedOn)
    }
  }

  private func reminderDue(_ match: Match, _ told: ToldState) -> Int? {
    guard let left = match.daysLeft, left >= 0, let deadline = match.deadline?.date.lastDay else {
      return nil
    }
    return told.reminderDue(
      deadline: deadline, daysLeft: left, ladder: settings.remindDaysBefore)
  }

  static func ranked(_ fits: [DigestItem.Fit]) -> [DigestItem.Fit] {
    fits.sorted { a, b in
      if a.match.relevance != b.match.relevance { return a.match.relevance > b.match.relevance }
      return (a.subject, a.match.project ?? "") < (b.subject, b.match.project ?? "")
    }
  }

  private func item(
    _ candidate: DigestCandidate, _ matches: [Match], _ changes: [FieldChange] = []
  ) -> DigestItem? {
    guard !matches.isEmpty else { return nil }
    let fits = Self.ranked(matches.map { DigestItem.Fit($0) })
    return DigestItem(
      fits: fits, call: candidate.call,
      version: candidate.version, revision: candidate.revision, changedOn: candidate.changedOn,
      changes: changes,
      passages: TellingPassage.passages(of: fits[0].match, in: candidate.text),
      isWithdrawn: candidate.withdrawnOn != nil)
  }

  /// The nearest deadline first in reminders; elsewhere the most relevant, then the nearest.
  static func sorted(_ items: [DigestItem], _ kind: DigestSection.Kind) -> [DigestItem] {
    func key(_ item: DigestItem) -> (Int, Int, String) {
      let days = item.lead.daysLeft ?? .max
      let relevance = -item.lead.relevance.hundredths
      return kind == .closing
        ? (days, relevance, item.call.id) : (relevance, days, item.call.id)
    }
    return items.sorted { key($0) < key($1) }
  }
}

extension LeftOut {
  enum Cause { case ineligible, belowScore, muted }

  mutating func count(_ cause: Cause) {
    switch cause {
    case .ineligible: ineligible += 1
    case .belowScore: belowScore += 1
    case .muted: muted += 1
    }
  }
}
