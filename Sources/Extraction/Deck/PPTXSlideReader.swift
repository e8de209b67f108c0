import Documents

/// Reads one slide part with its layout, master, notes and comments (ECMA-376, part 1, 19).
struct PPTXSlideReader {
  private let tree: MarkupTree
  private let links: [String: OfficePackage.Relationship]
  private let inheritance: PPTXPlaceholders
  /// Texts of charts and diagrams, by relationship id.
  private var drawings: [String: [FlowItem]] = [:]
  private var slide = Slide()

  static func slide(
    _ part: String, in package: inout OfficePackage
  ) throws(DocumentFailure) -> Slide {
    guard let tree = try package.part(part) else { throw .damaged(detail: "no \(part)") }
    let links = try package.relationships(of: part)
    let sorted = links.sorted { $0.key < $1.key }.map(\.value).filter { !$0.isExternal }
    let layout = sorted.first { $0.kind == "slideLayout" }?.target
    var reader = PPTXSlideReader(
      tree: tree, links: links, inheritance: try PPTXPlaceholders(layout: layout, in: &package))
    reader.drawings = try DrawingTexts.texts(of: links, in: &package)
    reader.readShapes()
    for link in sorted where link.kind == "notesSlide" {
      if let notes = try package.part(link.target) {
        reader.slide.notes += PPTXText.notes(notes)
      }
    }
    for link in sorted where link.kind == "comments" {
      if let comments = try package.part(link.target) {
        reader.slide.comments += PPTXText.comments(comments)
      }
    }
    return reader.slide
  }

  private init(
    tree: MarkupTree, links: [String: OfficePackage.Relationship], inheritance: PPTXPlaceholders
  ) {
    self.tree = tree
    self.links = links
    self.inheritance = inheritance
  }

  private mutating func readShapes() {
    if let root = tree.child("sld", of: 0) {
      let show = tree.attribute("show", of: root)
      slide.isHidden = show == "0" || show == "false"
    }
    guard let shapes = tree.descendants("spTree", of: 0).first else { return }
    read(shapes, within: .identity)
  }

  private mutating func read(_ group: Int, within frame: GroupFrame) {
    for node in tree.children(group) {
      switch tree.name(node) {
      case "sp", "cxnSp": readShape(node, frame)
      case "grpSp": read(node, within: frame.entering(node, of: tree))
      case "graphicFrame": readFrame(node, frame)
      case "pic": slide.hasPictures = true
      case "AlternateContent":
        // One of two renderings of the same thing.
        if let choice = tree.child("Choice", of: node) ?? tree.child("Fallback", of: node) {
          read(choice, within: frame)
        }
      default: break
      }
    }
  }

  private mutating func readShape(_ node: Int, _ frame: GroupFrame) {
    guard !isHidden(node) else { return }
    let placeholder = PPTXPlaceholders.placeholder(of: node, in: tree)
    var shape = SlideShape()
    shape.kind = kind(placeholder)
    shape.box =
      GroupFrame.box(of: node, in: tree).flatMap(frame.place)
      ?? placeholder.flatMap(inheritance.box)
    guard let body = tree.child("txBody", of: node) else { return }
    let text = PPTXText(tree: tree, links: links)
    shape.paragraphs = text.paragraphs(of: body) { level in
      inheritance.bullet(placeholder, level: level)
    }.filter { !$0.isEmpty }
    if !shape.paragraphs.isEmpty { slide.shapes.append(shape) }
  }

  private func kind(_ placeholder: PPTXPlaceholders.Key?) -> SlideShape.Kind {
    switch placeholder?.type {
    case "title", "ctrTitle": .title
    case "ftr": .furniture(.footer)
    case "hdr", "dt": .furniture(.header)
    case "sldNum": .furniture(.pageNumber)
    default: .text
    }
  }

  private func isHidden(_ node: Int) -> Bool {
    guard let properties = tree.descendants("cNvPr", of: node).first else { return false }
    let hidden = tree.attribute("hidden", of: properties)
    return hidden == "1" || hidden == "true"
  }

  /// A table, a chart or a diagram.
  private mutating func readFrame(_ node: Int, _ frame: GroupFrame) {
    guard !isHidden(node) else { return }
    var shape = SlideShape()
    shape.box = GroupFrame.box(of: node, in: tree).flatMap(frame.place)
    if let table = tree.descendants("tbl", of: node).first {
      shape.table = PPTXTable(table, in: tree, links: links, box: shape.box).table
      slide.shapes.append(shape)
    } else if let drawing = drawing(in: node), !drawing.isEmpty {
      shape.take(drawing)
      slide.shapes.append(shape)
    } else {
      slide.hasPictures = true
    }
  }

  private func drawing(in frame: Int) -> [FlowItem]? {
    let diagram = tree.descendants("relIds", of: frame).first
      .flatMap { tree.attribute(":dm", of: $0) }
    let chart = tree.descendants("chart", of: frame).first
      .flatMap { tree.attribute(":id", of: $0) }
    return (diagram ?? chart).flatMap { drawings[$0] }
  }
}

/// Where the coordinates of a group's members lie on the slide.
struct GroupFrame {
  private var scaleX = 1.0
  private var scaleY = 1.0
  private var moveX = 0.0
  private var moveY = 0.0

  static let identity = GroupFrame()

  /// From a member's coordinates to the slide's; nil where it lands beyond any slide.
  func place(_ box: Box) -> Box? {
    guard let x0 = (box.x0 * scaleX + moveX).onPaper, let y0 = (box.y0 * scaleY + moveY).onPaper,
      let x1 = (box.x1 * scaleX + moveX).onPaper, let y1 = (box.y1 * scaleY + moveY).onPaper
    else { return nil }
    return Box(x0, y0, x1, y1)
  }

  /// The frame inside a group: its children's rectangle (`chOff`, `chExt`) fills its own.
  func entering(_ group: Int, of tree: MarkupTree) -> GroupFrame {
    guard let properties = tree.child("grpSpPr", of: group),
      let transform = tree.child("xfrm", of: properties),
      let outer = Self.rectangle(transform, "off", "ext", in: tree),
      let inner = Self.rectangle(transform, "chOff", "chExt", in: tree)
    else { return self }
    var frame = GroupFrame()
    let x = inner.x1 > inner.x0 ? (outer.x1 - outer.x0) / (inner.x1 - inner.x0) : 1
    let y = inner.y1 > inner.y0 ? (outer.y1 - outer.y0) / (inner.y1 - inner.y0) : 1
    frame.scaleX = x * scaleX
    frame.scaleY = y * scaleY
    frame.moveX = (outer.x0 - inner.x0 * x) * scaleX + moveX
    frame.moveY = (outer.y0 - inner.y0 * y) * scaleY + moveY
    return frame
  }

  /// A shape's own rectangle; nil where it takes its place from the layout.
  static func box(of shape: Int, in tree: MarkupTree) -> Box? {
    let holder = tree.child("spPr", of: shape) ?? shape
    guard let transform = tree.child("xfrm", of: holder) else { return nil }
    return rectangle(transform, "off", "ext", in: tree)
  }

  private static func rectangle(
    _ transform: Int, _ offset: String, _ extent: String, in tree: MarkupTree
  ) -> Box? {
    guard let corner = tree.child(offset, of: transform),
      let size = tree.child(extent, of: transform)
    else { return nil }
    let x = tree.points("x", of: corner)
    let y = tree.points("y", of: corner)
    return Box(x, y, x + tree.points("cx", of: size), y + tree.points("cy", of: size))
  }
}
