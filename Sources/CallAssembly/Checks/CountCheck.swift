import CallModel
import Documents
import RuleEngine

/// « 4 axes » above a list of three, and lists that count 1, 2, 3, 1.
enum CountCheck {
  static func warnings(_ context: AnnotatedDocument) -> [DocumentRecord.Warning] {
    context.all("axis-count").flatMap { warnings($0, context) }
  }

  /// Bytes after the count within which its list begins and goes on.
  private static let reach = 700

  private static func warnings(
    _ count: Annotation, _ context: AnnotatedDocument
  ) -> [DocumentRecord.Warning] {
    guard case .count(let bounds) = count.value, let told = bounds.min?.whole, told > 1, told < 13
    else { return [] }
    let next = context.all("axis-count").first { $0.range.start >= count.range.end }
    let end = min(
      count.range.end + reach, next?.range.start ?? Int.max, context.document.text.utf8.count)
    let items = list(TextRange(count.range.end, max(count.range.end, end)), context)
    guard items.count > 1 else { return [] }
    var found: [DocumentRecord.Warning] = []
    let evidence = [context.evidence(count)] + items.prefix(10).map { context.evidence($0) }
    if items.count != told {
      found.append(DocumentRecord.Warning(id: "count-mismatch", evidence: evidence))
    }
    let numbers = items.compactMap { $0["code"].flatMap { Int($0) } }
    if numbers.count == items.count, numbers != Array(numbers[0]..<(numbers[0] + numbers.count)) {
      found.append(DocumentRecord.Warning(id: "list-numbering", evidence: evidence))
    }
    return found
  }

  /// Axes that follow one another, all of one level.
  private static func list(_ range: TextRange, _ context: AnnotatedDocument) -> [Annotation] {
    let axes = context.all("axis", in: range)
    guard let first = axes.first else { return [] }
    var items: [Annotation] = []
    var end = range.start
    for axis in axes where axis["level"] == first["level"] {
      guard axis.range.start - end < 220 else { break }
      if items.contains(where: { $0["code"] == axis["code"] }) && axis["listed"] != "yes" { break }
      items.append(axis)
      end = axis.range.end
    }
    return items
  }
}
