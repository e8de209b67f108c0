import CallModel
import Documents
import RuleEngine

/// What has to be joined to an application: the items under words that announce them.
enum AttachmentField {
  private static let most = 20
  /// Bytes of an item; what is longer is a paragraph about something else.
  private static let longest = 240

  static func attachments(_ context: AnnotatedDocument, _ scope: CallScope) -> [Passage] {
    var ranges: [TextRange] = []
    for cue in scope.all("attachment-cue", context) {
      for range in items(after: cue, context) where !ranges.contains(where: { $0.overlaps(range) })
      {
        ranges.append(range)
      }
    }
    return ranges.prefix(most).map { range in
      let evidence = context.evidence(range, rule: "attachments/listed")
      return Passage(text: TitleField.clean(evidence.quote), evidence: [evidence])
    }
  }

  /// The rest of the block after a colon, else the list that follows the block.
  private static func items(after cue: Annotation, _ context: AnnotatedDocument) -> [TextRange] {
    let blocks = context.blocks
    guard let i = blocks.firstIndex(where: { $0.range.contains(cue.range.start) }) else {
      return []
    }
    let own = parts(TextRange(cue.range.end, blocks[i].range.end), context)
    if !own.isEmpty { return own }
    return blocks[(i + 1)...].prefix { isItem($0) }.map { context.withoutMark($0.range) }.filter {
      // `- description: >-` leads in to the text below it.
      CallScopes.letterCount($0, context) > 2 && !context.scalars.slice($0).hasSuffix(">-")
    }
  }

  private static func isItem(_ block: TextBlock) -> Bool {
    block.isItem && block.range.length <= longest
  }

  /// What a colon announces, taken apart at semicolons, else at commas.
  private static func parts(_ rest: TextRange, _ context: AnnotatedDocument) -> [TextRange] {
    let bytes = Array(context.scalars.slice(rest).utf8)
    guard let colon = bytes.firstIndex(of: 0x3A), colon < 24 else { return [] }
    let stop = bytes.indices.first { i in
      i > colon && bytes[i] == 0x2E && (i + 1 == bytes.count || bytes[i + 1] == 0x20)
    }
    let end = stop ?? bytes.count
    let mark: UInt8 = bytes[colon..<end].contains(0x3B) ? 0x3B : 0x2C
    var found: [TextRange] = []
    var start = colon + 1
    for i in start...end where i == end || bytes[i] == mark {
      var (from, to) = (start, i)
      while from < to, bytes[from] == 0x20 { from += 1 }
      while to > from, bytes[to - 1] == 0x20 { to -= 1 }
      if to - from >= 3, to - from <= longest {
        found.append(TextRange(rest.start + from, rest.start + to))
      }
      start = i + 1
    }
    return found
  }
}
