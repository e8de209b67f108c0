import Documents

/// Lines that the tags of a page take apart.
enum TaggedLines {
  /// The widest space between words that go on with each other, in ems.
  private static let mostSpace = 0.7
  /// Between a label and its value, each on one line.
  private static let mostLabelSpace = 2.0
  /// A page with more words without tags is no page for reading.
  private static let mostLeads = 1_000
  /// Between a bullet and its item.
  private static let mostMarkerSpace = 4.0

  /// Joins loose content that goes on with the line before it: a link or bold words in a line that no
  /// tag of a paragraph holds.
  ///
  /// - Parameter blocks: in reading order.
  static func joined(_ blocks: [PDFBlock], _ tree: StructureTree) -> [PDFBlock] {
    var result: [PDFBlock] = []
    result.reserveCapacity(blocks.count)
    for block in blocks {
      if let last = result.last, isLoose(last, tree), isLoose(block, tree), goesOn(last, block) {
        let lines = last.lines
        let seam = PDFLine(lines[lines.count - 1].words + block.lines[0].words)
        var whole = PDFBlock(
          page: block.page, lines: lines.dropLast() + [seam] + block.lines.dropFirst())
        (whole.element, whole.role, whole.marker) = (last.element, last.role, last.marker)
        result[result.count - 1] = whole
      } else {
        result.append(block)
      }
    }
    return result
  }

  private static func isLoose(_ block: PDFBlock, _ tree: StructureTree) -> Bool {
    block.element.map { tree.elements[$0].isLoose } ?? false
  }

  private static func goesOn(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
    guard let line = a.lines.last, let next = b.lines.first, isBeside(line, next) else {
      return false
    }
    let space = next.box.x0 - line.box.x1
    let areLines = a.lines.count == 1 && b.lines.count == 1
    let em = max(1, min(line.fontSize, next.fontSize))
    return space > -0.2 * em && space < (areLines ? mostLabelSpace : mostSpace) * em
  }

  /// On one line.
  private static func isBeside(_ a: PDFLine, _ b: PDFLine) -> Bool {
    let overlap = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
    return overlap > 0.5 * min(a.box.y1 - a.box.y0, b.box.y1 - b.box.y0)
  }

  /// Gives what a style sheet writes before a paragraph, which the tags leave out, to the block that it
  /// stands in front of: bullets and numbers, « Note : », the name of who speaks.
  ///
  /// - Returns: the other words.
  static func takeLeads(from words: [PDFWord], into blocks: inout [PDFBlock]) -> [PDFWord] {
    guard !words.isEmpty, words.count < mostLeads else { return words }
    var rest: [PDFWord] = []
    for run in PDFLine.lines(of: words).flatMap(runs) {
      if let i = blocks.firstIndex(where: { isLead(run, of: $0) }) {
        blocks[i].lines[0] = PDFLine(run.words + blocks[i].lines[0].words)
        blocks[i].readMarker()
      } else {
        rest += run.words
      }
    }
    return rest
  }

  /// Parts a line where words stand further apart than in a text.
  private static func runs(of line: PDFLine) -> [PDFLine] {
    var runs: [[PDFWord]] = []
    for word in line.words {
      if let last = runs.last?.last, word.box.x0 - last.box.x1 < mostSpace * line.fontSize {
        runs[runs.count - 1].append(word)
      } else {
        runs.append([word])
      }
    }
    return runs.map { PDFLine($0) }
  }

  private static func isLead(_ run: PDFLine, of block: PDFBlock) -> Bool {
    guard [.paragraph, .listItem, .heading].contains(block.role), block.marker == nil,
      let line = block.lines.first, isBeside(run, line)
    else { return false }
    let space = line.box.x0 - run.box.x1
    let isMarker = run.words.count == 1 && PDFText.isMarker(run.words[0].text)
    return space > -0.2 * line.fontSize
      && space < (isMarker ? mostMarkerSpace : mostSpace) * max(1, line.fontSize)
  }
}
