import CallModel
import Documents
import RuleEngine

/// The stretches of a document that speak of one call.
struct CallScope {
  /// Where the call's own facts stand.
  var body: TextRange
  /// Where facts stand that hold for all calls of the document (its head); empty for a single call.
  var shared: TextRange
  /// Where conditions that hold for all calls stand after them; none for a single call.
  var closing: [TextRange] = []
  /// Cells of other rows that span its own.
  var spanning: [TextRange] = []
  /// Passages outside the call that name its programme alone, and those that name other calls'
  /// programmes, as items of a survey do.
  var elsewhere: [TextRange] = []
  var foreign: [TextRange] = []
  /// The programme or fund whose name stands above the body, as on a slide.
  var nameplate: GazetteerName?
  /// The line with that name.
  var plate: TextRange?
  /// The passage of the body that names the call, where its form tells.
  var name: TextRange?
  /// The item of a list of programmes that the body is.
  var listed: ListedProgramme?

  /// What only the call itself or the head of its document tells: a closing section that holds for
  /// all calls has no date and no name of any of them.
  private static let ownTypes = [
    "window", "deadline", "opening", "event", "reference", "recurrence", "deadline-stage",
  ]

  /// What a passage about the programme tells of the call.
  private static let elsewhereTypes = ["party-role"]

  /// Annotations of a type that belong to the call: its own, else those shared by all.
  func all(_ type: String, _ context: AnnotatedDocument) -> Annotations {
    let own = context.all(type, in: body)
    guard own.isEmpty, !isAlone else { return own }
    if let cell = spanning.first(where: { context.has(type, in: $0) }) {
      return context.all(type, in: cell)
    }
    let head = shared.isEmpty ? [] : inHead(type, context)
    guard head.isEmpty, !Self.ownTypes.contains(type) else { return head }
    let others = Self.elsewhereTypes.contains(type) ? closing + elsewhere : closing
    return Annotations(others.flatMap { context.all(type, in: $0) })
  }

  /// Nothing outside the body tells of the call.
  private var isAlone: Bool { shared.isEmpty && closing.isEmpty && elsewhere.isEmpty }

  /// What the document's head tells of the call: not what it says of other calls' programmes. The day
  /// that a deck's first slide bears is that of the talk.
  private func inHead(_ type: String, _ context: AnnotatedDocument) -> Annotations {
    let head = context.all(type, in: shared)
    let isDeck = context.document.isDeck && type == "event"
    guard isDeck || !foreign.isEmpty else { return head }
    return Annotations(
      head.filter { annotation in
        !foreign.contains { $0.contains(annotation.range) }
          && !(isDeck && context.document.page(at: annotation.range.start) == 1)
      })
  }

  func mentioned(_ type: String, _ context: AnnotatedDocument) -> [Mentioned] {
    let cell = spanning.first { context.has(type, in: $0) && !context.has(type, in: body) }
    let own = context.mentioned(type, in: cell ?? body)
    // The head of a list of programmes tells which bodies they are of, not what each is about.
    let isItems = listed != nil && Self.itemTypes.contains(type)
    return own.isEmpty && !shared.isEmpty && !isItems
      ? context.mentioned(type, in: shared) : own
  }

  /// What each item of a list of programmes tells of itself.
  private static let itemTypes = ["theme", "fund", "territory"]
}

/// Finds the calls of a document: one in most, a row each in a calendar table.
enum CallScopes {
  /// The document as one call.
  static func whole(_ context: AnnotatedDocument) -> CallScope {
    CallScope(
      body: TextRange(0, context.document.text.utf8.count), shared: TextRange(0, 0))
  }

