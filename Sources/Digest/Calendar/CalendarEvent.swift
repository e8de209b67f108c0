import CallModel
import Documents
import Presentation

/// One deadline of a call as an entry of a calendar.
struct CalendarEvent: Hashable {
  enum Moment: Hashable {
    /// No hour is stated: the whole day.
    case day(CalendarDay)
    /// `HHMMSS` in a zone.
    case time(CalendarDay, String, CalendarZone)
  }

  /// The same for the same deadline of a call, whatever its date becomes.
  var uid: String
  var deadline: Deadline
  var moment: Moment
  /// True where the call is withdrawn, or has this deadline no more.
  var isCancelled: Bool

  /// The dated deadlines of an item, then those that its last change took away. A deadline that is
  /// known to the month alone is none: no day of it is the right one.
  static func events(of item: DigestItem) -> [CalendarEvent] {
    let standing = events(of: item.call, id: item.call.id, isCancelled: item.isWithdrawn)
    guard let change = item.changes.first(where: { $0.field == .deadlines }) else {
      return standing
    }
    let kept = Set(standing.map(\.uid))
    return standing
      + events(of: change.old, id: item.call.id, isCancelled: true).filter {
        !kept.contains($0.uid)
      }
  }

  private static func events(
    of call: CallRecord, id: String, isCancelled: Bool
  ) -> [CalendarEvent] {
    var numbers: [String: Int] = [:]
    return call.windows.flatMap { window in
      window.deadlines.compactMap { deadline in
        let place = "\(window.round)-\(deadline.stage.rawValue)"
        numbers[place, default: 0] += 1
        guard let moment = moment(of: deadline.date) else { return nil }
        return CalendarEvent(
          uid: "\(id)-\(place)-\(numbers[place] ?? 1)@\(AlertDigest.neutralDomain)",
          deadline: deadline, moment: moment, isCancelled: isCancelled)
      }
    }
  }

  private static func moment(of date: CallDate) -> Moment? {
    guard date.precision == .day, let day = date.lastDay, date.firstDay == day else { return nil }
    guard let time = date.time else { return .day(day) }
    let parts = time.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, (0...24).contains(parts[0]), (0...59).contains(parts[1]) else {
      return .day(day)
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    // The end of a day is the beginning of the next one.
    let isEnd = parts[0] == 24
    return .time(
      isEnd ? day.adding(days: 1) : day, two(isEnd ? 0 : parts[0]) + two(parts[1]) + "00",
      CalendarZone(date.timeZone))
  }
}
