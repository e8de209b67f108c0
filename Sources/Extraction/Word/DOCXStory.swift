import Documents

/// What all parts of a Word document share while they are read.
struct DOCXContext {
  let styles: DOCXStyles
  var numbering: DOCXNumbering
  /// Notes by kind (`footnote`, `endnote`) and id.
  var notes: [String: [String: FlowNote]] = [:]
  /// Texts of charts and diagrams, by the relationship ids of the part that is read.
  var drawings: [String: [FlowItem]] = [:]
  /// What files say that the document takes in, by relationship id.
  var chunks: [String: [FlowItem]] = [:]
  /// One of those files could not be read.
  var lacksChunk = false
  /// Text that tracked changes took away, and text that is struck out.
  var deletions: [String] = []
  /// Lines of tables of contents.
  var contents: [String] = []
  var page = 1
}

/// Reads one part that holds running text: the body, a header, the notes (ECMA-376, part 1, 17).
struct DOCXStory {
  let tree: MarkupTree
  private let links: [String: OfficePackage.Relationship]
  var context: DOCXContext
  /// Fields that are open, from the outermost.
  private var fields: [Field] = []
  /// Runs of a paragraph whose end is deleted: the next one goes on.
  private var carried: [FlowParagraph.Run] = []
  /// Text of the paragraph that is struck out.
  private var struck = ""

  private struct Field {
    var instruction = ""
    var showsResult = false

    /// `HYPERLINK "https://example.org"`
    var url: String? {
      let parts = instruction.split(separator: "\"", omittingEmptySubsequences: false)
      guard instruction.trimmingSpaces().uppercased().hasPrefix("HYPERLINK"), parts.count > 1,
        !parts[0].contains("\\l")
      else { return nil }
      return LinkResolver(base: nil).resolve(String(parts[1]))
    }

    var isContents: Bool {
      let name = instruction.trimmingSpaces().uppercased()
      return name.hasPrefix("TOC") || name.hasPrefix("INDEX")
    }
  }

  init(
    _ tree: MarkupTree, links: [String: OfficePackage.Relationship], context: DOCXContext
  ) {
    self.tree = tree
    self.links = links
    self.context = context
  }

  // MARK: Blocks

  mutating func items(of node: Int) -> [FlowItem] {
    var items: [FlowItem] = []
    for child in tree.children(node) { read(child, into: &items) }
    return items
  }

  private mutating func read(_ node: Int, into items: inout [FlowItem]) {
    switch tree.name(node) {
    case "p": items += paragraph(node)
    case "tbl":
      if let table = table(node) { items.append(.table(table)) }
    case "sdt": readControl(node, into: &items)
    case "altChunk":
      guard let id = tree.attribute(":id", of: node), links[id]?.kind == "aFChunk" else { break }
      if context.chunks[id] == nil { context.lacksChunk = true }
      items += context.chunks[id] ?? []
    case "ins", "moveTo", "customXml", "smartTag": items += self.items(of: node)
    case "del", "moveFrom": context.deletions.append(allText(node))
    case "AlternateContent":
      if let choice = alternative(node) { items += self.items(of: choice) }
    default: break
    }
  }

  /// A table of contents says nothing that its headings do not say.
  private mutating func readControl(_ node: Int, into items: inout [FlowItem]) {
    guard !isPlaceholder(node), let content = tree.child("sdtContent", of: node) else { return }
    let gallery = tree.child("sdtPr", of: node)
      .flatMap { tree.child("docPartObj", of: $0) }
      .flatMap { tree.wordValue("docPartGallery", of: $0) }
    guard gallery == "Table of Contents" else {
      items += self.items(of: content)
      return
    }
    for item in self.items(of: content) {
      if case .paragraph(let line) = item { context.contents.append(line.text) }
    }
  }

  /// Of two renderings of the same thing, the newer one.
  private func alternative(_ node: Int) -> Int? {
    tree.child("Choice", of: node) ?? tree.child("Fallback", of: node)
  }

  // MARK: Paragraphs

