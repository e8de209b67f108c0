import CallModel
import Documents
import RuleEngine

/// What form a document has, and whether it holds something to apply to.
///
/// Rules give points to kinds (`kind-cue`); this only adds them up. Points in the title count
/// threefold (sixfold for what is no call), in the first tenth of the text twice; words repeated count once.
struct DocumentKind {
  let kind: DocumentRecord.Kind
  let isCall: Bool

  init(_ context: AnnotatedDocument) {
    let points = Self.points(context)
    let facts = Self.facts(context)
    let call = min(points["call"] ?? 0, 5) + min(facts, 5)
    let others = ["job", "tender", "report", "budget", "event", "results", "act"]
    let against = others.map { points[$0] ?? 0 }.max() ?? 0
    isCall = call >= 3 && call > against
    kind = Self.form(context, points: points, isCall: isCall)
  }

  /// Points by kind; the same words count once, where they weigh most, so that long documents do
  /// not gather more than short ones.
  private static func points(_ context: AnnotatedDocument) -> [String: Double] {
    var best: [String: [String: Double]] = [:]
    for cue in context.all("kind-cue") {
      guard let kind = cue["kind"], let weight = cue["weight"].flatMap({ Double($0) }) else {
        continue
      }
      let words = context.scalars.slice(cue.range).lowercased()
      let value = weight * factor(context, cue)
      best[kind, default: [:]][words] = max(best[kind]?[words] ?? 0, value)
    }
    return best.mapValues { $0.values.sorted().reduce(0, +) }
  }

  private static func factor(_ context: AnnotatedDocument, _ cue: Annotation) -> Double {
    let isCall = cue["kind"] == "call"
    if let title = context.titleBlock, title.range.contains(cue.range.start) {
      return isCall ? 3 : 6
    }
    let length = context.document.text.utf8.count
    if cue.range.start < max(400, min(1500, length / 10)) { return 2 }
    // A regulation speaks of juries, recruitment and results without being a job or a result.
    return isCall ? 1 : 0.3
  }

  /// Facts that only a call states.
  private static func facts(_ context: AnnotatedDocument) -> Double {
    func some(_ type: String, _ points: Double) -> Double {
      context.all(type).isEmpty ? 0 : points
    }
    return some("deadline", 3) + some("window", 3) + some("opening", 1.5)
      + some("eligible-applicant", 1.5) + some("rate", 1) + some("grant", 1.5)
      + some("partnership", 0.5) + some("project-duration", 0.5) + some("programme", 1)
  }

  private static func form(
    _ context: AnnotatedDocument, points: [String: Double], isCall: Bool
  ) -> DocumentRecord.Kind {
    if context.document.isDeck { return points["budget"] ?? 0 > 2 ? .budget : .deck }
    let forms: [(String, DocumentRecord.Kind)] = [
      ("budget", .budget), ("report", .report), ("news", .news), ("results", .news),
      ("event", .news), ("guide", .guide), ("calendar", .calendar), ("list", .list),
      ("programme", .programme), ("job", .other), ("tender", .other), ("act", .other),
    ]
    let best = forms.filter { (points[$0.0] ?? 0) >= 3 }.max {
      (points[$0.0] ?? 0) < (points[$1.0] ?? 0)
    }
    if let best, !isCall || (points[best.0] ?? 0) > (points["call"] ?? 0) { return best.1 }
    return isCall ? .call : .page
  }
}
