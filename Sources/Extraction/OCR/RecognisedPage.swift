import Documents

/// The text of a page picture: blocks as in plain text, a place and a confidence for each word.
struct RecognisedPage {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  private(set) var fragments: [Fragment] = []

  /// Ranges count from 0; `words` are in reading order.
  init(_ words: [RecognisedWord], page: Int) {
    var raw: [UInt8] = []
    var places: [TextRange] = []
    for (i, word) in words.enumerated() {
      if i > 0 { raw += Self.separator(words[i - 1], word) }
      let start = raw.count
      raw += Array(word.text.utf8)
      places.append(TextRange(start, raw.count))
    }
    let found = TextBlocks(raw).blocks
    let moved = write(raw, found)
    for (i, word) in words.enumerated() {
      let next = i + 1 < places.count ? moved[places[i + 1].start] : text.count
      let range = TextRange(
        moved[places[i].start], min(moved[places[i].end - 1] + 1, next))
      guard !range.isEmpty else { continue }
      fragments.append(
        Fragment(range: range, page: page, box: word.box, confidence: word.confidence))
    }
    setPlaces(page: page)
  }

  /// Tesseract's paragraphs are often several; an empty line parts them all the same.
  private static func separator(_ a: RecognisedWord, _ b: RecognisedWord) -> [UInt8] {
    if a.block != b.block || a.paragraph != b.paragraph { return [0x0A, 0x0A] }
    return a.line != b.line ? [0x0A] : [0x20]
  }

  /// Copies the blocks with their lines joined; returns where each byte of `raw` went.
  private mutating func write(_ raw: [UInt8], _ found: [Block]) -> [Int] {
    let hyphenation = Hyphenation()
    var moved = [Int](repeating: 0, count: raw.count + 1)
    var next = 0
    for (number, block) in found.enumerated() {
      if number > 0 {
        let isList = blocks.last?.role == .listItem && block.role == .listItem
        text += isList ? [0x0A] : [0x0A, 0x0A]
      }
      while next < block.range.start {
        moved[next] = text.count
        next += 1
      }
      let start = text.count
      while next < block.range.end {
        moved[next] = text.count
        if raw[next] == 0x0A {
          join(raw, at: next, block.range, hyphenation)
        } else {
          text.append(raw[next])
        }
        next += 1
      }
      var block = block
      block.range = TextRange(start, text.count)
      // The first line of a page is its title only where its letters say so.
      if block.role == .title { (block.role, block.level) = (.paragraph, 0) }
      blocks.append(block)
    }
    while next <= raw.count {
      moved[next] = text.count
      next += 1
    }
    return moved
  }

  /// At a line's end: a space, or nothing between the halves of a word.
  private mutating func join(
    _ raw: [UInt8], at place: Int, _ range: TextRange, _ hyphenation: Hyphenation
  ) {
    guard text.last != 0x20 else { return }
    let isBreak: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A }
    let first = String(
      decoding: text[(text.lastIndex(where: isBreak).map { $0 + 1 } ?? 0)...], as: UTF8.self)
    let rest = raw[(place + 1)..<range.end]
    let second = String(decoding: rest.prefix { !isBreak($0) }, as: UTF8.self)
    guard let joined = hyphenation.joined(first, second) else {
      text.append(0x20)
      return
    }
    text.removeLast(first.utf8.count - (joined.utf8.count - second.utf8.count))
  }

  /// Boxes of the blocks, and the height of their letters.
  private mutating func setPlaces(page: Int) {
    for i in blocks.indices {
      blocks[i].page = page
      let own = fragments.filter { blocks[i].range.overlaps($0.range) }
      guard let first = own.first else { continue }
      blocks[i].box = own.dropFirst().reduce(first.box) { $0.union($1.box) }
      let heights = own.map { $0.box.y1 - $0.box.y0 }.sorted()
      blocks[i].fontSize = (heights[heights.count / 2] * 10).rounded() / 10
    }
  }
}
