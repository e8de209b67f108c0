import Documents

/// Reads running text of an OpenDocument part: the body, a header, a note (ODF 1.3, part 3, 5).
struct ODTStory {
  let tree: MarkupTree
  private let styles: ODFStyles
  /// Texts of charts, by their place in the file.
  private let objects: [String: [FlowItem]]
  private var numbering = ODTNumbering()
  private(set) var comments: [String] = []
  private(set) var deletions: [String] = []
  /// Lines of tables of contents and indexes.
  private(set) var contents: [String] = []
  private var struck = ""
  /// How many more times rows and cells may be repeated.
  private var copies = 1_000
  private var page = 1

  init(_ tree: MarkupTree, styles: ODFStyles, objects: [String: [FlowItem]] = [:]) {
    self.tree = tree
    self.styles = styles
    self.objects = objects
  }

  // MARK: Blocks

  mutating func items(of node: Int) -> [FlowItem] {
    var items: [FlowItem] = []
    for child in tree.children(node) {
      switch tree.name(child) {
      case "p", "h": items += paragraph(child)
      case "list":
        let style = tree.attribute(":style-name", of: child)
        items += list(child, level: 0, style: style)
      case "table": items += table(child)
      case "section":
        if tree.attribute(":display", of: child) != "none" { items += self.items(of: child) }
      case "index-title", "index-body", "numbered-paragraph", "bibliography", "a":
        items += self.items(of: child)
      case "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index":
        contents += self.items(of: child).paragraphs.map(\.text)
      case "tracked-changes": readChanges(child)
      case "soft-page-break": page = min(FlowWriter.mostPages, page + 1)
      // Boxes that are anchored to a page come first in the file.
      case "frame", "custom-shape", "rect", "g": items += box(child)
      default: break
      }
    }
    return items
  }

  /// The texts that tracked changes took away (ODF 1.3, part 3, 5.5).
  private mutating func readChanges(_ node: Int) {
    for deletion in tree.descendants("deletion", of: node) {
      // An inner story: its lists count for themselves.
      var story = ODTStory(tree, styles: styles)
      let text = story.items(of: deletion).lines
      if !text.isEmpty { deletions.append(text) }
    }
  }

  private mutating func list(
    _ list: Int, level: Int, style: String?, continues: Bool = false
  ) -> [FlowItem] {
    var items: [FlowItem] = []
    // Lists of a style without name count for themselves.
    let key = style ?? "list \(list)"
    if tree.attribute(":continue-numbering", of: list) != "true",
      tree.attribute(":continue-list", of: list) == nil
    {
      numbering.restart(key, from: level)
    }
    for item in tree.children(list) {
      let name = tree.name(item)
      guard name == "list-item" || name == "list-header" else { continue }
      var isFirst = name == "list-item"
      let start = tree.attribute(":start-value", of: item).flatMap { Int($0) }
      for child in tree.children(item) {
        switch tree.name(child) {
        case "p":
          var members = paragraph(child)
          if isFirst { mark(&members, child, key, level: level, start: start) }
          isFirst = false
          items += members
        case "h":
          isFirst = false
          items += paragraph(child)
        case "list":
          let own = tree.attribute(":style-name", of: child) ?? style
          items += self.list(child, level: min(8, level + 1), style: own)
        case "table": items += table(child)
        case "soft-page-break": page = min(FlowWriter.mostPages, page + 1)
        default: break
        }
      }
    }
    return items
  }

  /// Makes a list item of the paragraph, unless it is a heading or nothing.
  private mutating func mark(
    _ members: inout [FlowItem], _ node: Int, _ list: String, level: Int, start: Int?
  ) {
    guard case .paragraph(var first) = members.first,
      first.role == .paragraph || first.role == .listItem
    else { return }
    // A paragraph's style may name the list's style.
    let own =
      styles.level(level, of: list) == nil
      ? styles.list(tree.attribute(":style-name", of: node)) ?? list : list
    let marker = numbering.next(own, level: level, start: start, styles)
    (first.role, first.level, first.marker) = (.listItem, level + 1, marker)
    members[0] = .paragraph(first)
  }

  // MARK: Paragraphs

  /// The paragraph, and after it the boxes that are anchored in it.
  private mutating func paragraph(_ node: Int) -> [FlowItem] {
    let style = tree.attribute(":style-name", of: node)
    guard !styles.isHidden(style) else { return [] }
    var line = ODTLine()
    line.paragraphStyle = style
    readInline(node, style: style, url: nil, into: &line)
    if !struck.isEmpty {
      deletions.append(struck)
      struck = ""
    }
    var paragraph = FlowParagraph(runs: line.runs, page: page)
    paragraph.fontSize = line.fontSize
    paragraph.notes = line.notes
    setRole(&paragraph, node, style)
    if tree.name(node) == "h", !paragraph.isEmpty {
      let start = tree.attribute(":start-value", of: node).flatMap { Int($0) }
      let isUncounted = tree.attribute(":is-list-header", of: node) == "true"
      if !isUncounted, paragraph.level > 0,
        let label = numbering.heading(level: paragraph.level, start: start, styles)
      {
        paragraph.prefix(label)
      }
    }
    let boxes = line.boxes.flatMap { box($0) }
    return (paragraph.isEmpty ? [] : [.paragraph(paragraph)]) + boxes
  }

  private func setRole(_ paragraph: inout FlowParagraph, _ node: Int, _ style: String?) {
    let meaning = styles.meaning(style)
    if meaning == .title {
      paragraph.role = .title
    } else if tree.name(node) == "h" {
      let level = tree.attribute(":outline-level", of: node).flatMap { Int($0) } ?? 1
      (paragraph.role, paragraph.level) = (.heading, min(6, max(1, level)))
    } else if let level = styles.outlineLevel(style), level > 0 {
      (paragraph.role, paragraph.level) = (.heading, min(6, level))
    } else if case .heading(let level) = meaning {
      (paragraph.role, paragraph.level) = (.heading, min(6, level))
    } else if meaning == .caption {
      paragraph.role = .caption
    } else {
      paragraph.markTypedBullet()
    }
  }