  /// The calls, and the form of a document that lists several.
  static func scopes(
    _ context: AnnotatedDocument
  ) -> (scopes: [CallScope], form: DocumentRecord.Kind?) {
    let whole = TextRange(0, context.document.text.utf8.count)
    let attached = attachments(context)
    if !attached.isEmpty {
      return (attached.map { CallScope(body: $0, shared: TextRange(0, 0)) }, nil)
    }
    let rows = CalendarTable.calls(context)
    if rows.count > 1 {
      let head = TextRange(0, rows[0].body.start)
      let closing = closing(after: rows[rows.count - 1].body.end, context)
      return (
        rows.map {
          CallScope(body: $0.body, shared: head, closing: closing, spanning: $0.spanning)
        }, .calendar
      )
    }
    let parts = articles(context)
    if parts.count > 1 {
      let head = TextRange(0, parts[0].start)
      let closing =
        closing(after: parts[parts.count - 1].end, context) + followers(of: parts, context)
      let programmes = parts.map { programme(above: $0, context) }
      let survey = Survey(programmes: programmes, outside: parts, context)
      let scopes = zip(parts, programmes).map { part, programme in
        CallScope(
          body: part, shared: head, closing: closing,
          elsewhere: survey.passages(of: programme), foreign: survey.others(than: programme))
      }
      return (scopes, .list)
    }
    let lines = lines(context)
    guard lines.isEmpty else { return (lines, .list) }
    let plates = Nameplate.calls(context)
    if !plates.isEmpty {
      let survey = Survey(
        programmes: plates.map(\.entry.id), outside: plates.map(\.body), context)
      return (
        plates.map {
          CallScope(
            body: $0.body, shared: TextRange(0, 0),
            elsewhere: survey.passages(of: $0.entry.id),
            nameplate: $0.entry, plate: $0.line)
        }, nil
      )
    }
    let news = paragraphs(context)
    if let first = news.first {
      let head = TextRange(0, first.start)
      return (news.map { CallScope(body: $0, shared: head) }, .list)
    }
    let items = items(context)
    if let first = items.first {
      let head = TextRange(0, first.start)
      return (items.map { CallScope(body: $0, shared: head) }, .list)
    }
    let listed = listed(context)
    guard listed.isEmpty else { return (listed, .programme) }
    let schemes = schemes(context)
    guard schemes.isEmpty else {
      return (schemes.map { CallScope(body: $0, shared: TextRange(0, 0)) }, nil)
    }
    return ([CallScope(body: whole, shared: TextRange(0, 0))], nil)
  }

  /// The items of a list of programmes.
  static func listed(_ context: AnnotatedDocument) -> [CallScope] {
    let items = ListedProgramme.all(context)
    guard let first = items.first else { return [] }
    let head = TextRange(0, first.body.start)
    return items.map { CallScope(body: $0.body, shared: head, listed: $0) }
  }

  /// The programme that a section's heading names.
  private static func programme(above section: TextRange, _ context: AnnotatedDocument) -> String? {
    context.block(at: section.start).flatMap { Nameplate.name($0, context)?.id }
  }

  /// Sections after the last call whose heading says that they hold for all.
  private static func closing(after end: Int, _ context: AnnotatedDocument) -> [TextRange] {
    context.blocks.filter {
      $0.isHeading && $0.range.start >= end && context.has("shared-cue", in: $0.range)
    }.map { Article($0, context).range }
  }

  static func letterCount(_ range: TextRange, _ context: AnnotatedDocument) -> Int {
    context.letterCount(range)
  }

  static func hasDeadline(_ context: AnnotatedDocument, in range: TextRange) -> Bool {
    context.has("deadline", in: range) || context.has("window", in: range)
  }

  /// Sections that each hold a call: those under a heading that names one, with a deadline of their
  /// own; and where there are two of these, or one in a document that calls itself a list, their
  /// neighbours that have a deadline or a number like theirs.
  private static func articles(_ context: AnnotatedDocument) -> [TextRange] {
    guard hasDeadline(context, in: context.whole) else { return [] }
    let headings = context.blocks.filter { $0.isHeading }
    let isList = context.titleBlock.map { title in
      context.all("kind-cue", in: title.range).contains { $0["kind"] == "list" }
    }
    for level in Set(headings.map(\.level)).sorted() {
      let sections = headings.filter { $0.level == level }.map { Article($0, context) }
      let named = sections.filter { $0.isNamed && $0.isDated }
      guard named.count >= (isList == true ? 1 : 2) else { continue }
      let areNumbered = named.allSatisfy(\.isNumbered)
      let parts = sections.filter { section in
        !section.isAside && (section.isDated || areNumbered && section.isNumbered)
      }.map(\.range)
      if parts.count >= 2, isDistinct(parts, context) { return parts }
    }
    return []
  }

  /// Whether a day on which one part closes is none on which another does.
  static func isDistinct(_ parts: [TextRange], _ context: AnnotatedDocument) -> Bool {
    let ends = parts.map { part in
      (context.all("deadline", in: part) + context.all("window", in: part)).compactMap {
        lastDay($0.value)
      }
    }
    return ends.contains { some in
      some.contains { day in
        ends.contains { others in
          !others.isEmpty && !others.contains { isSameDay($0, day) }
        }
      }
    }
  }

  private static func lastDay(_ value: Value) -> PartialDate? {
    switch value {
    case .date(let value): value.until ?? value.date
    case .range(let range): (range.end ?? range.start).map { $0.until ?? $0.date }
    default: nil
    }
  }

  /// The same but for a year that one of them leaves out (« 24 janvier - 18 mars »).
  private static func isSameDay(_ a: PartialDate, _ b: PartialDate) -> Bool {
    a.month == b.month && a.day == b.day && (a.year == nil || b.year == nil || a.year == b.year)
  }
}
