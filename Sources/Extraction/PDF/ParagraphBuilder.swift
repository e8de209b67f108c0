import Documents

/// Joins the lines of one column into paragraphs.
struct ParagraphBuilder {
  let page: Int
  let column: Int
  /// Distance of the middles of two lines of one paragraph, in ems; what most lines keep.
  private var pitch = 1.4
  private var left = 0.0
  private var right = 0.0
  /// Where the longest line of the column ends.
  private var edge = 0.0

  private let bodySize: Double
  /// Where a text box of a slide reaches at least, in points; nil for a page of running text.
  private let slideEdge: Double?

  init(page: Int, column: Int, bodySize: Double, slideEdge: Double?) {
    self.page = page
    self.column = column
    self.bodySize = bodySize
    self.slideEdge = slideEdge
  }

  /// - Parameter lines: from top to bottom.
  mutating func blocks(of lines: [PDFLine]) -> [PDFBlock] {
    guard !lines.isEmpty else { return [] }
    pitch = Self.usualPitch(lines)
    edge = lines.map(\.box.x1).max() ?? 0
    var blocks: [PDFBlock] = []
    for group in groups(of: lines) {
      left = group.map(\.box.x0).min() ?? 0
      right = rightEdge(of: group, in: lines)
      var current: [PDFLine] = []
      for line in group {
        if let last = current.last, breaks(current, last, line) {
          blocks.append(block(current))
          current = []
        }
        current.append(line)
      }
      blocks.append(block(current))
    }
    return blocks
  }

  private func block(_ lines: [PDFLine]) -> PDFBlock {
    var block = PDFBlock(page: page, lines: lines, column: column)
    if let first = lines.first, first.hasMarker {
      block.role = .listItem
      block.level = 1
      block.marker = first.words[0].text.string
    }
    return block
  }

  // MARK: Groups: lines of one style without a gap

  private func groups(of lines: [PDFLine]) -> [[PDFLine]] {
    var runs: [[PDFLine]] = []
    for line in lines {
      if let last = runs.last?.last, !differs(last, line) {
        runs[runs.count - 1].append(line)
      } else {
        runs.append([line])
      }
    }
    return runs.flatMap(parted)
  }

  /// Parts lines of one style where their distance is larger than usual among them.
  private func parted(_ run: [PDFLine]) -> [[PDFLine]] {
    let pitch = run.count > 2 ? Self.usualPitch(run) : pitch
    var groups = [[run[0]]]
    for (a, b) in zip(run, run.dropFirst()) {
      if isApart(a, b, pitch: pitch) {
        groups.append([b])
      } else {
        groups[groups.count - 1].append(b)
      }
    }
    return groups
  }

  private func differs(_ a: PDFLine, _ b: PDFLine) -> Bool {
    if max(a.fontSize, b.fontSize) > 1.08 * min(a.fontSize, b.fontSize) { return true }
    // Large letters may change their weight within one heading.
    if isHeading(a), isHeading(b), !a.endsSentence { return false }
    return a.isBold != b.isBold && !goesOn(a, b)
  }

  /// Whether a line that changes its weight goes on with the sentence of the line before: in small
  /// letters, inside brackets, or with a number that had no room left.
  private func goesOn(_ a: PDFLine, _ b: PDFLine) -> Bool {
    if a.partsAddress(b) { return true }
    guard !a.endsSentence, !b.hasMarker else { return false }
    if b.startsLowercase || b.startsBracket { return true }
    let isFull = edge - a.box.x1 < b.words[0].width + 0.4 * b.fontSize
    return isFull && (b.startsWithDigit && a.endsLowercase || runsOver(a, b))
  }

  /// Whether a paragraph's bold beginning, longer than a line, ends in the next one: there it is no
  /// label of its own.
  private func runsOver(_ a: PDFLine, _ b: PDFLine) -> Bool {
    let bold = b.words.prefix { $0.isBold }
    guard a.isBold, !a.hasMarker, let last = bold.last else { return false }
    return !last.text.hasSuffix(":")
  }

  private func isApart(_ a: PDFLine, _ b: PDFLine, pitch: Double) -> Bool {
    let em = max(a.fontSize, b.fontSize)
    // Headings are set wider or closer than the text around them.
    let goesOn = b.startsLowercase && !a.endsSentence && abs(a.fontSize - b.fontSize) < 0.5
    let least = isHeading(a) && isHeading(b) ? goesOn ? 2 : 1.45 : 0
    return b.middle - a.middle > max(1.22 * pitch, pitch + 0.25, least) * em
  }

  /// The commonest distance of neighbouring lines among those that may stand in one paragraph.
  private static func usualPitch(_ lines: [PDFLine]) -> Double {
    let pitches = zip(lines, lines.dropFirst()).map { a, b in
      (b.middle - a.middle) / max(a.fontSize, b.fontSize)
    }.filter { $0 > 0.7 && $0 < 2.2 }.sorted()
    guard !pitches.isEmpty else { return 1.4 }
    // Paragraph gaps are larger, and may outnumber the others: the lower third is safe.
    return min(1.9, max(1, pitches[pitches.count / 3]))
  }

