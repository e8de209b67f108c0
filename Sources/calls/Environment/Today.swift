import Documents
import Glibc

/// The date in Europe/Paris, which calls and officers go by wherever the machine stands.
///
/// Worked out from the rule of Directive 2000/84/EC (summer time from the last Sunday of March to
/// that of October, 1:00 UTC), since a bare system has no list of time zones.
enum Today {
  static func inParis() -> CalendarDay { inParis(atSeconds: Int(time(nil))) }

  /// - Parameter seconds: since 1970, UTC.
  static func inParis(atSeconds seconds: Int) -> CalendarDay {
    let utc = CalendarDay(daysSinceEpoch: Self.days(seconds))
    let begin = lastSunday(of: 3, utc.year) * 86_400 + 3_600
    let end = lastSunday(of: 10, utc.year) * 86_400 + 3_600
    let hours = (begin..<end).contains(seconds) ? 2 : 1
    return CalendarDay(daysSinceEpoch: Self.days(seconds + hours * 3_600))
  }

  private static func days(_ seconds: Int) -> Int {
    seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }

  /// Days since 1970.
  private static func lastSunday(of month: Int, _ year: Int) -> Int {
    let last = CalendarDay(year: year, month: month, day: 31)
    return last.daysSinceEpoch - last.weekday % 7
  }
}
