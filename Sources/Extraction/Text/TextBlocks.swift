import Documents

/// Finds headings, paragraphs and list items in the lines of a plain text.
///
/// Lines that were wrapped by hand or by a converter are one block; lines that stand for
/// themselves (labels and values, addresses, menus) are a block each.
struct TextBlocks {
  private let text: [UInt8]
  private let lines: [TextLine]
  private let keys: KeyedLines
  private var groups: [Group] = []
  private(set) var blocks: [Block] = []

  /// Lines that belong to one block.
  struct Group {
    var first: Int
    var last: Int
    var blankBefore: Bool
    var blankAfter = true
    var marker: TextMarker?
    /// Set by a line of `===` or `---` below, or by `#` in front.
    var headingLevel: Int?
  }

  init(_ text: [UInt8]) {
    self.text = text
    lines = TextLine.lines(of: text)
    keys = KeyedLines(text, lines)
    gather()
    classify()
  }

  // MARK: Lines to groups

  private mutating func gather() {
    var widths = LineWidths(lines)
    var previous: Int?
    var lastNumber = 0
    for i in lines.indices where !lines[i].isBlank && !isMarked(i) {
      let line = lines[i]
      if let previous, let level = underline(line), previous == i - 1,
        groups[groups.count - 1].first == previous, underlines(line, groups[groups.count - 1])
      {
        groups[groups.count - 1].headingLevel = level
        groups[groups.count - 1].last = i
        groups[groups.count - 1].blankAfter = true
        continue
      }
      if isRule(line) { continue }
      let loose = looseMark(i)
      let marker = loose ?? accepted(line.marker, previous: previous, i, lastNumber)
      let isRefused = marker == nil && line.marker != nil
      if marker == nil, let previous, isRefused || continues(previous, i, &widths) {
        groups[groups.count - 1].last = i
      } else {
        let hasBlank = previous.map { $0 != i - 1 || lines[$0].page != line.page } ?? true
        if !groups.isEmpty { groups[groups.count - 1].blankAfter = hasBlank }
        groups.append(
          Group(
            first: i, last: loose == nil ? i : i + 1, blankBefore: hasBlank, marker: marker,
            headingLevel: hashes(line)))
        lastNumber = marker?.number ?? (marker == nil && hasBlank ? lastNumber : 0)
      }
      previous = loose == nil ? i : i + 1
    }
  }

  /// The mark of a list that stands alone on the line above its item.
  private func looseMark(_ i: Int) -> TextMarker? {
    guard i + 1 < lines.count, !lines[i + 1].isBlank, lines[i + 1].marker == nil,
      lines[i].page == lines[i + 1].page, lines[i].length == 1
    else { return nil }
    return TextMarker(text[lines[i].start..<lines[i].end] + [0x20, 0x78])
  }

  /// Its mark is the line above.
  private func isMarked(_ i: Int) -> Bool { i > 0 && looseMark(i - 1) != nil }

  /// `6. Mai` at a wrapped line's start is no list item.
  private func accepted(
    _ marker: TextMarker?, previous: Int?, _ line: Int, _ lastNumber: Int
  ) -> TextMarker? {
    guard let marker, let number = marker.number, let previous, previous == line - 1 else {
      return marker
    }
    if number == 1 || number == lastNumber + 1 { return marker }
    return endsSentence(lines[previous]) ? marker : nil
  }

  private func underline(_ line: TextLine) -> Int? {
    guard line.length >= 3, let sign = text[line.start..<line.end].first,
      sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-"),
      text[line.start..<line.end].allSatisfy({ $0 == sign })
    else { return nil }
    return sign == UInt8(ascii: "=") ? 1 : 2
  }

  /// `-----`, `_____`, `*****`: parts as a blank line does.
  private func isRule(_ line: TextLine) -> Bool {
    let bytes = text[line.start..<line.end]
    guard bytes.count >= 3, let sign = bytes.first, "-_=*~".utf8.contains(sign) else {
      return false
    }
    return bytes.allSatisfy { $0 == sign }
  }

  /// Three dashes under the last of several lines part what is above from what is below.
  private func underlines(_ rule: TextLine, _ heading: Group) -> Bool {
    heading.first == 0 || heading.blankBefore || rule.length * 2 >= lines[heading.first].length
  }

