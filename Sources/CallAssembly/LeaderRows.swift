import Documents
import Glibc

/// Lines on which dots lead from a label to its value (`Deadline ........ 12 March 2027`) become rows
/// of two cells. Lines that lead to a number alone are a table of contents.
enum LeaderRows {
  private typealias Text = UnsafeBufferPointer<UInt8>
  private typealias Row = (label: TextRange, value: TextRange)

  private static let longestLabel = 90
  private static let fewestMarks = 4
  private static let fewestLetters = 4

  static func split(_ document: Document) -> Document {
    var text = document.text
    let rows = text.withUTF8 { bytes in
      let places = leaders(bytes)
      return places.isEmpty
        ? []
        : document.blocks.indices.compactMap { i in
          !document.blocks[i].range.holds(anyOf: places)
            ? nil : Self.rows(of: document.blocks[i], bytes).map { (block: i, rows: $0) }
        }
    }
    guard !rows.isEmpty else { return document }
    var split = document
    var table = document.blocks.lazy.compactMap(\.cell?.table).max() ?? -1
    var number = 0
    // From the last on, so that places stay right.
    var cells: [(block: Int, blocks: [Block])] = []
    for (i, found) in rows.enumerated() {
      let goesOn = i > 0 && rows[i - 1].block + 1 == found.block
      if !goesOn {
        table += 1
        number = 0
      }
      var blocks: [Block] = []
      for row in found.rows {
        for (column, range) in [row.label, row.value].enumerated() {
          var block = document.blocks[found.block]
          block.role = .tableCell
          block.range = range
          block.marker = nil
          block.cell = Cell(table: table, row: number, column: column)
          blocks.append(block)
        }
        number += 1
      }
      cells.append((found.block, blocks))
    }
    for (block, blocks) in cells.reversed() {
      split.blocks.replaceSubrange(block...block, with: blocks)
    }
    return split
  }

  /// Where dots may lead from, in order: most texts are told by their full stops alone, and most
  /// blocks by those of the text.
  private static func leaders(_ bytes: Text) -> [Int] {
    guard let base = bytes.baseAddress else { return [] }
    var places: [Int] = []
    for mark in [0x2E, 0xE2] as [Int32] {
      var i = 0
      while i < bytes.count, let found = memchr(base + i, mark, bytes.count - i) {
        i = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        let second = i + (mark == 0x2E ? 1 : 3)
        let next = second + (second < bytes.count && bytes[second] == 0x20 ? 1 : 0)
        if next < bytes.count, markLength(at: i, bytes) != nil, markLength(at: next, bytes) != nil {
          places.append(i)
        }
        i += 1
      }
    }
    return places.sorted()
  }

  /// Nil where a line of the block is no label with its value.
  private static func rows(of block: Block, _ bytes: Text) -> [Row]? {
    // A short line between blank ones is taken for a heading.
    guard block.cell == nil, [.paragraph, .listItem, .heading].contains(block.role),
      block.range.length > fewestMarks
    else { return nil }
    var rows: [Row] = []
    var start = block.range.start
    while start < block.range.end {
      var end = start
      while end < block.range.end, bytes[end] != 0x0A { end += 1 }
      guard let row = row(TextRange(start, end), bytes) else { return nil }
      rows.append(row)
      start = end + 1
    }
    return rows
  }

  private static func row(_ line: TextRange, _ bytes: Text) -> Row? {
    guard let marks = leader(of: line, bytes) else { return nil }
    let label = trimmed(TextRange(line.start, marks.start), bytes)
    let value = trimmed(TextRange(marks.end, line.end), bytes)
    let figures = bytes[value.start..<value.end]
    guard label.length <= longestLabel,
      bytes[label.start..<label.end].count(where: isLetter) >= fewestLetters,
      // A page's number.
      !figures.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      leader(of: value, bytes) == nil
    else { return nil }
    return (label, value)
  }

  /// The first run of dots, or of `…`.
  private static func leader(of line: TextRange, _ bytes: Text) -> TextRange? {
    var i = line.start
    while i < line.end {
      let start = i
      var marks = 0
      while i < line.end, let length = markLength(at: i, bytes) {
        marks += length == 1 ? 1 : 2
        i += length
        // `. . . .`
        if i + 1 < line.end, bytes[i] == 0x20, markLength(at: i + 1, bytes) != nil { i += 1 }
      }
      if marks >= fewestMarks { return TextRange(start, i) }
      if i == start { i += 1 }
    }
    return nil
  }

  private static func markLength(at i: Int, _ bytes: Text) -> Int? {
    if bytes[i] == 0x2E { return 1 }
    // `…`
    return i + 2 < bytes.count && bytes[i] == 0xE2 && bytes[i + 1] == 0x80 && bytes[i + 2] == 0xA6
      ? 3 : nil
  }

  private static func trimmed(_ range: TextRange, _ bytes: Text) -> TextRange {
    var start = range.start
    var end = range.end
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return TextRange(start, end)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3
  }
}

extension TextRange {
  /// - Parameter places: in order.
  fileprivate func holds(anyOf places: [Int]) -> Bool {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] < end
  }
}
