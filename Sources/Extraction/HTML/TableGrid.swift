/// A table's cells and the places they take, spans counted.
struct TableGrid {
  struct Slot {
    var node: Int
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    var isHeader: Bool
  }

  /// HTML's own limits (HTML Living Standard, 4.9.11).
  private static let maximumColumnSpan = 1000
  private static let maximumRowSpan = 65_534

  private(set) var slots: [Slot] = []
  private(set) var captions: [Int] = []
  /// The table only places things on the page.
  private(set) var isLayout = false
  private var columnCount = 0
  private var rowCount = 0

  init(_ table: Int, in page: PageModel, excluding selector: ContentSelector) {
    var rows: [Int] = []
    var isNested = false
    var node = table + 1
    while node < page.tree.end(table) {
      switch page.tags[node] {
      case _ where page.isHidden[node] || selector.isFurniture(node): node = page.tree.end(node)
      case .table:
        isNested = true
        node = page.tree.end(node)
      case .row:
        rows.append(node)
        node += 1
      case .caption:
        captions.append(node)
        node = page.tree.end(node)
      default: node += 1
      }
    }
    place(rows, in: page)
    let role = page.tree.attribute("role", of: table)
    isLayout =
      isNested || role == "presentation" || role == "none" || columnCount < 2
      || rowCount < 2 && !slots.contains { $0.isHeader } || holdsSections(page)
      || holdsStory(page)
  }

  private mutating func place(_ rows: [Int], in page: PageModel) {
    /// By column: rows still taken by a cell from above.
    var taken: [Int] = []
    rowCount = rows.count
    for (row, node) in rows.enumerated() {
      var column = 0
      for cell in page.tree.children(node) where !page.isHidden[cell] {
        guard page.tags[cell] == .cell || page.tags[cell] == .headerCell else { continue }
        while column < taken.count, taken[column] > 0 { column += 1 }
        let columns = Self.span(
          "colspan", of: cell, in: page, limit: max(1, Self.maximumColumnSpan - column))
        // Cells past the last column that spans can reach take one place each.
        let isBeyond = column >= Self.maximumColumnSpan
        let rowsDown =
          isBeyond
          ? 1
          : min(
            rows.count - row,
            Self.span("rowspan", of: cell, in: page, limit: Self.maximumRowSpan))
        slots.append(
          Slot(
            node: cell, row: row, column: column, rowSpan: rowsDown, columnSpan: columns,
            isHeader: page.tags[cell] == .headerCell || isInHead(node, page)))
        if !isBeyond {
          while taken.count < column + columns { taken.append(0) }
          for i in column..<column + columns { taken[i] = rowsDown }
        }
        column += columns
        columnCount = max(columnCount, column)
      }
      for i in taken.indices where taken[i] > 0 { taken[i] -= 1 }
    }
  }

  private static func span(_ name: String, of cell: Int, in page: PageModel, limit: Int) -> Int {
    guard let text = page.tree.attribute(name, of: cell), let span = Int(text) else { return 1 }
    return min(max(1, span), limit)
  }

  private func isInHead(_ row: Int, _ page: PageModel) -> Bool {
    page.tree.name(page.tree.parent(row)) == "thead"
  }

  /// A cell that is most of the table, with a heading and paragraphs: pages were once laid out so,
  /// the menu in a column and the name of the house in a row above.
  private func holdsStory(_ page: PageModel) -> Bool {
    guard !slots.contains(where: { $0.isHeader }) else { return false }
    let length = slots.reduce(0) { $0 + page.length[$1.node] }
    return slots.contains { slot in
      page.length[slot.node] > 300 && page.length[slot.node] * 5 > length * 3
        && page.visible(.heading, in: slot.node).count == 1
        && page.visible(.paragraph, in: slot.node).count > 1
    }
  }

  /// Headings, or cells as long as articles.
  private func holdsSections(_ page: PageModel) -> Bool {
    slots.contains { slot in
      page.length[slot.node] > 3000
        || !slot.isHeader && page.visible(.heading, in: slot.node).count > 1
    }
  }
}
