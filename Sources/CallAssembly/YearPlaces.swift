import CallModel
import Documents

/// Moves dates whose year was worked out to the year in which they keep the order of a call:
/// opening, information, deadline, decision, works.
enum YearPlaces {
  /// Openings in years in which they lie before the last deadline; one that fits in the year before
  /// alone is no opening where others fit as they stand.
  static func openings(_ openings: [CallDate], before deadlines: [Deadline]) -> [CallDate] {
    let placed = openings.map { opening(of: deadlines, $0) }
    let unmoved = zip(openings, placed).filter { $0.date == $1.date }.map(\.1)
    return unmoved.isEmpty ? placed : unmoved
  }

  private static func opening(of deadlines: [Deadline], _ opening: CallDate) -> CallDate {
    let stated = deadlines.filter { !$0.date.inferred.contains("year") }
    let days = (stated.isEmpty ? deadlines : stated).compactMap(\.date.lastDay)
    guard let first = opening.firstDay, let last = days.max(), first > last else { return opening }
    return moved(opening, years: -1)
  }

  /// Projects that began so many days before the deadline may begin before they are chosen.
  static let earlyStart = 120

  /// The day by which what is paid for has to be done, else some time after it begins or is chosen,
  /// where the year is told.
  static func worksEnd(_ events: [Event]) -> CalendarDay? {
    func last(_ role: Event.Role) -> CalendarDay? {
      events.filter { $0.role == role && !isWorkedOut($0.date) }.compactMap(\.date.lastDay).max()
    }
    let start = last(.projectStart) ?? last(.decision) ?? last(.notification)
    return last(.projectEnd) ?? start?.adding(days: earlyStart)
  }

  /// Deadlines before the end of the works.
  static func deadlines(_ deadlines: [Deadline], before worksEnd: CalendarDay?) -> [Deadline] {
    guard let worksEnd else { return deadlines }
    return deadlines.map { deadline in
      guard let day = deadline.date.firstDay, day > worksEnd else { return deadline }
      var earlier = deadline
      earlier.date = moved(deadline.date, years: -1)
      return earlier
    }
  }

  private static let informing: [Event.Role] = [.infoDay, .platformOpens]
  private static let following: [Event.Role] = [
    .decision, .notification, .projectStart, .projectEnd, .reportDue,
  ]

  /// What informs applicants lies before the last deadline, what follows from their choice after the
  /// first.
  static func events(_ events: [Event], around windows: [Window]) -> [Event] {
    let days = windows.flatMap(\.deadlines).compactMap(\.date.lastDay)
    guard let first = days.min(), let last = days.max() else { return events }
    return events.map { event in
      guard let day = event.date.lastDay else { return event }
      var placed = event
      if informing.contains(event.role), day > last {
        placed.date = moved(event.date, years: -1)
      } else if following.contains(event.role), day < first {
        placed.date = moved(event.date, years: 1)
      }
      return placed
    }
  }

  private static func isWorkedOut(_ date: CallDate) -> Bool { date.inferred.contains("year") }

  /// The same day of another year; as it was where its year is told.
  private static func moved(_ date: CallDate, years: Int) -> CallDate {
    guard isWorkedOut(date), let year = date.date?.year else { return date }
    var moved = date
    moved.date?.year = year + years
    return moved
  }
}
