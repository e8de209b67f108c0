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

  /// Sections whose numbers go on from that of the section in which the calls stand: « 2. Deux appels »,
  /// « A. … », « B. … », « 3. Candidats ».
  static func followers(of parts: [TextRange], _ context: AnnotatedDocument) -> [TextRange] {
    let headings = context.blocks.filter { $0.isHeading }
    guard let first = parts.first, let last = parts.last,
      parts.allSatisfy({ number(at: $0.start, context) == nil }),
      let lead = headings.last(where: { $0.range.end <= first.start }),
      let number = number(at: lead.range.start, context)
    else { return [] }
    return headings.filter { heading in
      heading.range.start >= last.end
        && (self.number(at: heading.range.start, context) ?? 0) > number
    }.map { Article($0, context).range }
  }

  /// The number with which a heading begins.
  private static func number(at start: Int, _ context: AnnotatedDocument) -> Int? {
    let head = TextRange(start, min(start + 4, context.document.text.utf8.count))
    let figures = context.scalars.slice(head).prefix { $0.isASCII && $0.isNumber }
    return Int(figures)
  }
}
