/// What a Word document's styles say of its paragraphs (ECMA-376, part 1, 17.7).
struct DOCXStyles {
  struct Style {
    var name: String
    var basedOn: String?
    var properties: Properties
  }

  /// What one place sets; nil where it sets nothing.
  struct Properties {
    /// From 0; 9 is running text.
    var outlineLevel: Int?
    /// Numbering and its level (from 0); `0` takes a style's numbering away.
    var numbering: String?
    var numberingLevel: Int?
    /// In points.
    var size: Double?
    var isBold: Bool?
    var isHidden: Bool?
    var isRaised: Bool?

    init(paragraph: Int?, run: Int?, in tree: MarkupTree) {
      if let paragraph {
        outlineLevel = tree.wordValue("outlineLvl", of: paragraph).flatMap { Int($0) }
        if let numbers = tree.child("numPr", of: paragraph) {
          numbering = tree.wordValue("numId", of: numbers)
          numberingLevel = tree.wordValue("ilvl", of: numbers).flatMap { Int($0) }
        }
      }
      if let run {
        size = tree.wordValue("sz", of: run).flatMap { Double($0) }.flatMap { ($0 / 2).onPaper }
        isBold = tree.wordFlag("b", of: run)
        isHidden = tree.wordFlag("vanish", of: run)
        isRaised =
          tree.wordValue("vertAlign", of: run).map { $0 == "superscript" }
          ?? tree.wordValue("position", of: run).flatMap { Int($0) }.map { $0 > 0 }
      }
    }
  }

  private var styles: [String: Style] = [:]
  private var defaultParagraph: String?
  private var defaultSize = 10.0

  init(_ tree: MarkupTree?) {
    guard let tree else { return }
    if let defaults = tree.descendants("rPrDefault", of: 0).first,
      let run = tree.child("rPr", of: defaults)
    {
      defaultSize = Properties(paragraph: nil, run: run, in: tree).size ?? defaultSize
    }
    for node in tree.descendants("style", of: 0) {
      guard let id = tree.attribute(":styleId", of: node) else { continue }
      styles[id] = Style(
        name: tree.wordValue("name", of: node) ?? id, basedOn: tree.wordValue("basedOn", of: node),
        properties: Properties(
          paragraph: tree.child("pPr", of: node), run: tree.child("rPr", of: node), in: tree))
      let isDefault = tree.attribute(":default", of: node)
      if isDefault == "1" || isDefault == "true", tree.attribute(":type", of: node) == "paragraph" {
        defaultParagraph = defaultParagraph ?? id
      }
    }
  }

  /// The first value along the chain of styles, from the one of this id upwards.
  func find<Value>(_ id: String?, _ path: KeyPath<Properties, Value?>) -> Value? {
    chain(id).lazy.compactMap { $0.properties[keyPath: path] }.first
  }

  /// The numbering that a style gives, and its level where the style sets one.
  func numbering(_ id: String?) -> (numbering: String, level: Int?)? {
    let chain = chain(id)
    guard let numbering = chain.lazy.compactMap(\.properties.numbering).first else { return nil }
    return (numbering, chain.lazy.compactMap(\.properties.numberingLevel).first)
  }

  /// In points.
  func size(_ id: String?) -> Double { find(id ?? defaultParagraph, \.size) ?? defaultSize }

  /// What the names of a style and of those that it is based on say.
  func meaning(_ id: String?) -> StyleNames.Meaning? {
    guard let id else { return nil }
    let chain = chain(id)
    // A style that the file does not define has its id alone.
    guard !chain.isEmpty else { return StyleNames.meaning(of: id) }
    return chain.lazy.compactMap { StyleNames.meaning(of: $0.name) }.first
      ?? StyleNames.meaning(of: id)
  }

  private func chain(_ id: String?) -> [Style] {
    var chain: [Style] = []
    var next = id
    // Styles that are their own ancestors end here.
    while chain.count < 20, let style = next.flatMap({ styles[$0] }) {
      chain.append(style)
      next = style.basedOn
    }
    return chain
  }
}

extension MarkupTree {
  /// The `val` of a child element.
  func wordValue(_ name: String, of node: Int) -> String? {
    child(name, of: node).flatMap { attribute(":val", of: $0) }
  }

  /// A switch (ST_OnOff): an element without `val` is on; nil where there is no such element.
  func wordFlag(_ name: String, of node: Int) -> Bool? {
    guard let element = child(name, of: node) else { return nil }
    guard let value = attribute(":val", of: element) else { return true }
    return ["1", "true", "on"].contains(value)
  }
}
