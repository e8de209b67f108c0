import Documents
import RuleEngine

/// Passages outside a document's calls that each name the programme of one of them: items of a
/// survey, rows of a table.
struct Survey {
  /// Ids of the programmes that each passage names, of those that have a call.
  private var named: [TextRange: Set<String>] = [:]

  /// - Parameter programmes: the id of each call's programme, nil where its name tells none.
  init(programmes: [String?], outside bodies: [TextRange], _ context: AnnotatedDocument) {
    let ids = Set(programmes.compactMap { $0 })
    guard ids.count > 1 else { return }
    let rows = Self.rows(context)
    for annotation in context.all("programme") {
      guard let id = Nameplate.family(context.entry(annotation), context)?.id, ids.contains(id),
        let block = context.block(at: annotation.range.start),
        !bodies.contains(where: { $0.overlaps(block.range) })
      else { continue }
      let range = block.cell.flatMap { rows[Row(table: $0.table, row: $0.row)] } ?? block.range
      named[range, default: []].insert(id)
    }
  }

  /// Passages on this programme alone.
  func passages(of programme: String?) -> [TextRange] {
    named.filter { $0.value.count == 1 && $0.value.first == programme }.map(\.key).sorted()
  }

  /// Passages on other programmes.
  func others(than programme: String?) -> [TextRange] {
    named.filter { pair in programme.map { !pair.value.contains($0) } ?? false }.map(\.key).sorted()
  }

  private struct Row: Hashable {
    var table: Int
    var row: Int
  }

  private static func rows(_ context: AnnotatedDocument) -> [Row: TextRange] {
    var rows: [Row: TextRange] = [:]
    for block in context.blocks {
      guard let cell = block.cell else { continue }
      let key = Row(table: cell.table, row: cell.row)
      let row = rows[key] ?? block.range
      rows[key] = TextRange(
        min(row.start, block.range.start), max(row.end, block.range.end))
    }
    return rows
  }
}
