import CallModel
import Documents
import RuleEngine

/// Hours that are told apart from their day: once, after the last day of a list (« les 3 mars et 2 juin
/// à 12 h »), or in a sentence or a line of their own (« Le dépôt s'arrête à 17 h ce jour-là »).
struct HoursApart {
  typealias Hour = (time: String, zone: String?)

  /// By the place of a day without an hour, its hour and the passage that tells it.
  private var told: [TextRange: (hour: Hour, passage: Annotation)] = [:]

  /// - Parameter days: annotations whose value is a last day or a window, in any order.
  init(_ days: Annotations, _ context: AnnotatedDocument, _ scope: CallScope) {
    let days = days.sorted { $0.valueRange.start < $1.valueRange.start }
    shareInLists(days.filter { $0.type == "deadline" }, context)
    for passage in scope.all("deadline-hour", context) {
      guard case .time(let minutes, let zone) = passage.value else { continue }
      let hour = (time: DateValue.clock(minutes), zone: zone)
      let owners =
        passage["every"] == "yes" ? days : Self.nearest(passage, days, context).map { [$0] } ?? []
      for day in owners where Self.hour(of: day) == nil && told[day.range] == nil {
        told[day.range] = (hour, passage)
      }
    }
  }

  /// Gives a last day the hour that is told apart from it.
  func complete(_ date: inout CallDate, of day: Annotation, _ context: AnnotatedDocument) {
    guard date.time == nil, let (hour, passage) = told[day.range] else { return }
    date.time = hour.time
    date.timeZone = hour.zone
    date.evidence.append(context.evidence(passage))
  }

  // MARK: Lists of days

  private mutating func shareInLists(_ days: [Annotation], _ context: AnnotatedDocument) {
    for i in days.indices.dropLast().reversed() {
      let (day, next) = (days[i], days[i + 1])
      guard Self.hour(of: day) == nil, Self.isJoined(day, next, context) else { continue }
      told[day.range] = Self.hour(of: next).map { ($0, next) } ?? told[next.range]
    }
  }

  /// Nothing but a comma or a word that joins stands between: a day that begins with an article of
  /// its own has an hour of its own.
  private static func isJoined(
    _ day: Annotation, _ next: Annotation, _ context: AnnotatedDocument
  ) -> Bool {
    guard day.valueRange.end <= next.valueRange.start else { return false }
    let between = TextRange(day.valueRange.end, next.valueRange.start)
    return between.length <= longestJoin && !context.all("days-joined", in: between).isEmpty
  }

  /// Bytes of « , und ».
  private static let longestJoin = 8

  // MARK: Sentences of their own

  /// Bytes between an hour and the day before it, or the one after it, that it may belong to.
  private static let reach = (back: 400, ahead: 120)

  /// The last day before an hour; where none is near, the first after it. An hour that says nothing of
  /// what it is the hour of (`beside`) goes with the date right before it.
  private static func nearest(
    _ hour: Annotation, _ days: [Annotation], _ context: AnnotatedDocument
  ) -> Annotation? {
    let start = hour.valueRange.start
    if let before = days.last(where: { $0.valueRange.end <= start }),
      start - before.valueRange.end <= reach.back
    {
      let between = TextRange(before.valueRange.end, start)
      let isBeside = dates.allSatisfy { context.all($0, in: between).isEmpty }
      return isBeside || hour["beside"] != "yes" ? before : nil
    }
    guard hour["beside"] != "yes" else { return nil }
    return days.first {
      $0.valueRange.start >= hour.valueRange.end
        && $0.valueRange.start - hour.valueRange.end <= reach.ahead
    }
  }

  private static let dates = ["date", "datetime", "daterange"]

  private static func hour(of day: Annotation) -> Hour? {
    switch day.value {
    case .date(let value): value.time.map { ($0, value.zone) }
    case .range(let range): range.end?.time.map { ($0, range.end?.zone) }
    default: nil
    }
  }
}
