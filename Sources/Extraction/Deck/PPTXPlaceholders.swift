import Documents

/// What a slide's placeholders take from its layout and its master: place and bullets.
struct PPTXPlaceholders {
  /// How a slide's placeholder names its model.
  struct Key: Sendable {
    var type: String
    var index: String?
  }

  /// The layout, then the master.
  private var models: [MarkupTree] = []

  init(layout: String?, in package: inout OfficePackage) throws(DocumentFailure) {
    guard let layout, let tree = try package.part(layout) else { return }
    models.append(tree)
    let master = try package.relationships(of: layout).values
      .first { $0.kind == "slideMaster" && !$0.isExternal }
    if let master, let tree = try package.part(master.target) { models.append(tree) }
  }

  static func placeholder(of shape: Int, in tree: MarkupTree) -> Key? {
    guard let node = tree.descendants("ph", of: shape).first else { return nil }
    return Key(
      type: tree.attribute("type", of: node) ?? "obj", index: tree.attribute("idx", of: node))
  }

  func box(_ key: Key) -> Box? {
    for (rank, tree) in models.enumerated() {
      if let shape = model(of: key, in: tree, byIndex: rank == 0),
        let box = GroupFrame.box(of: shape, in: tree)
      {
        return box
      }
    }
    return nil
  }

  /// The bullet at a level (from 0) of a placeholder that sets none itself: nil where none is set,
  /// an empty string where there is no bullet.
  func bullet(_ key: Key?, level: Int) -> String? {
    let name = "lvl\(level + 1)pPr"
    guard let key else { return nil }
    for (rank, tree) in models.enumerated() {
      if let shape = model(of: key, in: tree, byIndex: rank == 0),
        let style = tree.descendants("lstStyle", of: shape).first,
        let properties = tree.child(name, of: style),
        let bullet = PPTXText.bullet(properties, in: tree)
      {
        return bullet
      }
    }
    guard ["body", "obj", "tbl", "chart", "dgm", "clipArt"].contains(key.type),
      let master = models.last, let style = master.descendants("bodyStyle", of: 0).first,
      let properties = master.child(name, of: style)
    else { return nil }
    return PPTXText.bullet(properties, in: master)
  }

  private func model(of key: Key, in tree: MarkupTree, byIndex: Bool) -> Int? {
    let shapes = tree.descendants("sp", of: 0)
    if byIndex, let index = key.index {
      let found = shapes.first { Self.placeholder(of: $0, in: tree)?.index == index }
      if let found { return found }
    }
    let type = Self.family(key.type)
    return shapes.first { shape in
      Self.placeholder(of: shape, in: tree).map { Self.family($0.type) == type } ?? false
    }
  }

  /// Types that share a model.
  private static func family(_ type: String) -> String {
    switch type {
    case "ctrTitle", "title": "title"
    case "ftr", "dt", "sldNum", "hdr": type
    default: "body"
    }
  }
}
