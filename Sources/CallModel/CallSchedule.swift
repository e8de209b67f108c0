import Documents

/// Whether one may apply, on a given day.
package enum CallStatus: String, Hashable, Sendable, Codable, CaseIterable {
  case open, upcoming, closed
  /// The document states no deadline that can be placed in a calendar.
  case unknown
}

/// One round of a call, in days that can be compared.
package struct CallRound: Hashable, Sendable {
  /// First day on which one may apply; nil where it is not stated, or not precise enough.
  package var opening: CalendarDay?
  /// Days by which someone new must have applied, sorted; a later stage counts only where the
  /// document gives no earlier one.
  package var deadlines: [CalendarDay]
  package var isPermanent: Bool

  package init(opening: CalendarDay?, deadlines: [CalendarDay], isPermanent: Bool) {
    self.opening = opening
    self.deadlines = deadlines
    self.isPermanent = isPermanent
  }

  /// Open through the day of its last deadline.
  package func status(on day: CalendarDay) -> CallStatus {
    if let last = deadlines.last, last < day { return .closed }
    if let opening, day < opening { return .upcoming }
    return deadlines.isEmpty && !isPermanent ? .unknown : .open
  }
}

/// When a call takes applications, worked out from its windows.
package struct CallSchedule: Hashable, Sendable {
  /// In the record's order; never empty.
  package var rounds: [CallRound]

  package init(_ record: CallRecord) {
    let permanent = record.recurrence?.value == .permanent
    rounds = record.windows.map { CallRound($0, isPermanent: permanent) }
    if rounds.isEmpty {
      rounds = [CallRound(opening: nil, deadlines: [], isPermanent: permanent)]
    }
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
  package func status(on day: CalendarDay) -> CallStatus {
    let statuses = rounds.map { $0.status(on: day) }
    return [.open, .upcoming, .unknown].first(where: statuses.contains) ?? .closed
  }
}

extension CallRound {
  init(_ window: Window, isPermanent: Bool) {
    let entry = window.deadlines.filter { $0.stage != .second && $0.stage != .intermediate }
    let counted = entry.isEmpty ? window.deadlines : entry
    self.init(
      opening: window.opening?.firstDay, deadlines: counted.compactMap(\.date.lastDay).sorted(),
      isPermanent: isPermanent || window.model == .permanent)
  }
}
