import Documents
import RuleEngine

extension CallScopes {
  /// Sections that each tell of a standing scheme, in a document without dates: those whose heading
  /// names one, and those right after them that speak of calls. None where fewer than two are named.
  static func schemes(_ context: AnnotatedDocument) -> [TextRange] {
    guard !hasDeadline(context, in: context.whole) else {
      return []
    }
    let headings = context.blocks.filter { $0.isHeading }
    for level in Set(headings.map(\.level)).sorted() {
      let sections = headings.filter { $0.level == level }.map { heading in
        (article: Article(heading, context), scheme: scheme(heading, context))
      }
      guard Set(sections.compactMap(\.scheme)).count > 1 else { continue }
      var parts: [TextRange] = []
      var isNeighbour = false
      for section in sections {
        let speaks = context.has("call-name", in: section.article.range)
        isNeighbour = !section.article.isAside && (section.scheme != nil || isNeighbour && speaks)
        if isNeighbour { parts.append(section.article.range) }
      }
      return parts
    }
    return []
  }

  /// The scheme that a heading names; a programme is rather what a section explains.
  private static func scheme(_ heading: TextBlock, _ context: AnnotatedDocument) -> String? {
    guard let entry = Nameplate.name(heading, context),
      entry.attribute("kind") == "scheme"
        || context.has("call-name", in: heading.range)
    else { return nil }
    return entry.id
  }
}
