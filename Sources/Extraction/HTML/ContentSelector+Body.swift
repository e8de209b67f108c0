import Documents

/// Compares the page with the text of the message that it gives to machines.
extension ContentSelector {
  /// Blocks with text of some length, outside furniture, whose words stand in `body`.
  func confirmed(by body: [UInt8]) -> [Int] {
    var found: [Int] = []
    var node = page.body
    while node < page.tree.end(page.body) {
      if page.isHidden[node] || furniture[node] != nil || page.length[node] < 40 {
        node = page.tree.end(node)
      } else if page.tags[node].isBlock, isLeaf(node) {
        if MarkupText.holds(body, MarkupText.letters(page.tree.text(of: node))) {
          found.append(node)
        }
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
    return found
  }

  /// The smallest node around the confirmed blocks, where they are most of the given text.
  func root(around blocks: [Int], of body: [UInt8]) -> Int? {
    let length = blocks.reduce(0) { $0 + Int(page.length[$1]) }
    guard let first = blocks.first, let last = blocks.last, blocks.count > 1,
      length * 10 >= body.count * 6
    else { return nil }
    var node = page.tree.parent(first)
    while node > page.body, !page.contains(node, last) { node = page.tree.parent(node) }
    return node
  }

  /// Marks paragraphs of the message that the given text leaves out, where it holds all others.
  mutating func markUnconfirmed(_ blocks: [Int], by body: [UInt8]) {
    let length = blocks.reduce(0) { $0 + Int(page.length[$1]) }
    guard let first = blocks.first, length * 20 >= body.count * 19 else { return }
    var node = first
    while node < page.tree.end(root) {
      if page.isHidden[node] || furniture[node] != nil || page.length[node] == 0 {
        node = page.tree.end(node)
      } else if page.tags[node].isBlock, isLeaf(node) {
        let isText = page.tags[node] == .paragraph || page.tags[node] == .block
        if isText, page.length[node] >= 40, !blocks.contains(node),
          !MarkupText.holds(body, MarkupText.letters(page.tree.text(of: node)))
        {
          furniture[node] = .other
        }
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
  }
}
