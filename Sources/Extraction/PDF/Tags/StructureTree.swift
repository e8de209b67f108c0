import Documents

/// The logical structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): its blocks in reading order,
/// and which marked content belongs to which.
struct StructureTree {
  /// A paragraph, a heading, a list item or a table cell.
  struct Element {
    var role: BlockRole
    /// Level of a heading, depth of an item.
    var level = 0
    var cell: Cell?
    /// How many columns fewer its row of cells has than its table.
    var slack = 0
    /// Content that no tag of a paragraph holds, or one that may hold several.
    var isLoose = false
  }

  /// Where a piece of marked content stands in reading order.
  struct Place {
    var element: Int
    /// Rises over the whole tree.
    var rank: Int
  }

  /// In reading order.
  private(set) var elements: [Element] = []
  /// By number of the page's object, by identifier of the content.
  private(set) var places: [Int: [Int: Place]] = [:]

  private let file: PDFFile
  private let roles: [String: PDFObject]
  private var rank = 0
  private var nodes = 0
  private var tables = 0
  private var seen: Set<Int> = []
  private static let mostNodes = 400_000
  /// Columns that a row may lack, and still have its cells looked after.
  private static let mostSlack = 20

  /// Nil where the document has no tags.
  init?(_ file: PDFFile) {
    self.file = file
    guard let root = file.resolve(file.trailer["Root"]).dictionary,
      let tree = file.resolve(root["StructTreeRoot"]).dictionary
    else { return nil }
    roles = file.resolve(tree["RoleMap"]).dictionary ?? [:]
    var around = Surroundings()
    walkKids(of: tree, &around, depth: 0)
    guard !places.isEmpty else { return nil }
  }

  /// What a node inherits from those above it.
  private struct Surroundings {
    var page: Int?
    /// The open block; content without one makes a paragraph.
    var block: Int?
    var depth = 0
    /// Inside a list item: its block, which takes the first paragraph.
    var isItem = false
    /// Inside the tag of a paragraph or a heading.
    var isBlock = false
    var table: Table?
  }

  /// A table being read.
  private final class Table {
    let ordinal: Int
    var row = -1
    var column = 0
    /// By column, for how many more rows it is taken from above.
    var taken: [Int: Int] = [:]
    /// The cells of each row that has ended, and how many columns it has.
    var rows: [(cells: [Int], width: Int)] = []
    var cells: [Int] = []
    init(_ ordinal: Int) { self.ordinal = ordinal }
  }

  // MARK: Walk

  private mutating func walkKids(
    of node: [String: PDFObject], _ around: inout Surroundings, depth: Int
  ) {
    guard depth < 100 else { return }
    let kids = file.resolve(node["K"])
    for kid in kids.array ?? [node["K"] ?? .null] { walk(kid, &around, depth: depth) }
  }

  private mutating func walk(_ kid: PDFObject, _ around: inout Surroundings, depth: Int) {
    nodes += 1
    guard nodes < Self.mostNodes else { return }
    if let number = kid.reference, !seen.insert(number).inserted { return }
    let kid = file.resolve(kid)
    if let content = kid.integer { return place(content, on: around.page, &around) }
    guard let node = kid.dictionary else { return }
    switch node["Type"]?.name {
    case "MCR":
      // Content of a form that the page draws is counted apart.
      guard node["Stm"] == nil, let content = node["MCID"]?.integer else { return }
      place(content, on: node["Pg"]?.reference ?? around.page, &around)
    case "OBJR": break
    default:
      let page = around.page
      if let own = node["Pg"]?.reference { around.page = own }
      enter(node, kind: kind(of: node), &around, depth: depth + 1)
      around.page = page
    }
  }

  private mutating func place(_ content: Int, on page: Int?, _ around: inout Surroundings) {
    guard let page else { return }
    if around.block == nil {
      around.block = add(Element(role: .paragraph, isLoose: true))
    }
    rank += 1
    if places[page]?[content] == nil {
      places[page, default: [:]][content] = Place(element: around.block ?? 0, rank: rank)
    }
  }

  private mutating func add(_ element: Element) -> Int {
    elements.append(element)
    return elements.count - 1
  }

  /// The standard type that a tag stands for.
  private func kind(of node: [String: PDFObject]) -> String {
    var kind = file.resolve(node["S"]).name ?? ""
    for _ in 0..<8 {
      guard let next = file.resolve(roles[kind]).name, next != kind else { break }
      kind = next
    }
    return kind
  }

