import Documents

/// Whether one may apply, on a given day.
package enum CallPhase: String, Hashable, Sendable, Codable, CaseIterable {
  case open, upcoming, closed
  /// The document states no deadline, or none that is precise or certain enough for the day.
  case unknown
}

/// One round of a call, in days that can be compared.
package struct CallRound: Hashable, Sendable {
  /// First day on which one may apply; nil where it is not stated, or not precise enough.
  package var opening: CalendarDay?
  /// Days by which someone new must have applied, each the last that the document may mean; sorted.
  package var deadlines: [CalendarDay]
  /// The last day on which one may certainly apply: a deadline « in March » ends it on 1 March.
  package var openUntil: CalendarDay?
  /// Whether the last deadline is confirmed.
  package var isCertain: Bool
  package var isPermanent: Bool

  /// Open through the day of its last deadline.
  package func phase(on day: CalendarDay) -> CallPhase {
    if let last = deadlines.last, last < day { return isCertain ? .closed : .unknown }
    if let opening, day < opening { return .upcoming }
    if let openUntil { return day <= openUntil ? .open : .unknown }
    return isPermanent ? .open : .unknown
  }
}

/// When a call takes applications, worked out from its windows.
package struct CallSchedule: Hashable, Sendable {
  /// In the record's order; never empty.
  package var rounds: [CallRound]

  package init(_ record: CallRecord) {
    let permanent = record.recurrence?.value == .permanent
    let windows = record.windows.isEmpty ? [Window()] : record.windows
    rounds = windows.map { CallRound($0, isPermanent: permanent) }
  }

  package var isPermanent: Bool { rounds.contains { $0.isPermanent } }
  package var opening: CalendarDay? { rounds.compactMap(\.opening).min() }
  package var firstDeadline: CalendarDay? { rounds.compactMap(\.deadlines.first).min() }
  package var lastDeadline: CalendarDay? { rounds.compactMap(\.deadlines.last).max() }

  /// The first deadline that is not past.
  package func nextDeadline(on day: CalendarDay) -> CalendarDay? {
    rounds.flatMap(\.deadlines).filter { $0 >= day }.min()
  }

  /// The best that any round offers: open, else upcoming, else unknown, else closed.
  package func phase(on day: CalendarDay) -> CallPhase {
    let phases = rounds.map { $0.phase(on: day) }
    return [.open, .upcoming, .unknown].first(where: phases.contains) ?? .closed
  }
}

extension CallRound {
  /// Counts the deadlines by which a newcomer must act: those of the first stage where there are
  /// stages, else all but those of a second one.
  init(_ window: Window, isPermanent: Bool) {
    let first = window.deadlines.filter { $0.stage == .first || $0.stage == .expressionOfInterest }
    let entry = first.isEmpty ? window.deadlines.filter { $0.stage != .second } : first
    let dates = (entry.isEmpty ? window.deadlines : entry).map(\.date)
    opening = window.opening?.firstDay
    deadlines = dates.compactMap(\.lastDay).sorted()
    openUntil = dates.compactMap(\.firstDay).max()
    let last = deadlines.last
    isCertain = dates.contains { $0.lastDay == last && $0.certainty == .confirmed }
    self.isPermanent = isPermanent || window.model == .permanent
  }
}
