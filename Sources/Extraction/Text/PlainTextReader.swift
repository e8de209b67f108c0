import Documents

/// Reads plain text. The document's text is the input, decoded, with line feeds as line ends and
/// without a byte order mark; nothing else is changed but what `TextRepair` mends, and blocks are
/// ranges of it. But a mail that was pasted with its header lines and quotation marks (`> `) is read
/// as a mail's text is.
package struct PlainTextReader: FormatReader {
  package let formats: [DocumentFormat] = [.text]

  package init() {}

  /// Throws `.empty` for white space alone, `.tooLarge` for text beyond the limit.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    var source = try TextSource(bytes, limits: limits)
    var cells = source.mend()
    cells += BarTables.all(
      in: source.bytes, first: (cells.compactMap { $0.cell?.table }.max() ?? -1) + 1
    ).filter { cell in !cells.contains { $0.range.overlaps(cell.range) } }
    var blocks = Self.blocks(of: source.bytes, cells)
    let isMail = MailLabels.mark(&blocks, in: source.bytes, isPasted: true)
    if isMail, source.bytes.contains([0x0A, UInt8(ascii: ">")]) {
      return MailBodyReader.pasted(source.bytes, limits)
    }
    var document = Document(format: .text, text: source.text, blocks: blocks)
    document.pages = source.pages
    document.isDeck = Self.isDeck(source.pages)
    document.warnings = source.warnings
    document.metadata.title = document.blocks.first { $0.role == .title }.map {
      String(decoding: source.bytes[$0.range.start..<$0.range.end], as: UTF8.self)
        .split { $0.isWhitespace }.joined(separator: " ")
    }
    return document
  }

  /// Bytes of a page at the median up to which pages are rather slides, and the fewest of them.
  private static let slideBytes = 700
  private static let fewestSlides = 6

  private static func isDeck(_ pages: [Page]) -> Bool {
    let lengths = pages.map(\.range.length).sorted()
    return lengths.count >= fewestSlides && lengths[lengths.count / 2] <= slideBytes
  }

  /// Cells take the place of whatever blocks their lines would make.
  private static func blocks(of bytes: [UInt8], _ cells: [Block]) -> [Block] {
    let blocks = TextBlocks(bytes).blocks
    guard !cells.isEmpty else { return blocks }
    let others = blocks.flatMap { block in
      cells.contains { $0.range.overlaps(block.range) }
        ? lines(of: block, in: bytes).filter { line in
          !cells.contains { $0.range.overlaps(line.range) }
        } : [block]
    }
    return (others + cells).sorted { $0.range < $1.range }
  }

  /// A block's lines as paragraphs, for what is left of one that a table took part of.
  private static func lines(of block: Block, in bytes: [UInt8]) -> [Block] {
    bytes[block.range.start..<block.range.end].split(separator: 0x0A).compactMap { line in
      guard let first = line.firstIndex(where: { $0 > 0x20 }) else { return nil }
      return Block(.paragraph, TextRange(first, line.endIndex), page: block.page)
    }
  }
}

/// Decoded text with uniform line ends.
struct TextSource: Sendable {
  private(set) var bytes: [UInt8]
  private(set) var text: String
  private(set) var warnings: [ReaderWarning]

  init(_ input: UnsafeRawBufferPointer, limits: ReaderLimits) throws(DocumentFailure) {
    let decoded = Charset.decode(Array(input), declared: nil)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(decoded.bytes.count)
    for (i, byte) in decoded.bytes.enumerated() {
      if byte != 0x0D {
        bytes.append(byte)
      } else if i + 1 == decoded.bytes.count || decoded.bytes[i + 1] != 0x0A {
        bytes.append(0x0A)
      }
    }
    guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
    guard bytes.count <= limits.textBytes else {
      throw .tooLarge(size: bytes.count, limit: limits.textBytes, of: .text)
    }
    self.bytes = bytes
    text = String(decoding: bytes, as: UTF8.self)
    warnings =
      decoded.hasReplacements || decoded.bytes.containsReplacement
      ? [ReaderWarning(id: "replacement-characters")] : []
  }

  /// Mends what a converter broke.
  ///
  /// - Returns: the cells of rebuilt tables.
  mutating func mend() -> [Block] {
    let repair = TextRepair(bytes)
    guard repair.bytes != bytes else { return [] }
    bytes = repair.bytes
    text = String(decoding: bytes, as: UTF8.self)
    warnings = bytes.containsReplacement ? warnings : []
    warnings += repair.warnings
    return repair.cells
  }

  /// Form feeds part pages, or the spaces that a cleaning step put in their place; a text without
  /// either has no pages. A last form feed begins no page.
  var pages: [Page] {
    let feeds = bytes.indices.filter { bytes[$0] == 0x0C }
    let marks = feeds.isEmpty ? SpacedPages.marks(in: bytes) : feeds
    guard !marks.isEmpty else { return [] }
    var pages: [Page] = []
    var start = 0
    for mark in marks {
      pages.append(Page(number: pages.count + 1, range: TextRange(start, mark)))
      start = mark + 1
    }
    if bytes[start...].contains(where: { $0 > 0x20 }) {
      pages.append(Page(number: pages.count + 1, range: TextRange(start, bytes.count)))
    }
    return pages
  }
}

/// Form feeds that were turned into spaces: one space before the first line of each page, where no
/// other line is indented.
enum SpacedPages {
  /// Fewer marks, or more to the line, are rather indents.
  private static let fewest = 8
  private static let linesPerMark = 6

  /// Offsets of the spaces, but that of the first line; none where indents are in use.
  static func marks(in bytes: [UInt8]) -> [Int] {
    var marks: [Int] = []
    var lines = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      lines += 1
      if bytes[start] == 0x20 || bytes[start] == 0x09 {
        // A second space, or an item's mark, is the sign of an indent.
        guard bytes[start] == 0x20, start + 1 < end, isWord(bytes[start + 1]) else { return [] }
        if start > 0 { marks.append(start) }
      }
      start = end + 1
    }
    return marks.count >= fewest && lines >= marks.count * linesPerMark ? marks : []
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }
}
