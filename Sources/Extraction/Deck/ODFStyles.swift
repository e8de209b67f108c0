/// What the readers need of OpenDocument styles: letter sizes, bold, outline, numbering, what is
/// hidden (ODF 1.3, part 3, 16).
struct ODFStyles: Sendable {
  private struct Style {
    var displayName: String?
    var size: Size?
    var isBold: Bool?
    var isHidden: Bool?
    var isStruck: Bool?
    var isRaised: Bool?
    var outlineLevel: Int?
    var list: String?
    var parent: String?
  }

  private enum Size {
    case points(Double)
    /// Of the parent's size.
    case share(Double)
  }

  /// How one level of a list or of the headings is numbered.
  struct ListLevel: Sendable {
    /// `1`, `a`, `A`, `i`, `I`; empty for levels without number.
    var format = ""
    var prefix = ""
    var suffix = ""
    /// How many levels the number shows, this one included.
    var shown = 1
    var start = 1
    var isBullet = false
  }

  private var styles: [String: Style] = [:]
  private var lists: [String: [Int: ListLevel]] = [:]
  /// Of headings.
  private(set) var outline: [Int: ListLevel] = [:]
  private var defaultSize = 0.0

  /// Later trees do not replace styles of earlier ones.
  init(_ trees: [MarkupTree]) {
    for tree in trees {
      for node in tree.descendants("default-style", of: 0)
      where tree.attribute(":family", of: node) == "paragraph" {
        let text = tree.child("text-properties", of: node)
        defaultSize = text.flatMap { tree.length(":font-size", of: $0) } ?? defaultSize
      }
      for node in tree.descendants("style", of: 0) { readStyle(node, tree) }
      for node in tree.descendants("list-style", of: 0) {
        guard let name = tree.attribute(":name", of: node), lists[name] == nil else { continue }
        lists[name] = Self.levels(node, tree)
      }
      for node in tree.descendants("outline-style", of: 0) where outline.isEmpty {
        outline = Self.levels(node, tree)
      }
    }
  }

  /// In points; 0 where no style says it.
  func size(_ name: String?) -> Double {
    var scale = 1.0
    for style in chain(name) {
      switch style.size {
      case .points(let points): return scale * points
      case .share(let share): scale *= share
      case nil: continue
      }
    }
    return scale * defaultSize
  }

  func isBold(_ name: String?) -> Bool { find(name, \.isBold) ?? false }
  func isHidden(_ name: String?) -> Bool { find(name, \.isHidden) ?? false }
  func isStruck(_ name: String?) -> Bool { find(name, \.isStruck) ?? false }
  func isRaised(_ name: String?) -> Bool { find(name, \.isRaised) ?? false }
  /// From 1.
  func outlineLevel(_ name: String?) -> Int? { find(name, \.outlineLevel) }
  func list(_ name: String?) -> String? { find(name, \.list).flatMap { $0.isEmpty ? nil : $0 } }

  /// What the names of a style and of its ancestors say.
  func meaning(_ name: String?) -> StyleNames.Meaning? {
    guard let name else { return nil }
    if let own = StyleNames.meaning(of: name) { return own }
    for style in chain(name) {
      let names = [style.displayName, style.parent].compactMap(\.self)
      if let found = names.lazy.compactMap(StyleNames.meaning).first { return found }
    }
    return nil
  }

  /// A level (from 0) of a list style; nil where the style does not say it.
  func level(_ level: Int, of list: String?) -> ListLevel? {
    list.flatMap { lists[$0]?[level + 1] }
  }

  /// The sign after a number, where the level (from 0) is numbered; nil for bullets.
  func numberSuffix(_ list: String?, level: Int) -> String? {
    self.level(level, of: list).flatMap { $0.format.isEmpty ? nil : $0.suffix }
  }

  private func find<Value>(_ name: String?, _ path: KeyPath<Style, Value?>) -> Value? {
    chain(name).lazy.compactMap { $0[keyPath: path] }.first
  }

  private func chain(_ name: String?) -> [Style] {
    var chain: [Style] = []
    var next = name
    // Styles that are their own ancestors end here.
    while chain.count < 20, let style = next.flatMap({ styles[$0] }) {
      chain.append(style)
      next = style.parent
    }
    return chain
  }

  private mutating func readStyle(_ node: Int, _ tree: MarkupTree) {
    guard let name = tree.attribute(":name", of: node), styles[name] == nil else { return }
    var style = Style(parent: tree.attribute(":parent-style-name", of: node))
    style.displayName = tree.attribute(":display-name", of: node)
    style.outlineLevel = tree.attribute(":default-outline-level", of: node).flatMap { Int($0) }
    style.list = tree.attribute(":list-style-name", of: node)
    if let text = tree.child("text-properties", of: node) {
      style.size = Self.size(text, tree)
      style.isBold = tree.attribute(":font-weight", of: text)
        .map { $0 == "bold" || (Int($0) ?? 0) >= 600 }
      style.isStruck = tree.attribute(":text-line-through-style", of: text).map { $0 != "none" }
      style.isHidden = tree.attribute(":display", of: text).map { $0 == "none" }
      style.isRaised = tree.attribute(":text-position", of: text).map(Self.isAbove)
    }
    if let page = tree.child("drawing-page-properties", of: node) {
      style.isHidden = tree.attribute(":visibility", of: page) == "hidden"
    }
    styles[name] = style
  }

  /// `super 58%`, `33% 80%`.
  private static func isAbove(_ position: String) -> Bool {
    let height = position.prefix { $0 != " " }
    return height == "super" || height.hasSuffix("%") && (Double(height.dropLast()) ?? 0) > 0
  }

  private static func size(_ node: Int, _ tree: MarkupTree) -> Size? {
    if let points = tree.length(":font-size", of: node) { return .points(points) }
    guard let text = tree.attribute(":font-size", of: node), text.hasSuffix("%"),
      let share = Double(text.dropLast()), share > 0, share < 1000
    else { return nil }
    return .share(share / 100)
  }

  private static func levels(_ node: Int, _ tree: MarkupTree) -> [Int: ListLevel] {
    var levels: [Int: ListLevel] = [:]
    for child in tree.children(node) {
      guard let rank = tree.attribute(":level", of: child).flatMap({ Int($0) }) else { continue }
      func number(_ name: String) -> Int? { tree.attribute(name, of: child).flatMap { Int($0) } }
      levels[rank] = ListLevel(
        format: tree.attribute(":num-format", of: child) ?? "",
        prefix: tree.attribute(":num-prefix", of: child) ?? "",
        suffix: tree.attribute(":num-suffix", of: child) ?? "",
        shown: min(10, max(1, number(":display-levels") ?? 1)), start: number(":start-value") ?? 1,
        isBullet: tree.name(child) != "list-level-style-number"
          && tree.name(child) != "outline-level-style")
    }
    return levels
  }
}
