import Documents

/// What the tagger knows of the layout: blocks, and which passages speak over which.
package struct Layout: Sendable {
  package struct Unit: Sendable {
    /// UTF-8 bytes of the text.
    var range: TextRange
    var role: BlockRole
    /// Units whose words tell what this one is about: headings, a lead-in, headers of its row and
    /// column; nearest first.
    var over: [Int]
    /// It goes on the sentence of the unit before (label and value in one table row).
    var continues: Bool
  }

  package internal(set) var units: [Unit] = []

  /// A text without parts.
  init() {}

  /// One unit a block, with the passages that stand over it.
  package init(_ document: Document) {
    var builder = LayoutBuilder(document)
    units = builder.units()
  }
}

/// Finds for each block the headings, lead-ins and table headers that stand over it.
private struct LayoutBuilder {
  let document: Document
  let bytes: [UInt8]
  private var headings: [(level: Int, unit: Int)] = []
  /// Items that those after them may lie in.
  private var items: [OpenItem] = []
  private var leadIn: Int?
  private var leadInPage = 0
  private var headers: [Int: TableHeaders] = [:]
  /// The paragraph with a colon, or the caption, right above each table.
  private var tops: [Int: Int] = [:]
  /// The last unit, if it is a caption.
  private var caption: Int?
  /// The line that names what the bare lines right below it are.
  private var label: Int?

  init(_ document: Document) {
    self.document = document
    bytes = Array(document.text.utf8)
  }

  mutating func units() -> [Layout.Unit] {
    var units: [Layout.Unit] = []
    let blocks = document.blocks
    units.reserveCapacity(blocks.count)
    let pairs = pairTables(blocks)
    for (i, block) in blocks.enumerated() {
      var over: [Int] = []
      if let leadIn, block.role == .listItem || isFirst(unit: i) || isItemLike(block) {
        over.append(leadIn)
      }
      if block.role == .listItem {
        for item in items.reversed() where item.holds(block) { over.append(item.unit) }
      }
      if let label = label(over: i, blocks) { over.append(label) }
      if let cell = block.cell {
        over += headers[cell.table]?.over(cell) ?? []
        if let top = tops[cell.table] ?? leadIn ?? caption {
          tops[cell.table] = top
          if over.last != top { over.append(top) }
        }
      }
      for heading in headings.reversed() { over.append(heading.unit) }
      let continues =
        i > 0 && (isValueCell(i, blocks, pairs) || isAfterLabel(i, blocks))
      units.append(
        Layout.Unit(range: block.range, role: block.role, over: over, continues: continues))
      note(block, unit: i)
    }
    return units
  }

  private mutating func note(_ block: Block, unit: Int) {
    caption = block.role == .caption ? unit : nil
    switch block.role {
    case .title, .heading:
      let level = block.role == .title ? 0 : max(1, block.level)
      headings.removeAll { $0.level >= level && $0.level > 0 }
      if document.isDeck, level <= 1 { headings.removeAll { $0.level > 0 } }
      headings.append((level, unit))
      leadIn = nil
    case .paragraph, .caption, .note, .comment:
      if endsWithColon(block.range) {
        leadIn = unit
      } else if !isItemLike(block) {
        leadIn = nil
      }
    case .listItem:
      items.removeAll { !$0.holds(block) }
      items.append(OpenItem(block, unit: unit, isLeadIn: endsWithColon(block.range)))
      return
    case .tableCell:
      if let cell = block.cell, cell.isHeader || cell.row == 0 || cell.column == 0 {
        headers[cell.table, default: TableHeaders()].note(cell, unit: unit)
      }
      leadIn = nil
    }
    items = []
  }

  private func endsWithColon(_ range: TextRange) -> Bool { lastByte(range) == 0x3A }

  private func lastByte(_ range: TextRange) -> UInt8? {
    var i = range.end - 1
    while i > range.start, bytes[i] == 0x20 || bytes[i] == 0x0A { i -= 1 }
    return i >= range.start ? bytes[i] : nil
  }

  private func isFirst(unit: Int) -> Bool { leadIn == unit - 1 }

  // MARK: Bare lines

  private static let longestLine = 80

