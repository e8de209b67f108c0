/// A page's tree with what is measured on each node.
struct PageModel {
  let tree: MarkupTree
  /// By node.
  let tags: [HTMLTag]
  /// Nodes that show nothing: scripts, hidden elements, white space between blocks.
  private(set) var isHidden: [Bool]
  /// Visible characters other than white space below the node, and those of them in links.
  private(set) var length: [Int32]
  private(set) var linkLength: [Int32]
  private(set) var body: Int

  /// Pages that need scripts to show anything often hold their text in `<noscript>`.
  init(_ tree: MarkupTree) {
    self.init(tree, showingNoScript: false)
    guard tree.names.contains("noscript"), Self.noScriptLength(tree) > 400 else { return }
    let full = PageModel(tree, showingNoScript: true)
    if full.length[full.body] > 3 * length[body] + 400 { self = full }
  }

  /// Bytes of text in `<noscript>` elements.
  private static func noScriptLength(_ tree: MarkupTree) -> Int {
    tree.descendants("noscript", of: 0).reduce(0) { sum, node in
      sum
        + (node..<tree.end(node)).reduce(0) {
          tree.isText($1) ? $0 + tree.textBytes($1).count : $0
        }
    }
  }

  private init(_ tree: MarkupTree, showingNoScript: Bool) {
    self.tree = tree
    let byName = tree.names.map { name in
      showingNoScript && name == "noscript" ? .block : HTMLTag.byName[name] ?? .other
    }
    tags = tree.nodes.map { $0.name >= 0 ? byName[Int($0.name)] : $0.name == -1 ? .text : .block }
    isHidden = Array(repeating: false, count: tree.nodes.count)
    length = Array(repeating: 0, count: tree.nodes.count)
    linkLength = length
    body = 0
    for node in tree.nodes.indices where tags[node] == .body {
      body = node
      break
    }
    hide()
    measure()
  }

  private mutating func hide() {
    var node = 0
    while node < tree.nodes.count {
      if tags[node] == .skip || tags[node] == .head || Visibility.isHidden(node, in: tree) {
        for i in node..<tree.end(node) { isHidden[i] = true }
        node = tree.end(node)
      } else {
        node += 1
      }
    }
  }

  /// Children come after their parents, so one walk from the end adds all up.
  private mutating func measure() {
    for node in tree.nodes.indices.reversed() where !isHidden[node] {
      if tags[node] == .text { length[node] = Self.visibleCharacters(tree.textBytes(node)) }
      if tags[node] == .link { linkLength[node] = length[node] }
      guard node > 0 else { break }
      let parent = tree.parent(node)
      length[parent] += length[node]
      linkLength[parent] += linkLength[node]
    }
  }

  /// Characters other than ASCII white space and no-break spaces.
  private static func visibleCharacters(_ bytes: ArraySlice<UInt8>) -> Int32 {
    var count: Int32 = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte > 0x20, byte & 0xC0 != 0x80 { count += 1 }
      // A no-break space is C2 A0.
      if byte == 0xA0, previous == 0xC2 { count -= 1 }
      previous = byte
    }
    return count
  }

  func linkDensity(_ node: Int) -> Double {
    length[node] == 0 ? 0 : Double(linkLength[node]) / Double(length[node])
  }

  /// The nodes of a tag inside a node, visible ones only.
  func visible(_ tag: HTMLTag, in node: Int) -> [Int] {
    (node..<tree.end(node)).filter { tags[$0] == tag && !isHidden[$0] }
  }

  func contains(_ outer: Int, _ inner: Int) -> Bool { outer <= inner && inner < tree.end(outer) }
}

/// Whether an element is shown.
enum Visibility {
  static func isHidden(_ node: Int, in tree: MarkupTree) -> Bool {
    let it = tree.nodes[node]
    guard it.name >= 0, it.count > 0 else { return false }
    if tree.attributeBytes("hidden", of: node) != nil { return !isFoldable(node, in: tree) }
    if let style = tree.attributeBytes("style", of: node), hides(style) {
      return !isFoldable(node, in: tree)
    }
    return tree.attribute("aria-hidden", of: node) == "true" && !isFoldable(node, in: tree)
      && !tree.children(node).contains { tree.name($0) == "p" }
  }

  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    let compact = style.filter { $0 > 0x20 }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return MarkupText.holds(compact, displayNone) || MarkupText.holds(compact, visibilityHidden)
  }

  private static let displayNone = Array("display:none".utf8)
  private static let visibilityHidden = Array("visibility:hidden".utf8)

  /// Panels that a reader opens: tabs, accordions, answers. They are content.
  private static func isFoldable(_ node: Int, in tree: MarkupTree) -> Bool {
    let names =
      (tree.attribute("class", of: node) ?? "") + " "
      + (tree.attribute("id", of: node) ?? "") + " " + (tree.attribute("role", of: node) ?? "")
    let lower = names.lowercased()
    return [
      "tab", "panel", "accordion", "accordeon", "collaps", "answer", "faq", "toggle", "depli",
    ]
    .contains { lower.contains($0) }
  }
}

