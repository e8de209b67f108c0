import Documents

/// Reads a document of any known format: finds the format from the bytes, then asks its reader.
package struct DocumentReader: Sendable {
  /// One reader a format. To add a format, write its reader and add it here.
  static let readers: [any FormatReader] = [
    PDFReader(), HTMLReader(), PPTXReader(), ODPReader(), DOCXReader(), ODTReader(),
    MailReader(), PlainTextReader(), MarkdownReader(), ImageReader(),
  ]

  package var limits: ReaderLimits

  package init(limits: ReaderLimits = ReaderLimits()) {
    self.limits = limits
  }

  /// Reads the bytes of a whole file.
  ///
  /// - Parameter name: the file's name; it decides only between formats that look the same.
  /// - Throws: `.empty`, `.tooLarge`, `.unsupported` before any reader is asked, else what the
  ///   format's reader says.
  package func read(
    _ bytes: UnsafeRawBufferPointer, name: String
  ) throws(DocumentFailure) -> Document {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.inputBytes else {
      throw .tooLarge(size: bytes.count, limit: limits.inputBytes)
    }
    let format = try FormatSniffer(bytes: bytes, name: name).format()
    guard let reader = Self.readers.first(where: { $0.formats.contains(format) }) else {
      throw .unsupported(detail: format.rawValue)
    }
    var document: Document
    do throws(DocumentFailure) {
      document = try reader.read(bytes, format: format, name: name, limits: limits)
    } catch {
      // Scans put into a file without text are what it says.
      guard error == .empty, PackagePictures.stand(in: bytes, format, limits) else { throw error }
      document = Document(format: format, text: "")
      document.warnings.append(ReaderWarning(id: "no-text-layer"))
    }
    if let end = limits.recognisesUntil { recognise(&document, bytes, until: end) }
    LanguageMarker.mark(&document)
    return document
  }

  private func recognise(
    _ document: inout Document, _ bytes: UnsafeRawBufferPointer, until end: Double
  ) {
    guard document.mayBePictures else { return }
    switch document.format {
    case .pdf, .image:
      var own = PageRecognition.Limits()
      own.seconds = min(own.seconds, end - PageRecognition.now)
      document = PageRecognition(limits: own).apply(to: document, bytes)
    case .docx, .odt, .pptx, .odp:
      document = PackagePictures.read(into: document, bytes, limits)
    // The parts of a mail come through here themselves.
    case .mail, .html, .text, .markdown: break
    }
  }

  /// Reads bytes held in an array.
  package func read(_ bytes: [UInt8], name: String) throws(DocumentFailure) -> Document {
    let result: Result<Document, DocumentFailure> = bytes.withUnsafeBytes { buffer in
      do throws(DocumentFailure) {
        return .success(try read(buffer, name: name))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