  /// The paragraph, and after it the boxes that are anchored in it.
  private mutating func paragraph(_ node: Int) -> [FlowItem] {
    let properties = tree.child("pPr", of: node)
    let style = properties.flatMap { tree.wordValue("pStyle", of: $0) }
    var line = DOCXLine(style: style)
    let wasContents = fields.contains(where: \.isContents)
    readInline(node, url: nil, into: &line)
    if !struck.isEmpty {
      context.deletions.append(struck)
      struck = ""
    }
    let boxes = line.boxes.flatMap { items(of: $0) } + line.drawings
    var paragraph = FlowParagraph(runs: carried + line.runs, page: context.page)
    carried = []
    paragraph.fontSize = line.size(else: context.styles.size(style))
    paragraph.notes = line.notes
    if let mark = properties.flatMap({ tree.child("rPr", of: $0) }),
      tree.child("del", of: mark) != nil || tree.child("moveFrom", of: mark) != nil
    {
      carried = paragraph.runs
      return boxes
    }
    let meaning = context.styles.meaning(style)
    if meaning == .contents || wasContents || fields.contains(where: \.isContents) {
      if !paragraph.isEmpty { context.contents.append(paragraph.text) }
      return boxes
    }
    setRole(&paragraph, DOCXStyles.Properties(paragraph: properties, run: nil, in: tree), style)
    return (paragraph.isEmpty ? [] : [.paragraph(paragraph)]) + boxes
  }

  private mutating func setRole(
    _ paragraph: inout FlowParagraph, _ own: DOCXStyles.Properties, _ style: String?
  ) {
    guard !paragraph.isEmpty else { return }
    let label = label(own, style)
    let outline = own.outlineLevel ?? context.styles.find(style, \.outlineLevel)
    let meaning = context.styles.meaning(style)
    if case .heading(let level) = meaning, outline != 9 {
      (paragraph.role, paragraph.level) = (.heading, min(6, level))
    } else if meaning == .title {
      paragraph.role = .title
    } else if let outline, (0..<9).contains(outline) {
      (paragraph.role, paragraph.level) = (.heading, min(6, outline + 1))
    } else if meaning == .caption {
      paragraph.role = .caption
    }
    guard let label else { return markTypedItem(&paragraph) }
    guard paragraph.role == .paragraph else {
      if !label.label.isBullet { paragraph.prefix(label.label.text) }
      return
    }
    paragraph.role = .listItem
    paragraph.level = label.level + 1
    paragraph.marker = label.label.text
    if label.label.hasWords { paragraph.prefix(label.label.text) }
  }

  private mutating func label(
    _ own: DOCXStyles.Properties, _ style: String?
  ) -> (label: DOCXNumbering.Label, level: Int)? {
    let inherited = context.styles.numbering(style)
    guard let numbering = own.numbering ?? inherited?.numbering, numbering != "0" else {
      return nil
    }
    let level =
      own.numberingLevel ?? context.numbering.level(ofStyle: style, in: numbering)
      ?? inherited?.level ?? 0
    let styles = context.styles
    let label = context.numbering.next(numbering, level: level) {
      styles.numbering($0)?.numbering
    }
    return label.map { ($0, min(DOCXNumbering.deepest, max(0, level))) }
  }

  /// A bullet that was typed.
  private func markTypedItem(_ paragraph: inout FlowParagraph) {
    guard paragraph.role == .paragraph else { return }
    paragraph.markTypedBullet()
  }

  // MARK: Inline

  private mutating func readInline(_ node: Int, url: String?, into line: inout DOCXLine) {
    for child in tree.children(node) {
      switch tree.name(child) {
      case "r": readRun(child, url: url ?? fields.lazy.compactMap(\.url).first, into: &line)
      case "hyperlink":
        let target = tree.attribute(":id", of: child).flatMap { links[$0] }
        let address = target.flatMap { $0.isExternal ? $0.target : nil }
        readInline(
          child, url: address.flatMap(LinkResolver(base: nil).resolve) ?? url, into: &line)
      case "fldSimple":
        var field = Field(showsResult: true)
        field.instruction = tree.attribute(":instr", of: child) ?? ""
        readInline(child, url: field.url ?? url, into: &line)
      case "sdt":
        guard !isPlaceholder(child), let content = tree.child("sdtContent", of: child) else {
          continue
        }
        readInline(content, url: url, into: &line)
      case "ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "oMath", "oMathPara":
        readInline(child, url: url, into: &line)
      case "del", "moveFrom": context.deletions.append(allText(child))
      case "AlternateContent":
        if let choice = alternative(child) { readInline(choice, url: url, into: &line) }
      case "f", "num", "den", "e", "sup", "sub", "rad", "sSup", "sSub", "nary", "d", "func",
        "fName":
        // The parts of a formula.
        readInline(child, url: url, into: &line)
      default: break
      }
    }
  }

