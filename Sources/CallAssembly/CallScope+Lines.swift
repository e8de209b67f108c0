import Documents
import RuleEngine

extension CallScopes {
  /// Lines of a newsletter, each a call of its own: they begin with the names of other programmes, tell
  /// what is said of each after a colon or a dash, and by which day to apply. None where a deadline
  /// stands elsewhere, where the title is of one programme, or where other text says more than they do.
  static func lines(_ context: AnnotatedDocument) -> [CallScope] {
    let dates = context.all("deadline") + context.all("window")
    guard dates.count > 1, context.count(of: "programme") > 1, !context.document.isDeck,
      context.titleBlock.map({ !context.has("programme", in: $0.range) }) ?? true
    else { return [] }
    let calls = entries(context).filter { hasDeadline(context, in: $0.body) }
    guard calls.count > 1, Set(calls.map(\.programme)).count > 1,
      Set(calls.map { context.scalars.slice($0.name).lowercased() }).count == calls.count,
      dates.allSatisfy({ date in calls.contains { $0.body.contains(date.range) } }),
      isDistinct(calls.map(\.body), context),
      isMostOfText(calls.map(\.body), context)
    else { return [] }
    let head = TextRange(0, calls[0].body.start)
    return calls.map { CallScope(body: $0.body, shared: head, name: $0.name) }
  }

  /// What begins with the name of a programme, up to the end of what is said of it.
  private struct Entry {
    var programme: Value
    /// All before the colon.
    var name: TextRange
    var body: TextRange
  }

  private static func entries(_ context: AnnotatedDocument) -> [Entry] {
    var entries: [Entry] = []
    var isOpen = false
    for line in TextLine.all(context) {
      if !line.isHeading, let entry = entry(line, context) {
        entries.append(entry)
      } else if isOpen, line.isFurther {
        // A line that was broken where it was full.
        entries[entries.count - 1].body.end = line.range.end
      } else {
        isOpen = false
        continue
      }
      isOpen = !endsSentence(line, context)
    }
    return entries
  }

  private static func entry(_ line: TextLine, _ context: AnnotatedDocument) -> Entry? {
    guard let programme = context.first("programme", in: line.range) else { return nil }
    let lead = TextRange(line.range.start, programme.range.start)
    guard
      letterCount(lead, context) <= (context.has("call-name", in: lead) ? longestLead : shortLead)
    else { return nil }
    let rest = TextRange(programme.range.end, line.range.end)
    let text = context.scalars.slice(rest)
    guard let separator = text.firstIndex(where: { $0 == ":" || $0 == "–" || $0 == "—" }) else {
      return nil
    }
    let end = rest.start + text[..<separator].utf8.count
    let days = ["deadline", "window"].compactMap { context.first($0, in: line.range)?.range.start }
    // A day before the colon is no part of a name.
    guard end < days.min() ?? line.range.end else { return nil }
    let colon = text.firstIndex(of: ":").map { rest.start + text[..<$0].utf8.count } ?? end
    let sentence = context.sentence(around: programme.range)
    let name = TextRange(line.range.start, min(colon, days.min() ?? colon, sentence.end))
    guard !context.has("deadline-stage", in: name) else { return nil }
    return Entry(programme: programme.value, name: context.trimmed(name), body: line.range)
  }

  private static func endsSentence(_ line: TextLine, _ context: AnnotatedDocument) -> Bool {
    let last = context.scalars.slice(line.range).last { !$0.isWhitespace && $0 != "\u{A0}" }
    return last.map { ".!?;)".contains($0) } ?? true
  }

  /// Letters before a programme's name: of « AAP » or « Programme », and with the name of a call.
  private static let shortLead = 12
  private static let longestLead = 40
}
