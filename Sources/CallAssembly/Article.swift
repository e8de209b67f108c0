import CallModel
import Documents
import RuleEngine

/// A heading and what stands under it, as in a newsletter.
struct Article {
  let range: TextRange
  /// The heading names a call or a programme.
  let isNamed: Bool
  /// A deadline or a window stands under it.
  let isDated: Bool
  /// The heading begins with a number.
  let isNumbered: Bool
  /// The heading is about what is no call: events, jobs, results.
  let isAside: Bool

  init(_ heading: Block, _ context: AnnotatedDocument) {
    let next = context.document.blocks.first {
      $0.range.start > heading.range.start
        && ($0.role == .heading && $0.level <= heading.level || $0.role == .title)
    }
    range = TextRange(
      heading.range.start, next?.range.start ?? context.document.text.utf8.count)
    // « Quel est le processus de réponse à l'appel à projets ? » asks about the one call.
    let asks = context.scalars.slice(heading.range).unicodeScalars.last == "?"
    isNamed =
      !asks
      && (!context.all("call-name", in: heading.range).isEmpty
        || !context.all("programme", in: heading.range).isEmpty)
    isDated = CallScopes.hasDeadline(context, in: range)
    isNumbered =
      context.scalars.slice(heading.range).unicodeScalars
      .first { $0 != "#" && $0 != " " }?.properties.numericType != nil
    isAside = context.all("kind-cue", in: heading.range).contains { cue in
      cue["kind"].flatMap { DocumentKind.weightAgainst($0, context) } ?? 0 > 0
    }
  }
}