  private mutating func readInline(
    _ node: Int, style: String?, url: String?, into line: inout ODTLine
  ) {
    for child in tree.children(node) {
      guard !tree.isText(child) else {
        let text = String(decoding: tree.textBytes(child), as: UTF8.self)
        if styles.isStruck(style) {
          struck += text
        } else if !styles.isHidden(style) {
          line.add(text, url: url, style: style, styles)
        }
        continue
      }
      switch tree.name(child) {
      case "line-break": line.runs.append(.init(text: "\n"))
      case "s", "tab": line.runs.append(.init(text: " ", url: url))
      case "soft-page-break": page = min(FlowWriter.mostPages, page + 1)
      case "note": readNote(child, into: &line)
      case "annotation":
        let lines = tree.descendants("p", of: child).map(tree.text)
        comments.append(lines.joined(separator: "\n"))
      case "frame", "custom-shape", "rect", "g": line.boxes.append(child)
      // Empty, unseen, or said elsewhere.
      case "hidden-text", "hidden-paragraph", "script", "ruby-text", "change", "annotation-end",
        "title", "desc", "event-listeners", "toc-mark", "page-number", "page-count":
        break
      case "a":
        let address = tree.attribute(":href", of: child).flatMap(LinkResolver(base: nil).resolve)
        readInline(child, style: style, url: address ?? url, into: &line)
      default:
        let own = tree.attribute(":style-name", of: child) ?? style
        readInline(child, style: own, url: url, into: &line)
      }
    }
  }

  private mutating func readNote(_ node: Int, into line: inout ODTLine) {
    guard let body = tree.child("note-body", of: node) else { return }
    line.notes.append(
      FlowNote(
        paragraphs: items(of: body).paragraphs,
        isEndnote: tree.attribute(":note-class", of: node) == "endnote"))
  }

  /// The text of a box, a chart's figures.
  private mutating func box(_ node: Int) -> [FlowItem] {
    var items: [FlowItem] = []
    switch tree.name(node) {
    case "g":
      for member in tree.children(node) { items += box(member) }
    case "frame":
      if let text = tree.child("text-box", of: node) {
        items = self.items(of: text)
      } else if let object = tree.child("object", of: node) {
        items = tree.attribute(":href", of: object).flatMap { objects[$0] } ?? []
      }
    default: items = self.items(of: node)
    }
    return items
  }
}

/// Tables (ODF 1.3, part 3, 9).
extension ODTStory {
  private mutating func table(_ node: Int) -> [FlowItem] {
    var table = FlowTable()
    var row = 0
    readRows(of: node, isHeader: false, into: &table, &row)
    table.markBoldHeader()
    return table.slots.isEmpty ? [] : [.table(table)]
  }

  private mutating func readRows(
    of node: Int, isHeader: Bool, into table: inout FlowTable, _ row: inout Int
  ) {
    for child in tree.children(node) {
      switch tree.name(child) {
      case "table-header-rows": readRows(of: child, isHeader: true, into: &table, &row)
      case "table-rows", "table-row-group":
        readRows(of: child, isHeader: isHeader, into: &table, &row)
      case "table-row":
        for _ in 0..<times(":number-rows-repeated", child) {
          readCells(of: child, row: row, isHeader: isHeader, into: &table)
          row += 1
        }
      case "soft-page-break": page = min(FlowWriter.mostPages, page + 1)
      default: break
      }
    }
  }

  private mutating func readCells(
    of line: Int, row: Int, isHeader: Bool, into table: inout FlowTable
  ) {
    var column = 0
    for cell in tree.children(line) where tree.name(cell).hasSuffix("table-cell") {
      defer { column += span(":number-columns-repeated", cell) }
      guard tree.name(cell) == "table-cell" else { continue }
      for k in 0..<times(":number-columns-repeated", cell) {
        table.slots.append(
          .init(
            cell: Cell(
              table: 0, row: row, column: column + k, rowSpan: span(":number-rows-spanned", cell),
              columnSpan: span(":number-columns-spanned", cell), isHeader: isHeader),
            items: items(of: cell)))
      }
    }
  }

  /// How often a row or a cell is read; empty ones are repeated to fill a sheet.
  private mutating func times(_ name: String, _ node: Int) -> Int {
    let times = min(span(name, node), copies + 1)
    guard times > 1, !tree.text(of: node).trimmingSpaces().isEmpty else { return 1 }
    copies -= times - 1
    return times
  }

  private func span(_ name: String, _ node: Int) -> Int {
    min(1000, max(1, tree.attribute(name, of: node).flatMap { Int($0) } ?? 1))
  }
}

/// What the inside of a paragraph adds up to.
struct ODTLine {
  var paragraphStyle: String?
  var runs: [FlowParagraph.Run] = []
  var notes: [FlowNote] = []
  /// Boxes that are anchored here.
  var boxes: [Int] = []
  private var sizes: [Double: Int] = [:]

  mutating func add(_ text: String, url: String?, style: String?, _ styles: ODFStyles) {
    sizes[styles.size(style), default: 0] += text.utf8.count
    runs.append(
      .init(
        text: styles.isRaised(style) ? RaisedFigures.raised(text) : text, url: url,
        isBold: styles.isBold(style)))
  }

  /// The size of most of the text; of sizes used equally, the larger.
  var fontSize: Double {
    sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}
