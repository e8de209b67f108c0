import Documents

/// Labels that stand on a line of their own above their value, as on cards of web pages, become
/// rows of two cells: the reader sees them as paragraphs, one after the other.
///
/// A label is short and ends no sentence; what follows it is hardly more than a figure or a date,
/// and is not followed by another such, which would be a table read by its columns.
enum LabelledValues {
  private static let longestLabel = 70
  private static let longestValue = 48
  private static let lettersOfValue = 24

  static func joined(_ document: Document) -> Document {
    var blocks = document.blocks
    let bytes = Array(document.text.utf8)
    // Longer ones are neither labels nor values.
    let texts = blocks.map { block in
      block.range.length > max(longestLabel, longestValue)
        ? [] : Array(bytes[block.range.start..<block.range.end])
    }
    var table = (blocks.compactMap(\.cell?.table).max() ?? -1) + 1
    let titles = document.isDeck ? titles(of: document) : []
    var row = 0
    var last = -2
    var isChanged = false
    for i in blocks.indices.dropLast() {
      guard !titles.contains(i), isLabel(blocks[i], texts[i]), isValue(blocks[i + 1], texts[i + 1]),
        blocks[i].page == blocks[i + 1].page,
        i + 2 >= blocks.count || !isValue(blocks[i + 2], texts[i + 2])
      else { continue }
      if last != i - 1 {
        table += isChanged ? 1 : 0
        row = 0
      }
      for column in 0...1 {
        blocks[i + column].role = .tableCell
        blocks[i + column].cell = Cell(table: table, row: row, column: column)
      }
      row += 1
      last = i + 1
      isChanged = true
    }
    guard isChanged else { return document }
    var joined = document
    joined.blocks = blocks
    return joined
  }

  /// The first block of each slide.
  private static func titles(of document: Document) -> Set<Int> {
    Set(
      document.pages.compactMap { page in
        document.blocks.firstIndex { $0.range.start >= page.range.start }
      })
  }

  private static func isLabel(_ block: Block, _ text: [UInt8]) -> Bool {
    guard block.role == .paragraph, block.cell == nil, text.count >= 4, text.count <= longestLabel,
      let first = text.first, let end = text.last
    else { return false }
    return isLetter(first) && ![0x2E, 0x3B, 0x2C, 0x21].contains(end) && !text.contains(0x40)
      && !text.contains(where: isDigit)
  }

  private static func isValue(_ block: Block, _ text: [UInt8]) -> Bool {
    guard block.cell == nil, !text.isEmpty, text.count <= longestValue, text.last != 0x3A,
      !text.contains(0x40),
      text.count(where: isLetter) <= lettersOfValue
    else { return false }
    switch block.role {
    case .paragraph: return text.contains(where: isDigit)
    // Designers set the days of a step larger than its name.
    case .heading: return text.split { !isDigit($0) }.count >= figuresOfSpan
    default: return false
    }
  }

  /// Numbers of « du 7 mars au 3 avril 2022 ».
  private static let figuresOfSpan = 3

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Bytes of accented letters count as letters.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3
  }
}

extension String.UTF8View {
  /// So many bytes from one on.
  subscript(start: Int, length length: Int) -> SubSequence {
    let from = index(startIndex, offsetBy: start)
    return self[from..<index(from, offsetBy: length)]
  }
}
