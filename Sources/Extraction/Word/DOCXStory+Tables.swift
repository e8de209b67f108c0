import Documents

/// Tables of WordprocessingML (ECMA-376, part 1, 17.4).
extension DOCXStory {
  mutating func table(_ node: Int) -> FlowTable? {
    var table = FlowTable()
    /// By first column: the slot that cells below may be merged with.
    var above: [Int: Int] = [:]
    var row = 0
    for line in rows(of: node) {
      let properties = tree.child("trPr", of: line)
      if properties.map({ tree.child("del", of: $0) != nil }) ?? false {
        context.deletions.append(allText(line))
        continue
      }
      let isHeader = properties.flatMap { tree.wordFlag("tblHeader", of: $0) } ?? false
      var column = properties.map { span("gridBefore", $0, least: 0) } ?? 0
      for cell in cells(of: line) {
        let place = tree.child("tcPr", of: cell)
        let columns = place.map { span("gridSpan", $0, least: 1) } ?? 1
        let merge = place.flatMap { tree.child("vMerge", of: $0) }
        let isContinued = merge.map { tree.attribute(":val", of: $0) != "restart" } ?? false
        if isContinued, let slot = above[column] {
          table.slots[slot].cell.rowSpan = row - table.slots[slot].cell.row + 1
        } else {
          above[column] = merge == nil ? nil : table.slots.count
          table.slots.append(
            .init(
              cell: Cell(
                table: 0, row: row, column: column, columnSpan: columns, isHeader: isHeader),
              items: items(of: cell)))
        }
        column += columns
      }
      row += 1
    }
    table.markBoldHeader()
    return table.slots.isEmpty ? nil : table
  }

  private func rows(of table: Int) -> [Int] { members("tr", of: table) }
  private func cells(of row: Int) -> [Int] { members("tc", of: row) }

  /// Children of a name, also those inside content controls and tracked insertions.
  private func members(_ name: String, of node: Int) -> [Int] {
    tree.children(node).flatMap { child -> [Int] in
      switch tree.name(child) {
      case name: [child]
      case "sdt", "sdtContent", "ins", "moveTo", "customXml": members(name, of: child)
      default: []
      }
    }
  }

  private func span(_ name: String, _ node: Int, least: Int) -> Int {
    min(1000, max(least, tree.wordValue(name, of: node).flatMap { Int($0) } ?? least))
  }
}
