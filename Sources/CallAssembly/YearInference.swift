import CallModel
import Documents
import RuleEngine

/// The year of a day that is written without one: from the nearest dated words, else from the day
/// the document was published.
struct YearInference {
  private let published: CalendarDay?
  /// Days and months of the document with their year, by place.
  private let anchors: [Anchor]
  /// Years named in the title.
  private let titleYear: Int?
  /// The first of two years in the title: « édition 2022-2023 ».
  private let firstOfTwo: Int?
  /// The day that stands alone near the beginning, as over news.
  private let dateline: CalendarDay?
  /// The one year that the document names: « l'édition 2025 ».
  private let onlyYear: Int?
  /// Places of days that are said to have passed (« le 14 mars dernier »).
  private let past: [TextRange]
  /// Places of days of any year (« le 15 septembre de l'année N-1 »).
  private let everyYear: [TextRange]
  /// Days with the name that they bear in the week, from 1 for Monday.
  private let weekdays: [(place: TextRange, day: PartialDate, name: Int)]
  /// All years that the document names, those of its periods included.
  private let years: Set<Int>

  private struct Anchor {
    var offset: Int
    var day: CalendarDay
    /// The first day of a time that something takes: what is applied for lies in it, what is asked of
    /// applicants before.
    var start: CalendarDay?
  }

  init(_ context: AnnotatedDocument, published: CallDate?) {
    self.published = published?.lastDay
    var anchors: [Anchor] = []
    for type in ["deadline", "opening", "window", "event", "date", "datetime", "daterange"] {
      for annotation in context.all(type) {
        guard let day = Self.day(annotation.value), day.year >= Self.firstYear else { continue }
        let start = type == "daterange" ? Self.longStart(annotation.value) : nil
        anchors.append(Anchor(offset: annotation.range.start, day: day, start: start))
      }
    }
    self.anchors = anchors.sorted { ($0.offset, $0.day) < ($1.offset, $1.day) }
    var year: Int?
    if let title = context.titleBlock {
      for annotation in context.all("date", in: title.range) {
        if case .date(let value) = annotation.value { year = year ?? value.date.year }
      }
    }
    titleYear = year
    firstOfTwo = context.titleBlock.flatMap {
      Self.firstOfTwo(context.all("daterange", in: $0.range))
    }
    dateline = Self.dateline(context)
    past = context.all("past-day").map(\.valueRange)
    everyYear = context.all("day-of-any-year").map(\.range)
    weekdays = context.all("day-of-week").compactMap { annotation in
      guard case .date(let value) = annotation.value,
        let name = annotation["weekday"].flatMap({ Int($0) })
      else { return nil }
      return (annotation.range, value.date, name)
    }
    let named = Set(
      context.all("date").compactMap { annotation -> Int? in
        guard case .date(let value) = annotation.value, let year = value.date.year else {
          return nil
        }
        return year < Self.firstYear ? nil : year
      })
    onlyYear = named.count == 1 ? named.first : nil
    years = weekdays.isEmpty ? [] : named.union(Self.spans(context))
  }

  /// Older days are those of laws (« loi du 1er juillet 1901 »), not of calls.
  private static let firstYear = 1985

  private static func firstOfTwo(_ ranges: Annotations) -> Int? {
    ranges.lazy.compactMap { annotation -> Int? in
      guard case .range(let range) = annotation.value, let first = range.start?.date.year,
        range.start?.date.month == nil, range.end?.date.year == first + 1
      else { return nil }
      return first
    }.first
  }

  /// A day that is all of its line and has no part in the call.
  private static func dateline(_ context: AnnotatedDocument) -> CalendarDay? {
    let roles = ["deadline", "opening", "window", "event"].flatMap { context.all($0) }
    let line = context.all("date").prefix { $0.range.start < headLength }.first { date in
      context.block(at: date.range.start).map {
        $0.cell == nil && $0.range.length <= date.range.length + 4
      } ?? false && !roles.contains { $0.range.overlaps(date.range) }
    }
    guard case .date(let value)? = line?.value, value.date.day != nil else { return nil }
    return value.date.days?.lowerBound
  }

  /// Bytes of the head of a text, where news give their day.
  private static let headLength = 400

  /// The years of periods: « 2021-2027 ».
  private static func spans(_ context: AnnotatedDocument) -> Set<Int> {
    Set(
      context.all("daterange").flatMap { annotation -> [Int] in
        guard case .range(let range) = annotation.value, let first = range.start?.date.year,
          let last = range.end?.date.year, first <= last, last - first < longestSpan
        else { return [] }
        return Array(first...last)
      })
  }

  /// Years of a programme's period, at most.
  private static let longestSpan = 12

