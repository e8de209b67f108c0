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
    let reader = try PDFPageReader(bytes, password: limits.keys.password)
    guard reader.pageCount > 0 else { throw .damaged(detail: "no pages") }
    let read = PDFPages(bytes, reader, limits)
    let analysis = PDFAnalysis(read, reader.texts, tags: reader.structure)
    var builder = PDFDocumentBuilder(
      analysis: analysis, texts: reader.texts, limit: limits.textBytes,
      keepsWordBoxes: limits.keepsWordBoxes)
    var document = builder.build()
    document.metadata = reader.metadata
    if read.pages.count < reader.pageCount || builder.isTruncated {
      document.warnings.append(ReaderWarning(id: "truncated"))
    }
    return document
  }
}
