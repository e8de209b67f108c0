import Documents

/// Reads the pages of a document, each by itself and in any order: what poppler gives, and what the
/// second, small reader of the file's objects adds.
final class PDFPageReader {
  /// What poppler has open.
  private final class Source {
    let document: PopplerDocument
    /// Pages without their crop boxes, where there are any.
    let uncropped: UncroppedDocument?

    init(
      _ bytes: UnsafeRawBufferPointer, _ file: PDFFile?, _ texts: WordTexts, _ password: String?
    ) throws(DocumentFailure) {
      document = try PopplerDocument(bytes: bytes, texts: texts, password: password)
      uncropped = UncroppedDocument(bytes, file, texts: texts, password: password)
    }
  }

  let texts = WordTexts()
  let pageCount: Int
  let metadata: Metadata
  private var source: Source?
  private let file: PDFFile?
  private let tags: TaggedPages?

  /// - Parameter bytes: must outlive the reader, and what is done with the pages that it gives.
  /// - Throws: `.encrypted` or `.damaged`.
  init(_ bytes: UnsafeRawBufferPointer, password: String?) throws(DocumentFailure) {
    file = PDFFile(bytes)
    let source = try Source(bytes, file, texts, password)
    tags = file.flatMap(TaggedPages.init)
    pageCount = source.document.pageCount
    metadata = source.document.metadata
    self.source = source
  }

  /// The structure that the words' tags refer to.
  var structure: StructureTree? { tags?.tree }

  /// The page at `index`, from 0. One that poppler cannot make stays in the count, without text.
  func page(at index: Int) -> PDFPage {
    let page = source?.document.withPage(index) { page in
      var content =
        source?.uncropped?.content(of: index, shown: page.size, crop: page.cropBox)
        ?? page.content()
      let crop = page.cropBox
      tags?.tag(&content, at: index, crop: crop)
      if let file, file.pages.indices.contains(index) {
        content.drawing = PageDrawing {
          file.content(of: file.pages[index]).map { PageRules($0, crop: crop) }
        }
      }
      return content
    }
    return page ?? PDFPage(number: index + 1, width: 0, height: 0, texts: texts)
  }

  /// Lets go what only `page` needs.
  func close() { source = nil }

  // MARK: Pages of another reader

  /// Bytes that streams may still give.
  var allowance: Int { file?.allowance ?? 0 }

  /// Makes the words of another reader's pages of the same bytes its own.
  ///
  /// - Parameter taken: bytes that the other one took out of streams for its pages.
  func adopt(_ other: PDFPageReader, taken: Int) {
    file?.count(taken: taken)
    texts.adopt(other.texts)
  }
}

extension PDFPage {
  /// Bytes of its text, about.
  var length: Int { words.reduce(0) { $0 + $1.text.utf8.count + 1 } }
}
