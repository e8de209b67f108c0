import CallModel
import Documents

/// Where a call stands on a day.
struct CallStatus {
  var value: ThreeValued
  var reason: CriterionReason
  var question: CriterionQuestion?
  var evidence: [Evidence]
  /// The next deadline to meet, or the last one of a closed call.
  var deadline: Deadline?

  /// Of several windows: the open one with the nearest deadline, else the next to open, else one
  /// that is uncertain, else the last to close.
  init(of call: CallRecord, on day: CalendarDay) {
    let permanent = call.recurrence?.value == .permanent
    let stages = call.windows.map { WindowStatus($0, permanent: permanent, on: day) }
    let ranked = stages.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    if let best = ranked.first?.element {
      self = best.status
    } else if permanent {
      self.init(.yes, .permanent, nil, call.recurrence?.evidence ?? [], nil)
    } else if let end = Self.endOfProgrammes(call), end.year < day.year - 1 {
      let date = CallDate(
        date: PartialDate(year: end.year), precision: .year, evidence: end.evidence)
      self.init(.no, .closed(since: date), nil, end.evidence, nil)
    } else {
      self.init(.unknown, .callIsSilent, .whichDeadline, [], nil)
    }
    if case .permanent = reason, evidence.isEmpty { evidence = call.recurrence?.evidence ?? [] }
  }

  /// The last year of the call's programmes, where each is of one period: what a programme of
  /// 2000-2006 called for without a date has been and gone.
  private static func endOfProgrammes(_ call: CallRecord) -> (year: Int, evidence: [Evidence])? {
    let years = call.programmes.map { $0.period.flatMap { Int($0.suffix(4)) } }
    guard let last = years.compactMap(\.self).max(), !years.contains(nil) else { return nil }
    return (last, call.programmes.flatMap(\.evidence))
  }

  fileprivate init(
    _ value: ThreeValued, _ reason: CriterionReason, _ question: CriterionQuestion?,
    _ evidence: [Evidence], _ deadline: Deadline?
  ) {
    self.value = value
    self.reason = reason
    self.question = question
    self.evidence = evidence
    self.deadline = deadline
  }
}

/// Where one window stands on a day.
private struct WindowStatus {
  let status: CallStatus
  /// Lower is better: kind first, then days.
  let rank: Rank

  struct Rank: Comparable {
    var kind: Int
    var days: Int

    static func < (a: Rank, b: Rank) -> Bool { (a.kind, a.days) < (b.kind, b.days) }
  }

  init(_ window: Window, permanent: Bool, on day: CalendarDay) {
    let deadline = Self.entry(window.deadlines, on: day)
    let opening = window.opening
    let proofs = (deadline?.date.evidence ?? []) + (opening?.evidence ?? [])
    let opensLater = opening?.firstDay.map { $0 > day } ?? false
    let distance = (deadline?.date.lastDay ?? opening?.firstDay).map {
      $0.daysSinceEpoch - day.daysSinceEpoch
    }

    guard let deadline else {
      (status, rank) = Self.withoutDeadline(
        window, permanent: permanent, opensLater: opensLater, distance: distance, on: day)
      return
    }
    let date = deadline.date
    let certain = date.certainty == .confirmed
    if let last = date.lastDay, let first = date.firstDay, last < day || first >= day {
      if last >= day {
        let reason: CriterionReason =
          opensLater
          ? opening.map { .opensLater(opening: $0, until: date) } ?? .open(until: date)
          : .open(until: date)
        status = CallStatus(.yes, reason, nil, proofs, deadline)
        rank = Rank(kind: opensLater ? 2 : 0, days: distance ?? 0)
      } else if certain || last.adding(days: 365) < day {
        // What was only forecast a year ago and more has long been and gone.
        status = CallStatus(.no, .closed(since: date), nil, proofs, deadline)
        rank = Rank(kind: 4, days: -(distance ?? 0))
      } else {
        status = CallStatus(.unknown, .dateUncertain(date), .whichDeadline, proofs, deadline)
        rank = Rank(kind: 3, days: 0)
      }
    } else {
      let question: CriterionQuestion = date.date == nil ? .whichDeadline : .whichExactDate(date)
      status = CallStatus(.unknown, .dateUncertain(date), question, proofs, deadline)
      rank = Rank(kind: 3, days: 0)
    }
  }

  private static func withoutDeadline(
    _ window: Window, permanent: Bool, opensLater: Bool, distance: Int?, on day: CalendarDay
  ) -> (CallStatus, Rank) {
    let opening = window.opening
    let proofs = window.evidence + (opening?.evidence ?? [])
    if let opening, opensLater {
      let permanentLater = permanent || window.model == .permanent
      let status = CallStatus(
        permanentLater ? .yes : .unknown, .opensLater(opening: opening, until: nil),
        permanentLater ? nil : .whichDeadline, proofs, nil)
      return (status, Rank(kind: 2, days: distance ?? 0))
    }
    if permanent || window.model == .permanent {
      return (CallStatus(.yes, .permanent, nil, proofs, nil), Rank(kind: 1, days: 0))
    }
    if let opening, opening.lastDay == nil {
      let question = CriterionQuestion.whichOpening
      return (
        CallStatus(.unknown, .openingUncertain(opening), question, proofs, nil),
        Rank(kind: 3, days: 1)
      )
    }
    // What opened within a year and names no end is taken to be open; of what opened long ago
    // nobody can tell.
    if let last = opening?.lastDay, last <= day, last.adding(days: 365) >= day {
      return (CallStatus(.yes, .openWithoutDeadline, nil, proofs, nil), Rank(kind: 1, days: 0))
    }
    let reason: CriterionReason = opening == nil ? .callIsSilent : .openWithoutDeadline
    return (CallStatus(.unknown, reason, .whichDeadline, proofs, nil), Rank(kind: 3, days: 1))
  }

  /// The deadline by which a newcomer must act: that of the first stage where there are stages;
  /// of several, the next one, else the last.
  private static func entry(_ deadlines: [Deadline], on day: CalendarDay) -> Deadline? {
    let first = deadlines.filter { $0.stage == .first || $0.stage == .expressionOfInterest }
    let entries = first.isEmpty ? deadlines.filter { $0.stage != .second } : first
    let dated = (entries.isEmpty ? deadlines : entries).enumerated().sorted {
      let a = $0.element.date.lastDay?.daysSinceEpoch ?? .max
      let b = $1.element.date.lastDay?.daysSinceEpoch ?? .max
      return (a, $0.offset) < (b, $1.offset)
    }.map(\.element)
    return dated.first { $0.date.lastDay.map { $0 >= day } ?? false }
      ?? dated.last { $0.date.lastDay != nil } ?? dated.first
  }
}

extension EligibilityJudge {
  func dates(_ status: CallStatus) -> Criterion {
    Criterion(
      id: .dates, value: status.value, reason: status.reason, question: status.question,
      call: status.evidence, profile: "/alerts")
  }
}
