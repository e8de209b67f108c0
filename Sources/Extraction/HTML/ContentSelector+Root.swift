/// Finds the container of the message.
extension ContentSelector {
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

  func chooseRoot() -> Int {
    let weights = weights()
    let total = weights[page.body]
    guard total > 0 else { return page.body }
    if let named = namedRoot(weights, total: total) {
      return widened(densest(from: named, weights, 0.95))
    }
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
      let rest =
        found.filter { !page.contains(top, $0) && !page.contains($0, top) }
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
      weights[child] >= (isBesideColumns(child, weights) ? min(share, 0.6) : share) * total,
      isContainerTag(child), !holdsFacts(node, outside: child)
    {
      node = child
    }
    return node
  }

  /// Holds the title, and what stands beside it are columns of their own.
  private func isBesideColumns(_ node: Int, _ weights: [Double]) -> Bool {
    holdsTitle(node)
      && page.tree.children(page.tree.parent(node)).allSatisfy {
        $0 == node || weights[$0] == 0 || isColumn($0)
      }
  }

  private func isColumn(_ node: Int) -> Bool {
    let names = [page.tree.attribute("class", of: node), page.tree.attribute("id", of: node)]
      .compactMap { $0?.lowercased() }
    let style = page.tree.attribute("style", of: node)?.lowercased() ?? ""
    return style.contains("width") || style.contains("float")
      || names.contains { name in
        ["col", "side", "right", "left", "rechts", "links", "droit", "gauche", "bar", "rail"]
          .contains { name.contains($0) }
      }
  }

  /// Up from a body of text to the entry it belongs to, where fields stand beside it.
  func widened(_ root: Int) -> Int {
    var node = root
    for _ in 0..<3 where node > page.body && page.tags[node] != .article && page.tags[node] != .main
    {
      let parent = page.tree.parent(node)
      if parent <= page.body { break }
      if holdsFacts(parent, outside: node) { return parent }
      node = parent
    }
    return root
  }

  /// Beside the dense part stand sections of their own: « Date limite », « Bénéficiaires » in
  /// fields next to the body are what a call is about.
  private func holdsFacts(_ node: Int, outside child: Int) -> Bool {
    page.tree.children(node).contains { sibling in
      sibling != child && !page.isHidden[sibling] && furniture[sibling] == nil
        && page.linkDensity(sibling) < 0.3
        && (sibling..<page.tree.end(sibling)).contains { isFactLabel($0) }
    }
  }

  func isFactLabel(_ node: Int) -> Bool {
    guard !page.isHidden[node], page.length[node] > 2, page.linkLength[node] == 0,
      page.length[node] < 80
    else { return false }
    switch page.tags[node] {
    case .heading: guard page.tree.name(node) != "h1", isFollowedByText(node) else { return false }
    case .term, .headerCell: break
    default: return false
    }
    return PhraseHints.namesFact(page.words(of: node))
  }

  /// The node right after holds text that is no link.
  private func isFollowedByText(_ node: Int) -> Bool {
    guard !PhraseHints.announcesOthers(page.words(of: node)) else { return false }
    let last = page.tree.end(page.tree.parent(node))
    var next = page.tree.end(node)
    while next < last, page.length[next] == 0 { next = page.tree.end(next) }
    return next < last && page.tags[next] != .heading && page.linkDensity(next) < 0.3
  }

  func isContainerTag(_ node: Int) -> Bool {
    switch page.tags[node] {
    case .block, .article, .main, .table, .section, .row, .cell, .form, .body, .other, .figure: true
    default: false
    }
  }
}
