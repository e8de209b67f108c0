import CallModel
import RuleEngine

/// Whether a call comes once, again and again, or stands open.
enum RecurrenceField {
  static func recurrence(
    _ context: AnnotatedDocument, _ scope: CallScope, windows: [Window]
  ) -> Stated<Recurrence>? {
    if let annotation = scope.all("recurrence", context).first,
      let value = annotation["value"].flatMap({ Recurrence(rawValue: $0) }),
      value != .permanent || !windows.contains(where: { !$0.deadlines.isEmpty })
    {
      return Stated(value, [context.evidence(annotation)])
    }
    return windows.contains { !$0.deadlines.isEmpty } ? Stated(.oneOff, []) : nil
  }
}
