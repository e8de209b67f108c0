import Documents

/// Parts a page into its message and its furniture, by structure, names and density of text.
struct ContentSelector {
  let page: PageModel
  /// The node whose inside is the message.
  private(set) var root: Int
  /// By node: set on the top node of each part that is furniture.
  private(set) var furniture: [Int: Furniture.Role] = [:]
  private var hints: [NameHints.Hint]

  init(_ page: PageModel) {
    self.page = page
    root = page.body
    hints = Self.readHints(page)
    // Pages of plain text without chrome are kept whole.
    markFurniture()
    root = chooseRoot()
    markInside()
  }

  func isFurniture(_ node: Int) -> Bool { furniture[node] != nil }

  /// The page's `h1` where it stands outside the message and the message has none.
  var titleOutside: Int? {
    let all = page.visible(.heading, in: page.body).filter {
      page.tree.name($0) == "h1" && page.length[$0] > 0
    }
    guard !all.contains(where: { page.contains(root, $0) && !isInFurniture($0) }) else { return nil }
    let outside = all.filter { !page.contains(root, $0) }
    return outside.last { $0 < root } ?? outside.first
  }

  private func isInFurniture(_ node: Int) -> Bool {
    var node = node
    while node > root {
      if furniture[node] != nil { return true }
      node = page.tree.parent(node)
    }
    return false
  }

  private static func readHints(_ page: PageModel) -> [NameHints.Hint] {
    var cache: [String: NameHints.Hint] = [:]
    let tree = page.tree
    return tree.nodes.indices.map { node in
      guard !page.isHidden[node], tree.nodes[node].name >= 0, tree.nodes[node].count > 0 else {
        return NameHints.Hint()
      }
      let classes = tree.attribute("class", of: node) ?? ""
      let names = classes + " " + (tree.attribute("id", of: node) ?? "")
      guard names.utf8.count > 1 else { return NameHints.Hint() }
      if let hint = cache[names] { return hint }
      let hint = NameHints.read(names)
      cache[names] = hint
      return hint
    }
  }

  // MARK: Furniture by tag, role and name

