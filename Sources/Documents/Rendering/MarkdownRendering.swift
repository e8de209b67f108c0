/// A document as Markdown: headings, lists, pipe tables and links; notes and comments as quotations.
struct MarkdownRendering {
  private let document: Document
  private let bytes: [UInt8]
  private var result = ""
  /// Where the search for the next block's links begins: both are sorted.
  private var nextLink = 0
  private let links: [Link]
  /// What stands further right joins the last column.
  private static let mostColumns = 100

  init(_ document: Document) {
    self.document = document
    bytes = Array(document.text.utf8)
    links = document.links.sorted { $0.range < $1.range }
    // A Markdown document is its own rendering.
    guard document.format != .markdown else {
      result = document.text.hasSuffix("\n") ? document.text : document.text + "\n"
      return
    }
    var i = 0
    while i < document.blocks.count { i = write(i) }
    if !result.isEmpty { result += "\n" }
  }

  /// Ends with a line feed, unless empty.
  var text: String { result }

  /// Writes the block, or the table that it begins; returns the next block's index.
  private mutating func write(_ i: Int) -> Int {
    let block = document.blocks[i]
    if let cell = block.cell { return writeTable(from: i, table: cell.table) }
    let previous = i > 0 ? document.blocks[i - 1].role : nil
    if !result.isEmpty {
      result += previous == .listItem && block.role == .listItem ? "\n" : "\n\n"
    }
    switch block.role {
    case .title: result += "# " + line(block)
    case .heading:
      result += String(repeating: "#", count: min(6, max(1, block.level))) + " " + line(block)
    case .listItem: writeItem(block)
    case .note, .comment: result += "> " + content(block).replacing("\n", with: "\n> ")
    case .caption: result += "*" + line(block) + "*"
    case .paragraph, .tableCell: result += escapingStart(content(block))
    }
    return i + 1
  }

  private mutating func writeItem(_ block: Block) {
    let indent = String(repeating: "  ", count: max(0, block.level - 1))
    let marker = block.marker ?? "•"
    var block = block
    // Some readers leave the marker in the text.
    if text(block.range).hasPrefix(marker) {
      block.range.start += marker.utf8.count
      while block.range.start < block.range.end, bytes[block.range.start] == 0x20 {
        block.range.start += 1
      }
    }
    let sign = Self.sign(of: marker)
    let padding = "\n" + indent + String(repeating: " ", count: sign.utf8.count)
    let label = sign == "- " && !Self.isBullet(marker) ? escapingStart(marker) + " " : ""
    result += indent + sign + label + content(block).replacing("\n", with: padding)
  }

  /// Markdown counts with plain numbers only: `1.`, `2)`; `2.1.` and `a)` are labels of a bullet.
  private static func sign(of marker: String) -> String {
    let body = marker.utf8.drop { $0 == UInt8(ascii: "(") }
    let digits = body.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let isPlain = !digits.isEmpty && digits.count <= 9 && body.dropFirst(digits.count).count <= 2
    let rest = body.dropFirst(digits.count)
    guard isPlain, rest.allSatisfy({ $0 < 0x30 || $0 > 0x7F }) else { return "- " }
    return String(decoding: digits, as: UTF8.self) + ". "
  }

  /// A sign alone, or the `o` that word processors set for one.
  private static func isBullet(_ marker: String) -> Bool {
    marker == "o"
      || !marker.unicodeScalars.contains { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      }
  }

  private mutating func writeTable(from first: Int, table: Int) -> Int {
    var last = first
    while last < document.blocks.count, document.blocks[last].cell?.table == table { last += 1 }
    let blocks = document.blocks[first..<last]
    var rows: [Int: [String]] = [:]
    for block in blocks {
      guard let cell = block.cell else { continue }
      var row = rows[cell.row] ?? []
      let column = min(max(0, cell.column), Self.mostColumns - 1)
      while row.count <= column { row.append("") }
      row[column] += content(block, lineBreak: "<br>").replacing("|", with: "\\|")
      rows[cell.row] = row
    }
    let columns = rows.values.map(\.count).max() ?? 1
    var lines = rows.sorted { $0.key < $1.key }.map {
      "| " + $0.value.joined(separator: " | ") + " |"
    }
    // A first row shorter than others would cut them.
    let header = rows.min { $0.key < $1.key }?.value.count ?? columns
    lines[0] += String(repeating: "  |", count: columns - header)
    lines.insert("|" + String(repeating: " --- |", count: columns), at: 1)
    if !result.isEmpty { result += "\n\n" }
    result += lines.joined(separator: "\n")
    return last
  }

  // MARK: Text

  private func text(_ range: TextRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// A block's text on one line.
  private mutating func line(_ block: Block) -> String { content(block, lineBreak: " ") }

  /// A block's text with its links, escaped. Line breaks that the format means are kept.
  private mutating func content(_ block: Block, lineBreak: String? = nil) -> String {
    let isMeant = [.html, .pptx, .odp, .docx, .odt, .mail].contains(document.format)
    let lineBreak = lineBreak ?? (isMeant ? "  \n" : "\n")
    var parts = ""
    var place = block.range.start
    while nextLink < links.count, links[nextLink].range.start < place { nextLink += 1 }
    while nextLink < links.count, links[nextLink].range.end <= block.range.end {
      let link = links[nextLink]
      nextLink += 1
      guard link.range.start >= place, !link.range.isEmpty else { continue }
      parts += escaped(TextRange(place, link.range.start), lineBreak)
      parts += "[" + escaped(link.range, " ") + "](" + Self.address(link.url) + ")"
      place = link.range.end
    }
    return parts + escaped(TextRange(place, block.range.end), lineBreak)
  }

  private func escaped(_ range: TextRange, _ lineBreak: String) -> String {
    var result = ""
    var lastWasBreak = false
    for scalar in text(range).unicodeScalars {
      switch scalar {
      case "\n":
        // Blank lines inside a block would end it.
        if !lastWasBreak { result += lineBreak }
        lastWasBreak = true
        continue
      case "\u{C}", "\r": continue
      case "\\", "*", "_", "[", "]", "<", "`": result += "\\"
      default: break
      }
      lastWasBreak = false
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A paragraph that begins like a heading, a list item or a quotation is none.
  private func escapingStart(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    if "#>+-=|~".unicodeScalars.contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count < 10, rest.hasPrefix(". ") || rest.hasPrefix(") ") else {
      return text
    }
    return digits + "\\" + rest
  }

  private static func address(_ url: String) -> String {
    url.replacing("(", with: "%28").replacing(")", with: "%29").replacing("<", with: "%3C")
      .replacing(" ", with: "%20").replacing("\n", with: "")
  }
}