  private func hashes(_ line: TextLine) -> Int? {
    let bytes = text[line.start..<line.end]
    let count = bytes.prefix { $0 == UInt8(ascii: "#") }.count
    return (1...6).contains(count) && bytes.dropFirst(count).first == 0x20 ? count : nil
  }

  /// Whether a line goes on where the one before it stopped.
  private func continues(_ previous: Int, _ next: Int, _ widths: inout LineWidths) -> Bool {
    let a = lines[previous]
    let b = lines[next]
    guard a.page == b.page, hashes(a) == nil, hashes(b) == nil, underline(b) == nil,
      lastScalar(a) != ":", !keys.begins(b), !keys.endsWithKey(a)
    else { return false }
    let isLower = firstLetter(b)?.properties.isLowercase ?? false
    if previous != next - 1 {
      // Converters leave blank lines inside sentences.
      return isLower && next - previous == 2 && a.length >= 30 && !endsSentence(a)
        && !isAddress(b) && lastScalar(a) != ";"
    }
    if isLower, !endsSentence(a), !isAddress(b) { return true }
    if isYear(b), endsWithDay(a) { return true }
    // A line of names that goes on a longer one (« …pays visés : Haïti,⏎Bénin, Mali,⏎Togo »).
    let isLong = a.length >= Self.shortestSentence + 10 || groups[groups.count - 1].first < previous
    if lastScalar(a) == ",", isLower || isLong, !isLabel(b), !isAddress(b) { return true }
    let isWrapped = widths.isWrapped(previous, next, afterSentence: endsSentence(a))
    if endsSentence(a), !isWrapped { return false }
    if isLabel(b) || isAddress(b) { return false }
    return isWrapped || a.endsWithSpace && a.length >= 12 || endsOpen(a)
  }

  // MARK: Groups to blocks

  private mutating func classify() {
    let headings = HeadingTest(text: text)
    var indents: [Int] = []
    var isAmongItems = false
    for (i, group) in groups.enumerated() {
      let range = range(of: group)
      let page = lines[group.first].page
      var block = Block(.paragraph, range, page: page)
      let next = i + 1 < groups.count ? groups[i + 1] : nil
      let nextLength = next.map { lines[$0.last].end - lines[$0.first].start } ?? 0
      let context = HeadingTest.Context(
        isFirst: i == 0, blankBefore: group.blankBefore, blankAfter: group.blankAfter,
        lineCount: group.last - group.first + 1, nextLength: nextLength,
        nextIsItem: next?.marker != nil, hasNext: next != nil,
        isInList: isListed(i),
        followsLeadIn: endsWithColon(i - 1) && (!group.blankBefore || isSentence(i - 1)),
        followsSentence: i > 0
          && (endsSentence(lines[groups[i - 1].last]) || blocks[i - 1].role == .title),
        isAmongItems: isAmongItems)
      if let level = group.headingLevel ?? headings.level(range, marker: group.marker, context) {
        let isTitle = i == 0 && group.marker == nil
        block.role = isTitle ? .title : .heading
        block.level = isTitle ? 0 : level
        indents = []
      } else if let marker = group.marker, !isDate(range, marker, headings) {
        block.role = .listItem
        block.marker = marker.text
        block.level = depth(lines[group.first].indent, &indents)
      } else {
        indents = []
      }
      isAmongItems =
        block.role == .paragraph
        && (endsWithColon(i)
          || isAmongItems && range.length < Self.longestItem && !endsSentence(lines[group.last]))
      blocks.append(block)
    }
  }

  /// Bytes of an item that lost its mark.
  private static let longestItem = 120

  private func endsWithColon(_ group: Int) -> Bool {
    groups.indices.contains(group) && lastScalar(lines[groups[group].last]) == ":"
  }

  private static let shortestSentence = 40

  /// Rather a sentence than a label.
  private func isSentence(_ group: Int) -> Bool {
    lines[groups[group].last].end - lines[groups[group].first].start >= Self.shortestSentence
  }

  /// `16. Februar 2016` on a line of its own.
  private func isDate(_ range: TextRange, _ marker: TextMarker, _ headings: HeadingTest) -> Bool {
    guard marker.number != nil, range.length < 30 else { return false }
    let line = String(decoding: text[range.start..<range.end], as: UTF8.self)
    return headings.holdsDate(Array(line.unicodeScalars))
  }

