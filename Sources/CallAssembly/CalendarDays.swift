import CallModel
import Documents
import RuleEngine

/// Days of calendars in which each stands above what happens on it (`LabelledValues`), in the roles that
/// the lines below give them.
///
/// Such a day is the head of a row of two cells. What rules take it for by the lines around it is that
/// of the day before or after.
struct CalendarDays {
  /// Cells that hold a day alone.
  private var cells: [TextRange] = []
  private var told: [Annotation] = []

  /// Bytes of the mark of an item before a label.
  private static let longestMark = 4

  private static let days = ["date", "datetime", "daterange"]

  init(_ context: AnnotatedDocument, _ scope: CallScope) {
    var tables: Set<Int> = []
    for label in scope.all("day-label", context) {
      guard let block = context.block(at: label.range.start), block.number > 0,
        case let head = context.blocks[block.number - 1], Self.isRow(head, block),
        label.range.start - block.range.start <= Self.longestMark, cells.last != head.range
      else { continue }
      cells.append(head.range)
      if let table = head.cell?.table { tables.insert(table) }
      guard let role = label["role"],
        let day = Self.days.lazy.compactMap({ context.first($0, in: head.range) }).first
      else { continue }
      let stage = context.all("deadline-stage", in: block.range).first?["stage"]
      told.append(Self.annotation(day, in: role, stage: stage, label))
    }
    guard !cells.isEmpty else { return }
    // A label that no rule knows: its day has no role. Other tables have heads of another kind.
    let known = Set(cells)
    for block in context.blocks where block.number > 0 {
      let head = context.blocks[block.number - 1]
      guard let table = head.cell?.table, tables.contains(table), Self.isRow(head, block),
        !known.contains(head.range)
      else { continue }
      cells.append(head.range)
    }
  }

  /// Annotations of a type that belong to the call, those that calendars tell included.
  func all(_ type: String, _ context: AnnotatedDocument, _ scope: CallScope) -> Annotations {
    let all = scope.all(type, context)
    guard !cells.isEmpty else { return all }
    let others = all.filter { other in !cells.contains { $0.contains(other.range) } }
    return Annotations(others + told.filter { $0.type == type })
  }

  /// Whether a cell heads a row in which one other follows.
  private static func isRow(_ head: TextBlock, _ label: TextBlock) -> Bool {
    guard let first = head.cell, let second = label.cell else { return false }
    return first.isHeader && first.column == 0 && second.column == 1 && !second.isHeader
      && first.table == second.table && first.row == second.row
  }

  private static func annotation(
    _ day: Annotation, in role: String, stage: String?, _ label: Annotation
  ) -> Annotation {
    let isStretch = if case .range = day.value { true } else { false }
    let type =
      switch role {
      case "opening": "opening"
      case "deadline": isStretch ? "window" : "deadline"
      default: "event"
      }
    var attributes = [Annotation.Attribute(key: "role", value: role)]
    if let stage { attributes.append(Annotation.Attribute(key: "stage", value: stage)) }
    return Annotation(
      type: type, range: TextRange(day.range.start, label.range.end), valueRange: day.range,
      value: day.value, attributes: attributes, rule: label.rule)
  }
}
