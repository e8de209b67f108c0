import Documents

/// Builds a document's text and blocks together, so that ranges and white space are right by
/// construction.
///
/// Inside a block, white space is collapsed; a line break stands only where one was asked for.
/// Between blocks stand one line feed (list items, rows), a tab (cells of a row), or two line feeds.
struct DocumentWriter {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  private(set) var links: [Link] = []
  private(set) var fragments: [Fragment] = []
  /// Blocks were left out because the text would be longer than `limit` bytes.
  private(set) var isTruncated = false
  private let limit: Int

  private var current: Block?
  private var content: [UInt8] = []
  private var pendingSpace = false
  private var pendingBreaks = 0
  private var keepsSpaces = false
  private var openLink: (start: Int, url: String)?
  private var contentLinks: [(start: Int, end: Int, url: String)] = []
  private var emphasised = 0
  private var characters = 0
  var isBold = false

  init(limit: Int) {
    self.limit = limit
  }

  var isOpen: Bool { current != nil }
  var hasContent: Bool { !content.isEmpty }
  /// What text added now would follow without a space; nil at the start of a line or after a space.
  var lastByte: UInt8? { pendingSpace || pendingBreaks > 0 ? nil : content.last }
  /// Whether text added now would follow `%` or `€` without a space.
  var endsWithUnit: Bool {
    lastByte == 0x25 || lastByte == 0xAC && content.suffix(3).elementsEqual("€".utf8)
  }
  /// Whether text added now would follow four letters of A to Z without a space.
  var endsWithLongWord: Bool {
    lastByte != nil && content.count >= 4
      && content.suffix(4).allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
  }
  var contentCount: Int { content.count }
  var currentRole: BlockRole? { current?.role }
  var end: Int { text.count }

  /// Opens a block; an open one is closed first. `keepsSpaces` is for preformatted text.
  mutating func begin(_ block: Block, keepsSpaces: Bool = false) {
    finish()
    current = block
    self.keepsSpaces = keepsSpaces
    if let link = openLink { openLink = (0, link.url) }
  }

  /// Adds text to the open block.
  mutating func append(_ bytes: some Sequence<UInt8>) {
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C:
        if keepsSpaces {
          if byte == 0x0A { pendingBreaks += 1 } else if byte != 0x0D { put(0x20) }
        } else {
          pendingSpace = true
        }
      case 0..<0x20, 0x7F: break
      // Soft hyphens (C2 AD) and zero-width spaces (E2 80 8B) say where a line may break.
      case 0xAD where previous == 0xC2 && content.last == 0xC2: drop(1)
      case 0x8B where previous == 0x80 && content.count >= 2 && content[content.count - 2] == 0xE2:
        drop(2)
      // A no-break space (C2 A0) at a block's start is layout.
      case 0xA0 where previous == 0xC2 && content.count == 1:
        content.removeAll()
      default: put(byte)
      }
      previous = byte
    }
  }

  /// Takes back the bytes of a character that is not to be kept.
  private mutating func drop(_ count: Int) {
    content.removeLast(count)
    characters -= count
    if isBold { emphasised -= count }
  }

  private mutating func put(_ byte: UInt8) {
    if pendingBreaks > 0 {
      while content.last == 0x20 { content.removeLast() }
      if !content.isEmpty { content.append(0x0A) }
      pendingBreaks = 0
    } else if pendingSpace, let last = content.last, last != 0x0A, last != 0x20 {
      content.append(0x20)
    }
    pendingSpace = false
    content.append(byte)
    characters += 1
    if isBold { emphasised += 1 }
  }

  /// A line break inside the block, where text stands on both sides.
  mutating func lineBreak() { pendingBreaks += 1 }

  /// Line breaks asked for since the last text.
  var breaksPending: Int { pendingBreaks }

  mutating func beginLink(_ url: String) {
    let separator = (pendingSpace || pendingBreaks > 0) && !content.isEmpty ? 1 : 0
    openLink = (content.count + separator, url)
  }

  mutating func endLink() {
    closeLink()
    openLink = nil
  }

  private mutating func closeLink() {
    guard let link = openLink, content.count > link.start else { return }
    contentLinks.append((link.start, content.count, link.url))
  }

  /// Closes the open block; an empty one leaves no trace.
  mutating func finish() {
    defer { reset() }
    closeLink()
    guard var block = current else { return }
    while let last = content.last, last == 0x20 || last == 0x0A { content.removeLast() }
    while content.count >= 2, content[content.count - 2] == 0xC2, content[content.count - 1] == 0xA0
    {
      content.removeLast(2)
      while let last = content.last, last == 0x20 || last == 0x0A { content.removeLast() }
    }
    guard !content.isEmpty else { return }
    guard !isTruncated, text.count + content.count + 2 <= limit else {
      isTruncated = true
      return
    }
    text += separator(before: block)
    let start = text.count
    text += content
    block.range = TextRange(start, text.count)
    block.isBold = block.isBold || emphasised * 10 >= characters * 9
    blocks.append(block)
    for link in contentLinks where link.start < content.count {
      links.append(
        Link(
          range: TextRange(start + link.start, start + min(link.end, content.count)),
          url: link.url))
    }
    if let box = block.box {
      fragments.append(Fragment(range: block.range, page: block.page, box: box))
    }
  }

  private mutating func reset() {
    current = nil
    content.removeAll(keepingCapacity: true)
    contentLinks.removeAll(keepingCapacity: true)
    if let link = openLink { openLink = (0, link.url) }
    (pendingSpace, pendingBreaks, keepsSpaces) = (false, 0, false)
    (emphasised, characters) = (0, 0)
  }

  private func separator(before block: Block) -> [UInt8] {
    guard let last = blocks.last else { return [] }
    if last.page != block.page { return [0x0A, 0x0A] }
    if let a = last.cell, let b = block.cell, a.table == b.table {
      return a.row == b.row ? [0x09] : [0x0A]
    }
    if last.role == .listItem, block.role == .listItem { return [0x0A] }
    return [0x0A, 0x0A]
  }
}
