import Documents

/// Reads text bodies of DrawingML (ECMA-376, part 1, 21.1.2).
struct PPTXText {
  let tree: MarkupTree
  let links: [String: OfficePackage.Relationship]

  /// The paragraphs of a `txBody`; `inherited` says a level's bullet where the body sets none.
  func paragraphs(
    of body: Int, inherited: (Int) -> String? = { _ in nil }
  ) -> [SlideParagraph] {
    var numbers: [Int: Int] = [:]
    let style = tree.child("lstStyle", of: body)
    return tree.children(body).filter { tree.name($0) == "p" }.map { node in
      var paragraph = SlideParagraph()
      let properties = tree.child("pPr", of: node)
      paragraph.level =
        properties.flatMap { tree.attribute("lvl", of: $0) }.flatMap { Int($0) } ?? 0
      paragraph.level = min(8, max(0, paragraph.level))
      readRuns(node, into: &paragraph)
      let own = style.flatMap { tree.child("lvl\(paragraph.level + 1)pPr", of: $0) }
      let bullet =
        properties.flatMap { Self.bullet($0, in: tree) }
        ?? own.flatMap { Self.bullet($0, in: tree) } ?? inherited(paragraph.level)
      paragraph.marker = marker(bullet, properties, paragraph, &numbers)
      return paragraph
    }
  }

  private func marker(
    _ bullet: String?, _ properties: Int?, _ paragraph: SlideParagraph, _ numbers: inout [Int: Int]
  ) -> String? {
    guard let bullet, !bullet.isEmpty, !paragraph.isEmpty else {
      if !paragraph.isEmpty { numbers[paragraph.level] = nil }
      return nil
    }
    for level in paragraph.level + 1..<10 { numbers[level] = nil }
    guard bullet.hasPrefix("#") else { return bullet }
    let start =
      properties.flatMap { tree.child("buAutoNum", of: $0) }
      .flatMap { tree.attribute("startAt", of: $0) }.flatMap { Int($0) } ?? 1
    let number = numbers[paragraph.level].map { $0 &+ 1 } ?? start
    numbers[paragraph.level] = number
    return Self.number(number, scheme: String(bullet.dropFirst()))
  }

  /// A paragraph's bullet: a sign, `#` and a numbering scheme, an empty string for none; nil where
  /// it is left to what the paragraph inherits.
  static func bullet(_ properties: Int, in tree: MarkupTree) -> String? {
    for node in tree.children(properties) {
      switch tree.name(node) {
      case "buNone": return ""
      case "buChar", "buBlip": return "•"
      case "buAutoNum": return "#" + (tree.attribute("type", of: node) ?? "arabicPeriod")
      default: break
      }
    }
    return nil
  }

  /// `alphaLcParenR`, 2 → `b)`.
  static func number(_ number: Int, scheme: String) -> String {
    let digits =
      scheme.hasPrefix("alpha")
      ? String(UnicodeScalar(UInt8(97 + (max(1, number) - 1) % 26)))
      : scheme.hasPrefix("roman") ? roman(number) : "\(number)"
    let cased = scheme.contains("Uc") ? digits.uppercased() : digits
    if scheme.hasSuffix("ParenBoth") { return "(\(cased))" }
    return cased + (scheme.hasSuffix("ParenR") ? ")" : scheme.hasSuffix("Plain") ? "" : ".")
  }

  private static func roman(_ number: Int) -> String {
    let signs = [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
      (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]
    var rest = min(max(1, number), 3999)
    var text = ""
    for (value, sign) in signs {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }

  private func readRuns(_ node: Int, into paragraph: inout SlideParagraph) {
    var sizes: [Double: Int] = [:]
    for child in tree.children(node) {
      switch tree.name(child) {
      case "r", "fld":
        let properties = tree.child("rPr", of: child)
        let text = tree.child("t", of: child).map(tree.text) ?? ""
        guard !text.isEmpty else { continue }
        let size = properties.flatMap { tree.attribute("sz", of: $0) }.flatMap { Int($0) } ?? 0
        sizes[Double(size) / 100, default: 0] += text.utf8.count
        let bold = properties.flatMap { tree.attribute("b", of: $0) }
        let height = properties.flatMap { tree.attribute("baseline", of: $0) }.flatMap { Int($0) }
        let words = text.replacing("\u{B}", with: " ")
        paragraph.runs.append(
          .init(
            text: height ?? 0 > 0 ? RaisedFigures.raised(words) : words,
            url: properties.flatMap(address), isBold: bold == "1" || bold == "true"))
      case "br": paragraph.runs.append(.init(text: "\n"))
      default: break
      }
    }
    // Of sizes used equally, the larger: an order of its own keeps results the same.
    paragraph.fontSize = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private func address(_ properties: Int) -> String? {
    guard let node = tree.child("hlinkClick", of: properties),
      let id = tree.attribute(":id", of: node), let link = links[id], link.isExternal
    else { return nil }
    return LinkResolver(base: nil).resolve(link.target)
  }

  // MARK: Other parts

  /// Speakers' notes: the body of a notes page.
  static func notes(_ tree: MarkupTree) -> [SlideParagraph] {
    let text = PPTXText(tree: tree, links: [:])
    return tree.descendants("sp", of: 0)
      .filter { PPTXPlaceholders.placeholder(of: $0, in: tree)?.type == "body" }
      .compactMap { tree.child("txBody", of: $0) }
      .flatMap { text.paragraphs(of: $0) }.filter { !$0.isEmpty }
  }

  /// Review comments, old form (`cm/text`) and threads (`cm/txBody`).
  static func comments(_ tree: MarkupTree) -> [String] {
    let texts = tree.descendants("text", of: 0).map(tree.text)
    let text = PPTXText(tree: tree, links: [:])
    let threads = tree.descendants("txBody", of: 0).map { body in
      text.paragraphs(of: body).map { $0.runs.map(\.text).joined() }.joined(separator: "\n")
    }
    return texts + threads
  }

  /// The words of a SmartArt diagram, each node before those below it.
  static func diagram(_ tree: MarkupTree) -> [SlideParagraph] {
    let text = PPTXText(tree: tree, links: [:])
    return DiagramOrder(tree).nodes.compactMap { tree.child("t", of: $0) }
      .flatMap { text.paragraphs(of: $0) }.filter { !$0.isEmpty }
  }
}
