import Documents

/// Walks the message's part of a page and writes its blocks.
struct HTMLBlockBuilder {
  let page: PageModel
  let selector: ContentSelector
  let links: LinkResolver
  private(set) var writer: DocumentWriter
  private var listDepth = 0
  private var markers: [ListMarker] = []
  private var language: String?
  private var tableCount = 0
  /// True inside a list item, a cell, a term: inner paragraphs become lines of the same block.
  private var container: Container?
  /// The open block is an item that a sign in the text began, not an element.
  private var isSigned = false
  /// The depth of the item that a paragraph of Office is, until its label has come; else 0.
  private var labelDepth = 0
  /// Right after such a label, which blanks set apart from its item.
  private var isAfterLabel = false
  /// Inside raised figures.
  private var isRaised = false

  private struct Container {
    var block: Block
  }

  private enum ListMarker {
    case bullet
    case number(Int)
  }

  init(_ page: PageModel, _ selector: ContentSelector, _ links: LinkResolver, limit: Int) {
    writer = DocumentWriter(limit: limit)
    self.page = page
    self.selector = selector
    self.links = links
  }

  /// Writes one heading apart from its place in the page.
  mutating func writeTitle(_ node: Int) {
    writer.begin(Block(.title, TextRange(0, 0)))
    writeInline(node)
    writer.finish()
  }

  /// Writes a node and all below it.
  mutating func write(_ node: Int) {
    writeChildren(node)
    writer.finish()
  }

  private mutating func writeChildren(_ node: Int) {
    var child = node + 1
    let end = page.tree.end(node)
    while child < end {
      if container == nil, page.tags[child].isBlock, let cards = cards(from: child, to: end) {
        writeCards(cards)
        child = cards.end
      } else {
        writeNode(child)
        child = page.tree.end(child)
      }
    }
  }

  private mutating func writeInline(_ node: Int) { writeChildren(node) }

  private mutating func writeNode(_ node: Int) {
    guard !page.isHidden[node], !selector.isFurniture(node) else { return }
    switch page.tags[node] {
    case .text: writeText(node)
    case .lineBreak: writeLineBreak()
    case .link: writeLink(node)
    case .bold: writeBold(node)
    case .raised: writeRaised(node)
    case .time, .inline, .other, .button, .image, .title, .skip, .head: writeChildren(node)
    case .heading: writeHeading(node)
    case .list, .orderedList: writeList(node)
    case .listItem: writeItem(node)
    case .table: writeTable(node)
    case .definitionList: writeDefinitions(node)
    case .term: writeContained(node, Block(.paragraph, TextRange(0, 0), isBold: true))
    case .definition: writeContained(node, Block(.paragraph, TextRange(0, 0)))
    case .caption, .figcaption: writeContained(node, Block(.caption, TextRange(0, 0)))
    case .preformatted: writePreformatted(node)
    case .rule: boundary()
    default: writeBlock(node)
    }
  }

  // MARK: Inline

  private mutating func writeText(_ node: Int) {
    var bytes = page.tree.textBytes(node)
    guard writer.isOpen || page.length[node] > 0 else { return }
    let beginsLine = !writer.isOpen || writer.breaksPending > 0
    if isAfterLabel {
      if OfficeList.isBlank(bytes) { return }
      isAfterLabel = false
    }
    if labelDepth > 0, page.length[node] > 0, writeLabel(bytes) { return }
    let isItem = container?.block.role == .listItem
    if container == nil || isItem && writer.isOpen, beginsLine, page.length[node] > 0 {
      bytes = bytes.drop { $0 <= 0x20 }
      if let marker = TextMarker(bytes), marker.number == nil || writer.isOpen {
        open(Block(.listItem, TextRange(0, 0), level: listDepth + 1, marker: marker.text))
        isSigned = true
        // A bullet is a sign, a number or a letter is something that other lines may name.
        return writer.append(marker.number == nil ? bytes.dropFirst(marker.length) : bytes)
      }
      // After an item that a sign began, a line without one begins a paragraph.
      if isSigned {
        writer.finish()
        open(Block(.paragraph, TextRange(0, 0)))
      }
    }
    if !writer.isOpen { open(container?.block ?? Block(.paragraph, TextRange(0, 0))) }
    if startsApart(node, bytes) { writer.append(CollectionOfOne(0x20)) }
    if isRaised {
      writer.append(RaisedFigures.raised(String(decoding: bytes, as: UTF8.self)).utf8)
    } else {
      writer.append(bytes)
    }
  }

  /// Marks of notes and exponents are no digits of the number before them.
  private mutating func writeRaised(_ node: Int) {
    let before = isRaised
    isRaised = page.length[node] < 10 && RaisedFigures.areMarks(page.tree.text(of: node).utf8)
    writeChildren(node)
    isRaised = before
  }

