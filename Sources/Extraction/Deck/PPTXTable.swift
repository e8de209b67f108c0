import Documents

/// Reads a table of DrawingML (ECMA-376, part 1, 21.1.3).
struct PPTXTable {
  private(set) var table = SlideTable()

  init(
    _ node: Int, in tree: MarkupTree, links: [String: OfficePackage.Relationship], box: Box?
  ) {
    let text = PPTXText(tree: tree, links: links)
    let edges = Self.edges(
      tree.descendants("gridCol", of: node).map { tree.points("w", of: $0) }, from: box?.x0 ?? 0)
    let rows = tree.children(node).filter { tree.name($0) == "tr" }
    let lines = Self.edges(rows.map { tree.points("h", of: $0) }, from: box?.y0 ?? 0)
    let hasHeader =
      tree.child("tblPr", of: node).flatMap { tree.attribute("firstRow", of: $0) }
      .map { $0 == "1" || $0 == "true" } ?? false
    for (row, line) in rows.enumerated() {
      for (column, cell) in tree.children(line).filter({ tree.name($0) == "tc" }).enumerated() {
        // Cells hidden under a merged one.
        guard !Self.isSet("hMerge", cell, tree), !Self.isSet("vMerge", cell, tree) else { continue }
        let columns = Self.span("gridSpan", cell, tree)
        let height = Self.span("rowSpan", cell, tree)
        let paragraphs = tree.child("txBody", of: cell).map { text.paragraphs(of: $0) } ?? []
        let place = Cell(
          table: 0, row: row, column: column, rowSpan: height, columnSpan: columns,
          isHeader: hasHeader && row == 0)
        let x1 = edges[min(column + columns, edges.count - 1)]
        let y1 = lines[min(row + height, lines.count - 1)]
        let x0 = edges[min(column, edges.count - 1)]
        table.slots.append(
          .init(
            cell: place, paragraphs: paragraphs,
            box: box == nil ? nil : Box(x0, lines[row], x1, y1)))
      }
    }
  }

  /// Where columns or rows begin, and where the last one ends.
  private static func edges(_ sizes: [Double], from start: Double) -> [Double] {
    sizes.reduce(into: [start]) { $0.append($0[$0.count - 1] + $1) }
  }

  private static func isSet(_ name: String, _ node: Int, _ tree: MarkupTree) -> Bool {
    let value = tree.attribute(name, of: node)
    return value == "1" || value == "true"
  }

  private static func span(_ name: String, _ node: Int, _ tree: MarkupTree) -> Int {
    min(1000, max(1, tree.attribute(name, of: node).flatMap { Int($0) } ?? 1))
  }
}
