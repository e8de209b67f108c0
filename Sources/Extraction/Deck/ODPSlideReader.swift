import Documents

/// Reads the pages of an OpenDocument presentation.
struct ODPSlideReader {
  private let tree: MarkupTree
  private let styles: ODFStyles

  /// Texts of charts, by their place in the file.
  private let objects: [String: [FlowItem]]

  init(_ tree: MarkupTree, styles: ODFStyles, objects: [String: [FlowItem]] = [:]) {
    self.tree = tree
    self.styles = styles
    self.objects = objects
  }

  func slide(_ page: Int) -> Slide {
    var slide = Slide()
    slide.isHidden = styles.isHidden(tree.attribute(":style-name", of: page))
    read(page, into: &slide)
    return slide
  }

  /// Members of a group are placed on the slide like all others.
  private func read(_ node: Int, into slide: inout Slide) {
    for child in tree.children(node) {
      switch tree.name(child) {
      case "g", "a": read(child, into: &slide)
      case "frame", "custom-shape", "rect", "ellipse", "circle", "line", "connector", "polygon",
        "path", "caption":
        readShape(child, into: &slide)
      case "notes": readNotes(child, into: &slide)
      case "annotation":
        let lines = tree.descendants("p", of: child).map(tree.text)
        slide.comments.append(lines.joined(separator: "\n"))
      default: break
      }
    }
  }

  private func readShape(_ node: Int, into slide: inout Slide) {
    var shape = SlideShape()
    shape.kind = kind(tree.attribute(":class", of: node))
    shape.box = box(of: node)
    if let table = tree.child("table", of: node) {
      shape.table = self.table(table)
    } else if let text = tree.child("text-box", of: node) {
      shape.paragraphs = paragraphs(text)
    } else if let object = tree.child("object", of: node),
      let items = tree.attribute(":href", of: object).flatMap({ objects[$0] })
    {
      shape.take(items)
    } else if tree.name(node) == "frame" {
      slide.hasPictures = slide.hasPictures || tree.child("image", of: node) != nil
    } else {
      shape.paragraphs = paragraphs(node)
    }
    if shape.table != nil || !shape.paragraphs.isEmpty { slide.shapes.append(shape) }
  }

  private func kind(_ name: String?) -> SlideShape.Kind {
    switch name {
    case "title": .title
    case "header", "date-time": .furniture(.header)
    case "footer": .furniture(.footer)
    case "page-number": .furniture(.pageNumber)
    default: .text
    }
  }

  private func box(of node: Int) -> Box? {
    guard let x = tree.length(":x", of: node), let y = tree.length(":y", of: node) else {
      return nil
    }
    return Box(
      x, y, x + (tree.length(":width", of: node) ?? 0), y + (tree.length(":height", of: node) ?? 0))
  }

  private func readNotes(_ node: Int, into slide: inout Slide) {
    for frame in tree.descendants("frame", of: node)
    where tree.attribute(":class", of: frame) == "notes" {
      if let text = tree.child("text-box", of: frame) { slide.notes += paragraphs(text) }
    }
  }

  // MARK: Text

  private func paragraphs(_ node: Int) -> [SlideParagraph] {
    var result: [SlideParagraph] = []
    for child in tree.children(node) {
      switch tree.name(child) {
      case "p", "h": result.append(paragraph(child))
      case "list":
        readList(child, level: 0, style: tree.attribute(":style-name", of: child), into: &result)
      default: break
      }
    }
    return result.filter { !$0.isEmpty }
  }

  private func readList(
    _ list: Int, level: Int, style: String?, into result: inout [SlideParagraph]
  ) {
    var number = 0
    for item in tree.children(list) where tree.name(item).hasPrefix("list-") {
      var isFirst = tree.name(item) == "list-item"
      for child in tree.children(item) {
        switch tree.name(child) {
        case "p", "h":
          var paragraph = paragraph(child)
          paragraph.level = min(8, level)
          if isFirst, !paragraph.isEmpty {
            number += 1
            let suffix = styles.numberSuffix(style, level: level)
            paragraph.marker = suffix.map { "\(number)\($0)" } ?? "•"
          }
          isFirst = false
          result.append(paragraph)
        case "list":
          let own = tree.attribute(":style-name", of: child) ?? style
          readList(child, level: level + 1, style: own, into: &result)
        default: break
        }
      }
    }
  }

  private func paragraph(_ node: Int) -> SlideParagraph {
    var paragraph = SlideParagraph()
    var sizes: [Double: Int] = [:]
    let style = tree.attribute(":style-name", of: node)
    readInline(node, style: style, url: nil, &paragraph, &sizes)
    // Of sizes used equally, the larger: an order of its own keeps results the same.
    paragraph.fontSize = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return paragraph
  }

  private func readInline(
    _ node: Int, style: String?, url: String?, _ paragraph: inout SlideParagraph,
    _ sizes: inout [Double: Int]
  ) {
    for child in tree.children(node) {
      if tree.isText(child) {
        let text = String(decoding: tree.textBytes(child), as: UTF8.self)
        sizes[styles.size(style), default: 0] += text.utf8.count
        paragraph.runs.append(
          .init(
            text: styles.isRaised(style) ? RaisedFigures.raised(text) : text, url: url,
            isBold: styles.isBold(style)))
        continue
      }
      switch tree.name(child) {
      case "line-break": paragraph.runs.append(.init(text: "\n"))
      case "s", "tab": paragraph.runs.append(.init(text: " ", url: url))
      case "annotation", "note": break
      case "a":
        let address = tree.attribute(":href", of: child).flatMap(LinkResolver(base: nil).resolve)
        readInline(child, style: style, url: address, &paragraph, &sizes)
      default:
        let own = tree.attribute(":style-name", of: child) ?? style
        readInline(child, style: own, url: url, &paragraph, &sizes)
      }
    }
  }

  // MARK: Tables

  private func table(_ node: Int) -> SlideTable {
    var table = SlideTable()
    let hasHeader = tree.attribute(":use-first-row-styles", of: node) == "true"
    let rows = tree.descendants("table-row", of: node)
    for (row, line) in rows.enumerated() {
      var column = 0
      for cell in tree.children(line) where tree.name(cell).hasSuffix("table-cell") {
        defer { column += span(":number-columns-repeated", cell) }
        guard tree.name(cell) == "table-cell" else { continue }
        let place = Cell(
          table: 0, row: row, column: column, rowSpan: span(":number-rows-spanned", cell),
          columnSpan: span(":number-columns-spanned", cell), isHeader: hasHeader && row == 0)
        table.slots.append(.init(cell: place, paragraphs: paragraphs(cell), box: nil))
      }
    }
    return table
  }

  private func span(_ name: String, _ node: Int) -> Int {
    min(1000, max(1, tree.attribute(name, of: node).flatMap { Int($0) } ?? 1))
  }
}
