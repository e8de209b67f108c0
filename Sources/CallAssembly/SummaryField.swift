import CallModel
import Documents
import Glibc
import RuleEngine

/// What a call is for, in its own words.
enum SummaryField {
  /// Whether it holds a full stop before a space, or ends in one, and no dots lead to a page number.
  private static func hasStop(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var place = text.baseAddress else { return false }
    let end = place + text.count
    var hasStop = false
    while place < end, let dot = memchr(place, 0x2E, end - place) {
      let first = UnsafePointer(dot.assumingMemoryBound(to: UInt8.self))
      place = first
      while place < end, place.pointee == 0x2E { place += 1 }
      if place - first >= leader { return false }
      if place == end || place.pointee == 0x20 { hasStop = true }
    }
    return hasStop
  }

  /// Dots side by side that lead to a page number.
  private static let leader = 4

  /// The paragraph that says what the call is for, else what a label or a heading calls its summary,
  /// else the first that is a sentence and neither a day in its role nor led in by a label (« Textes
  /// de référence : … »), else the first sentence. What a page says of itself is none.
  static func summary(
    _ context: AnnotatedDocument, _ scope: CallScope
  ) -> Stated<String>? {
    // A letterhead or an address is long enough, but no sentence.
    var early: [TextBlock] = []
    for block in context.blocks(in: scope.body)
    where block.isParagraph && block.range.length >= shortest
      && isSentence(block.range, context)
    {
      early.append(block)
      if early.count == reach { break }
    }
    let telling = early.filter { block in
      !context.has("page-talk", in: block.range) && !context.has("email", in: block.range)
        && !context.has("phone", in: block.range)
    }
    let chosen =
      early.lazy.compactMap { aim(of: $0, context) }.first
      ?? labelled(context, scope)
      ?? telling.prefix(3).first { !isDated($0.range, context) && !isLabelled($0.range, context) }?
      .range
      ?? (telling.first ?? early.first)?.range
    guard let chosen else { return nil }
    let range = cut(chosen, context)
    return Stated(
      TitleField.line(range, context),
      [context.evidence(range, rule: "sections/first-paragraph")])
  }

  /// Up to the last full stop within the length of a summary.
  private static func cut(_ range: TextRange, _ context: AnnotatedDocument) -> TextRange {
    let slice = context.scalars.slice(range)
    guard slice.utf8.count > longest else { return range }
    let head = slice.utf8.prefix(longest)
    if let stop = head.lastIndex(of: 0x2E) {
      return TextRange(range.start, range.start + slice.utf8[...stop].count)
    }
    guard let space = head.lastIndex(of: 0x20) else { return range }
    return TextRange(range.start, range.start + slice.utf8[..<space].count)
  }

  /// The paragraph where it says what the call is for; that sentence alone where the paragraph tells
  /// days as well, or is a page in one.
  private static func aim(of block: TextBlock, _ context: AnnotatedDocument) -> TextRange? {
    let cues = context.all("kind-cue", in: block.range).filter { $0["sign"] == "aim" }
    guard !cues.isEmpty else { return nil }
    if !isDated(block.range, context), block.range.length <= longest * 2 { return block.range }
    return cues.map { context.sentence(around: $0.range, limit: longest, acrossLines: true) }
      .first { $0.length >= shortest && !isDated($0, context) }
  }

  /// What a label or a heading calls the summary (« Description : … », « # En bref »).
  private static func labelled(_ context: AnnotatedDocument, _ scope: CallScope) -> TextRange? {
    for label in context.all("summary-label", in: scope.body) {
      guard
        let place = context.blocks.firstIndex(where: { $0.range.contains(label.range) })
      else { continue }
      let block = context.blocks[place]
      let rest = context.trimmedStart(TextRange(label.range.end, block.range.end))
      let own = block.isHeading || rest.length < shortest ? nil : rest
      let next = context.blocks[(place + 1)...].first
      let below = next.flatMap { next in
        next.isParagraph && next.range.length >= shortest ? next.range : nil
      }
      guard let text = own ?? below, !context.has("page-talk", in: text),
        !isDated(cut(text, context), context)
      else { continue }
      return text
    }
    return nil
  }

  /// It begins and ends as sentences do.
  private static func isSentence(_ range: TextRange, _ context: AnnotatedDocument) -> Bool {
    guard let first = context.unicodeScalars(of: range).first?.properties, !first.isLowercase,
      first.generalCategory != .otherPunctuation
    else { return false }
    return context.bytes.withUnsafeBufferPointer {
      hasStop(UnsafeBufferPointer(rebasing: $0[range.start..<range.end]))
    }
  }

  /// What a call is for is told among its first paragraphs.
  private static let reach = 8
  private static let shortest = 80
  private static let longest = 600

  private static func isDated(_ range: TextRange, _ context: AnnotatedDocument) -> Bool {
    CallScopes.hasDeadline(context, in: range) || context.has("opening", in: range)
  }

  /// A colon within the first words, as bytes.
  private static let labelReach = 40

  private static func isLabelled(_ range: TextRange, _ context: AnnotatedDocument) -> Bool {
    context.bytes[range.start..<min(range.end, range.start + labelReach)].contains(0x3A)
  }
}
