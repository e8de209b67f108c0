/// The nodes of a SmartArt diagram in reading order (ECMA-376, part 1, 21.4.3).
///
/// The data lists nodes in the order in which they were made, which for a diagram of rows is often
/// first all labels, then all texts. What belongs to what is told by connections.
struct DiagramOrder {
  /// Nodes of the markup that hold text, each before those below it; those that no connection reaches
  /// come last.
  private(set) var nodes: [Int] = []

  private static let deepest = 50
  private var points: [String: Int] = [:]
  /// By the node above, in their order.
  private var kids: [String: [(order: Int, id: String)]] = [:]
  private var seen: Set<String> = []

  init(_ tree: MarkupTree) {
    var all: [(node: Int, id: String)] = []
    var roots: [String] = []
    for (i, node) in tree.descendants("pt", of: 0).enumerated() {
      // Each has one; those of a damaged file are told apart all the same.
      let id = tree.attribute("modelId", of: node) ?? "\(i)-"
      switch tree.attribute("type", of: node) {
      case nil, "node", "asst":
        all.append((node, id))
        points[id] = points[id] ?? node
      case "doc": roots.append(id)
      default: break
      }
    }
    for link in tree.descendants("cxn", of: 0) {
      guard (tree.attribute("type", of: link) ?? "parOf") == "parOf",
        let above = tree.attribute("srcId", of: link),
        let below = tree.attribute("destId", of: link)
      else { continue }
      let order = tree.attribute("srcOrd", of: link).flatMap { Int($0) } ?? 0
      kids[above, default: []].append((order, below))
    }
    for root in roots { visit(root, depth: 0) }
    for (_, id) in all { visit(id, depth: 0) }
  }

  private mutating func visit(_ id: String, depth: Int) {
    guard depth < Self.deepest, seen.insert(id).inserted else { return }
    if let node = points[id] { nodes.append(node) }
    for kid in (kids[id] ?? []).sorted(by: { $0 < $1 }) { visit(kid.id, depth: depth + 1) }
  }
}
