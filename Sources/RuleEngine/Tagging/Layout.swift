import Documents

/// What the tagger knows of the layout: blocks, and which passages speak over which.
package struct Layout: Sendable {
  struct Unit: Sendable {
    /// UTF-8 bytes of the text.
    var range: TextRange
    var role: BlockRole
    /// Where in `overs` the units stand whose words tell what this one is about: headings, a lead-in,
    /// headers of its row and column; nearest first.
    var over: TaggingPlan.Span
    /// It goes on the sentence of the unit before (label and value in one table row).
    var continues: Bool
  }

  private(set) var units: [Unit] = []
  /// Numbers of the units over each unit, those of one unit side by side.
  private(set) var overs: [Int32] = []

  /// A text without parts.
  init() {}

  /// One unit a block, with the passages that stand over it.
  package init(_ document: Document) {
    var text = document.text
    self = text.withUTF8 { bytes in
      document.blocks.withUnsafeBufferPointer { blocks in
        var builder = LayoutBuilder(document, BlockTexts(blocks: blocks, bytes: bytes))
        return builder.layout()
      }
    }
  }

  mutating func reserve(units count: Int) { units.reserveCapacity(count) }

  mutating func addOver(_ unit: Int) { overs.append(Int32(truncatingIfNeeded: unit)) }

  /// Adds a unit under all that were added to `overs` since the last one.
  mutating func add(_ range: TextRange, _ role: BlockRole, continues: Bool) {
    let over = TaggingPlan.Span(
      first: units.last?.over.end ?? 0, end: Int32(truncatingIfNeeded: overs.count))
    units.append(Unit(range: range, role: role, over: over, continues: continues))
  }

  private var firstNewOver: Int { Int(units.last?.over.end ?? 0) }

  /// Of what was added to `overs` since the last unit.
  var lastNewOver: Int? { overs.count > firstNewOver ? overs.last.map(Int.init) : nil }
}

/// Finds for each block the headings, lead-ins and table headers that stand over it.
private struct LayoutBuilder {
  private let texts: BlockTexts
  private let isDeck: Bool
  private let isPlainText: Bool
  private var headings: [(level: Int, unit: Int)] = []
  /// Items that those after them may lie in.
  private var items: [OpenItem] = []
  private var leadIn: Int?
  private var tables = ByNumber<TableOutline>()
  /// The last unit, if it is a caption.
  private var caption: Int?
  /// The line that names what the bare lines right below it are.
  private var label: Int?

  /// Titles that speak over what follows, at most: the first, and the last ones. A mail and each of its
  /// attachments have one; a text whose every heading is set as a title would cost the square of its length.
  private static let mostTitles = 8

  init(_ document: Document, _ texts: BlockTexts) {
    self.texts = texts
    isDeck = document.isDeck
    isPlainText = document.format == .text
    let blocks = texts.blocks
    // Whether a table is one of labels and values is told by all of its cells.
    for i in blocks.indices {
      guard let cell = blocks[i].cell else { continue }
      tables.values[tables.place(of: cell.table, orNew: TableOutline())].count(cell)
    }
  }

  mutating func layout() -> Layout {
    var layout = Layout()
    let (texts, blocks) = (texts, texts.blocks)
    layout.reserve(units: blocks.count)
    for i in blocks.indices {
      let role = blocks[i].role
      let item = if case .listItem = role { OpenItem(i, texts) } else { OpenItem?.none }
      if let leadIn, item != nil || leadIn == i - 1 || texts.isItemLike(i) {
        layout.addOver(leadIn)
      }
      if let item {
        for outer in items.reversed() where outer.holds(item) { layout.addOver(outer.unit) }
      }
      if isPlainText, let label = label(over: i) { layout.addOver(label) }
      if let cell = blocks[i].cell { addHeaders(over: cell, to: &layout) }
      for heading in headings.reversed() { layout.addOver(heading.unit) }
      layout.add(
        blocks[i].range, role, continues: i > 0 && (isValueCell(i) || texts.isAfterLabel(i)))
      if let item { note(item) } else { note(i) }
    }
    return layout
  }

  private mutating func note(_ item: OpenItem) {
    caption = nil
    items.removeAll { !$0.holds(item) }
    items.append(item)
  }

  /// Headers of a cell's row and column, and the paragraph with a colon, or the caption, right above
  /// its table.
  private mutating func addHeaders(over cell: Cell, to layout: inout Layout) {
    guard let place = tables.place(of: cell.table) else { return }
    tables.values[place].headers.add(over: cell, to: &layout)
    guard let top = tables.values[place].top ?? leadIn ?? caption else { return }
    tables.values[place].top = top
    if layout.lastNewOver != top { layout.addOver(top) }
  }

  private mutating func note(_ i: Int) {
    let (texts, blocks) = (texts, texts.blocks)
    let role = blocks[i].role
    caption = nil
    switch role {
    case .title, .heading:
      let level = role == .title ? 0 : max(1, blocks[i].level)
      headings.removeAll { $0.level >= level && $0.level > 0 }
      if isDeck, level <= 1 { headings.removeAll { $0.level > 0 } }
      headings.append((level, i))
      // A title leaves none but titles.
      if level == 0, headings.count > Self.mostTitles { headings.remove(at: 1) }
      leadIn = nil
    case .paragraph, .caption, .note, .comment:
      if case .caption = role { caption = i }
      if texts.endsWithColon(i) || texts.leadsIn(i) {
        leadIn = i
      } else if leadIn != nil, !texts.isItemLike(i) {
        leadIn = nil
      }
    case .listItem: return
    case .tableCell:
      if let cell = blocks[i].cell, cell.isHeader || cell.row == 0 || cell.column == 0,
        let place = tables.place(of: cell.table)
      {
        tables.values[place].headers.note(cell, unit: i)
      }
      leadIn = nil
    }
    if !items.isEmpty { items.removeAll(keepingCapacity: true) }
  }

