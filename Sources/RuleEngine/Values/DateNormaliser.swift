import Documents

/// Dates, times and ranges out of captured parts.
enum DateNormaliser {
  static func date(_ parts: Composition) -> DateValue? {
    let year = self.year(parts, "year")
    if parts.has("year"), year == nil { return nil }
    if let quarter = parts.integer("quarter") {
      return self.quarter(quarter, from: parts.integer("from-quarter") ?? quarter, year)
    }
    if let half = parts.integer("half") {
      return period(year: year, firstMonth: half * 6 - 5, months: 6, limit: 2, half)
    }
    if let season = parts.integer("season") { return self.season(season, year, parts) }
    if let decade = parts.integer("decade") {
      guard decade % 10 == 0 else { return nil }
      let first = decade < 100 ? 1900 + decade : decade
      var value = DateValue(PartialDate(year: first), part: part(parts))
      value.until = PartialDate(year: first + 9)
      return value
    }
    let month = parts.integer("month")
    let day = parts.integer("day")
    if parts.has("day"), day == nil { return nil }
    let date = PartialDate(year: year, month: month, day: day)
    guard date.isValid else { return nil }
    // The year of a list's last date is that of the dates before it only in the year's order.
    if let next = parts.integer("next-month"), let month, next < month { return nil }
    return DateValue(date, part: part(parts))
  }

  /// Beginning, middle or end, where a word says so.
  private static func part(_ parts: Composition) -> DateValue.Part? {
    parts.lexical("part").flatMap { DateValue.Part(rawValue: $0) }
  }

  private static func period(
    year: Int?, firstMonth: Int, months: Int, limit: Int, _ ordinal: Int
  ) -> DateValue? {
    guard let year, (1...limit).contains(ordinal) else { return nil }
    var value = DateValue(PartialDate(year: year, month: firstMonth))
    value.until = PartialDate(year: year, month: firstMonth + months - 1)
    return value
  }

  /// A quarter, or those from one to another.
  private static func quarter(_ quarter: Int, from first: Int, _ year: Int?) -> DateValue? {
    guard (1...quarter).contains(first) else { return nil }
    let months = (quarter - first + 1) * 3
    return period(year: year, firstMonth: first * 3 - 2, months: months, limit: 4, quarter)
  }

  /// Three months from the first, or up to those of `next-season`; a winter may name both its years
  /// (`next`).
  private static func season(_ month: Int, _ year: Int?, _ parts: Composition) -> DateValue? {
    guard let year else { return nil }
    if parts.has("next"), self.year(parts, "next") != year + 1 { return nil }
    var value = DateValue(PartialDate(year: year, month: month))
    let last = parts.integer("next-season") ?? month
    guard last >= month else { return nil }
    value.until = PartialDate(year: last > 10 ? year + 1 : year, month: (last + 1) % 12 + 1)
    return value
  }

  private static func year(_ parts: Composition, _ name: CaptureName) -> Int? {
    guard let year = parts.integer(name) else { return nil }
    switch parts.digits(name) {
    // In words: « le 6 mai trois communes » names no year.
    case 0 where !(1900...2100).contains(year): return nil
    case 2: break
    default: return year
    }
    return year < 70 ? 2000 + year : 1900 + year
  }

  static func time(_ parts: Composition) -> Value? {
    let zone = parts.lexical("zone")
    if case .time(let minutes, let said)? = parts.value("time") {
      return .time(minutes, zone: zone ?? said)
    }
    if let fixed = parts.integer("noon") { return .time(fixed, zone: zone) }
    guard var hour = parts.integer("hour") else { return nil }
    var minute = parts.integer("minute") ?? 0
    // `1400 hours`: both in one.
    if parts.digits("hour") == 4 { (hour, minute) = (hour / 100, hour % 100) }
    if let half = parts.lexical("half-day") {
      guard hour <= 12 else { return nil }
      hour = hour % 12 + (half == "pm" ? 12 : 0)
    }
    guard hour <= 24, minute < 60, hour < 24 || minute == 0 else { return nil }
    return .time(hour * 60 + minute, zone: zone)
  }

  static func datetime(_ parts: Composition) -> Value? {
    guard let date = parts.value("date") ?? self.date(parts).map({ .date($0) }),
      case .time(let minutes, let zone)? = parts.value("time")
    else { return nil }
    let said = zone ?? parts.lexical("zone")
    switch date {
    case .date(var value):
      guard value.date.day != nil else { return nil }
      value.minutes = minutes
      value.zone = said
      return .date(value)
    case .range(var range):
      guard range.end?.date.day != nil else { return nil }
      range.end?.minutes = minutes
      range.end?.zone = said
      return .range(range)
    default: return nil
    }
  }

  static func range(_ parts: Composition) -> Value? {
    if let open = parts.lexical("open") { return self.open(open, parts) }
    if parts.has("from-time") || parts.has("from-hour") || parts.has("to-time") {
      return sameDay(parts)
    }
    guard let end = end(parts), let start = start(parts, end: end) else { return nil }
    return complete(start, end)
  }

