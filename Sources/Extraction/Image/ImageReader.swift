import Documents

/// Takes pictures of pages: a scan or a photograph of a sheet, one or several in a file. Their text
/// is recognised afterwards, where Tesseract is installed.
package struct ImageReader: FormatReader {
  package let formats: [DocumentFormat] = [.image]

  /// Smaller pictures are logos and ornaments.
  private static let leastSide = 600
  private static let mostPixels = 100_000_000

  package init() {}

  /// Throws `.unsupported` for pictures that are too small or too large to be a page.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    guard let picture = PictureFile(bytes) else { throw .damaged(detail: "picture") }
    for size in picture.sizes {
      guard min(size.width, size.height) >= Self.leastSide,
        size.width.multipliedReportingOverflow(by: size.height).partialValue <= Self.mostPixels
      else {
        throw .unsupported(detail: "\(picture.kind.rawValue) \(size.width) × \(size.height)")
      }
    }
    var document = Document(format: .image, text: "")
    for (index, size) in picture.sizes.prefix(limits.pages).enumerated() {
      let scale = 72 / picture.pixelsPerInch(ofPage: index)
      document.pages.append(
        Page(
          number: index + 1, range: TextRange(0, 0), width: Double(size.width) * scale,
          height: Double(size.height) * scale, isImageOnly: true))
      document.warnings.append(ReaderWarning(id: "image-only-page", page: index + 1))
    }
    document.warnings.insert(ReaderWarning(id: "no-text-layer"), at: 0)
    return document
  }
}
