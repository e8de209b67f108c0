import CallModel
import Documents
import RuleEngine

/// Days of a list whose hour is told once, after the last of them: « les 3 mars et 2 juin à 12 h ».
struct SharedHours {
  /// By the place of a day without an hour, the day of its list that has one.
  private var givers: [TextRange: Annotation] = [:]

  init(_ deadlines: [Annotation], _ context: AnnotatedDocument) {
    let days = deadlines.sorted { $0.valueRange.start < $1.valueRange.start }
    for i in days.indices.dropLast().reversed() {
      let (day, next) = (days[i], days[i + 1])
      guard Self.hour(of: day) == nil, Self.isJoined(day, next, context) else { continue }
      let giver = givers[next.range] ?? next
      if Self.hour(of: giver) != nil { givers[day.range] = giver }
    }
  }

  func giver(of day: Annotation) -> Annotation? { givers[day.range] }

  static func hour(of day: Annotation) -> (time: String, zone: String?)? {
    guard case .date(let value) = day.value, let time = value.time else { return nil }
    return (time, value.zone)
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
}

extension CallDate {
  /// With the hour of another day of its list, and the passage that tells it.
  private mutating func add(_ hour: (time: String, zone: String?), _ proof: Evidence) {
    time = hour.time
    timeZone = hour.zone
    evidence.append(proof)
  }

  mutating func takeHour(of day: Annotation, _ context: AnnotatedDocument) {
    guard time == nil, let hour = SharedHours.hour(of: day) else { return }
    add(hour, context.evidence(day))
  }
}
