import Documents

/// Finds the blocks of a Markdown text.
struct MarkdownBlocks {
  private let text: [UInt8]
  private let lines: [TextLine]
  private(set) var blocks: [Block] = []
  private var indents: [Int] = []
  private var tables = 0
  /// The block that a plain line would go on with.
  private var isOpen = false

  init(_ text: [UInt8]) {
    self.text = text
    lines = TextLine.lines(of: text)
    var i = skipFrontMatter()
    while i < lines.count { i = read(i) }
    markTitle()
  }

  /// YAML between `---` lines at the start is the file's, not the reader's.
  private mutating func skipFrontMatter() -> Int {
    guard let first = lines.first, slice(first) == "---",
      let last = lines.indices.dropFirst().first(where: { slice(lines[$0]) == "---" })
    else { return 0 }
    blocks.append(Block(.comment, TextRange(first.start, lines[last].end)))
    return last + 1
  }

  /// Reads what begins at a line; returns the next line to read.
  private mutating func read(_ i: Int) -> Int {
    let line = lines[i]
    guard !line.isBlank else {
      isOpen = false
      return i + 1
    }
    if let end = fence(from: i) { return end }
    if let end = table(from: i) { return end }
    if readHeading(line) || readUnderline(line) { return i + 1 }
    if let marker = line.marker, isListMarker(marker) {
      while let last = indents.last, last >= line.indent { indents.removeLast() }
      indents.append(line.indent)
      add(.listItem, from: line.start + marker.length, line, level: indents.count)
      blocks[blocks.count - 1].marker = marker.text
    } else if isOpen, let last = blocks.indices.last {
      blocks[last].range.end = line.end
    } else {
      let quote = slice(line).prefix { $0 == ">" || $0 == " " }.utf8.count
      if line.indent == 0 { indents = [] }
      guard line.start + quote < line.end else { return i + 1 }
      add(.paragraph, from: line.start + quote, line)
    }
    return i + 1
  }

  private mutating func add(
    _ role: BlockRole, from start: Int, _ line: TextLine, level: Int = 0
  ) {
    blocks.append(Block(role, TextRange(start, line.end), level: level, page: line.page))
    isOpen = role == .paragraph || role == .listItem
  }

  private func isListMarker(_ marker: TextMarker) -> Bool {
    ["-", "*", "+", "•", "–"].contains(marker.text)
      || marker.number != nil && marker.text.first?.isNumber == true
  }

  private func slice(_ line: TextLine) -> String {
    String(decoding: text[line.start..<line.end], as: UTF8.self)
  }

  // MARK: Headings

  private mutating func readHeading(_ line: TextLine) -> Bool {
    let hashes = text[line.start..<line.end].prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(hashes), line.start + hashes < line.end,
      text[line.start + hashes] == 0x20
    else { return false }
    var start = line.start + hashes
    while start < line.end, text[start] == 0x20 { start += 1 }
    var end = line.end
    while end > start, text[end - 1] == UInt8(ascii: "#") || text[end - 1] == 0x20 { end -= 1 }
    guard start < end else { return true }
    blocks.append(Block(.heading, TextRange(start, end), level: hashes, page: line.page))
    (isOpen, indents) = (false, [])
    return true
  }

  /// A line of `===` or `---` makes the paragraph above a heading; elsewhere it is a rule.
  private mutating func readUnderline(_ line: TextLine) -> Bool {
    guard let sign = text[line.start..<line.end].first,
      [UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_")].contains(sign),
      line.length >= 3, text[line.start..<line.end].allSatisfy({ $0 == sign || $0 == 0x20 })
    else { return false }
    let isUnderline = sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-")
    if isUnderline, isOpen, let last = blocks.indices.last, blocks[last].role == .paragraph {
      blocks[last].role = .heading
      blocks[last].level = sign == UInt8(ascii: "=") ? 1 : 2
    }
    isOpen = false
    return true
  }

  /// The only heading of level 1, when it comes first, is the title.
  private mutating func markTitle() {
    let tops = blocks.indices.filter { blocks[$0].role == .heading && blocks[$0].level == 1 }
    guard tops.count == 1, blocks.first(where: { $0.role != .comment }) == blocks[tops[0]] else {
      return
    }
    blocks[tops[0]].role = .title
    blocks[tops[0]].level = 0
  }

  // MARK: Fences and tables

  /// Fenced text is one paragraph.
  private mutating func fence(from i: Int) -> Int? {
    let mark = slice(lines[i]).prefix(3)
    guard mark == "```" || mark == "~~~" else { return nil }
    let end = lines.indices.dropFirst(i + 1).first { slice(lines[$0]).hasPrefix(mark) }
    let inside = lines[(i + 1)..<(end ?? lines.count)].filter { !$0.isBlank }
    if let first = inside.first, let last = inside.last {
      blocks.append(Block(.paragraph, TextRange(first.start, last.end), page: first.page))
    }
    isOpen = false
    return (end ?? lines.count - 1) + 1
  }

  /// A line with bars above a line such as `|---|:--:|` begins a table.
  private mutating func table(from i: Int) -> Int? {
    guard i + 1 < lines.count, text[lines[i].start..<lines[i].end].contains(UInt8(ascii: "|")),
      isDelimiter(lines[i + 1])
    else { return nil }
    addRow(lines[i], row: 0)
    var next = i + 2
    while next < lines.count, !lines[next].isBlank,
      text[lines[next].start..<lines[next].end].contains(UInt8(ascii: "|"))
    {
      addRow(lines[next], row: next - i - 1)
      next += 1
    }
    tables += 1
    isOpen = false
    return next
  }

  private func isDelimiter(_ line: TextLine) -> Bool {
    BarTables.isDelimiter(line, in: text)
  }

  private mutating func addRow(_ line: TextLine, row: Int) {
    for (column, range) in BarTables.cells(of: line, in: text) {
      let cell = Cell(table: tables, row: row, column: column, isHeader: row == 0)
      blocks.append(Block(.tableCell, range, page: line.page, cell: cell))
    }
  }
}
