import Documents
import RuleEngine

extension CallScopes {
  /// Paragraphs of a newsletter without headings, each on the call of another programme: it names the
  /// programme, says that it is a call and by which day to apply. None where a deadline stands
  /// elsewhere, where the title is of one programme, or where other text says more than they do.
  static func paragraphs(_ context: AnnotatedDocument) -> [TextRange] {
    let dates = context.all("deadline") + context.all("window")
    guard dates.count > 1, !isOfProgramme(context.titleBlock, context) else { return [] }
    var parts: [TextRange] = []
    var programmes = Set<Value>()
    for block in context.blocks where hasDeadline(context, in: block.range) {
      guard block.isParagraph || block.isItem, block.cell == nil,
        saysCall(block, context),
        let programme = context.first("programme", in: block.range),
        programmes.insert(programme.value).inserted
      else { return [] }
      parts.append(block.range)
    }
    guard parts.count > 1, isMostOfText(parts, context),
      dates.allSatisfy({ date in parts.contains { $0.contains(date.range) } }),
      isDistinct(parts, context)
    else { return [] }
    return parts
  }

  /// Letters of the text that calls told in a paragraph or a line make up at least.
  private static let shareOfText = 0.4

  static func isMostOfText(_ parts: [TextRange], _ context: AnnotatedDocument) -> Bool {
    let told = parts.reduce(0) { $0 + letterCount($1, context) }
    return Double(told) >= shareOfText * Double(letterCount(context.whole, context))
  }

  /// « appel à projets », or « lance un appel ».
  private static func saysCall(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    context.has("call-name", in: block.range)
      || context.all("kind-cue", in: block.range).contains { $0["kind"] == "call" }
  }

  private static func isOfProgramme(_ title: TextBlock?, _ context: AnnotatedDocument) -> Bool {
    title.map { context.has("programme", in: $0.range) } ?? false
  }
}
