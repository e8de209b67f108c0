import Documents

/// The rules of tables that are drawn by the shades of their rows, cell by cell: every other row is left
/// white, and no lines stand between the columns.
struct ShadedCells {
  /// Neighbouring cells of a row touch, and rows of a table have their cells at the same places, within
  /// this, in points.
  private static let slack = 1.5
  /// The white space between two shaded rows, in heights of the higher one: one row, or a high one.
  private static let mostSpace = 6.0
  private static let most = 2_000
  private static let leastWidth = 8.0
  private static let leastHeight = 5.0

  /// Shaded cells side by side.
  private struct Band {
    var top: Double
    var bottom: Double
    /// Edges of the cells, from left to right.
    var edges: [Double]

    func isLike(_ other: Band) -> Bool {
      edges.count == other.edges.count
        && zip(edges, other.edges).allSatisfy { abs($0 - $1) < ShadedCells.slack }
    }
  }

  /// The rules that the shades stand for.
  ///
  /// - Parameters:
  ///   - fills: filled boxes of a page.
  ///   - drawn: lines of the page: those at both sides tell how far a table goes on without a shade.
  static func rules(_ fills: [Box], drawn: [PDFRule]) -> [PDFRule] {
    guard fills.count >= 4, fills.count < most else { return [] }
    return tables(bands(fills)).flatMap { rules(of: $0, drawn: drawn) }
  }

  private static func bands(_ fills: [Box]) -> [Band] {
    let cells = fills.filter { $0.x1 - $0.x0 > leastWidth && $0.y1 - $0.y0 > leastHeight }
    // Of cells that reach down to one line, some may begin higher: merged ones.
    var rows: [[Box]] = []
    for cell in cells.sorted(by: { $0.y1 < $1.y1 }) {
      if let first = rows.last?.first, cell.y1 - first.y1 < slack {
        rows[rows.count - 1].append(cell)
      } else {
        rows.append([cell])
      }
    }
    return rows.flatMap(bands(ofRow:)).filter { $0.edges.count >= 3 }
  }

  private static func bands(ofRow cells: [Box]) -> [Band] {
    var bands: [Band] = []
    for cell in cells.sorted(by: { $0.x0 < $1.x0 }) {
      let last = bands.last
      if let last, abs((last.edges.last ?? 0) - cell.x0) < slack {
        bands[bands.count - 1].edges.append(cell.x1)
        bands[bands.count - 1].top = max(last.top, cell.y0)
      } else if last.map({ cell.x1 > ($0.edges.last ?? 0) + slack }) ?? true {
        // Else it is drawn twice.
        bands.append(Band(top: cell.y0, bottom: cell.y1, edges: [cell.x0, cell.x1]))
      }
    }
    return bands
  }

  /// Bands with the same columns, each not far below the one before; two at least.
  private static func tables(_ bands: [Band]) -> [[Band]] {
    var tables: [[Band]] = []
    for band in bands.sorted(by: { $0.top < $1.top }) {
      let place = tables.lastIndex { table in
        guard let last = table.last, last.isLike(band) else { return false }
        let height = max(last.bottom - last.top, band.bottom - band.top)
        return band.top > last.bottom - slack && band.top - last.bottom < mostSpace * height
      }
      if let place { tables[place].append(band) } else { tables.append([band]) }
    }
    return tables.filter { $0.count >= 2 }
  }

  private static func rules(of table: [Band], drawn: [PDFRule]) -> [PDFRule] {
    let edges = table[0].edges
    let (left, right) = (edges[0], edges[edges.count - 1])
    let (top, bottom) = (table[0].top, table[table.count - 1].bottom)
    let ends = ends(left, right, top, bottom, in: drawn)
    let space = mostSpace * (table.map { $0.bottom - $0.top }.max() ?? 0)
    // A white row at either end reaches to the line that closes the table.
    let lines = drawn.filter {
      $0.isLevel && abs($0.from - left) < 4 && abs($0.to - right) < 4
    }.map(\.at)
    let low = min(
      ends.low, lines.filter { $0 < top - leastHeight && $0 > top - space }.max() ?? top)
    let high = max(
      ends.high,
      lines.filter { $0 > bottom + leastHeight && $0 < bottom + space }.min() ?? bottom)
    var places = table.flatMap { [$0.top, $0.bottom] }
    if low < top - leastHeight { places.append(low) }
    if high > bottom + leastHeight { places.append(high) }
    return places.map { PDFRule(isLevel: true, at: $0, from: left, to: right) }
      + edges.map { PDFRule(isLevel: false, at: $0, from: low, to: high) }
  }

  /// How far up and down the lines at both sides of a table reach.
  private static func ends(
    _ left: Double, _ right: Double, _ top: Double, _ bottom: Double, in drawn: [PDFRule]
  ) -> (low: Double, high: Double) {
    let sides = [left, right].map { edge in
      drawn.filter {
        !$0.isLevel && abs($0.at - edge) < 2 * slack && $0.from < bottom && $0.to > top
      }
    }
    let low = sides.map { $0.map(\.from).min() ?? top }.max() ?? top
    let high = sides.map { $0.map(\.to).max() ?? bottom }.min() ?? bottom
    return (min(top, low), max(bottom, high))
  }
}
