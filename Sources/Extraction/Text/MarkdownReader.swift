import Documents

/// Reads Markdown (the common parts of CommonMark, and pipe tables). The text is the input as it
/// stands, marks included; blocks, cells and links are ranges of it.
package struct MarkdownReader: FormatReader {
  package let formats: [DocumentFormat] = [.markdown]

  package init() {}

  /// Throws `.empty` for white space alone, `.tooLarge` for text beyond the limit.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    let source = try TextSource(bytes, limits: limits)
    let parser = MarkdownBlocks(source.bytes)
    var document = Document(
      format: .markdown, text: source.text, pages: source.pages, blocks: parser.blocks,
      links: MarkdownLinks.links(in: source.bytes), warnings: source.warnings)
    let title = document.blocks.first { $0.role == .title || $0.role == .heading }
    document.metadata.title = title.map {
      String(decoding: source.bytes[$0.range.start..<$0.range.end], as: UTF8.self)
    }
    return document
  }
}
