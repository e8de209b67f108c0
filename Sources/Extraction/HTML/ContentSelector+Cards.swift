import Documents

/// Finds cards: short parts of one make, side by side, each a way to another message.
extension ContentSelector {
  /// The children of a node that are cards of one list; empty where there are none.
  ///
  /// Three cards of one make are a list of teasers only beside a message of some length: on a page
  /// of its own, a list of cards is the message, and so it is where cards tell when calls end.
  func cards(in node: Int) -> [Int] {
    guard isContainerTag(node) || page.tags[node] == .list else { return [] }
    var makes: [Int32: [Int]] = [:]
    for child in page.tree.children(node)
    where !page.isHidden[child] && page.length[child] > 0 && furniture[child] == nil {
      guard page.tags[child].isBlock, page.tags[child] != .paragraph,
        page.tags[child] != .heading
      else { continue }
      makes[make(of: child), default: []].append(child)
    }
    var found: [Int] = []
    for alike in makes.values where alike.count >= 2 {
      let cards = alike.filter(isCard)
      guard cards.count >= 2, cards.count * 4 >= alike.count * 3 else { continue }
      if cards.count == 2, !cards.allSatisfy(hasLinkedHeading) { continue }
      let length = cards.reduce(0) { $0 + page.length[$1] - page.linkLength[$1] }
      let rest = messageLength - length
      if rest >= 400, rest >= length, !areCalls(cards) {
        found += cards
      }
    }
    return found.sorted()
  }

  /// Half of some parts of a page tell till when one may apply.
  func areCalls(_ parts: [Int]) -> Bool {
    parts.count(where: tellsClosing) * 2 >= parts.count
  }

  /// A box with few links that tells till when one may apply, whatever its name.
  func isFactBox(_ node: Int) -> Bool {
    page.length[node] < 1_000 && page.linkDensity(node) < 0.2 && tellsClosing(node)
  }

  /// A day, and words that make it the last one.
  private func tellsClosing(_ part: Int) -> Bool {
    page.words(of: part).contains { $0 >= 0x30 && $0 <= 0x39 }
      && (part..<page.tree.end(part)).contains {
        page.tags[$0] == .text && !page.isHidden[$0]
          && PhraseHints.tellsClosing(page.words(of: $0))
      }
  }

  /// Elements of one name and one first class are of one make.
  private func make(of node: Int) -> Int32 {
    var hash = UInt32(truncatingIfNeeded: page.tree.nodes[node].name)
    for byte in page.tree.attributeBytes("class", of: node) ?? [] {
      if byte == 0x20 { break }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
    }
    return Int32(bitPattern: hash)
  }

  /// Short, with a link for its heading or around all of it, and at most a teaser beside.
  private func isCard(_ node: Int) -> Bool {
    let length = page.length[node]
    guard length < 600, page.linkLength[node] >= 12 || holdsPicture(node) else { return false }
    var links = 0
    var paragraphs = 0
    var longest: Int32 = 0
    for inner in node..<page.tree.end(node) where !page.isHidden[inner] {
      switch page.tags[inner] {
      case .table, .definitionList: return false
      case .link:
        links += 1
        longest = max(longest, page.length[inner])
      case .paragraph: if page.length[inner] > 40 { paragraphs += 1 }
      default: break
      }
    }
    guard links >= 1, paragraphs <= 2 else { return false }
    if page.tags[node] == .listItem { return hasLinkedHeading(node) }
    return hasLinkedHeading(node) || longest * 10 >= length * 9
      || holdsPicture(node) && longest >= 15 && paragraphs <= 1
  }

  private func holdsPicture(_ node: Int) -> Bool {
    (node..<page.tree.end(node)).contains { page.tags[$0] == .image }
  }

  /// A heading in a link, or a link that is all of a heading.
  private func hasLinkedHeading(_ node: Int) -> Bool {
    (node..<page.tree.end(node)).contains {
      page.tags[$0] == .heading && page.length[$0] > 8 && !page.isHidden[$0]
        && (page.linkDensity($0) > 0.8 || isInLink($0, below: node))
    }
  }

  private func isInLink(_ node: Int, below top: Int) -> Bool {
    var around = node
    while around > top {
      around = page.tree.parent(around)
      if page.tags[around] == .link { return true }
    }
    return false
  }
}
