import Documents

/// Labels that stand on a line of their own above their value, as on cards of web pages, become
/// rows of two cells: the reader sees them as paragraphs, one after the other.
///
/// A label is short and ends no sentence; what follows it is hardly more than a figure or a date,
/// and is not followed by another such, which would be a table read by its columns; a sentence with a date
/// is none. In calendars each day may stand above what happens on it: values and labels in turn, a value
/// first and a label last.
enum LabelledValues {
  private static let longestLabel = 70
  private static let longestValue = 48
  private static let lettersOfValue = 24

  static func joined(_ document: Document) -> Document {
    var text = document.text
    let (rows, calendars) = text.withUTF8 { Self.rows(of: document, $0) }
    guard !rows.isEmpty else { return document }
    var joined = document
    var table = document.blocks.lazy.compactMap(\.cell?.table).max() ?? -1
    var row = 0
    for (number, label) in rows.enumerated() {
      // Rows right below each other make one table.
      let goesOn = number > 0 && rows[number - 1] + 2 == label
      row = goesOn ? row + 1 : 0
      table += goesOn ? 0 : 1
      for column in 0...1 {
        joined.blocks[label + column].role = .tableCell
        // A day above its label heads the row.
        joined.blocks[label + column].cell = Cell(
          table: table, row: row, column: column,
          isHeader: column == 0 && calendars.contains { $0.contains(label) })
      }
    }
    return joined
  }

  /// Numbers of the blocks that begin a row, each with its second cell in the next one; and the stretches
  /// of blocks in which the first cell is the value.
  private static func rows(
    of document: Document, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (rows: [Int], calendars: [Range<Int>]) {
    let blocks = document.blocks
    func text(_ i: Int) -> Text {
      Text(rebasing: bytes[blocks[i].range.start..<max(blocks[i].range.start, blocks[i].range.end)])
    }
    func isLabel(_ i: Int) -> Bool {
      blocks[i].role == .paragraph && blocks[i].cell == nil && Self.isLabel(text(i))
    }
    func isName(_ i: Int) -> Bool {
      blocks[i].role == .heading && blocks[i].cell == nil && Self.isLabel(text(i))
    }
    func isValue(_ i: Int) -> Bool {
      guard blocks[i].cell == nil, blocks[i].range.length <= longestValue else { return false }
      return Self.isValue(text(i), blocks[i].role)
    }
    let titles = document.isDeck ? titles(of: document) : nil
    let calendars = calendars(blocks, text, isLabel: isLabel, isValue: isValue)
      .merging(calendars(blocks, text, isLabel: isName, isValue: isValue)) { first, _ in first }
    var rows: [Int] = []
    var i = 0
    while i + 1 < blocks.count {
      if let end = calendars[i] {
        rows += stride(from: i, to: end, by: 2)
        i = end
        continue
      }
      if blocks[i].range.length <= longestLabel, isLabel(i), isValue(i + 1),
        blocks[i].page == blocks[i + 1].page,
        i + 2 >= blocks.count || !isValue(i + 2) || isSentence(text(i + 2)),
        titles?.contains(i) != true
      {
        rows.append(i)
        i += 1
      }
      i += 1
    }
    return (rows, calendars.map { $0..<$1 })
  }

  private typealias Text = UnsafeBufferPointer<UInt8>

  /// Days above what happens on them, as rows: the first block of each calendar, and the one after it.
  private static func calendars(
    _ blocks: [Block], _ text: (Int) -> Text, isLabel: (Int) -> Bool, isValue: (Int) -> Bool
  ) -> [Int: Int] {
    var ends: [Int: Int] = [:]
    var i = 0
    while i + 3 < blocks.count {
      let start = i
      i += 1
      guard blocks[start].range.length <= longestValue, text(start).first.map(isDigit) == true,
        isValue(start), isLabel(start + 1)
      else { continue }
      var end = start + 2
      while end + 1 < blocks.count, isValue(end), isLabel(end + 1),
        blocks[end + 1].level == blocks[start + 1].level,
        blocks[end + 1].page == blocks[start].page
      { end += 2 }
      // A label above may be that of the first value, a value below that of the last label.
      let isLed = start == 0 || blocks[start - 1].role == .heading
      let isFree =
        start == 0 || !isLabel(start - 1) || text(start - 1).last == 0x3A
        || blocks[start - 1].level != blocks[start + 1].level
      if isFree, end - start >= (isLed ? 4 : 6), end == blocks.count || !isValue(end) {
        ends[start] = end
      }
      i = end
    }
    return ends
  }

  /// The first block of each slide.
  private static func titles(of document: Document) -> Set<Int> {
    let blocks = document.blocks
    var titles: Set<Int> = []
    var i = 0
    for page in document.pages {
      if i > 0, blocks[i - 1].range.start >= page.range.start { i = 0 }
      while i < blocks.count, blocks[i].range.start < page.range.start { i += 1 }
      titles.insert(i)
    }
    return titles
  }

  private static func isLabel(_ text: Text) -> Bool {
    guard text.count >= 4, text.count <= longestLabel, let first = text.first, let end = text.last,
      isLetter(first)
    else { return false }
    switch end {
    case 0x2E, 0x3B, 0x2C, 0x21: return false
    default: return !text.contains { $0 == 0x40 || isDigit($0) }
    }
  }

  private static func isValue(_ text: Text, _ role: BlockRole) -> Bool {
    guard !text.isEmpty, text.last != 0x3A, !text.contains(0x40), !hasLabel(text),
      text.count(where: isLetter) <= lettersOfValue
    else { return false }
    switch role {
    case .paragraph: return text.contains(where: isDigit)
    // Designers set the days of a step larger than its name.
    case .heading: return figureCount(text) >= figuresOfSpan
    default: return false
    }
  }

  /// « Date limite : 5 mars 2027 »: a line with a label of its own.
  private static func hasLabel(_ text: Text) -> Bool {
    guard let colon = text.firstIndex(of: 0x3A), colon + 1 < text.count, text[colon + 1] == 0x20
    else { return false }
    return text[..<colon].count(where: isLetter) >= lettersOfLabel
  }

  private static let lettersOfLabel = 4

  /// « Apply by 14 May 2027. »
  private static func isSentence(_ text: Text) -> Bool {
    text.last == 0x2E && wordCount(text) >= wordsOfSentence
  }

  private static let wordsOfSentence = 3

  private static func wordCount(_ text: Text) -> Int {
    text.indices.count { isLetter(text[$0]) && ($0 == 0 || text[$0 - 1] == 0x20) }
  }

  /// Numbers of « du 7 mars au 3 avril 2022 ».
  private static let figuresOfSpan = 3

  private static func figureCount(_ text: Text) -> Int {
    text.indices.count { isDigit(text[$0]) && ($0 == 0 || !isDigit(text[$0 - 1])) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Bytes of accented letters count as letters.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3
  }
}