  private static func day(_ value: Value) -> CalendarDay? {
    switch value {
    case .date(let date): date.date.month == nil ? nil : date.date.days?.lowerBound
    case .range(let range):
      (range.end ?? range.start).flatMap { $0.date.month == nil ? nil : $0.date.days?.lowerBound }
    default: nil
    }
  }

  /// Days that make a stretch of time rather that of works or of a network than that of applying.
  private static let longStretch = 270

  private static func longStart(_ value: Value) -> CalendarDay? {
    guard case .range(let range) = value, let start = range.start?.date.days?.lowerBound,
      let end = range.end, end.date.month != nil, let last = end.date.days?.upperBound,
      start.adding(days: longStretch) <= last
    else { return nil }
    return start
  }

  /// The day before which nothing in the document can still be due: that of its publication, else
  /// the first of the year before the one in its title.
  var firstDay: CalendarDay? {
    published ?? titleYear.map { CalendarDay(year: $0 - 1, month: 1, day: 1) }
  }

  /// The years of a window over the turn of a year, in a call of two: « 2022-2023 : du 3 octobre au
  /// 15 janvier ».
  func years(from start: PartialDate, to end: PartialDate, at place: TextRange) -> (Int, Int)? {
    guard let firstOfTwo, !isOfAnyYear(place), start.year == nil, end.year == nil,
      let first = start.month,
      let last = end.month, first > last
    else { return nil }
    return (firstOfTwo, firstOfTwo + 1)
  }

  private func isOfAnyYear(_ place: TextRange) -> Bool { everyYear.contains { $0.overlaps(place) } }

  /// nil where nothing in the document tells, and for a day that comes every year.
  func year(for date: PartialDate, at place: TextRange) -> Int? {
    guard let month = date.month, !isOfAnyYear(place) else { return nil }
    if let name = weekday(of: date, at: place) {
      let guess = plainYear(month, date, at: place)
      if let year = year(of: date, month, named: name, near: guess) { return year }
    }
    return plainYear(month, date, at: place)
  }

  /// The name in the week of a day, where the text gives it.
  private func weekday(of date: PartialDate, at place: TextRange) -> Int? {
    guard !weekdays.isEmpty else { return nil }
    return weekdays.first {
      $0.place.overlaps(place) && $0.day.month == date.month && $0.day.day == date.day
    }?.name
  }

  /// The year in which the day bears the name: the one nearest to a guess, else the only one of those
  /// that the document names.
  private func year(of date: PartialDate, _ month: Int, named name: Int, near guess: Int?) -> Int? {
    guard let day = date.day else { return nil }
    func fits(_ year: Int) -> Bool {
      CalendarDay(year: year, month: month, day: day).weekday == name
    }
    if let guess { return [guess, guess - 1, guess + 1].first(where: fits) }
    let fitting = years.filter(fits)
    return fitting.count == 1 ? fitting.first : nil
  }

  /// The year of the nearest day that is the same but for its year; none of a round gone by.
  private func yearOfSameDay(_ month: Int, _ date: PartialDate, at place: TextRange) -> Int? {
    guard let number = date.day else { return nil }
    let first = (published ?? dateline)?.adding(days: -Self.longestNews)
    return anchors.filter {
      $0.start == nil && $0.day.day == number && $0.day.month == month && $0.day >= first ?? $0.day
    }.min { abs($0.offset - place.start) < abs($1.offset - place.start) }?.day.year
  }

  /// Days after a deadline on which a page may still tell of it.
  private static let longestNews = 31

  private func plainYear(_ month: Int, _ date: PartialDate, at place: TextRange) -> Int? {
    if let same = yearOfSameDay(month, date, at: place),
      !past.contains(where: { $0.overlaps(place) })
    {
      return same
    }
    // The day of publication is before the dates that it announces.
    if let published = published ?? dateline {
      if past.contains(where: { $0.overlaps(place) }) {
        let same = CalendarDay(year: published.year, month: month, day: date.day ?? 1)
        return same <= published ? published.year : published.year - 1
      }
      let same = CalendarDay(year: published.year, month: month, day: date.day ?? 28)
      return same.adding(days: Self.longestNews) >= published ? published.year : published.year + 1
    }
    if let titleYear { return titleYear }
    let nearest = anchors.min { abs($0.offset - place.start) < abs($1.offset - place.start) }
    if let start = nearest?.start {
      let same = CalendarDay(year: start.year, month: month, day: date.day ?? 1)
      return same <= start.adding(days: YearPlaces.earlyStart) ? start.year : start.year - 1
    }
    return nearest?.day.year ?? onlyYear
  }
}