  private mutating func markFurniture() {
    let total = page.length[page.body]
    var node = page.body
    while node < page.tree.end(page.body) {
      if page.isHidden[node] {
        node = page.tree.end(node)
      } else if let role = furnitureRole(node), !holdsMessage(node, total: total) {
        furniture[node] = role
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
  }

  /// A part with most of the page's running text is not furniture, whatever its name.
  private func holdsMessage(_ node: Int, total: Int32) -> Bool {
    let own = page.length[node] - page.linkLength[node]
    return Double(own) > 0.5 * Double(total - page.linkLength[page.body])
  }

  private func furnitureRole(_ node: Int) -> Furniture.Role? {
    switch page.tags[node] {
    case .nav: return .navigation
    case .footer: return isInArticle(node) && page.length[node] > 400 ? nil : .footer
    case .aside: return .related
    case .header: return isInArticle(node) || holdsTitle(node) ? nil : .header
    case .button: return page.length[node] < 80 ? .other : nil
    case .form: return page.length[node] < 1500 ? .other : nil
    case .body, .text, .main, .article, .bold, .paragraph, .heading, .cell, .row, .section,
      .headerCell:
      return page.tags[node] == .paragraph || page.tags[node] == .heading
        ? namedRole(node) : landmark(node)
    case .link: return nil
    default: return landmark(node) ?? namedRole(node)
    }
  }

  private func landmark(_ node: Int) -> Furniture.Role? {
    switch page.tree.attribute("role", of: node) {
    case "navigation", "menu", "menubar", "tablist": .navigation
    case "banner": holdsTitle(node) ? nil : .header
    case "contentinfo": .footer
    case "complementary": .related
    case "dialog", "alertdialog": .banner
    case "search": .header
    default: nil
    }
  }

  private func namedRole(_ node: Int) -> Furniture.Role? {
    let hint = hints[node]
    guard let role = hint.furniture else { return nil }
    // `entry-header`, `main-banner`: the furniture word is about a place within the message.
    if hint.isContainer { return nil }
    if holdsTitle(node), page.length[node] < 3000 { return nil }
    return role
  }

  private func holdsTitle(_ node: Int) -> Bool {
    (node..<page.tree.end(node)).contains {
      page.tags[$0] == .heading && page.tree.name($0) == "h1" && page.length[$0] > 0
    }
  }

  private func isInArticle(_ node: Int) -> Bool {
    var node = node
    while node > 0 {
      node = page.tree.parent(node)
      if page.tags[node] == .article || page.tags[node] == .main { return true }
    }
    return false
  }

  // MARK: The message's container

  /// Running text of each node, outside furniture: long blocks with few links count most.
  private func weights() -> [Double] {
    var weights = Array(repeating: 0.0, count: page.tree.nodes.count)
    let end = page.tree.end(page.body)
    var node = page.body
    var blocks: [Int] = []
    while node < end {
      if page.isHidden[node] || furniture[node] != nil {
        node = page.tree.end(node)
        continue
      }
      if page.tags[node] == .text { blocks.append(node) }
      node += 1
    }
    // Text counts for the nearest block around it.
    var own: [Int: (Int32, Int32)] = [:]
    for text in blocks where page.length[text] > 0 {
      var around = page.tree.parent(text)
      var isLink = page.tags[around] == .link
      while around > page.body, !page.tags[around].isBlock {
        around = page.tree.parent(around)
        isLink = isLink || page.tags[around] == .link
      }
      own[around, default: (0, 0)].0 += page.length[text]
      if isLink { own[around, default: (0, 0)].1 += page.length[text] }
    }
    for (block, (length, links)) in own {
      let text = Double(length - links)
      let density = Double(links) / Double(length)
      guard density < 0.5 else { continue }
      weights[block] = text * min(1, text / 80)
    }
    for node in (page.body..<end).reversed() where node > page.body {
      weights[page.tree.parent(node)] += weights[node]
    }
    return weights
  }

  private func chooseRoot() -> Int {
    let weights = weights()
    let total = weights[page.body]
    guard total > 0 else { return page.body }
    if let named = namedRoot(weights, total: total) { return densest(from: named, weights, 0.85) }
    return densest(from: page.body, weights, 0.75)
  }

  /// `<article>`, `<main>` and the like, where one of them holds much of the running text.
  private func namedRoot(_ weights: [Double], total: Double) -> Int? {
    var best: Int?
    for test in [isBodyOfArticle, isArticle, isNamedContainer, isMain] {
      let found = (page.body..<page.tree.end(page.body)).filter {
        !page.isHidden[$0] && weights[$0] > 0 && test($0)
      }
      guard let top = found.max(by: { weights[$0] < weights[$1] }) else { continue }
      let rest = found.filter { !page.contains(top, $0) && !page.contains($0, top) }
        .map { weights[$0] }.max() ?? 0
      if weights[top] >= 0.4 * total, rest < 0.5 * weights[top] {
        best = top
        break
      }
    }
    return best
  }

  private func isBodyOfArticle(_ node: Int) -> Bool {
    page.tree.attribute("itemprop", of: node) == "articleBody"
  }
  private func isArticle(_ node: Int) -> Bool { page.tags[node] == .article }
  private func isMain(_ node: Int) -> Bool {
    page.tags[node] == .main || page.tree.attribute("role", of: node) == "main"
  }
  private func isNamedContainer(_ node: Int) -> Bool {
    hints[node].isContainer && page.tags[node].isBlock
  }

  /// Down from a node as long as one child holds nearly all of the running text.
  private func densest(from start: Int, _ weights: [Double], _ share: Double) -> Int {
    var node = start
    let total = weights[start]
    while let child = page.tree.children(node).max(by: { weights[$0] < weights[$1] }),
      weights[child] >= share * total, isContainerTag(child)
    {
      node = child
    }
    return node
  }

  private func isContainerTag(_ node: Int) -> Bool {
    switch page.tags[node] {
    case .block, .article, .main, .table, .section, .row, .cell, .form, .body, .other, .figure: true
    default: false
    }
  }

  // MARK: Furniture inside the message

  /// Lists and boxes made of links.
  private mutating func markInside() {
    var node = root + 1
    while node < page.tree.end(root) {
      if page.isHidden[node] || furniture[node] != nil {
        node = page.tree.end(node)
      } else if isLinkBox(node) {
        furniture[node] = .related
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
  }

  private func isLinkBox(_ node: Int) -> Bool {
    let length = page.length[node]
    guard length > 0 else { return false }
    switch page.tags[node] {
    case .list, .block, .section, .definitionList:
      let links = page.visible(.link, in: node).count
      return links >= 3 && page.linkDensity(node) > 0.7 && page.visible(.heading, in: node).count < 3
    default: return false
    }
  }
}
