import Documents

/// Tells headings, titles and list levels from the style of blocks.
struct RoleFinder {
  let bodySize: Double
  let isDeck: Bool

  private static let longestHeading = 220

  func assign(_ pages: inout [[PDFBlock]]) {
    let tagged = isDeck ? [:] : taggedLevels(pages)
    markSlideTitles(&pages)
    var sizes: Set<Double> = []
    for p in pages.indices {
      for i in pages[p].indices where isHeading(pages[p], i) {
        pages[p][i].role = .heading
        pages[p][i].level = 0
        sizes.insert(rounded(pages[p][i].fontSize))
      }
      if isDeck { unmarkRows(&pages[p]) }
    }
    let ranks = sizes.sorted(by: >)
    for p in pages.indices {
      for i in pages[p].indices where pages[p][i].role == .heading && pages[p][i].level == 0 {
        pages[p][i].level = level(rounded(pages[p][i].fontSize), ranks, tagged)
      }
      setListLevels(&pages[p])
    }
    // Where tags tell of larger ones, it is for them to say which is the title.
    if !pages.isEmpty, tagged.keys.max() ?? 0 <= ranks.first ?? 0 {
      markTitle(&pages[0], largest: ranks.first)
    }
  }

  /// The levels of the headings that tags tell, by their size; the highest of each.
  private func taggedLevels(_ pages: [[PDFBlock]]) -> [Double: Int] {
    var levels: [Double: Int] = [:]
    for block in pages.lazy.joined() where block.role == .heading && block.level > 0 {
      levels[rounded(block.fontSize), default: 6] = min(
        levels[rounded(block.fontSize)] ?? 6, block.level)
    }
    return levels
  }

  /// - Parameters:
  ///   - ranks: the sizes of the headings that no tag tells, the largest first.
  ///   - tagged: those that tags tell are above the smaller ones.
  private func level(_ size: Double, _ ranks: [Double], _ tagged: [Double: Int]) -> Int {
    if let level = tagged[size] { return level }
    let above = tagged.filter { $0.key > size }
    let limit = above.keys.min() ?? .infinity
    let between = ranks.count { $0 > size && $0 < limit }
    return min(6, (above.values.max() ?? 0) + between + 1)
  }

  /// Three blocks of one large size that follow each other head nothing: they are a slide's text.
  private func unmarkRows(_ blocks: inout [PDFBlock]) {
    func isLarge(_ block: PDFBlock) -> Bool { block.role == .heading && block.level == 0 }
    var i = 0
    while i < blocks.count {
      var end = i + 1
      while isLarge(blocks[i]), end < blocks.count, isLarge(blocks[end]),
        rounded(blocks[end].fontSize) == rounded(blocks[i].fontSize)
      { end += 1 }
      if end - i >= 3 {
        for k in i..<end { blocks[k].role = blocks[k].marker == nil ? .paragraph : .listItem }
      }
      i = end
    }
  }

  private func rounded(_ size: Double) -> Double { (size * 2).rounded() / 2 }

  private func isHeading(_ blocks: [PDFBlock], _ i: Int) -> Bool {
    let block = blocks[i]
    guard block.role == .paragraph || block.role == .listItem && isNumbered(block),
      block.characterCount <= Self.longestHeading, block.lines.count <= (isDeck ? 6 : 4),
      let last = block.lines.last, block.isBold || block.fontSize >= 1.18 * bodySize,
      hasLetters(block)
    else { return false }
    if isDeck, isFigure(block) { return false }
    if block.fontSize >= 1.18 * bodySize, !last.endsFullStop { return true }
    guard block.isBold, block.lines.count <= 2, !last.endsFullStop else { return false }
    guard block.fontSize >= 0.95 * bodySize, i + 1 < blocks.count else { return false }
    // A bold line is a heading where text that is not bold follows, or, numbered as a section is, where
    // a bold line over such text does.
    if !blocks[i + 1].isBold || blocks[i + 1].role == .tableCell { return true }
    return isNumbered(block) && block.lines.count == 1 && blocks[i + 1].role == .paragraph
      && isHeading(blocks, i + 1)
  }

  private func isNumbered(_ block: PDFBlock) -> Bool {
    PDFText.isNumberMarker(Array((block.marker ?? "").unicodeScalars))
  }

  private func hasLetters(_ block: PDFBlock) -> Bool {
    block.lines.contains { line in
      line.words.contains { $0.text.unicodeScalars.count(where: \.isAlphabetic) > 1 }
    }
  }

  /// « 24 mois »: a number and its unit.
  private func isFigure(_ block: PDFBlock) -> Bool {
    block.lines.count == 1 && block.lines[0].words.count == 2 && block.lines[0].startsWithDigit
      && CardRows.isValue(block.lines[0])
  }

  /// On each slide, the first block of the largest size.
  private func markSlideTitles(_ pages: inout [[PDFBlock]]) {
    guard isDeck else { return }
    for p in pages.indices {
      // A figure may be larger than the slide's title.
      let texts = pages[p].indices.filter {
        isTitleLike(pages[p][$0]) && hasLetters(pages[p][$0])
          && pages[p][$0].characterCount <= Self.longestHeading && !isFigure(pages[p][$0])
      }
      guard let largest = texts.map({ pages[p][$0].fontSize }).max(),
        let first = texts.first(where: { pages[p][$0].fontSize >= 0.98 * largest }),
        texts.count == 1 || pages[p].contains(where: { $0.fontSize < 0.9 * largest })
      else { continue }
      pages[p][first].role = .heading
      pages[p][first].level = 1
    }
  }

  /// An item of a list may be as large as a title.
  private func isTitleLike(_ block: PDFBlock) -> Bool {
    block.role == .paragraph || block.role == .listItem && isNumbered(block)
      || block.role == .heading
  }

  /// The largest text of the first page, where it is clearly larger than the body.
  private func markTitle(_ page: inout [PDFBlock], largest: Double?) {
    guard let largest, largest >= 1.3 * bodySize,
      let first = page.firstIndex(where: {
        $0.role == .heading && rounded($0.fontSize) == largest
      })
    else { return }
    page[first].role = .title
    page[first].level = 0
  }

  /// Depth by indentation among the items of one list.
  private func setListLevels(_ blocks: inout [PDFBlock]) {
    var stack: [Double] = []
    for i in blocks.indices {
      guard blocks[i].role == .listItem, let line = blocks[i].lines.first else {
        stack = []
        continue
      }
      // Tags tell the depth themselves.
      if blocks[i].element != nil, blocks[i].level > 0 { continue }
      let x = line.box.x0
      // Nothing is indented against another column.
      if i > 0, blocks[i].column != blocks[i - 1].column, let last = blocks[i - 1].lines.last,
        line.middle < last.middle
      {
        stack = []
      }
      while let last = stack.last, last > x + 0.5 * line.fontSize { stack.removeLast() }
      if stack.last.map({ x > $0 + 0.5 * line.fontSize }) ?? true { stack.append(x) }
      blocks[i].level = stack.count
    }
  }
}

extension PDFLine {
  /// Ends as running text does.
  var endsFullStop: Bool {
    guard let last = words[words.count - 1].text.unicodeScalars.last else { return false }
    return [".", ";", ","].contains(last)
  }
}