  private mutating func enter(
    _ node: [String: PDFObject], kind: String, _ around: inout Surroundings, depth: Int
  ) {
    switch kind {
    case "P", "Code", "Formula": enterBlock(node, Element(role: .paragraph), &around, depth)
    case "BlockQuote", "Note", "FENote", "TOCI", "BibEntry", "Aside":
      enterBlock(node, Element(role: .paragraph, isLoose: true), &around, depth)
    case "Caption": enterBlock(node, Element(role: .caption), &around, depth)
    case "Title": enterBlock(node, Element(role: .heading, level: 1), &around, depth)
    case "H", "H1", "H2", "H3", "H4", "H5", "H6":
      let level = kind.utf8.last.map { Int($0) - 0x30 } ?? 0
      let isNumbered = (1...6).contains(level)
      enterBlock(
        node, Element(role: .heading, level: isNumbered ? level : 2), &around, depth)
    case "L": enterGroup(node, &around, depth) { $0.depth += 1 }
    case "LI": enterItem(node, &around, depth)
    case "Table": enterTable(node, &around, depth)
    case "TR":
      around.table?.row += 1
      around.table?.column = 0
      walkKids(of: node, &around, depth: depth)
      endRow(around.table)
    case "TD", "TH": enterCell(node, isHeader: kind == "TH", &around, depth)
    case "Artifact": break
    case "Span", "Quote", "Reference", "Link", "Annot", "Em", "Strong", "Lbl", "LBody", "Figure",
      "Sub", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Form":
      walkKids(of: node, &around, depth: depth)
    default: enterGroup(node, &around, depth) { _ in }
    }
  }

  /// Something that holds blocks: what follows it begins another block. Browsers put the words of a
  /// paragraph that are set otherwise into a group without meaning: it stays in the paragraph.
  private mutating func enterGroup(
    _ node: [String: PDFObject], _ around: inout Surroundings, _ depth: Int,
    _ change: (inout Surroundings) -> Void
  ) {
    // In an item or a cell, groups hold its lines; a list inside an item has items of its own.
    let isCell = around.block.map { elements[$0].cell != nil } ?? false
    let kind = kind(of: node)
    if isCell || around.isItem && kind != "L" || around.isBlock && kind == "NonStruct" {
      return walkKids(of: node, &around, depth: depth)
    }
    var inner = around
    inner.block = nil
    inner.isItem = false
    inner.isBlock = false
    change(&inner)
    walkKids(of: node, &inner, depth: depth)
    around.block = nil
  }

  private mutating func enterBlock(
    _ node: [String: PDFObject], _ element: Element, _ around: inout Surroundings, _ depth: Int
  ) {
    // The first paragraph of an item is the item; all of a cell is the cell.
    let isCell = around.block.map { elements[$0].cell != nil } ?? false
    if isCell || around.isItem && element.role == .paragraph {
      return walkKids(of: node, &around, depth: depth)
    }
    var inner = around
    inner.block = add(element)
    inner.isBlock = !element.isLoose
    walkKids(of: node, &inner, depth: depth)
    around.block = nil
  }

  private mutating func enterItem(
    _ node: [String: PDFObject], _ around: inout Surroundings, _ depth: Int
  ) {
    if around.block.map({ elements[$0].cell != nil }) ?? false {
      return walkKids(of: node, &around, depth: depth)
    }
    var inner = around
    inner.block = add(Element(role: .listItem, level: max(1, around.depth)))
    inner.isItem = true
    inner.isBlock = false
    walkKids(of: node, &inner, depth: depth)
    around.block = nil
  }

  // MARK: Tables

  private mutating func enterTable(
    _ node: [String: PDFObject], _ around: inout Surroundings, _ depth: Int
  ) {
    let table = Table(tables)
    tables += 1
    enterGroup(node, &around, depth) {
      $0.table = table
      $0.depth = 0
    }
    let width = table.rows.map(\.width).max() ?? 0
    for row in table.rows where row.width < width {
      for cell in row.cells { elements[cell].slack = min(width - row.width, Self.mostSlack) }
    }
  }

  private mutating func enterCell(
    _ node: [String: PDFObject], isHeader: Bool, _ around: inout Surroundings, _ depth: Int
  ) {
    guard let table = around.table else { return enterGroup(node, &around, depth) { _ in } }
    while table.taken[table.column] ?? 0 > 0 { table.column += 1 }
    let columns = span("ColSpan", of: node)
    let rows = span("RowSpan", of: node)
    var inner = around
    (inner.isItem, inner.isBlock) = (false, false)
    let cell = add(
      Element(
        role: .tableCell,
        cell: Cell(
          table: table.ordinal, row: max(0, table.row), column: table.column, rowSpan: rows,
          columnSpan: columns, isHeader: isHeader)))
    inner.block = cell
    table.cells.append(cell)
    walkKids(of: node, &inner, depth: depth)
    for column in table.column..<table.column + columns { table.taken[column] = rows }
    table.column += columns
    around.block = nil
  }

  private func endRow(_ table: Table?) {
    guard let table else { return }
    while table.taken[table.column] ?? 0 > 0 { table.column += 1 }
    table.rows.append((table.cells, table.column))
    table.cells = []
    for column in table.taken.keys { table.taken[column, default: 1] -= 1 }
  }

  /// From 1.
  private func span(_ name: String, of node: [String: PDFObject]) -> Int {
    let attributes = file.resolve(node["A"])
    for item in attributes.array ?? [attributes] {
      if let value = file.resolve(file.resolve(item).dictionary?[name]).integer {
        return min(max(1, value), 100)
      }
    }
    return 1
  }
}
