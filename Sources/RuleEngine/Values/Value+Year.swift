import Documents

extension Value {
  /// The value with the year that a day makes plausible, where the text gives none: that of the same
  /// day or of its next occurrence. Anything else is left as it is.
  package func placed(after day: CalendarDay) -> Value {
    switch self {
    case .date(let date): return .date(date.placed(after: day))
    case .range(let range):
      var range = range
      range.start = range.start?.placed(after: day)
      let first = range.start?.date.days?.lowerBound
      if range.isWeek, let first {
        var week = WeekNormaliser.week(of: first)
        week.start?.hasInferredYear = true
        week.end?.hasInferredYear = true
        return .range(week)
      }
      // A range ends after it begins.
      range.end = range.end?.placed(after: first ?? day)
      return .range(range)
    default: return self
    }
  }
}

extension DateValue {
  fileprivate func placed(after day: CalendarDay) -> DateValue {
    guard date.year == nil, date.month != nil else { return self }
    var placed = self
    placed.date = date.next(from: day)
    placed.hasInferredYear = true
    if let until, until.year == nil {
      placed.until = until.next(from: placed.date.days?.lowerBound ?? day)
    }
    return placed
  }
}

extension PartialDate {
  /// The first of its occurrences that is not past on a day. A 29 February waits for its leap year.
  fileprivate func next(from day: CalendarDay) -> PartialDate {
    for year in day.year...(day.year + 8) {
      let candidate = PartialDate(year: year, month: month, day: self.day)
      if candidate.isValid, let last = candidate.days?.upperBound, last >= day { return candidate }
    }
    return self
  }
}