  /// The label of a block that is a bare line of a plain text: the first of lines without marks and
  /// figures that stand right one below the other, after a blank line.
  private mutating func label(over i: Int, _ blocks: [Block]) -> Int? {
    guard document.format == .text, i > 0, isBareLine(blocks[i]), isRightBelow(i, blocks),
      i + 1 == blocks.count || !isRightBelow(i + 1, blocks) || !holdsFigure(blocks[i + 1])
    else {
      label = nil
      return nil
    }
    if label == nil, isBareLine(blocks[i - 1]), !isRightBelow(i - 1, blocks) { label = i - 1 }
    return label
  }

  private func isBareLine(_ block: Block) -> Bool {
    guard block.role == .paragraph, block.range.length <= Self.longestLine,
      let last = lastByte(block.range)
    else { return false }
    return ![0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x2C].contains(last) && !holdsFigure(block)
      && !bytes[block.range.start..<block.range.end].contains(0x0A)
  }

  private func holdsFigure(_ block: Block) -> Bool {
    bytes[block.range.start..<block.range.end].contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// No blank line parts it from the block before.
  private func isRightBelow(_ i: Int, _ blocks: [Block]) -> Bool {
    guard i > 0, blocks[i - 1].range.end < blocks[i].range.start else { return false }
    return bytes[blocks[i - 1].range.end..<blocks[i].range.start].count { $0 == 0x0A } == 1
  }

  private static let longestItem = 160

  /// A short paragraph that ends no sentence: items of lists that lost their marks stand so.
  private func isItemLike(_ block: Block) -> Bool {
    guard block.role == .paragraph, block.range.length <= Self.longestItem,
      let last = lastByte(block.range)
    else { return false }
    return ![0x2E, 0x21, 0x3F, 0x3A].contains(last)
      && !bytes[block.range.start..<block.range.end].contains(0x3A)
  }

  /// Tables of labels and values: those of two columns, and those without a head of which most rows
  /// have two cells.
  private func pairTables(_ blocks: [Block]) -> Set<Int> {
    var widths: [Int: Int] = [:]
    var rows: [Int: [Int: Int]] = [:]
    var headed: Set<Int> = []
    for cell in blocks.lazy.compactMap(\.cell) {
      widths[cell.table] = max(widths[cell.table] ?? 0, cell.column + cell.columnSpan)
      rows[cell.table, default: [:]][cell.row, default: 0] += 1
      if cell.isHeader, cell.row == 0 { headed.insert(cell.table) }
    }
    let pairs = widths.keys.filter { table in
      guard widths[table] != 2 else { return true }
      let counts = rows[table] ?? [:]
      return !headed.contains(table) && counts.values.count { $0 == 2 } * 2 > counts.count
    }
    return Set(pairs)
  }

  /// The second cell of a row of two: the first is its label.
  private func isValueCell(_ i: Int, _ blocks: [Block], _ pairs: Set<Int>) -> Bool {
    guard let cell = blocks[i].cell, let before = blocks[i - 1].cell else { return false }
    return pairs.contains(cell.table) && cell.column == 1 && before.column == 0
      && before.table == cell.table && before.row == cell.row
  }

  /// A short paragraph right after one that ends with a colon.
  private func isAfterLabel(_ i: Int, _ blocks: [Block]) -> Bool {
    guard blocks[i].role == .paragraph, blocks[i - 1].role == .paragraph,
      blocks[i - 1].range.length < 80, blocks[i].range.length < 120
    else { return false }
    return endsWithColon(blocks[i - 1].range)
  }
}

/// An item of a list, as far as others may lie in it.
private struct OpenItem {
  let level: Int
  let unit: Int
  /// It ends with a colon.
  let isLeadIn: Bool
  private let style: Style

  /// What the marks of one list have in common.
  private enum Style { case number, letter, sign }

  init(_ block: Block, unit: Int, isLeadIn: Bool) {
    level = block.level
    self.unit = unit
    self.isLeadIn = isLeadIn
    style = Self.style(of: block)
  }

  /// A deeper item lies in it, and one of other marks that is as deep where it leads in to such:
  /// « 1. Peuvent candidater : », « a) les communes ».
  func holds(_ block: Block) -> Bool {
    level < block.level || level == block.level && isLeadIn && style != Self.style(of: block)
  }

  private static func style(of block: Block) -> Style {
    guard let sign = block.marker?.unicodeScalars.first(where: { $0 != "(" }) else { return .sign }
    return sign.properties.numericType != nil
      ? .number : sign.properties.isAlphabetic ? .letter : .sign
  }
}
