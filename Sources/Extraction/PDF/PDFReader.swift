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
    PopplerMessages.listen()
    let texts = WordTexts()
    let reader = try PDFPageReader(bytes, texts: texts, password: limits.keys.password)
    let count = reader.source.pageCount
    guard count > 0 else { throw .damaged(detail: "no pages") }
    let pages = Self.pages(of: bytes, reader, limits)
    let analysis = PDFAnalysis(pages, texts, tags: reader.structure)
    var builder = PDFDocumentBuilder(analysis: analysis, texts: texts, limit: limits.textBytes)
    var document = builder.build()
    document.metadata = reader.source.metadata
    if pages.count < count || builder.isTruncated {
      document.warnings.append(ReaderWarning(id: "truncated"))
    }
    return document
  }

  /// The pages in order, as far as the limits reach, by two threads where there is a helper.
  private static func pages(
    of bytes: UnsafeRawBufferPointer, _ reader: borrowing PDFPageReader, _ limits: ReaderLimits
  ) -> [PDFPage] {
    let count = min(reader.source.pageCount, limits.pages)
    let claims = PageClaims(count)
    let helper = PDFPageHelper(bytes, password: limits.keys.password, claims)
    var pages: [PDFPage] = []
    pages.reserveCapacity(count)
    var length = 0
    func add(_ page: PDFPage) {
      pages.append(page)
      length += page.length
    }
    while length <= limits.textBytes, let index = claims.takeFirst() { add(reader.page(at: index)) }
    guard let helper else { return pages }
    claims.close()
    let others = helper.finish(for: reader)
    // What the helper did not come to, or should not have read, is read here.
    for index in pages.count..<count where length <= limits.textBytes {
      let first = count - others.count
      add(index >= first ? others[index - first] : reader.page(at: index))
    }
    return pages
  }
}