  /// Begins an item of Office's, whose bullet or number is a text of its own.
  private mutating func writeLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    defer { labelDepth = 0 }
    guard let label = OfficeList.label(bytes), container == nil, !writer.isOpen else {
      return false
    }
    open(Block(.listItem, TextRange(0, 0), level: labelDepth, marker: label.text))
    (isSigned, isAfterLabel) = (true, true)
    if label.number != nil { writer.append(Array(label.text.utf8) + [0x20]) }
    return true
  }

  /// Whether text begins a `span` right after another one, or after bold words, from which the page's
  /// style sets it apart, not its words: a capital after a digit or a small letter, a letter after a
  /// unit (`50 %`, `du coût`), a letter or figure after a colon, a figure after a long word. Text that
  /// itself stands right after them is apart where they end in a long word.
  private func startsApart(_ node: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
    guard let last = writer.lastByte, let first = bytes.first else { return false }
    let endsWord = (0x30...0x39).contains(last) || (0x61...0x7A).contains(last)
    let isDigit = (0x30...0x39).contains(first)
    let isLetter = beginsWithLetter(bytes)
    guard
      endsWord && beginsWithCapital(bytes) || writer.endsWithUnit && isLetter
        || last == UInt8(ascii: ":") && (isLetter || isDigit) || isDigit && writer.endsWithLongWord
    else { return false }
    var element = page.tree.parent(node)
    let beginsSpan = element + 1 == node && page.tree.name(element) == "span"
    if !beginsSpan {
      guard writer.endsWithLongWord, isDigit || beginsWithCapital(bytes) else { return false }
      element = node
    }
    let needsBold = !beginsSpan && !isDigit
    let parent = page.tree.parent(element)
    var before = element - 1
    while before > parent, page.tree.parent(before) != parent { before = page.tree.parent(before) }
    guard before > parent else { return false }
    return page.tags[before] == .bold || !needsBold && page.tree.name(before) == "span"
  }

  private func beginsWithLetter(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first.map { (0x61...0x7A).contains($0 | 0x20) || (0xC3...0xCA).contains($0) } ?? false
  }

  /// From A to Z, or from À to Þ.
  private func beginsWithCapital(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    if first == 0xC3 { return bytes.dropFirst().first.map { (0x80...0x9E).contains($0) } ?? false }
    return (0x41...0x5A).contains(first)
  }

  private mutating func open(_ block: Block, keepsSpaces: Bool = false) {
    var block = block
    block.language = language
    isSigned = false
    writer.begin(block, keepsSpaces: keepsSpaces)
  }

  /// Two line breaks in a row part paragraphs on old pages.
  private mutating func writeLineBreak() {
    guard writer.isOpen else { return }
    if container == nil, writer.currentRole == .paragraph, writer.breaksPending > 0 {
      writer.finish()
    } else {
      writer.lineBreak()
    }
  }

  private mutating func writeLink(_ node: Int) {
    guard let url = page.tree.attribute("href", of: node).flatMap(links.resolve) else {
      return writeChildren(node)
    }
    writer.beginLink(url)
    writeChildren(node)
    writer.endLink()
  }

  private mutating func writeBold(_ node: Int) {
    let before = writer.isBold
    writer.isBold = true
    writeChildren(node)
    writer.isBold = before
  }

  // MARK: Blocks

  /// The edge of a block: ends a paragraph, or a line of the block around.
  private mutating func boundary() {
    if container == nil { writer.finish() } else if writer.isOpen { breakLine() }
  }

  private mutating func breakLine() {
    if writer.hasContent, writer.breaksPending == 0 { writer.lineBreak() }
  }

  private mutating func writeBlock(_ node: Int) {
    let outer = language
    if let code = page.tree.attribute("lang", of: node) { language = HTMLMetadata.language(code) }
    boundary()
    labelDepth = page.tags[node] == .paragraph ? OfficeList.depth(of: node, in: page.tree) : 0
    // What opens a fold is the heading of what it opens.
    if page.tags[page.tree.parent(node)] == .details, page.tree.name(node) == "summary" {
      writeBold(node)
    } else {
      writeChildren(node)
    }
    boundary()
    language = outer
  }

  private mutating func writeHeading(_ node: Int) {
    // A heading in a cell or an item that stays one block is a line of it.
    if container != nil { return writeBlock(node) }
    let level = page.tree.name(node).utf8.last.map { Int($0) - 48 } ?? 1
    let block = Block(.heading, TextRange(0, 0), level: level)
    writer.finish()
    container = Container(block: block)
    open(block)
    writeChildren(node)
    writer.finish()
    container = nil
  }

  private mutating func writePreformatted(_ node: Int) {
    if container != nil { return writeBlock(node) }
    open(Block(.paragraph, TextRange(0, 0)), keepsSpaces: true)
    writeChildren(node)
    writer.finish()
  }

  /// A node whose inner blocks are lines of one block.
  private mutating func writeContained(_ node: Int, _ block: Block) {
    guard container == nil, !isStructured(node) else { return writeBlock(node) }
    writer.finish()
    container = Container(block: block)
    writeChildren(node)
    writer.finish()
    container = nil
  }

  /// Holds headings or tables, so that it cannot be one block.
  private func isStructured(_ node: Int) -> Bool {
    (node + 1..<page.tree.end(node)).contains {
      (page.tags[$0] == .heading || page.tags[$0] == .table) && !page.isHidden[$0]
    }
  }

  // MARK: Lists

  private mutating func writeList(_ node: Int) {
    let outer = container
    // In a cell, items are lines of the cell.
    if outer?.block.role == .tableCell || outer?.block.role == .heading { return writeBlock(node) }
    writer.finish()
    container = nil
    listDepth += 1
    let start = page.tree.attribute("start", of: node).flatMap { Int($0) } ?? 1
    markers.append(page.tags[node] == .orderedList ? .number(start) : .bullet)
    writeChildren(node)
    markers.removeLast()
    listDepth -= 1
    writer.finish()
    container = outer
    if listDepth > 0, container != nil {
      // What follows an inner list in an item is a paragraph of its own.
      container = Container(block: Block(.paragraph, TextRange(0, 0)))
    }
  }

  private mutating func writeItem(_ node: Int) {
    let marker = nextMarker(node)
    if container?.block.role == .tableCell {
      boundary()
      writeChildren(node)
      return boundary()
    }
    if isStructured(node) { return writeSection(node) }
    writer.finish()
    let outer = container
    container = Container(
      block: Block(.listItem, TextRange(0, 0), level: max(1, listDepth), marker: marker))
    writeChildren(node)
    writer.finish()
    container = outer
  }

  /// An item with headings inside places a section: lists in it begin at the first level again.
  private mutating func writeSection(_ node: Int) {
    let outer = (listDepth, container)
    (listDepth, container) = (0, nil)
    writeBlock(node)
    (listDepth, container) = outer
  }

  private mutating func nextMarker(_ node: Int) -> String {
    guard let last = markers.indices.last, case .number(let next) = markers[last] else {
      return "•"
    }
    let number = page.tree.attribute("value", of: node).flatMap { Int($0) } ?? next
    markers[last] = .number(number &+ 1)
    return "\(number)."
  }

  // MARK: Tables

  private mutating func writeTable(_ node: Int) {
    let grid = TableGrid(node, in: page, excluding: selector)
    if container != nil || grid.isLayout { return writeBlock(node) }
    writer.finish()
    for caption in grid.captions { writeNode(caption) }
    let table = tableCount
    tableCount += 1
    for slot in grid.slots {
      let cell = Cell(
        table: table, row: slot.row, column: slot.column, rowSpan: slot.rowSpan,
        columnSpan: slot.columnSpan, isHeader: slot.isHeader)
      container = Container(block: Block(.tableCell, TextRange(0, 0), cell: cell))
      writeChildren(slot.node)
      writer.finish()
      container = nil
    }
  }

  private func cards(from child: Int, to end: Int) -> FactCards? {
    guard page.length[child] > 0, !page.isHidden[child], !selector.isFurniture(child) else {
      return nil
    }
    return FactCards(from: child, to: end, in: page, isLeftOut: selector.isFurniture)
  }

  private mutating func writeCards(_ cards: FactCards) {
    writer.finish()
    for (row, card) in cards.cards.enumerated() {
      for (column, part) in [card.first, card.second].enumerated() {
        let cell = Cell(
          table: tableCount, row: row, column: column,
          isHeader: column == 0 && cards.areLabelsFirst)
        container = Container(block: Block(.tableCell, TextRange(0, 0), cell: cell))
        writeNode(part)
        writer.finish()
        container = nil
      }
    }
    tableCount += 1
  }

  /// Terms and short definitions are rows of two cells: `Date limite`, `6 mai 2024`.
  private mutating func writeDefinitions(_ node: Int) {
    let entries = (node + 1..<page.tree.end(node)).filter {
      (page.tags[$0] == .term || page.tags[$0] == .definition) && !page.isHidden[$0]
        && page.length[$0] > 0
    }
    let isTable =
      container == nil && entries.contains { page.tags[$0] == .term }
      && entries.allSatisfy { page.length[$0] < 300 && !isStructured($0) }
    guard isTable else { return writeBlock(node) }
    writer.finish()
    let table = tableCount
    tableCount += 1
    var row = -1
    var needsTerm = true
    for entry in entries where !selector.isFurniture(entry) {
      let isTerm = page.tags[entry] == .term
      if isTerm || !needsTerm || row < 0 { row += 1 }
      needsTerm = isTerm
      let cell = Cell(table: table, row: row, column: isTerm ? 0 : 1, isHeader: isTerm)
      container = Container(block: Block(.tableCell, TextRange(0, 0), cell: cell))
      writeChildren(entry)
      writer.finish()
      container = nil
    }
  }
}
