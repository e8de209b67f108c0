import Documents

/// Reads PDF files: characters, fonts and links come from poppler, the reading order, the blocks
/// and their roles are found here.
package struct PDFReader: FormatReader {
  package var formats: [DocumentFormat] { [.pdf] }

  package init() {}

  /// Opens a document for the life of the process: poppler throws its tables away with the last
  /// document, and makes them again for the next one, which takes longer than a page of text.
  package static func keepLibraryReady(with bytes: [UInt8]) {
    PopplerDocument.openForever(bytes)
  }

  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    let texts = WordTexts()
    let source = try PopplerDocument(
      bytes: bytes, texts: texts, password: limits.keys.password)
    let count = source.pageCount
    guard count > 0 else { throw .damaged(detail: "no pages") }
    // Pages without their crop boxes, where there are any.
    let file = PDFFile(bytes)
    let uncropped = UncroppedDocument(
      bytes, file, texts: texts, password: limits.keys.password)
    let tags = file.flatMap(TaggedPages.init)
    var pages: [PDFPage] = []
    var characters = 0
    for index in 0..<min(count, limits.pages) where characters <= limits.textBytes {
      // A page that poppler cannot make stays in the count, without text.
      let page = source.withPage(index) { page in
        var content =
          uncropped?.content(of: index, shown: page.size, crop: page.cropBox) ?? page.content()
        let crop = page.cropBox
        tags?.tag(&content, at: index, crop: crop)
        if let file, file.pages.indices.contains(index) {
          content.rules = {
            file.content(of: file.pages[index]).map { PageRules.rules(of: $0, crop: crop) } ?? []
          }
        }
        return content
      }
      pages.append(page ?? PDFPage(number: index + 1, width: 0, height: 0, texts: texts))
      characters += page?.words.reduce(0) { $0 + $1.text.utf8.count + 1 } ?? 0
    }
    let analysis = PDFAnalysis(pages, texts, tags: tags?.tree)
    var builder = PDFDocumentBuilder(analysis: analysis, texts: texts, limit: limits.textBytes)
    var document = builder.build()
    document.metadata = source.metadata
    if pages.count < count || builder.isTruncated {
      document.warnings.append(ReaderWarning(id: "truncated"))
    }
    return document
  }
}
