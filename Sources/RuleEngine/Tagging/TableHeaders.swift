import Documents

/// Header cells of one table, by the columns and rows they speak over: a cell asks only for its own.
struct TableHeaders {
  /// Of more headers over one cell only the first few and so many of the last count; and so far
  /// does a cell reach. A table's cost stays in step with its length.
  private static let reach = 200

  private struct Header {
    var cell: Cell
    var unit: Int
  }

  /// Of the columns: cells of the first row and those marked as headers; then other cells of the
  /// first column, of which a long table has many.
  private var columns: [Int: [Header]] = [:]
  private var labels: [Int: [Header]] = [:]
  private var rows: [Int: [Header]] = [:]

  mutating func note(_ cell: Cell, unit: Int) {
    let header = Header(cell: cell, unit: unit)
    for column in cell.column..<cell.column + max(0, min(cell.columnSpan, Self.reach)) {
      if cell.isHeader || cell.row == 0 {
        columns[column, default: []].append(header)
      } else {
        labels[column, default: []].append(header)
      }
    }
    for row in cell.row..<cell.row + max(0, min(cell.rowSpan, Self.reach)) {
      rows[row, default: []].append(header)
    }
  }

  /// Units of the headers over a cell, the last first.
  func over(_ cell: Cell) -> [Int] {
    var units: [Int] = []
    for header in near(columns[cell.column]) where header.cell.row < cell.row {
      units.append(header.unit)
    }
    for header in near(labels[cell.column]) where header.cell.row < cell.row {
      units.append(header.unit)
    }
    for header in near(rows[cell.row]) where header.cell.column < cell.column {
      units.append(header.unit)
    }
    units.sort(by: >)
    // A header in a corner speaks over both.
    var different = 0
    for unit in units where different == 0 || units[different - 1] != unit {
      units[different] = unit
      different += 1
    }
    units.removeLast(units.count - different)
    return units
  }

  private func near(_ headers: [Header]?) -> [Header] {
    guard let headers, headers.count > Self.reach else { return headers ?? [] }
    return headers.prefix(Self.reach / 10) + headers.suffix(Self.reach)
  }
}
