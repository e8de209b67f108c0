import CallModel
import Documents
import RuleEngine

/// The year of a day that is written without one: from the nearest dated words, else from the day
/// the document was published.
struct YearInference {
  private let published: CalendarDay?
  /// Days and months of the document with their year, by place.
  private let anchors: [(offset: Int, day: CalendarDay)]
  /// Years named in the title.
  private let titleYear: Int?
  /// The one year that the document names: « l'édition 2025 ».
  private let onlyYear: Int?
  /// Places of days that are said to have passed (« le 14 mars dernier »).
  private let past: [TextRange]

  init(_ context: AnnotatedDocument, _ scope: CallScope, published: CallDate?) {
    self.published = published?.lastDay
    var anchors: [(Int, CalendarDay)] = []
    for type in ["deadline", "opening", "window", "event", "date", "datetime", "daterange"] {
      for annotation in context.all(type) {
        if let day = Self.day(annotation.value) { anchors.append((annotation.range.start, day)) }
      }
    }
    self.anchors = anchors.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var year: Int?
    if let title = context.titleBlock {
      for annotation in context.all("date", in: title.range) {
        if case .date(let value) = annotation.value { year = year ?? value.date.year }
      }
    }
    titleYear = year
    past = context.all("past-day").map(\.valueRange)
    let years = Set(
      context.all("date").compactMap { annotation -> Int? in
        guard case .date(let value) = annotation.value else { return nil }
        return value.date.year
      })
    onlyYear = years.count == 1 ? years.first : nil
  }

  private static func day(_ value: Value) -> CalendarDay? {
    switch value {
    case .date(let date): date.date.month == nil ? nil : date.date.days?.lowerBound
    case .range(let range):
      range.end?.date.month == nil ? nil : (range.end ?? range.start)?.date.days?.lowerBound
    default: nil
    }
  }

  /// The day before which nothing in the document can still be due: that of its publication, else
  /// the first of the year before the one in its title.
  var firstDay: CalendarDay? {
    published ?? titleYear.map { CalendarDay(year: $0 - 1, month: 1, day: 1) }
  }

  /// nil where nothing in the document tells.
  func year(for date: PartialDate, at place: TextRange) -> Int? {
    guard let month = date.month else { return nil }
    // The day of publication is before the dates that it announces.
    if let published {
      if past.contains(where: { $0.overlaps(place) }) {
        let same = CalendarDay(year: published.year, month: month, day: date.day ?? 1)
        return same <= published ? published.year : published.year - 1
      }
      let same = CalendarDay(year: published.year, month: month, day: date.day ?? 28)
      return same.adding(days: 31) >= published ? published.year : published.year + 1
    }
    if let titleYear { return titleYear }
    let nearest = anchors.min { abs($0.offset - place.start) < abs($1.offset - place.start) }
    return nearest?.day.year ?? onlyYear
  }
}
