import Documents

/// The named ways in which a rule makes its value out of what it captured.
enum Normaliser: String, BitwiseCopyable, Sendable, CaseIterable {
  /// The value of `from`, or of the first capture that has one.
  case copy
  /// day, month, year, part, quarter, half → a date.
  case date
  /// hour, minute, noon → a time of day.
  case time
  /// date, time → a date with its hour.
  case datetime
  /// from and to → a range of days.
  case daterange
  /// week (with or without month), or day and month; year → the days of a week.
  case week
  /// nth (-1 for the last), weekday, month and year → a day; without weekday, a day of the month.
  case countedDay = "counted-day"
  /// number, scale → a percentage, a sum, a duration, a count.
  case percent, money, duration, count
  /// bound, value → the value as a lower or upper bound.
  case bound
  /// from, to → one value from the first to the second.
  case span
  /// The words of the capture.
  case text
  /// No value.
  case none

  init?(name: String) { self.init(rawValue: name) }

  /// Captures of which every pattern has at least one; empty where none is needed by name.
  var needs: [String] {
    switch self {
    case .copy, .text, .none: []
    case .date: ["day", "month", "year", "quarter", "half", "season", "decade"]
    case .time: ["hour", "noon", "time"]
    case .datetime: ["time"]
    case .daterange: ["to", "to-day", "to-year", "to-time", "to-hour", "open"]
    case .week: ["week", "day"]
    case .countedDay: ["nth"]
    case .percent: ["number"]
    case .money, .duration, .count: ["number", "to"]
    case .bound: ["bound"]
    case .span: ["from"]
    }
  }

  static let names = allCases.map(\.rawValue)

  /// The value and its place; nil where what was captured makes none (31 April).
  func value(_ parts: Composition, from: CaptureName) -> (Value, TextRange?)? {
    switch self {
    case .copy:
      if from == .none { return parts.firstValue().map { ($0, $1) } ?? (.none, nil) }
      if let value = parts.value(from) { return (value, parts.range(from)) }
      return parts.text(from).map { (.text($0), parts.range(from)) }
    case .date: return DateNormaliser.date(parts).map { (.date($0), nil) }
    case .time: return DateNormaliser.time(parts).map { ($0, nil) }
    case .datetime: return DateNormaliser.datetime(parts).map { ($0, nil) }
    case .daterange: return DateNormaliser.range(parts).map { ($0, nil) }
    case .countedDay: return WeekNormaliser.countedDay(parts).map { (.date($0), nil) }
    case .week: return WeekNormaliser.week(parts).map { ($0, nil) }
    case .percent: return QuantityNormaliser.percent(parts).map { ($0, nil) }
    case .money: return QuantityNormaliser.money(parts).map { ($0, nil) }
    case .duration: return QuantityNormaliser.duration(parts).map { ($0, nil) }
    case .count: return QuantityNormaliser.count(parts).map { ($0, nil) }
    case .bound: return QuantityNormaliser.bound(parts).map { ($0, nil) }
    case .span: return QuantityNormaliser.span(parts).map { ($0, nil) }
    case .text:
      guard from != .none, let text = parts.text(from) else { return nil }
      return (.text(text), parts.range(from))
    case .none: return (.none, from == .none ? nil : parts.range(from))
    }
  }
}