  // MARK: Breaks inside a group

  /// Where lines end if they are full: the group's own edge, or the column's if several lines
  /// reach it.
  private func rightEdge(of group: [PDFLine], in lines: [PDFLine]) -> Double {
    let own = group.map(\.box.x1).max() ?? 0
    // A heading is broken where its sense has it, not at the edge.
    if isHeading(group[0]) { return own }
    let edge = lines.map(\.box.x1).max() ?? 0
    let full = lines.count { edge - $0.box.x1 < $0.fontSize }
    return max(full >= 3 ? edge : own, slideEdge ?? 0)
  }

  private func breaks(_ current: [PDFLine], _ last: PDFLine, _ line: PDFLine) -> Bool {
    if last.endsWithLeader { return true }
    // Text drawn over other text.
    if line.middle - last.middle < 0.3 * line.fontSize, line.box.x0 < last.box.x1 { return true }
    if line.hasMarker, startsItem(current[0], last, line) { return true }
    if line.startsWithStars || line.isTitle && last.endsFullStop && !last.isTitle { return true }
    if line.isParallel(to: current[0]) || current.count == 1 && line.isLabelled && last.isLabelled {
      return true
    }
    let em = line.fontSize
    let isItem = current[0].hasMarker
    if isItem {
      let text = current[0].words[1].box.x0
      // A line under the item's text goes on with it; one under its marker does not.
      if abs(line.box.x0 - text) < 0.5 * em {
        return last.endsSentence && hasRoom(current[0], last, for: line)
      }
      if line.box.x0 < text - 0.8 * em, current.count > 1, line.box.x0 < last.box.x0 - 0.8 * em {
        return true
      }
    }
    let isCentredPair =
      abs(line.box.x0 + line.box.x1 - last.box.x0 - last.box.x1) < em
    if !isItem, !isCentredPair, !isCentred(last), line.box.x0 > last.box.x0 + 0.9 * em,
      abs(last.box.x0 - left) < 0.4 * em, !isFlushRight(last, line)
    {
      return true
    }
    return hasRoom(current[0], last, for: line)
  }

  /// A bullet always starts an item; a number may be the end of the sentence before.
  private func startsItem(_ first: PDFLine, _ last: PDFLine, _ line: PDFLine) -> Bool {
    if isHeading(line), !last.endsSentence, line.isBetweenDashes { return false }
    let isNumber = PDFText.isNumberMarker(Array(line.words[0].text.unicodeScalars))
    return !isNumber || last.endsSentence || last.endsFullStop
      || hasRoom(first, last, for: line)
      || abs(line.box.x0 - last.box.x0) > 0.5 * line.fontSize
      || first.hasMarker && abs(line.box.x0 - first.box.x0) < 0.2 * line.fontSize
        && first.words[1].box.x0 > first.box.x0 + line.fontSize
  }

  /// Whether the first word of a line would have stood on the line before.
  private func hasRoom(_ first: PDFLine, _ last: PDFLine, for line: PDFLine) -> Bool {
    let slack = isCentred(last) ? 2 * (right - last.box.x1) : right - last.box.x1
    guard slack > line.words[0].width + 0.4 * line.fontSize, !last.endsWithHyphen else {
      return false
    }
    return !runsOn(first, last, line) && !last.joins(line)
  }

  /// A line that ends in the middle of a sentence, not far from the edge, before one that goes on
  /// in lower case: the edge is another block's. On slides, lists of lines all in lower case are
  /// common, and a paragraph has begun with a capital.
  private func runsOn(_ first: PDFLine, _ last: PDFLine, _ line: PDFLine) -> Bool {
    guard !last.endsSentence else { return false }
    if isHeading(line), line.isBetweenDashes { return true }
    let fill = (last.box.x1 - left) / max(1, right - left)
    // A number may be tied to the word after it, and leave more room.
    if line.startsWithDigit, !line.hasMarker, last.endsLowercase, slideEdge == nil {
      return fill > 0.8
    }
    guard line.startsLowercase else { return false }
    if isHeading(last) { return true }
    if slideEdge == nil { return fill > 0.6 }
    return (first.startsUppercase || first.startsWithDigit) && fill > 0.3
  }

  /// Lines that end at one place and go on: their text is set against the right edge.
  private func isFlushRight(_ last: PDFLine, _ line: PDFLine) -> Bool {
    abs(last.box.x1 - line.box.x1) < 0.1 * line.fontSize && line.startsLowercase
      && !last.endsSentence
  }

  private func isHeading(_ line: PDFLine) -> Bool {
    line.fontSize >= 1.18 * bodySize && line.fontSize >= 13
  }

