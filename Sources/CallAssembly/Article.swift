import CallModel
import Documents
import RuleEngine

/// A heading and what stands under it, as in a newsletter.
struct Article {
  let range: TextRange
  private let heading: TextRange
  private let context: AnnotatedDocument

  init(_ heading: TextBlock, _ context: AnnotatedDocument) {
    let next = context.blocks[(heading.number + 1)...].first {
      $0.isHeading && $0.level <= heading.level || $0.isTitle
    }
    range = TextRange(heading.range.start, next?.range.start ?? context.whole.end)
    self.heading = heading.range
    self.context = context
  }

  /// The heading names a call or a programme. « Quel est le processus de réponse à l'appel à projets ? »
  /// asks about the one call.
  var isNamed: Bool {
    (context.has("call-name", in: heading) || context.has("programme", in: heading))
      && context.lastScalar(of: heading) != "?"
  }

  /// A deadline or a window stands under it.
  var isDated: Bool { CallScopes.hasDeadline(context, in: range) }

  /// The heading begins with a number.
  var isNumbered: Bool {
    context.unicodeScalars(of: heading).first { $0 != "#" && $0 != " " }?.isFigure ?? false
  }

  /// The heading is about what is no call: events, jobs, results.
  var isAside: Bool {
    context.all("kind-cue", in: heading).contains { cue in
      cue["kind"].flatMap { context.kinds.weightAgainst($0) } ?? 0 > 0
    }
  }
}
