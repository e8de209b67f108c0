/// What the readers need of OpenDocument styles: letter sizes, bold, numbering, hidden pages.
struct ODFStyles: Sendable {
  private struct Style {
    var size: Double?
    var isBold: Bool?
    var isHidden = false
    var parent: String?
  }

  private var styles: [String: Style] = [:]
  /// By list style and level: a number's suffix.
  private var numbers: [String: [Int: String]] = [:]

  /// Later trees do not replace styles of earlier ones.
  init(_ trees: [MarkupTree]) {
    for tree in trees {
      for node in tree.descendants("style", of: 0) { readStyle(node, tree) }
      for node in tree.descendants("list-style", of: 0) { readList(node, tree) }
    }
  }

  /// In points; 0 where no style says it.
  func size(_ name: String?) -> Double { find(name, \.size) ?? 0 }
  func isBold(_ name: String?) -> Bool { find(name, \.isBold) ?? false }
  func isHidden(_ name: String?) -> Bool { name.flatMap { styles[$0]?.isHidden } ?? false }

  /// The sign after a number, where the level (from 0) is numbered; nil for bullets.
  func numberSuffix(_ list: String?, level: Int) -> String? {
    list.flatMap { numbers[$0]?[level + 1] }
  }

  private func find<Value>(_ name: String?, _ path: KeyPath<Style, Value?>) -> Value? {
    var name = name
    // Styles that are their own ancestors end here.
    for _ in 0..<20 {
      guard let style = name.flatMap({ styles[$0] }) else { return nil }
      if let value = style[keyPath: path] { return value }
      name = style.parent
    }
    return nil
  }

  private mutating func readStyle(_ node: Int, _ tree: MarkupTree) {
    guard let name = tree.attribute(":name", of: node), styles[name] == nil else { return }
    var style = Style(parent: tree.attribute(":parent-style-name", of: node))
    if let text = tree.child("text-properties", of: node) {
      style.size = tree.length(":font-size", of: text)
      style.isBold = tree.attribute(":font-weight", of: text).map { $0 == "bold" }
    }
    if let page = tree.child("drawing-page-properties", of: node) {
      style.isHidden = tree.attribute(":visibility", of: page) == "hidden"
    }
    styles[name] = style
  }

  private mutating func readList(_ node: Int, _ tree: MarkupTree) {
    guard let name = tree.attribute(":name", of: node), numbers[name] == nil else { return }
    var levels: [Int: String] = [:]
    for level in tree.children(node) where tree.name(level) == "list-level-style-number" {
      guard let rank = tree.attribute(":level", of: level).flatMap({ Int($0) }) else { continue }
      // A numbering without a format numbers nothing.
      guard tree.attribute(":num-format", of: level)?.isEmpty == false else { continue }
      levels[rank] = tree.attribute(":num-suffix", of: level) ?? ""
    }
    numbers[name] = levels
  }
}
