/// A calendar date as precise as a text gives it: a day, a month, a year, or a day without a year.
///
/// Written as ISO 8601: `2024-05-06`, `2024-05`, `2024`, `--05-06`, `--05`; a quarter, for which ISO
/// has no form, as `2024-Q2`.
package struct PartialDate: Hashable, Sendable {
  /// A part in four bytes: dates are copied a lot while a text is read.
  private struct Part: Hashable, Sendable {
    private var number: Int32

    static let none = Part(nil)

    /// Past what four bytes hold, the nearest that they do, which is no part of a date either.
    init(_ number: Int?) { self.number = number.map { max(.min + 1, Int32(clamping: $0)) } ?? .min }

    var value: Int? { number == .min ? nil : Int(number) }
  }

  private var yearPart = Part.none
  private var monthPart = Part.none
  private var dayPart = Part.none
  private var quarterPart = Part.none

  package var year: Int? {
    get { yearPart.value }
    set { yearPart = Part(newValue) }
  }
  package var month: Int? {
    get { monthPart.value }
    set { monthPart = Part(newValue) }
  }
  package var day: Int? {
    get { dayPart.value }
    set { dayPart = Part(newValue) }
  }
  /// 1…4 for a quarter of the year, which then has no month.
  package var quarter: Int? {
    get { quarterPart.value }
    set { quarterPart = Part(newValue) }
  }

  package init(year: Int?, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  package init(year: Int, quarter: Int) {
    self.init(year: year)
    self.quarter = quarter
  }

  package init?(iso text: String) {
    // Nearly all have no quarter, which is told sooner than by parting them.
    let halves = text.utf8.contains(0x51) ? text.split(separator: "-Q", maxSplits: 1) : []
    if halves.count == 2, let year = Int(halves[0]), let quarter = Int(halves[1]),
      (1...4).contains(quarter)
    {
      self.init(year: year, quarter: quarter)
      return
    }
    let hasYear = !text.hasPrefix("--")
    let parts = (hasYear ? text[...] : text.dropFirst(2)).split(
      separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...3).contains(parts.count) else { return nil }
    if hasYear {
      self.init(
        year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
        day: numbers.count > 2 ? numbers[2] : nil)
    } else {
      guard numbers.count <= 2 else { return nil }
      self.init(year: nil, month: numbers[0], day: numbers.count > 1 ? numbers[1] : nil)
    }
    guard isValid else { return nil }
  }

  package var iso: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    func four(_ n: Int) -> String {
      String(repeating: "0", count: max(0, 4 - "\(n)".count)) + "\(n)"
    }
    guard let year else {
      guard let day else { return "--\(two(month ?? 1))" }
      return "--\(two(month ?? 1))-\(two(day))"
    }
    if let quarter { return "\(four(year))-Q\(quarter)" }
    guard let month else { return four(year) }
    guard let day else { return "\(four(year))-\(two(month))" }
    return "\(four(year))-\(two(month))-\(two(day))"
  }

  /// Whether month and day exist in the calendar (29 February needs a leap year, or no year).
  package var isValid: Bool {
    if let year, !(1...9999).contains(year) { return false }
    guard let month else { return year != nil && day == nil }
    guard (1...12).contains(month) else { return false }
    guard let day else { return true }
    return day >= 1 && day <= CalendarDay.daysIn(month: month, year: year ?? 2000)
  }

  /// The first and the last day it may mean; nil without a year.
  package var days: ClosedRange<CalendarDay>? {
    guard let year else { return nil }
    let firstMonth = month ?? quarter.map { $0 * 3 - 2 } ?? 1
    let first = CalendarDay(year: year, month: firstMonth, day: day ?? 1)
    let lastMonth = month ?? quarter.map { $0 * 3 } ?? 12
    let last = CalendarDay(
      year: year, month: lastMonth,
      day: day ?? CalendarDay.daysIn(month: lastMonth, year: year))
    return first <= last ? first...last : nil
  }
}

extension PartialDate: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = PartialDate(iso: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date: \(text)")
    }
    self = date
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}

/// A day of the Gregorian calendar; not an instant.
package struct CalendarDay: Hashable, Sendable, Comparable, Codable {
  package var year: Int
  package var month: Int
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// From `YYYY-MM-DD`; nil where the day does not exist.
  package init?(iso text: String) {
    guard let date = PartialDate(iso: text), let year = date.year, let month = date.month,
      let day = date.day
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var iso: String { PartialDate(year: year, month: month, day: day).iso }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 (Howard Hinnant's civil calendar algorithm).
  package var daysSinceEpoch: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package init(daysSinceEpoch days: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  package func adding(days: Int) -> CalendarDay {
    CalendarDay(daysSinceEpoch: daysSinceEpoch + days)
  }

  /// 1 Monday … 7 Sunday.
  package var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }

  package static func < (a: CalendarDay, b: CalendarDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = CalendarDay(iso: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day: \(text)")
    }
    self = day
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
