import Documents
import Testing

@testable import RuleEngine

/// Which headers the layout puts over the cells of a table.
@Suite struct TableLayoutTests {
  /// A table of one-letter cells, in the order given, and nothing else.
  private static func document(_ cells: [Cell]) -> Document {
    let text = String(repeating: "x\n", count: cells.count)
    let blocks = cells.enumerated().map { i, cell in
      Block(.tableCell, TextRange(2 * i, 2 * i + 1), cell: cell)
    }
    return Document(format: .html, text: text, blocks: blocks)
  }

  private static func overs(_ cells: [Cell]) -> [[Int]] {
    let layout = Layout(document(cells))
    return layout.units.map { unit in unit.over.indices.map { Int(layout.overs[$0]) } }
  }

  /// The rule in its plainest form: headers of the column and the row that stand before the cell, the
  /// first twenty and the last two hundred of each kind.
  private static func expected(_ cells: [Cell]) -> [[Int]] {
    cells.enumerated().map { i, cell in
      func near(_ isKind: (Cell) -> Bool) -> [Int] {
        let all = (0..<i).filter {
          cells[$0].table == cell.table
            && (cells[$0].isHeader || cells[$0].row == 0 || cells[$0].column == 0)
            && isKind(cells[$0])
        }
        return all.count > 200 ? Array(all.prefix(20) + all.suffix(200)) : all
      }
      func isOverColumn(_ other: Cell) -> Bool {
        (other.column..<other.column + min(other.columnSpan, 200)).contains(cell.column)
      }
      let above = near { ($0.isHeader || $0.row == 0) && isOverColumn($0) }
      let labels = near { !($0.isHeader || $0.row == 0) && isOverColumn($0) }
      let beside = near { ($0.row..<$0.row + min($0.rowSpan, 200)).contains(cell.row) }
      let over =
        (above + labels).filter { cells[$0].row < cell.row }
        + beside.filter { cells[$0].column < cell.column }
      return Set(over).sorted(by: >)
    }
  }

  @Test(arguments: [1, 2, 3, 240, 500])
  func headersOfColumnsAndRowsStandOverCells(rows: Int) {
    let cells = (0..<rows).flatMap { row in
      (0..<3).map { Cell(table: 0, row: row, column: $0, isHeader: row == 0) }
    }
    #expect(Self.overs(cells) == Self.expected(cells))
  }

  /// Cells over several rows and columns, headers anywhere, two tables one in the other, rows out of
  /// their order.
  @Test(arguments: 0..<40)
  func anyTable(seed: UInt64) {
    var state = seed &+ 1
    func next(_ end: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % end
    }
    let height = 2 + next(seed.isMultiple(of: 4) ? 300 : 12)
    let cells = (0..<height * 3).map { i in
      Cell(
        table: next(2), row: seed.isMultiple(of: 3) ? next(height) : i / 3, column: next(4),
        rowSpan: 1 + next(3), columnSpan: next(20) == 0 ? 300 : 1 + next(2),
        isHeader: next(6) == 0)
    }
    #expect(Self.overs(cells) == Self.expected(cells))
  }
}
