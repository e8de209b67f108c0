import Documents

/// Reads PDF files with poppler.
package struct PDFReader: FormatReader {
  package var formats: [DocumentFormat] { [.pdf] }

  package init() {}

  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    throw .unsupported(detail: "pdf")
  }
}
