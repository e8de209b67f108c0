import CallModel
import Documents
import RuleEngine

extension CallScopes {
  /// A mail's body and its attachments, as far as each has a deadline, where no two of them share
  /// one: then each is a call of its own. A mail that announces the call that it brings is one call.
  static func attachments(_ context: AnnotatedDocument) -> [TextRange] {
    guard let first = context.document.parts.first else { return [] }
    let stretches =
      [TextRange(0, first.range.start)] + context.document.parts.map(\.range)
    var seen: Set<PartialDate> = []
    var calls: [TextRange] = []
    for stretch in stretches {
      let days = days(in: stretch, context)
      guard !days.isEmpty else { continue }
      guard seen.isDisjoint(with: days) else { return [] }
      seen.formUnion(days)
      calls.append(stretch)
    }
    return calls.count > 1 ? calls : []
  }

  private static func days(
    in stretch: TextRange, _ context: AnnotatedDocument
  ) -> Set<PartialDate> {
    Set(
      context.all("deadline", in: stretch).compactMap { annotation in
        guard case .date(let value) = annotation.value else { return nil }
        return value.date
      })
  }
}