  /// The label of a block that is a bare line of a plain text: the first of lines without marks and
  /// figures that stand right one below the other, after a blank line.
  private mutating func label(over i: Int) -> Int? {
    guard i > 0, texts.isBareLine(i), texts.isRightBelow(i),
      i + 1 == texts.blocks.count || !texts.isRightBelow(i + 1) || !texts.holdsFigure(i + 1)
    else {
      label = nil
      return nil
    }
    if label == nil, texts.isBareLine(i - 1), !texts.isRightBelow(i - 1) { label = i - 1 }
    return label
  }

  /// The second cell of a row of two, in a table of such: the first is its label.
  private func isValueCell(_ i: Int) -> Bool {
    guard let cell = texts.blocks[i].cell, let before = texts.blocks[i - 1].cell, cell.column == 1,
      before.column == 0, before.table == cell.table, before.row == cell.row
    else { return false }
    return tables.place(of: cell.table).map { tables.values[$0].isOfPairs } ?? false
  }
}

/// What the layout asks of the words of blocks, by number.
private struct BlockTexts: BitwiseCopyable {
  // Where the document has them: to look at one, no array is kept alive.
  let blocks: UnsafeBufferPointer<Block>
  let bytes: UnsafeBufferPointer<UInt8>

  private static let longestLine = 80
  private static let longestItem = 160

  func endsWithColon(_ i: Int) -> Bool { lastByte(blocks[i].range) == 0x3A }

  /// « Antragsberechtigt sind » right above items: a line that ends no sentence, without a figure.
  func leadsIn(_ i: Int) -> Bool {
    guard i + 1 < blocks.count, case .listItem = blocks[i + 1].role else { return false }
    return isBareLine(i)
  }

  private func lastByte(_ range: TextRange) -> UInt8? {
    var i = range.end - 1
    while i > range.start, bytes[i] == 0x20 || bytes[i] == 0x0A { i -= 1 }
    return i >= range.start ? bytes[i] : nil
  }

  func isBareLine(_ i: Int) -> Bool {
    let range = blocks[i].range
    guard blocks[i].role == .paragraph, range.length <= Self.longestLine,
      let last = lastByte(range)
    else { return false }
    switch last {
    case 0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x2C: return false
    default: return !holdsFigure(i) && !bytes[range.start..<range.end].contains(0x0A)
    }
  }

  func holdsFigure(_ i: Int) -> Bool {
    bytes[blocks[i].range.start..<blocks[i].range.end].contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// No blank line parts it from the block before.
  func isRightBelow(_ i: Int) -> Bool {
    guard i > 0, blocks[i - 1].range.end < blocks[i].range.start else { return false }
    return bytes[blocks[i - 1].range.end..<blocks[i].range.start].count { $0 == 0x0A } == 1
  }

  /// A short paragraph that ends no sentence: items of lists that lost their marks stand so.
  func isItemLike(_ i: Int) -> Bool {
    let range = blocks[i].range
    guard blocks[i].role == .paragraph, range.length <= Self.longestItem,
      let last = lastByte(range)
    else { return false }
    switch last {
    case 0x2E, 0x21, 0x3F, 0x3A: return false
    default: return !bytes[range.start..<range.end].contains(0x3A)
    }
  }

  /// A short paragraph right after one that ends with a colon.
  func isAfterLabel(_ i: Int) -> Bool {
    guard blocks[i - 1].range.length < 80, blocks[i].range.length < 120,
      case .paragraph = blocks[i].role, case .paragraph = blocks[i - 1].role
    else { return false }
    return endsWithColon(i - 1)
  }
}

/// An item of a list, as far as others may lie in it.
private struct OpenItem {
  let level: Int
  let unit: Int
  /// It ends with a colon.
  let isLeadIn: Bool
  let style: Style

  init(_ number: Int, _ texts: BlockTexts) {
    level = texts.blocks[number].level
    unit = number
    isLeadIn = texts.endsWithColon(number)
    style = Style(marker: texts.blocks[number].marker)
  }

  /// What the marks of one list have in common.
  enum Style {
    case number, letter, sign

    init(marker: String?) {
      guard let sign = marker?.unicodeScalars.first(where: { $0 != "(" }) else {
        self = .sign
        return
      }
      switch sign {
      case "0"..."9": self = .number
      case "a"..."z", "A"..."Z": self = .letter
      case "-", "*", "•": self = .sign
      default:
        self =
          sign.properties.numericType != nil
          ? .number : sign.properties.isAlphabetic ? .letter : .sign
      }
    }
  }

  /// A deeper item lies in it, and one of other marks that is as deep where it leads in to such:
  /// « 1. Peuvent candidater : », « a) les communes ».
  func holds(_ item: OpenItem) -> Bool {
    level < item.level || level == item.level && isLeadIn && style != item.style
  }
}
