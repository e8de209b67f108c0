import Documents

/// Puts the cells of short rows under the columns where they stand: browsers leave empty cells out of
/// the tags, so that those after them would be counted to the columns before theirs.
enum TaggedRows {
  /// From left to right, in points.
  private struct Extent {
    var x0: Double
    var x1: Double

    func overlap(_ other: Extent) -> Double { min(x1, other.x1) - max(x0, other.x0) }
  }

  /// - Parameter blocks: of one page, in reading order.
  static func settled(_ blocks: [PDFBlock], _ tree: StructureTree) -> [PDFBlock] {
    var short: [Int: [Int: [Int]]] = [:]
    for (i, block) in blocks.enumerated() {
      guard let cell = block.cell, slack(block, tree) > 0 else { continue }
      short[cell.table, default: [:]][cell.row, default: []].append(i)
    }
    var blocks = blocks
    for (table, rows) in short {
      let columns = columns(of: table, blocks, tree)
      for cells in rows.values { settle(cells, under: columns, &blocks, tree) }
    }
    return blocks
  }

  private static func slack(_ block: PDFBlock, _ tree: StructureTree) -> Int {
    block.element.map { tree.elements[$0].slack } ?? 0
  }

  /// What the cells of full rows cover, by column.
  private static func columns(
    of table: Int, _ blocks: [PDFBlock], _ tree: StructureTree
  ) -> [Int: Extent] {
    var columns: [Int: Extent] = [:]
    for block in blocks {
      guard let cell = block.cell, cell.table == table, cell.columnSpan == 1,
        slack(block, tree) == 0, let box = block.box
      else { continue }
      let known = columns[cell.column] ?? Extent(x0: box.x0, x1: box.x1)
      columns[cell.column] = Extent(x0: min(known.x0, box.x0), x1: max(known.x1, box.x1))
    }
    return columns
  }

  /// - Parameter cells: of one row, as the tags have them.
  private static func settle(
    _ cells: [Int], under columns: [Int: Extent], _ blocks: inout [PDFBlock], _ tree: StructureTree
  ) {
    var shift = 0
    for i in cells.sorted(by: { blocks[$0].cell?.column ?? 0 < blocks[$1].cell?.column ?? 0 }) {
      // Where a page shows but the end of a column's cells, nothing tells.
      guard let cell = blocks[i].cell, let box = blocks[i].box, columns[cell.column] != nil else {
        return
      }
      let own = Extent(x0: box.x0, x1: box.x1)
      var best: Double?
      for step in shift...max(shift, slack(blocks[i], tree)) {
        let under = (cell.column + step..<cell.column + step + cell.columnSpan)
          .compactMap { columns[$0]?.overlap(own) }
        guard let overlap = under.max(), overlap > best ?? -.infinity else { continue }
        best = overlap
        shift = step
      }
      blocks[i].cell?.column += shift
    }
  }
}