  /// A heading's range leaves out the signs that made it one.
  private func range(of group: Group) -> TextRange {
    let first = lines[group.first]
    guard group.headingLevel != nil else { return TextRange(first.start, lines[group.last].end) }
    var start = first.start
    while start < first.end - 1, text[start] == UInt8(ascii: "#") || text[start] == 0x20 {
      start += 1
    }
    return TextRange(start, first.end)
  }

  /// A neighbour has the next or the previous number, or the same bullet.
  private func isListed(_ i: Int) -> Bool {
    guard let marker = groups[i].marker else { return false }
    for other in [i - 1, i + 1] where groups.indices.contains(other) {
      guard let near = groups[other].marker else { continue }
      if let a = marker.number, let b = near.number, b - a == other - i { return true }
      if marker.number == nil, near.number == nil { return true }
    }
    return marker.number == nil
  }

  /// The depth of an indented item among those above it, from 1.
  private func depth(_ indent: Int, _ indents: inout [Int]) -> Int {
    while let last = indents.last, last > indent { indents.removeLast() }
    if indents.last.map({ $0 + 1 < indent }) ?? true { indents.append(indent) }
    return max(1, indents.count)
  }

  // MARK: Signs

  private func lastScalar(_ line: TextLine) -> Unicode.Scalar? {
    String(decoding: text[max(line.start, line.end - 4)..<line.end], as: UTF8.self)
      .unicodeScalars.last
  }

  private func endsSentence(_ line: TextLine) -> Bool {
    guard let last = lastScalar(line) else { return true }
    return [".", "!", "?", "…", ";", "»", "\""].contains(last)
  }

  /// Ends with a word of two or three small letters after many others: an article, a preposition.
  private func endsOpen(_ line: TextLine) -> Bool {
    guard line.length >= 40 else { return false }
    let tail = String(decoding: text[max(line.start, line.end - 12)..<line.end], as: UTF8.self)
    guard let word = tail.split(separator: " ", omittingEmptySubsequences: true).last,
      tail.contains(" "), (2...3).contains(word.unicodeScalars.count)
    else { return false }
    return word.unicodeScalars.dropFirst().allSatisfy { $0.properties.isLowercase }
      && word.unicodeScalars.allSatisfy(\.isLetter)
  }

  /// Begins with a year: `2019 au 23 mars 2020`.
  private func isYear(_ line: TextLine) -> Bool {
    let head = text[line.start..<min(line.end, line.start + 5)]
    return (head.starts(with: [0x31, 0x39]) || head.starts(with: [0x32, 0x30]))
      && head.prefix(4).count == 4 && head.prefix(4).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && head.dropFirst(4).allSatisfy { $0 == 0x20 || $0 == 0x2C || $0 == 0x2E || $0 == 0x29 }
  }

  /// Ends with a day and its month: `ouvert du 10 décembre`.
  private func endsWithDay(_ line: TextLine) -> Bool {
    let tail = String(decoding: text[max(line.start, line.end - 24)..<line.end], as: UTF8.self)
    let words = tail.split(separator: " ")
    guard words.count >= 2, words[words.count - 1].count >= 3,
      words[words.count - 1].unicodeScalars.allSatisfy(\.isLetter)
    else { return false }
    let day = words[words.count - 2]
    return Int(day.prefix { $0.isNumber }).map { (1...31).contains($0) } ?? false
  }

  private func firstLetter(_ line: TextLine) -> Unicode.Scalar? {
    String(decoding: text[line.start..<min(line.end, line.start + 4)], as: UTF8.self)
      .unicodeScalars.first
  }

  /// `Date limite : 6 mai 2024`
  private func isLabel(_ line: TextLine) -> Bool {
    let head = text[line.start..<min(line.end, line.start + 48)]
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")), colon + 1 < line.end,
      text[colon + 1] == 0x20 || text[colon - 1] == 0x20 || text[colon - 1] == 0xA0,
      !text[line.start..<colon].contains([0x2E, 0x20])
    else { return false }
    return firstLetter(line)?.properties.isUppercase ?? false
  }

  private func isAddress(_ line: TextLine) -> Bool {
    let head = String(decoding: text[line.start..<min(line.end, line.start + 9)], as: UTF8.self)
    return ["http://", "https://", "www.", "<http", "mailto:"].contains { head.hasPrefix($0) }
  }
}
