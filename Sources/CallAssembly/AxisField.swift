import CallModel
import Documents
import RuleEngine

/// Axes, priorities, objectives, measures, strands, lots and topics with their codes and labels.
enum AxisField {
  private static let depth: [Axis.Level] = [.axis, .priority, .specificObjective, .measure]

  static func axes(_ context: AnnotatedDocument, _ scope: CallScope) -> [Axis] {
    var axes: [Axis] = []
    for annotation in scope.all("axis", context) {
      guard let level = annotation["level"].flatMap({ Axis.Level(rawValue: $0) }) else { continue }
      let code = annotation["code"]?.uppercased()
      let (label, range) = label(annotation, context)
      let isListed = annotation["listed"] == "yes"
      if let i = axes.firstIndex(where: {
        // A list that begins to count anew (1, 2, 3, 1) holds another axis, not the first again.
        $0.level == level && $0.code == code && !(isListed && label != nil && $0.label != label)
      }) {
        if axes[i].label == nil { axes[i].label = label }
        if axes[i].evidence.count < 3 { axes[i].evidence.append(context.evidence(annotation)) }
        continue
      }
      axes.append(
        Axis(
          level: level, code: code, label: label, parent: parent(of: level, in: axes),
          evidence: [context.evidence(range, rule: annotation.rule)]))
    }
    return axes
  }

  /// The last one named of a level above.
  private static func parent(of level: Axis.Level, in axes: [Axis]) -> Int? {
    guard let rank = depth.firstIndex(of: level) else { return nil }
    return axes.lastIndex { axis in
      depth.firstIndex(of: axis.level).map { $0 < rank } ?? false
    }
  }

  /// What follows the code after a colon, dash or bracket, to the end of the line or sentence.
  private static func label(
    _ annotation: Annotation, _ context: AnnotatedDocument
  ) -> (String?, TextRange) {
    guard let block = context.block(at: annotation.range.start),
      annotation.range.end <= block.range.end
    else {
      return (nil, annotation.range)
    }
    let rest = Array(
      context.scalars.slice(TextRange(annotation.range.end, block.range.end)).unicodeScalars)
    var i = 0
    while i < rest.count, " :–—-).\u{A0}\u{202F}".unicodeScalars.contains(rest[i]) { i += 1 }
    guard i > 0, i < rest.count, i <= 6 else { return (nil, annotation.range) }
    var end = i
    while end < rest.count, end - i < 160, rest[end] != "\n", rest[end] != ";" {
      if rest[end] == ".", end + 1 >= rest.count || rest[end + 1] == " " { break }
      end += 1
    }
    let label = String(String.UnicodeScalarView(rest[i..<end]))
    let bytes = String(String.UnicodeScalarView(rest[..<end])).utf8.count
    let text = TitleField.clean(label)
    guard text.count > 2 else { return (nil, annotation.range) }
    return (text, TextRange(annotation.range.start, annotation.range.end + bytes))
  }
}
