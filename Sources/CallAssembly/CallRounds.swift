import CallModel
import Documents

/// The rounds in which a call takes applications: which opening goes with which deadlines.
///
/// Openings and deadlines are in the order of time, one of each date. Where the text tells of several
/// stretches, each keeps its own first and last day, also where they overlap; else deadlines follow the
/// opening before them. Of openings with no deadline between them (published, opened) the first counts.
struct CallRounds {
  /// A first and a last day that the text tells together.
  typealias Stretch = (opening: CallDate, deadline: CallDate)

  struct Round: Equatable {
    var opening: CallDate?
    var deadlines: [Deadline]

    /// What it is sorted by.
    fileprivate var beginning: String { (opening ?? deadlines[0].date).date?.iso ?? "" }
  }

  private let openings: [CallDate]
  private let deadlines: [Deadline]
  private let firstDays: [CalendarDay]
  private let lastDays: [CalendarDay]

  /// In the order of time; none where the days cannot be compared.
  static func rounds(
    _ openings: [CallDate], _ deadlines: [Deadline], told stretches: [Stretch]
  ) -> [Round] {
    guard let rounds = CallRounds(openings, deadlines) else { return [] }
    return rounds.apart(stretches) ?? rounds.inTurn()
  }

  /// nil where some of the dates lack their year, and others do not.
  private init?(_ openings: [CallDate], _ deadlines: [Deadline]) {
    guard !openings.isEmpty, !deadlines.isEmpty else { return nil }
    let dates = openings + deadlines.map(\.date)
    let year = dates.allSatisfy { $0.date?.year == nil } ? Self.anyYear : nil
    func days(_ date: CallDate) -> ClosedRange<CalendarDay>? {
      guard var day = date.date else { return nil }
      if let year { day.year = year }
      return day.days
    }
    let (first, last) = (openings.compactMap(days), deadlines.map(\.date).compactMap(days))
    guard first.count == openings.count, last.count == deadlines.count else { return nil }
    // Days of each year come round again: which is the first is told by none of them.
    if year != nil, last[0].upperBound < first[0].lowerBound { return nil }
    self.openings = openings
    self.deadlines = deadlines
    firstDays = first.map(\.lowerBound)
    lastDays = last.map(\.upperBound)
  }

  /// A leap year, to compare days without one.
  private static let anyYear = 2000

  // MARK: Stretches told as such

  /// Each stretch a round of its own, where there are two that share neither day.
  private func apart(_ stretches: [Stretch]) -> [Round]? {
    guard stretches.count > 1, !hasSteps else { return nil }
    var ties: [(opening: Int, deadline: Int)] = []
    for stretch in stretches {
      guard let opening = openings.firstIndex(where: { Self.isTold($0, stretch.opening) }),
        let deadline = deadlines.firstIndex(where: { Self.isTold($0.date, stretch.deadline) }),
        firstDays[opening] <= lastDays[deadline]
      else { continue }
      ties.append((opening, deadline))
    }
    guard Set(ties.map(\.opening)).count > 1, Set(ties.map(\.deadline)).count > 1 else {
      return nil
    }
    var owners = [Int?](repeating: nil, count: deadlines.count)
    for tie in ties {
      owners[tie.deadline] = min(owners[tie.deadline] ?? tie.opening, tie.opening)
    }
    let told = Set(owners.compactMap(\.self))
    let ends = Dictionary(
      zip(owners, lastDays).compactMap { owner, day in owner.map { ($0, day) } },
      uniquingKeysWith: max)
    var rounds: [Int: Round] = [:]
    var others: [Round] = []
    for (i, deadline) in deadlines.enumerated() {
      if let owner = owners[i] ?? opening(of: i, told: told, ends: ends) {
        rounds[owner, default: Round(opening: openings[owner], deadlines: [])].deadlines
          .append(deadline)
      } else {
        others.append(Round(opening: nil, deadlines: [deadline]))
      }
    }
    // A dictionary has no order of its own.
    return (rounds.sorted { $0.key < $1.key }.map(\.value) + others).sorted {
      ($0.beginning, $0.deadlines[0].date.date?.iso ?? "")
        < ($1.beginning, $1.deadlines[0].date.date?.iso ?? "")
    }
  }

  /// The opening of a deadline that is the end of no stretch: the last before it, but not one whose
  /// stretch is over by then.
  private func opening(
    of deadline: Int, told: Set<Int>, ends: [Int: CalendarDay]
  ) -> Int? {
    let day = lastDays[deadline]
    let before = openings.indices.filter { firstDays[$0] <= day }
    return before.last { !told.contains($0) || ends[$0].map { day <= $0 } ?? true }
  }

  /// The same day, whatever year was worked out for it.
  private static func isTold(_ date: CallDate, _ other: CallDate) -> Bool {
    guard let a = date.date, let b = other.date else { return false }
    let isFree = date.inferred.contains("year") || other.inferred.contains("year")
    return (a.year == b.year || isFree || a.year == nil || b.year == nil)
      && (a.month == b.month || a.month == nil || b.month == nil)
      && (a.day == b.day || a.day == nil || b.day == nil)
  }

  // MARK: One after the other

  private static let earlySteps: [Deadline.Stage] = [.first, .expressionOfInterest]

  private var hasSteps: Bool {
    deadlines.contains { Self.earlySteps.contains($0.stage) || $0.stage == .second }
  }

  private func inTurn() -> [Round] {
    var rounds: [Round] = []
    var next = 0
    for (i, deadline) in deadlines.enumerated() {
      var run = openings.indices[next...].prefix { firstDays[$0] < lastDays[i] }
      // What opens on the day on which another round closes is the next one.
      if run.isEmpty, rounds.isEmpty, firstDays[next] == lastDays[i] {
        run = openings.indices[next...next]
      }
      next += run.count
      if let first = run.first, rounds.isEmpty || begins(deadline, after: deadlines[i - 1]) {
        rounds.append(Round(opening: openings[first], deadlines: [deadline]))
      } else if rounds.isEmpty {
        rounds.append(Round(opening: nil, deadlines: [deadline]))
      } else {
        rounds[rounds.count - 1].deadlines.append(deadline)
      }
    }
    return rounds
  }

  /// A second step belongs to the round of the first.
  private func begins(_ deadline: Deadline, after last: Deadline) -> Bool {
    !Self.earlySteps.contains(last.stage) && deadline.stage != .second
  }
}
