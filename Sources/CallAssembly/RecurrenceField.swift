import CallModel
import RuleEngine

/// Whether a call comes once, again and again, or stands open.
enum RecurrenceField {
  /// The windows of a call that stands open, whose days are those on which it is looked at.
  static func windows(_ windows: [Window], of recurrence: Stated<Recurrence>?) -> [Window] {
    guard recurrence?.value == .permanent else { return windows }
    return windows.map { window in
      var open = window
      open.model = .permanent
      return open
    }
  }

  static func recurrence(
    _ context: AnnotatedDocument, _ scope: CallScope, windows: [Window]
  ) -> Stated<Recurrence>? {
    if let annotation = scope.all("recurrence", context).first,
      let value = annotation["value"].flatMap({ Recurrence(rawValue: $0) }),
      value != .permanent || windows.flatMap(\.deadlines).allSatisfy({ $0.stage == .cutOff })
    {
      return Stated(value, [context.evidence(annotation)])
    }
    return windows.contains { !$0.deadlines.isEmpty } ? Stated(.oneOff, []) : nil
  }
}