  /// « Cliquez ici pour taper du texte ».
  private func isPlaceholder(_ control: Int) -> Bool {
    tree.child("sdtPr", of: control).flatMap { tree.wordFlag("showingPlcHdr", of: $0) } ?? false
  }

  private mutating func readRun(_ node: Int, url: String?, into line: inout DOCXLine) {
    let properties = tree.child("rPr", of: node)
    let own = DOCXStyles.Properties(paragraph: nil, run: properties, in: tree)
    let style = properties.flatMap { tree.wordValue("rStyle", of: $0) }
    let isHidden = own.isHidden ?? context.styles.find(style, \.isHidden) ?? false
    let isStruck =
      properties.map {
        (tree.wordFlag("strike", of: $0) ?? false) || (tree.wordFlag("dstrike", of: $0) ?? false)
      } ?? false
    line.url = url
    line.isBold =
      own.isBold ?? context.styles.find(style, \.isBold)
      ?? context.styles.find(line.style, \.isBold) ?? false
    line.isRaised = own.isRaised ?? context.styles.find(style, \.isRaised) ?? false
    line.size = own.size ?? context.styles.find(style, \.size)
    for child in tree.children(node) {
      let name = tree.name(child)
      if name == "fldChar" || name == "instrText" {
        readField(child)
      } else if name == "lastRenderedPageBreak" {
        context.page = min(FlowWriter.mostPages, context.page + 1)
      } else if fields.allSatisfy(\.showsResult), !isHidden {
        if isStruck, name == "t" {
          struck += tree.text(of: child)
        } else {
          readContent(child, name, into: &line)
        }
      }
    }
  }

  private mutating func readField(_ node: Int) {
    guard tree.name(node) == "fldChar" else {
      if !fields.isEmpty { fields[fields.count - 1].instruction += tree.text(of: node) }
      return
    }
    switch tree.attribute(":fldCharType", of: node) {
    // Deeper than any writer nests them.
    case "begin": if fields.count < 100 { fields.append(Field()) }
    case "separate": if !fields.isEmpty { fields[fields.count - 1].showsResult = true }
    case "end": _ = fields.popLast()
    default: break
    }
  }

  private func readContent(_ node: Int, _ name: String, into line: inout DOCXLine) {
    switch name {
    case "t": line.add(tree.text(of: node))
    case "tab", "ptab": line.add(" ")
    case "cr": line.add("\n")
    case "br":
      let type = tree.attribute(":type", of: node)
      line.add(type == "page" || type == "column" ? " " : "\n")
    case "noBreakHyphen": line.add("-")
    case "sym": line.add(symbol(tree.attribute(":char", of: node)))
    case "footnoteReference", "endnoteReference":
      let kind = name == "footnoteReference" ? "footnote" : "endnote"
      if let note = tree.attribute(":id", of: node).flatMap({ context.notes[kind]?[$0] }) {
        line.notes.append(note)
      }
    case "drawing", "pict", "object": readDrawing(node, into: &line)
    case "AlternateContent":
      guard let choice = alternative(node) else { return }
      for child in tree.children(choice) { readContent(child, tree.name(child), into: &line) }
    default: break
    }
  }

  /// Signs of the usual symbol fonts.
  private func symbol(_ code: String?) -> String {
    switch code?.uppercased().suffix(2) {
    case "A8", "6F", "A3", "2A": "☐"
    case "FE", "FD", "52", "53": "☒"
    case "FC": "✓"
    case "E0": "→"
    case "B7", "A7", "D8": "•"
    default: ""
    }
  }

  private func readDrawing(_ node: Int, into line: inout DOCXLine) {
    var child = node
    let end = tree.end(node)
    while child < end {
      switch tree.name(child) {
      case "txbxContent":
        line.boxes.append(child)
        child = tree.end(child)
      case "Fallback" where tree.child("Choice", of: tree.parent(child)) != nil:
        child = tree.end(child)
      case "chart", "relIds":
        let id = tree.attribute(":id", of: child) ?? tree.attribute(":dm", of: child)
        line.drawings += id.flatMap { context.drawings[$0] } ?? []
        child += 1
      default: child += 1
      }
    }
  }

  /// All text below a node, whatever became of it.
  func allText(_ node: Int) -> String {
    (node..<tree.end(node)).filter { ["t", "delText"].contains(tree.name($0)) }
      .map { tree.text(of: $0) }.joined()
  }
}
