import Documents

/// Turns a page's words into blocks as the document's own tags have it.
///
/// Tags are believed page by page: where they cover nearly all words, and do not send the reader up
/// and down a column.
struct TaggedLayout {
  private(set) var blocks: [PDFBlock] = []
  private(set) var furniture: [Furniture] = []
  private let page: PDFPage
  private let tree: StructureTree

  /// Share of words with tags under which a page is laid out by its geometry.
  private static let leastCover = 0.9
  /// Share of steps to a place above in the same column, over which tags are not believed.
  private static let mostInversions = 0.3
  /// A paragraph of more lines is a page poured into one tag.
  private static let mostLines = 60

  /// Nil where the tags are not to be believed.
  ///
  /// - Parameter tables: ordinals in the document of the tree's tables met so far.
  init?(
    _ page: PDFPage, _ tree: StructureTree, tables: inout [Int: Int], next: inout Int,
    bodySize: Double
  ) {
    self.page = page
    self.tree = tree
    var tagged: [PDFWord] = []
    var others: [PDFWord] = []
    var artifacts: [PDFWord] = []
    for word in page.words {
      switch word.tag {
      case .element: tagged.append(word)
      case .artifact where isAtEdge(word): artifacts.append(word)
      case .artifact, .none: others.append(word)
      }
    }
    guard tagged.count > 0,
      Double(tagged.count + artifacts.count) >= Self.leastCover * Double(page.words.count)
    else { return nil }
    let whole = TaggedLines.joined(
      Self.elements(of: tagged).map { block($0.element, $0.words) }, tree)
    guard whole.allSatisfy({ $0.lines.count <= Self.mostLines }), !Self.isUpsideDown(whole) else {
      return nil
    }
    blocks = TaggedRows.settled(whole.flatMap(Self.itemised), tree)
    number(&tables, &next)
    others = TaggedLines.takeLeads(from: others, into: &blocks)
    artifacts = TaggedLines.takeLeads(from: artifacts, into: &blocks)
    if !others.isEmpty { addUntagged(others, bodySize: bodySize) }
    for line in PDFLine.lines(of: artifacts) {
      furniture.append(
        Furniture(
          role: line.middle < page.height / 2 ? .header : .footer, page: page.number,
          text: line.text))
    }
  }

  /// In the outer eighth of the page, above, below or beside.
  private func isAtEdge(_ word: PDFWord) -> Bool {
    word.middle < 0.125 * page.height || word.middle > 0.875 * page.height
  }

  // MARK: Blocks

  private static func elements(of words: [PDFWord]) -> [(element: Int, words: [PDFWord])] {
    var groups: [(element: Int, words: [PDFWord])] = []
    let keyed = words.enumerated().compactMap { i, word in
      if case .element(let element, let rank) = word.tag { (element, rank, i, word) } else { nil }
    }
    for (element, _, _, word) in keyed.sorted(by: { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }) {
      if groups.last?.element == element {
        groups[groups.count - 1].words.append(word)
      } else {
        groups.append((element, [word]))
      }
    }
    return groups
  }

  private func block(_ index: Int, _ words: [PDFWord]) -> PDFBlock {
    let element = tree.elements[index]
    var block = PDFBlock(page: page.number, lines: Self.stretches(words).flatMap(PDFLine.lines))
    block.element = index
    block.role = element.role
    block.level = element.level
    block.cell = element.cell
    block.readMarker()
    return block
  }

  /// Parts a paragraph at the lines that begin items of a list: line breaks inside one tag.
  private static func itemised(_ block: PDFBlock) -> [PDFBlock] {
    guard block.role == .paragraph || block.role == .listItem else { return [block] }
    var parts = [block]
    parts[0].lines = []
    for line in block.lines {
      if let last = parts[parts.count - 1].lines.last, line.hasMarker, last.endsSentence,
        !PDFText.isNumberMarker(Array(line.words[0].text.unicodeScalars))
      {
        parts.append(block)
        parts[parts.count - 1].lines = []
      }
      parts[parts.count - 1].lines.append(line)
    }
    guard parts.count > 1 else { return [block] }
    for i in parts.indices.dropFirst() { parts[i].readMarker() }
    return parts
  }

  /// Parts the words of a block, in the order of drawing, where they go on further up: in the next
  /// column.
  private static func stretches(_ words: [PDFWord]) -> [[PDFWord]] {
    var stretches: [[PDFWord]] = [[words[0]]]
    var bottom = words[0].box.y1
    for word in words.dropFirst() {
      if word.box.y1 < bottom - 2 * max(word.height, 4) {
        stretches.append([])
        bottom = word.box.y1
      }
      stretches[stretches.count - 1].append(word)
      bottom = max(bottom, word.box.y1)
    }
    return stretches
  }

  /// Gives the tree's tables their ordinals in the document.
  private mutating func number(_ tables: inout [Int: Int], _ next: inout Int) {
    for i in blocks.indices {
      guard let table = blocks[i].cell?.table else { continue }
      if tables[table] == nil {
        tables[table] = next
        next += 1
      }
      blocks[i].cell?.table = tables[table] ?? 0
    }
  }

  // MARK: Belief

  /// Whether a good part of the steps from block to block go up in the same column.
  private static func isUpsideDown(_ blocks: [PDFBlock]) -> Bool {
    let boxes = blocks.compactMap(\.box)
    guard boxes.count > 3 else { return false }
    let inversions = zip(boxes, boxes.dropFirst()).count { a, b in
      let overlap = min(a.x1, b.x1) - max(a.x0, b.x0)
      return b.y1 <= a.y0 && overlap > 0.5 * min(a.x1 - a.x0, b.x1 - b.x0)
    }
    return inversions > 2 && Double(inversions) > mostInversions * Double(boxes.count - 1)
  }

  // MARK: Words without tags

  /// Fields of forms and the like: laid out by themselves, each block before the first one that
  /// stands below it.
  private mutating func addUntagged(_ words: [PDFWord], bodySize: Double) {
    var rest = page
    rest.words = words
    let layout = PageLayout(
      page: rest, tables: 0, openTable: nil, bodySize: bodySize, isDeck: false)
    for var block in layout.blocks {
      block.cell = nil
      if block.role == .tableCell { block.role = .paragraph }
      let top = block.box?.y0 ?? 0
      let place = blocks.firstIndex { ($0.box?.y0 ?? 0) > top } ?? blocks.count
      blocks.insert(block, at: place)
    }
  }
}

extension PDFBlock {
  /// Makes a paragraph or an item whose first line begins with a marker an item with it.
  mutating func readMarker() {
    guard role == .paragraph || role == .listItem, let first = lines.first, first.hasMarker else {
      return
    }
    role = .listItem
    marker = first.words[0].text.string
  }
}
