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
    let cells = source.mend()
    var blocks = Self.blocks(of: source.bytes, cells)
    let isMail = MailLabels.mark(&blocks, in: source.bytes, isPasted: true)
    if isMail, source.bytes.contains([0x0A, UInt8(ascii: ">")]) {
      return MailBodyReader.pasted(source.bytes, limits)
    }
    var document = Document(format: .text, text: source.text, blocks: blocks)
    document.pages = source.pages
    document.warnings = source.warnings
    document.metadata.title = document.blocks.first { $0.role == .title }.map {
      String(decoding: source.bytes[$0.range.start..<$0.range.end], as: UTF8.self)
        .split { $0.isWhitespace }.joined(separator: " ")
    }
    return document
  }

  /// Rebuilt cells take the place of whatever blocks their lines would make.
  private static func blocks(of bytes: [UInt8], _ cells: [Block]) -> [Block] {
    let blocks = TextBlocks(bytes).blocks
    guard !cells.isEmpty else { return blocks }
    let others = blocks.filter { block in !cells.contains { $0.range.overlaps(block.range) } }
    return (others + cells).sorted { $0.range < $1.range }
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

  /// Form feeds part pages; a text without any has no pages. A last form feed begins no page.
  var pages: [Page] {
    var pages: [Page] = []
    var start = 0
    for (i, byte) in bytes.enumerated() where byte == 0x0C {
      pages.append(Page(number: pages.count + 1, range: TextRange(start, i)))
      start = i + 1
    }
    guard !pages.isEmpty else { return [] }
    if bytes[start...].contains(where: { $0 > 0x20 }) {
      pages.append(Page(number: pages.count + 1, range: TextRange(start, bytes.count)))
    }
    return pages
  }
}
