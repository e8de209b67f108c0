import Documents

/// Weeks, from their Monday to their Sunday: by number in a year, by order in a month, by a day of
/// theirs.
///
/// A week belongs to the year and to the month that hold its Thursday, as in ISO 8601.
enum WeekNormaliser {
  /// week and year; week, month and year; or day, month and year. Week -1 is the last.
  ///
  /// Without a year the week is taken to begin on the day that is said.
  static func week(_ parts: Composition) -> Value? {
    guard parts.has("year") else { return weekWithoutYear(parts) }
    guard let year = parts.integer("year"), let monday = monday(parts, year: year) else {
      return nil
    }
    return .range(week(of: monday))
  }

  private static func weekWithoutYear(_ parts: Composition) -> Value? {
    guard let month = parts.integer("month"), let day = parts.integer("day"),
      PartialDate(year: nil, month: month, day: day).isValid
    else { return nil }
    let last = CalendarDay(year: 2001, month: month, day: day).adding(days: 6)
    var week = DateRangeValue(
      start: DateValue(PartialDate(year: nil, month: month, day: day)),
      end: DateValue(PartialDate(year: nil, month: last.month, day: last.day)))
    week.isWeek = true
    return .range(week)
  }

  /// The days of the week of a day.
  static func week(of day: CalendarDay) -> DateRangeValue {
    let monday = day.adding(days: 1 - day.weekday)
    return DateRangeValue(start: value(of: monday), end: value(of: monday.adding(days: 6)))
  }

  private static func monday(_ parts: Composition, year: Int) -> CalendarDay? {
    let month = parts.integer("month")
    if let month, let day = parts.integer("day") {
      guard PartialDate(year: year, month: month, day: day).isValid else { return nil }
      let day = CalendarDay(year: year, month: month, day: day)
      return day.adding(days: 1 - day.weekday)
    }
    guard let week = parts.integer("week"),
      let days = PartialDate(year: year, month: month).days
    else { return nil }
    return week < 0 ? last(in: days) : number(week, in: days)
  }

  private static func number(_ week: Int, in days: ClosedRange<CalendarDay>) -> CalendarDay? {
    let first = days.lowerBound
    let untilThursday = (4 - first.weekday + 7) % 7
    let thursday = first.adding(days: untilThursday + (week - 1) * 7)
    return week > 0 && days.contains(thursday) ? thursday.adding(days: -3) : nil
  }

  private static func last(in days: ClosedRange<CalendarDay>) -> CalendarDay {
    let sinceThursday = (days.upperBound.weekday - 4 + 7) % 7
    return days.upperBound.adding(days: -sinceThursday - 3)
  }

  /// The nth day of a month, or the nth of those with one name; -1 is the last.
  static func countedDay(_ parts: Composition) -> DateValue? {
    guard let nth = parts.integer("nth"), let month = parts.integer("month"),
      let days = PartialDate(year: parts.integer("year"), month: month).days
    else { return nil }
    let weekday = parts.integer("weekday")
    func steps(_ to: Int) -> Int { weekday.map { ($0 - to + 7) % 7 } ?? 0 }
    func back(_ from: Int) -> Int { weekday.map { (from - $0 + 7) % 7 } ?? 0 }
    let day =
      nth < 0
      ? days.upperBound.adding(days: -back(days.upperBound.weekday))
      : days.lowerBound.adding(
        days: steps(days.lowerBound.weekday) + (nth - 1) * (weekday == nil ? 1 : 7))
    return days.contains(day) ? value(of: day) : nil
  }

  private static func value(of day: CalendarDay) -> DateValue {
    DateValue(PartialDate(year: day.year, month: day.month, day: day.day))
  }
}
