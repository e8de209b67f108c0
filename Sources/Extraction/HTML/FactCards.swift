/// Stacked cards and time lines: boxes that follow each other, each a short value over its label
/// (« 30/04/2027 » over « Clôture ») or under it. They are read as the rows of a table, so that each
/// value keeps to its own label, not to that of the next box.
struct FactCards {
  struct Card {
    var first: Int
    var second: Int
  }

  /// Two or more, in document order.
  let cards: [Card]
  /// The child after the last card's.
  let end: Int
  /// Whether labels stand before their values.
  let areLabelsFirst: Bool

  private static let longestCard: Int32 = 120
  private static let mostValueWords = 8
  private static let mostLabelWords = 9
  /// Boxes that only hold the next one.
  private static let deepest = 4

  /// The cards that begin with a child of a node; nil where there are no two.
  ///
  /// - Parameter isLeftOut: whether an element is no part of the message.
  init?(from child: Int, to end: Int, in page: PageModel, isLeftOut: (Int) -> Bool) {
    var cards: [Card] = []
    var areLabelsFirst: Bool?
    var node = child
    var next = child
    while next < end {
      defer { next = page.tree.end(next) }
      if page.length[next] == 0 || page.isHidden[next] || isLeftOut(next) { continue }
      guard let card = Self.card(next, in: page),
        let isLabelFirst = Self.isLabelFirst(card, in: page),
        areLabelsFirst == nil || areLabelsFirst == isLabelFirst
      else { break }
      areLabelsFirst = isLabelFirst
      cards.append(card)
      node = page.tree.end(next)
    }
    guard cards.count >= 2, let areLabelsFirst else { return nil }
    (self.cards, self.end, self.areLabelsFirst) = (cards, node, areLabelsFirst)
  }

  /// The two parts of a box that has nothing else.
  private static func card(_ box: Int, in page: PageModel) -> Card? {
    guard page.tags[box] == .block || page.tags[box] == .article,
      page.length[box] <= longestCard, page.linkDensity(box) < 0.3
    else { return nil }
    var box = box
    for _ in 0..<deepest {
      let parts = page.tree.children(box).filter { page.length[$0] > 0 && !page.isHidden[$0] }
      if parts.count == 1, page.tags[parts[0]] == .block {
        box = parts[0]
        continue
      }
      guard parts.count == 2, parts.allSatisfy({ isLine($0, in: page) }) else { return nil }
      return Card(first: parts[0], second: parts[1])
    }
    return nil
  }

  /// An element with one line of text.
  private static func isLine(_ part: Int, in page: PageModel) -> Bool {
    guard page.tags[part] != .text else { return false }
    var texts = 0
    for node in part..<page.tree.end(part) where !page.isHidden[node] && page.length[node] > 0 {
      switch page.tags[node] {
      case .list, .orderedList, .table, .definitionList, .preformatted, .form: return false
      case .text: texts += 1
      default: break
      }
    }
    return texts == 1 || !page.tree.children(part).contains { page.tags[$0].isBlock }
  }

  /// Nil where the parts are no label and value. A label that is a heading is read as one.
  private static func isLabelFirst(_ card: Card, in page: PageModel) -> Bool? {
    let (first, second) = (page.words(of: card.first), page.words(of: card.second))
    if isLabel(first), isValue(second), page.tags[card.first] != .heading { return true }
    return isValue(first) && isLabel(second) ? false : nil
  }

  private static func isValue(_ words: [UInt8]) -> Bool {
    words.contains(where: isDigit) && count(words) <= mostValueWords && !endsSentence(words)
  }

  private static func isLabel(_ words: [UInt8]) -> Bool {
    !words.contains(where: isDigit) && words.count > 2 && count(words) <= mostLabelWords
      && !endsSentence(words)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func count(_ words: [UInt8]) -> Int { words.count { $0 == 0x20 } + 1 }

  private static func endsSentence(_ words: [UInt8]) -> Bool {
    words.last.map { [0x21, 0x2E, 0x3B, 0x3F].contains($0) } ?? true
  }
}
