import Documents

/// The words of charts and diagrams, which Office keeps in parts of their own.
enum DrawingTexts {
  /// By relationship id: what the charts and diagrams of a part say.
  static func texts(
    of links: [String: OfficePackage.Relationship], in package: inout OfficePackage
  ) throws(DocumentFailure) -> [String: [FlowItem]] {
    var texts: [String: [FlowItem]] = [:]
    for (id, link) in links.sorted(by: { $0.key < $1.key }) where !link.isExternal {
      switch link.kind {
      case "diagramData":
        guard let tree = try package.part(link.target) else { continue }
        texts[id] = PPTXText.diagram(tree).map { .paragraph(FlowParagraph(runs: $0.runs)) }
      case "chart":
        guard let tree = try package.part(link.target) else { continue }
        texts[id] = ChartText(tree).items
      default: break
      }
    }
    return texts
  }
}

/// What a chart says: its title, its axes' titles, and its figures as a table (ECMA-376, part 1,
/// 21.2).
struct ChartText {
  /// Titles in the order chart, axes.
  private(set) var titles: [String] = []
  /// Rows of cells, the first row the names of the series; empty where there are no figures.
  private(set) var rows: [[String]] = []

  /// A chart of more figures than people read: they are left out.
  private static let mostFigures = 500

  init(_ tree: MarkupTree) {
    titles = tree.descendants("title", of: 0).compactMap { node in
      let runs = tree.descendants("t", of: node) + tree.descendants("v", of: node)
      let text = runs.map { tree.text(of: $0) }.joined().trimmingSpaces()
      return text.isEmpty ? nil : text
    }
    let series = tree.descendants("ser", of: 0)
    guard !series.isEmpty else { return }
    var categories: [String] = []
    var columns: [(name: String, values: [Int: String])] = []
    for node in series {
      let name = tree.child("tx", of: node).map { Self.points($0, tree).values.first ?? "" } ?? ""
      if categories.isEmpty, let node = tree.child("cat", of: node) ?? tree.child("xVal", of: node)
      {
        let points = Self.points(node, tree)
        categories = (0..<((points.keys.max() ?? -1) + 1)).map { points[$0] ?? "" }
      }
      let values = tree.child("val", of: node) ?? tree.child("yVal", of: node)
      columns.append((name, values.map { Self.points($0, tree) } ?? [:]))
    }
    setRows(categories, columns)
  }

  private mutating func setRows(
    _ categories: [String], _ columns: [(name: String, values: [Int: String])]
  ) {
    let count = max(categories.count, (columns.compactMap { $0.values.keys.max() }.max() ?? -1) + 1)
    guard count * columns.count <= Self.mostFigures else { return }
    if columns.contains(where: { !$0.name.isEmpty }) { rows.append([""] + columns.map(\.name)) }
    for i in 0..<count {
      let head = i < categories.count ? categories[i] : ""
      rows.append([head] + columns.map { $0.values[i] ?? "" })
    }
  }

  /// The cached values of a reference by their place, at most as many as are shown.
  private static func points(_ node: Int, _ tree: MarkupTree) -> [Int: String] {
    var points: [Int: String] = [:]
    for point in tree.descendants("pt", of: node) {
      guard let place = tree.attribute("idx", of: point).flatMap({ Int($0) }),
        (0..<mostFigures).contains(place), let value = tree.child("v", of: point)
      else { continue }
      points[place] = figure(tree.text(of: value).trimmingSpaces())
    }
    if points.isEmpty, let value = tree.descendants("v", of: node).first {
      points[0] = tree.text(of: value).trimmingSpaces()
    }
    return points
  }

  /// `0.30000000000000004` → `0.3`: files hold figures as computers count them.
  static func figure(_ text: String) -> String {
    guard text.contains("."), text.utf8.count > 10, let value = Double(text), value.isFinite,
      abs(value) < 1e9
    else { return text }
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// As a text document holds it: titles as captions, figures as a table.
  var items: [FlowItem] {
    var table = FlowTable()
    for (row, cells) in rows.enumerated() {
      for (column, text) in cells.enumerated() {
        table.slots.append(
          .init(
            cell: Cell(table: 0, row: row, column: column, isHeader: row == 0 && cells[0].isEmpty),
            items: [.paragraph(FlowParagraph(runs: [.init(text: text)]))]))
      }
    }
    let captions = titles.map {
      FlowItem.paragraph(FlowParagraph(role: .caption, runs: [.init(text: $0)]))
    }
    return captions + (table.slots.isEmpty ? [] : [.table(table)])
  }
}