  /// `from` a date on, `until` a year or month; `before` or `after` a year or month, which are
  /// themselves left out; `after` a day, which an hour of it may follow.
  private static func open(_ kind: String, _ parts: Composition) -> Value? {
    guard case .date(var date)? = parts.value("date") else { return nil }
    if kind == "from" { return .range(DateRangeValue(start: date, end: nil)) }
    if kind == "until", date.part == nil, date.until == nil {
      return .range(DateRangeValue(start: nil, end: date))
    }
    if kind == "after", date.date.day != nil {
      return .range(DateRangeValue(start: date, end: nil))
    }
    guard let year = date.date.year, date.date.day == nil, date.part == nil, date.until == nil
    else { return nil }
    switch (kind, date.date.month) {
    case ("before", nil):
      date.date.year = year - 1
      return .range(DateRangeValue(start: nil, end: date))
    case ("before", let month?):
      date.date =
        month == 1
        ? PartialDate(year: year - 1, month: 12) : PartialDate(year: year, month: month - 1)
      return .range(DateRangeValue(start: nil, end: date))
    case ("after", nil): date.date.year = year + 1
    case ("after", 12): date.date = PartialDate(year: year + 1, month: 1)
    case ("after", let month?): date.date.month = month + 1
    default: return nil
    }
    return .range(DateRangeValue(start: date, end: nil))
  }

  /// A day from one hour to another; the day comes alone or with one of the hours. A bare hour
  /// takes the afternoon of the second (5 to 6 pm), or comes in the afternoon after the first (9:30 to 1).
  private static func sameDay(_ parts: Composition) -> Value? {
    let day = parts.value("date") ?? parts.value("from") ?? parts.value("to")
    guard case .date(let day)? = day, day.date.day != nil,
      var last = minutes(parts, "to-time") ?? parts.integer("to-hour").map({ $0 * 60 })
        ?? (parts.has("to") ? day.minutes : nil),
      let first = minutes(parts, "from-time") ?? (parts.has("from") ? day.minutes : nil)
        ?? parts.integer("from-hour").map({ $0 * 60 + ($0 * 60 + 720 < last ? 720 : 0) })
    else { return nil }
    if last <= first, parts.has("to-hour"), last <= 720 { last += 720 }
    guard first < last else { return nil }
    var (start, end) = (day, day)
    start.minutes = first
    end.minutes = last
    let zone = parts.lexical("zone") ?? day.zone
    start.zone = zone
    end.zone = zone
    return .range(DateRangeValue(start: start, end: end))
  }

  private static func minutes(_ parts: Composition, _ name: CaptureName) -> Int? {
    guard case .time(let minutes, _)? = parts.value(name) else { return nil }
    return minutes
  }

  private static func end(_ parts: Composition) -> DateValue? {
    if case .date(let value)? = parts.value("to") { return value }
    if let day = parts.integer("to-day") {
      let date = PartialDate(
        year: year(parts, "year"), month: parts.integer("from-month"), day: day)
      return date.isValid ? DateValue(date) : nil
    }
    guard let year = year(parts, "to-year") else { return nil }
    return DateValue(PartialDate(year: year))
  }

  private static func start(_ parts: Composition, end: DateValue) -> DateValue? {
    if case .date(let value)? = parts.value("from") { return value }
    if let day = parts.integer("from-day") {
      guard end.date.month != nil, end.date.day != nil else { return nil }
      let month = parts.integer("from-month") ?? end.date.month
      return DateValue(PartialDate(year: nil, month: month, day: day))
    }
    if let month = parts.integer("from-month") {
      return DateValue(PartialDate(year: nil, month: month, day: nil))
    }
    return year(parts, "from-year").map { DateValue(PartialDate(year: $0)) }
  }

  /// Whether a date may be that of another or one behind it.
  private static func mayFollow(_ last: PartialDate, _ first: PartialDate) -> Bool {
    if let year = first.year, let lastYear = last.year, let month = first.month,
      let lastMonth = last.month, let day = first.day, let lastDay = last.day
    {
      if year != lastYear { return year < lastYear }
      return month != lastMonth ? month < lastMonth : day <= lastDay
    }
    guard let first = first.days?.lowerBound, let last = last.days?.upperBound else { return true }
    return first <= last
  }

  /// Lends the parts that only one end states to the other, so that the start comes first.
  private static func complete(_ start: DateValue, _ end: DateValue) -> Value? {
    var (a, b) = (start, end)
    if a.date.year == nil, let year = b.date.year {
      a.date.year = year
      if let first = a.date.month, let second = b.date.month,
        (first, a.date.day ?? 1) > (second, b.date.day ?? 31)
      {
        a.date.year = year - 1
      }
    } else if b.date.year == nil, let year = a.date.year {
      b.date.year = year
      if let first = a.date.month, let second = b.date.month,
        (first, a.date.day ?? 1) > (second, b.date.day ?? 31)
      {
        b.date.year = year + 1
      }
    }
    guard mayFollow(b.until ?? b.date, a.date) else { return nil }
    guard a.date.year != nil || (a.date.month != nil && a.date.day != nil) else { return nil }
    guard a.date.year == nil || a.date.isValid, b.date.year == nil || b.date.isValid else {
      return nil
    }
    if let until = b.until { b = DateValue(until) }
    a.until = nil
    return .range(DateRangeValue(start: a, end: b))
  }
}
