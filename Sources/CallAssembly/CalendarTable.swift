import Documents
import RuleEngine

/// A table that tells of several calls, one in each row.
///
/// Two rows do where the header says which column names the calls (« Appel », “Scheme”), or where each row
/// names a programme or a call; else three, whose first words are the names.
struct CalendarTable {
  private struct Row {
    var cells: [TextBlock]
    var range: TextRange
  }

  private let rows: [Row]
  private let width: Int
  /// The column that names the calls, where the header tells.
  private let nameColumn: Int?
  private let context: AnnotatedDocument

  /// A row, and the cells of rows above that span it as well.
  struct Call {
    var body: TextRange
    var spanning: [TextRange]
  }

  /// The rows of the first table of a document that is a calendar of calls.
  static func calls(_ context: AnnotatedDocument) -> [Call] {
    guard context.blocks.contains(where: { $0.cell != nil }),
      CallScopes.hasDeadline(context, in: context.whole)
    else { return [] }
    let cells = Dictionary(grouping: context.blocks.filter { $0.cell != nil }) { $0.cell?.table }
    for (_, cells) in cells.sorted(by: { $0.value[0].range.start < $1.value[0].range.start }) {
      let calls = CalendarTable(cells, context).calls
      if !calls.isEmpty { return calls }
    }
    return []
  }

  private init(_ cells: [TextBlock], _ context: AnnotatedDocument) {
    self.context = context
    rows = Dictionary(grouping: cells) { $0.cell?.row ?? 0 }.sorted { $0.key < $1.key }.map {
      Row(
        cells: $0.value,
        range: TextRange($0.value[0].range.start, $0.value[$0.value.count - 1].range.end))
    }
    width = cells.compactMap { $0.cell.map { $0.column + $0.columnSpan } }.max() ?? 0
    nameColumn = Self.nameColumn(of: rows, context)
  }

  /// Of several the one with most cells: a programme may span the rows of its calls.
  private static func nameColumn(of rows: [Row], _ context: AnnotatedDocument) -> Int? {
    guard let header = rows.first?.cells, header.count > 1 else { return nil }
    let columns = header.filter { context.has("calls-column", in: $0.range) }
      .compactMap(\.cell?.column)
    let counts = columns.map { column in
      rows.count { $0.cells.contains { $0.cell?.column == column } }
    }
    return counts.max().flatMap(counts.firstIndex).map { columns[$0] }
  }

  private var calls: [Call] {
    guard rows.count > 1 else { return [] }
    let dated = rows.filter { isDated($0) && isNamed($0) }
    let least = nameColumn != nil || dated.allSatisfy(saysCall) ? 2 : 3
    guard width >= least, dated.count >= least, dated.count * 2 >= rows.count else { return [] }
    // A row whose dates are still to be told is a call as well.
    var calls: [Call] = []
    var end = 0
    for row in rows where !isHeader(row) {
      if isNamed(row) {
        calls.append(Call(body: row.range, spanning: cells(spanning: row)))
        end = nameCell(of: row)?.cell.map { $0.row + $0.rowSpan } ?? 0
      } else if !calls.isEmpty, let number = row.cells[0].cell?.row, number < end {
        // Further days of a call whose name spans several rows.
        calls[calls.count - 1].body.end = row.range.end
      }
    }
    return calls
  }

  private func isDated(_ row: Row) -> Bool {
    CallScopes.hasDeadline(context, in: row.range)
      || cells(spanning: row).contains { CallScopes.hasDeadline(context, in: $0) }
  }

  private func cells(spanning row: Row) -> [TextRange] {
    guard let number = row.cells[0].cell?.row else { return [] }
    return rows.flatMap { $0.cells }.filter { cell in
      cell.cell.map { $0.row < number && number < $0.row + $0.rowSpan } ?? false
    }.map(\.range)
  }

  private func isHeader(_ row: Row) -> Bool {
    row.cells.allSatisfy { $0.cell?.isHeader == true }
      || nameCell(of: row).map { context.has("calls-column", in: $0.range) } == true
  }

  /// The cell that names the call of a row: behind a number or a code, if no header tells.
  private func nameCell(of row: Row) -> TextBlock? {
    if let nameColumn { return row.cells.first { $0.cell?.column == nameColumn } }
    return row.cells.first { CallScopes.letterCount($0.range, context) >= 4 || !isCode($0) }
  }

  /// A number or a code of few letters: « 3 », « N° 12 », « A2 ».
  private func isCode(_ cell: TextBlock) -> Bool {
    cell.range.length < 8 && !hasDays(cell.range)
  }

  private func saysCall(_ row: Row) -> Bool {
    nameCell(of: row).map { context.has(anyOf: ["programme", "call-name"], in: $0.range) } ?? false
  }

  private func hasDays(_ place: TextRange) -> Bool {
    let types = ["date", "daterange", "datetime", "deadline-stage", "deadline", "opening", "event"]
    return context.has(anyOf: types, in: place)
  }

  /// « Session 2 », “Round 1”: a round of one call, and no call.
  private func isRound(_ name: TextRange) -> Bool {
    context.all("round-name", in: name).contains { round in
      round.range.start == name.start
        && context.letterCount(TextRange(round.range.end, name.end)) < Self.lettersOfName
    }
  }

  private static let lettersOfName = 4

  /// Its name names a call rather than a step of one (« 2e relève », « clôture », « Deadline for requesting
  /// clarifications »).
  private func isNamed(_ row: Row) -> Bool {
    guard let name = nameCell(of: row)?.range, !isRound(name) else { return false }
    let isStep = context.all("section-role", in: name).contains {
      $0["role"] == "procedure" && $0.range.start == name.start
    }
    return !isStep && !hasDays(name)
      && CallScopes.letterCount(name, context) >= (nameColumn == nil ? 4 : 3)
  }
}