extension PageModel {
  /// A node's visible text as UTF-8 in lower case (ASCII and Latin-1), spaces collapsed,
  /// apostrophes straight: what phrases are compared with.
  func words(of node: Int) -> [UInt8] {
    var words: [UInt8] = []
    var isSpace = false
    for inner in node..<tree.end(node) where tags[inner] == .text && !isHidden[inner] {
      for byte in tree.textBytes(inner) {
        if byte <= 0x20 {
          isSpace = true
          continue
        }
        if isSpace, !words.isEmpty { words.append(0x20) }
        isSpace = false
        words.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        if byte >= 0x80, byte < 0xC0 { Self.settle(&words, &isSpace) }
      }
    }
    return words
  }

  /// Puts the character that the last byte ends into its plain form.
  private static func settle(_ words: inout [UInt8], _ isSpace: inout Bool) {
    let last = words.count - 1
    guard last > 0 else { return }
    if words[last - 1] == 0xC3, words[last] < 0x9F, words[last] != 0x97 {
      words[last] |= 0x20
    } else if words[last - 1] == 0xC2, words[last] == 0xA0 {
      words.removeLast(2)
      isSpace = true
    } else if words[last - 1] == 0xC2, words[last] == 0xAD {
      words.removeLast(2)
    } else if last > 1, words[last - 2] == 0xE2, words[last - 1] == 0x80 {
      if words[last] == 0x99 {
        words.replaceSubrange(last - 2...last, with: CollectionOfOne(UInt8(ascii: "'")))
      } else if words[last] == 0xAF {
        words.removeLast(3)
        isSpace = true
      }
    }
  }

  /// The `<title>` of the head, spaces collapsed.
  var pageTitle: String? {
    guard let node = tags.firstIndex(of: .title) else { return nil }
    let words = tree.text(of: node).split { $0.isWhitespace }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The heading that the page's title repeats: an `h1` unless a lower one is much longer. Where
  /// none is found whole in the title, the `h1` most of whose words are.
  var mainHeading: Int? {
    let headings = visible(.heading, in: body).filter { length[$0] > 0 && tree.name($0) < "h4" }
    let title = MarkupText.letters(pageTitle ?? "")
    let matches = headings.prefix(40).filter { heading in
      length[heading] > 5 && length[heading] < 300
        && MarkupText.holds(title, MarkupText.letters(tree.text(of: heading)))
    }
    let others = matches.filter { !leadsHome($0) }
    let likely = others.isEmpty ? matches : others
    let longest = likely.map { length[$0] }.max() ?? 0
    if let top = likely.first(where: { tree.name($0) == "h1" && length[$0] * 5 >= longest * 2 }) {
      return top
    }
    if longest * 10 >= Int32(title.count) * 3 { return likely.first { length[$0] == longest } }
    let tops = headings.filter { tree.name($0) == "h1" }
    return tops.first { sharesWords($0) } ?? likely.first { tree.name($0) == "h1" }
  }

  /// The first `h1` that is no way home, else the first.
  var firstTop: Int? {
    let tops = visible(.heading, in: body).filter { length[$0] > 0 && tree.name($0) == "h1" }
    return tops.first { !leadsHome($0) } ?? tops.first
  }

  /// At least half of a heading's longer words stand in the page's title.
  private func sharesWords(_ heading: Int) -> Bool {
    let title = MarkupText.letters(pageTitle ?? "")
    let words = words(of: heading).split(separator: 0x20).filter { $0.count > 3 }
    let shared = words.count {
      MarkupText.holds(title, MarkupText.letters(String(decoding: $0, as: UTF8.self)))
    }
    return shared > 1 && shared * 2 >= words.count
  }

  /// A site's name with a link to its first page.
  private func leadsHome(_ heading: Int) -> Bool {
    let links = (heading..<tree.end(heading)).filter { tags[$0] == .link }
    guard let url = links.first.flatMap({ tree.attribute("href", of: $0) }) else { return false }
    guard let address = Address(url) else {
      return url == "/" || url == "./" || url == "index.html"
    }
    return address.path == "/"
  }
}
