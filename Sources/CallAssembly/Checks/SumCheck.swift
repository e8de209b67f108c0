import CallModel
import Documents
import RuleEngine

/// Totals that are not the sum of the lines above them.
///
/// A line counts that ends in its one sum, as lines of budgets do; a heading, a line of words and an
/// earlier total begin a new list. Nothing is said of a list of one line, of sums in several
/// currencies, and of lists whose lines hold further figures.
enum SumCheck {
  private struct Line {
    var value: Quantity
    var currency: String
    var evidence: Evidence
  }

  /// Bytes of a line that is not the sentence of a text.
  private static let longest = 120

  static func warnings(_ context: AnnotatedDocument) -> [DocumentRecord.Warning] {
    var found: [DocumentRecord.Warning] = []
    for list in lists(context) { found += check(list, context) }
    return found
  }

  /// The sums of running lines, and those of each column of a table.
  private static func lists(_ context: AnnotatedDocument) -> [[Annotation]] {
    let sums = context.all("money")
    var columns: [Place: [Annotation]] = [:]
    var running: [[Annotation]] = [[]]
    var end: Int?
    for sum in sums {
      guard let block = context.block(at: sum.range.start) else { continue }
      if let cell = block.cell {
        columns[Place(table: cell.table, column: cell.column), default: []].append(sum)
        continue
      }
      let isNear = end.map { sum.range.start - $0 < longest } ?? true
      let begins = block.isHeading && !isTotal(sum, context)
      if !isNear || begins { running.append([]) }
      running[running.count - 1].append(sum)
      end = sum.range.end
    }
    let tables = columns.sorted {
      ($0.key.table, $0.key.column) < ($1.key.table, $1.key.column)
    }.map(\.value)
    return running + tables
  }

  private struct Place: Hashable {
    var table: Int
    var column: Int
  }

  private static func check(
    _ sums: [Annotation], _ context: AnnotatedDocument
  ) -> [DocumentRecord.Warning] {
    var found: [DocumentRecord.Warning] = []
    var lines: [Line] = []
    for sum in sums {
      guard case .money(let bounds, let currency) = sum.value, let value = bounds.max,
        bounds.min == value
      else {
        lines = []
        continue
      }
      let line = Line(value: value, currency: currency, evidence: context.evidence(sum))
      guard isTotal(sum, context) else {
        lines.append(line)
        continue
      }
      if lines.count > 1, Set(lines.map(\.currency)) == [currency],
        lines.map(\.value.tenThousandths).reduce(0, +) != value.tenThousandths
      {
        found.append(
          DocumentRecord.Warning(
            id: "sum-mismatch", evidence: [line.evidence] + lines.prefix(8).map(\.evidence)))
      }
      lines = []
    }
    return found
  }

  private static func isTotal(_ sum: Annotation, _ context: AnnotatedDocument) -> Bool {
    context.all("total-cue").contains { $0.valueRange.overlaps(sum.range) }
      || isInTotalRow(sum, context)
  }

  private static func isInTotalRow(_ sum: Annotation, _ context: AnnotatedDocument) -> Bool {
    guard let cell = context.block(at: sum.range.start)?.cell, cell.column > 0 else { return false }
    return context.blocks.contains {
      $0.cell?.table == cell.table && $0.cell?.row == cell.row && $0.cell?.column == 0
        && context.has("total-label", in: $0.range)
    }
  }
}
