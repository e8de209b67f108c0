import CallModel
import Documents
import RuleEngine

/// What form a document has, and whether it holds something to apply to.
///
/// Rules give points to kinds (`kind-cue`), the gazetteers `document-kind` and `call-fact` say what
/// kinds and facts mean; this only adds them up. Points in the title count
/// threefold (sixfold for what is no call), in the first tenth of the text twice; words repeated count
/// once, but stand for the title where they head page after page. Words that may be a call's name
/// (« dispositif », « aide à ») make none by themselves: something must be said of applying, or of what
/// a call has.
struct DocumentKind {
  let kind: DocumentRecord.Kind
  let isCall: Bool

  /// Points that make a document's form.
  private static let enough = 3.0
  /// Bytes of a document's head, where a heading counts as its title.
  private static let firstLines = 300
  /// What words on another kind weigh in the body of a text: a regulation speaks of juries,
  /// recruitment and results without being a job or a result. Short news hardly does: the bytes up to
  /// which all of a text tells what it is.
  private static let passing = 0.3
  private static let shortNews = 900.0

  init(_ context: AnnotatedDocument) {
    let cues = KindCues(context) { Self.factor(context, $0, isCall: $1) }
    let points = cues.points(inBody: Self.passing)
    let length = Double(context.document.text.utf8.count)
    let telling = cues.points(inBody: min(1, max(Self.passing, Self.shortNews / length)))
    let facts = context.kinds.facts.reduce(0) { sum, fact in
      context.count(of: fact.type) > 0 ? sum + fact.points : sum
    }
    let call = min(points["call"] ?? 0, 5) + min(facts, 5)
    let against =
      telling.map { kind, points in
        points * context.kinds.weightAgainst(kind)
      }.max() ?? 0
    isCall =
      call >= Self.enough && call > against && Self.speaksOfApplying(context)
      && !Self.isThin(context)
    kind = Self.form(context, points: points, isCall: isCall)
  }

  /// A long text that speaks of calls now and then, by chance: a manual, a thesis, a budget.
  private static func isThin(_ context: AnnotatedDocument) -> Bool {
    let length = context.document.text.utf8.count
    guard length > longText else { return false }
    let facts = context.kinds.facts.reduce(0) { sum, fact in
      fact.isTelling ? sum + context.count(of: fact.type) : sum
    }
    let cues = context.all("kind-cue").count { $0["kind"] == "call" }
    return (facts + cues) * bytesPerMention < length
  }

  /// Bytes from which a text must go on speaking of its call. The thinnest true calls of that length
  /// (règlements, guides, notices of 20 to 60 pages) say something of it every 2,000 bytes.
  private static let longText = 20_000
  private static let bytesPerMention = 6_000

  /// A fact that only calls have, words on applying, or a title that names a call.
  private static func speaksOfApplying(_ context: AnnotatedDocument) -> Bool {
    let telling = context.kinds.facts.contains { $0.isTelling && context.count(of: $0.type) > 0 }
    return telling
      || context.all("kind-cue").contains { cue in
        cue["kind"] == "call"
          && (cue["sign"] != "name" || factor(context, cue.range, isCall: true) ?? 0 > 2)
      }
  }

  /// In a heading among the first lines: a letterhead is often taken for the title.
  private static func isFirstHeading(_ cue: TextRange, _ context: AnnotatedDocument) -> Bool {
    guard cue.start < firstLines, let block = context.block(at: cue.start) else {
      return false
    }
    return block.isHeading || block.isTitle
  }

  /// The very first words, or in capitals among them: the title of a text whose lines are lost.
  private static func isTitleLike(_ cue: TextRange, _ context: AnnotatedDocument) -> Bool {
    if cue.start == context.blocks.first?.range.start { return true }
    guard cue.start < firstLines, cue.length >= shortestCapitals else { return false }
    return !context.unicodeScalars(of: cue).contains(where: \.properties.isLowercase)
  }

  /// Bytes of a name in capitals: an acronym is always so.
  private static let shortestCapitals = 10

  /// nil in the body.
  private static func factor(
    _ context: AnnotatedDocument, _ cue: TextRange, isCall: Bool
  ) -> Double? {
    if let title = context.titleBlock, title.range.contains(cue.start) {
      return isCall ? 3 : 6
    }
    if isFirstHeading(cue, context) || isCall && isTitleLike(cue, context) { return 3 }
    let length = context.document.text.utf8.count
    if cue.start < max(400, min(1500, length / 10)) { return 2 }
    return nil
  }

  private static func form(
    _ context: AnnotatedDocument, points: [String: Double], isCall: Bool
  ) -> DocumentRecord.Kind {
    if context.document.isDeck { return points["budget"] ?? 0 > 2 ? .budget : .deck }
    let best = points.filter { $0.key != "call" && $0.value >= enough }.max {
      ($0.value, $1.key) < ($1.value, $0.key)
    }
    if let best, !isCall || best.value > (points["call"] ?? 0),
      let form = context.kinds.form(of: best.key)
    {
      return DocumentRecord.Kind(rawValue: form) ?? .other
    }
    return isCall ? .call : .page
  }
}