  private func isCentred(_ line: PDFLine) -> Bool {
    let before = line.box.x0 - left
    let after = right - line.box.x1
    return before > line.fontSize && abs(before - after) < 0.15 * (right - left)
  }
}

extension PDFLine {
  var startsLowercase: Bool {
    words[0].text.unicodeScalars.first?.isSmall ?? false
  }

  var endsLowercase: Bool {
    words[words.count - 1].text.unicodeScalars.last?.isSmall ?? false
  }

  var startsUppercase: Bool {
    words[0].text.unicodeScalars.first?.isCapital ?? false
  }

  var endsSentence: Bool {
    guard let last = words[words.count - 1].text.unicodeScalars.last else { return false }
    return [".", "!", "?", ":", ";", "…"].contains(last)
  }

  /// `Annexe B – …` after `Annexe A – …`: both start with one word and a number or letter.
  func isParallel(to other: PDFLine) -> Bool {
    guard words.count > 2, other.words.count > 2, words[0].text == other.words[0].text,
      words[0].text.unicodeScalars.first?.isCapital ?? false
    else { return false }
    return [words[1], other.words[1]].allSatisfy { word in
      let scalars = word.text.unicodeScalars
      return scalars.count <= 3
        && (scalars.allSatisfy(PDFText.isDigit)
          || scalars.count == 1 && scalars.allSatisfy { $0.properties.isUppercase })
    }
  }

  /// Whether the words on both sides of the line break belong together, in one style and in small
  /// letters or capitals alike: « un appui pour / les communes », « DÉMARRAGE / DE LA PROMOTION ».
  func joins(_ next: PDFLine) -> Bool {
    if partsAddress(next) { return true }
    guard !endsSentence, !next.hasMarker else { return false }
    if next.startsLowercase || next.isCapitals && isCapitals {
      if LineJoints.continues(next.words[0].text) {
        return !(next.words.count > 1 && next.hasNumberSecond)
      }
    } else {
      return false
    }
    return LineJoints.opens(words[words.count - 1].text)
  }

  /// Whether an address of the web breaks off at the end, and goes on in the next line.
  func partsAddress(_ next: PDFLine) -> Bool {
    let last = words[words.count - 1].text
    guard last.utf8.count > 4, let byte = last.utf8.last, byte < 0x30 || byte == 0x5F else {
      return false
    }
    return Hyphenation.partsAddress(last.string, next.words[0].text.string)
  }

  /// `(secret professionnel, …`, as no paragraph begins.
  var startsBracket: Bool {
    let scalars = words[0].text.unicodeScalars
    return scalars.first == "(" && scalars.dropFirst().first?.isSmall ?? false
  }

  /// `– ou EIG – …`: a dash that opens an aside, not an item.
  var isBetweenDashes: Bool {
    words.dropFirst().prefix(5).contains { $0.text == words[0].text }
      && words.count > 1 && PDFLine([words[1]]).startsLowercase
  }

  /// `Clôture : 26 avril`: a capital, up to three words, a colon, and more after it.
  var isLabelled: Bool {
    guard startsUppercase, !hasMarker else { return false }
    let place = words.prefix(4).firstIndex { $0.text.hasSuffix(":") }
    return place.map { $0 + 1 < words.count } ?? false
  }

  /// `** sous réserve …`: the note to a second mark.
  fileprivate var startsWithStars: Bool {
    let first = words[0].text.utf8
    return words.count > 1 && (2...3).contains(first.count) && first.allSatisfy { $0 == 0x2A }
  }

  /// Several words in capitals, as a heading has them that is set like the text around it.
  fileprivate var isTitle: Bool {
    words.count > 1 && isCapitals
      && words.count { $0.text.unicodeScalars.count(where: \.isAlphabetic) > 3 } > 1
  }

  private var isCapitals: Bool {
    words.allSatisfy { word in word.text.unicodeScalars.allSatisfy { !$0.isSmall } }
  }

  private var hasNumberSecond: Bool {
    words[1].text.unicodeScalars.first.map(PDFText.isDigit) ?? false
  }

  /// `Title ........ 12`, a line of a table of contents, or `Word .... 7, 12` of an index.
  var endsWithLeader: Bool {
    guard let leader = words.lastIndex(where: { !$0.isPageNumber }), leader + 1 < words.count else {
      return false
    }
    return words[leader].text.hasSuffix("...") || words[leader].text.hasSuffix("……")
  }

  var endsWithHyphen: Bool {
    Hyphenation.endsWithHyphen(words[words.count - 1].text.unicodeScalars)
  }
}

extension PDFWord {
  /// `12`, or `7,` before another.
  fileprivate var isPageNumber: Bool {
    let scalars = text.unicodeScalars
    return scalars.allSatisfy { PDFText.isDigit($0) || $0 == "," } && scalars.first != ","
  }
}
