import Documents

/// Reads the pages of a document, each by itself and in any order: what poppler gives, and what the
/// second, small reader of the file's objects adds.
struct PDFPageReader: ~Copyable {
  let source: PopplerDocument
  private let texts: WordTexts
  private let file: PDFFile?
  /// Pages without their crop boxes, where there are any.
  private let uncropped: UncroppedDocument?
  private let tags: TaggedPages?

  /// - Parameters:
  ///   - bytes: must outlive the reader, and all pages that it gives.
  ///   - texts: takes the texts of words.
  /// - Throws: `.encrypted` or `.damaged`.
  init(
    _ bytes: UnsafeRawBufferPointer, texts: WordTexts, password: String?
  ) throws(DocumentFailure) {
    source = try PopplerDocument(bytes: bytes, texts: texts, password: password)
    self.texts = texts
    file = source.pageCount > 0 ? PDFFile(bytes) : nil
    uncropped = UncroppedDocument(bytes, file, texts: texts, password: password)
    tags = file.flatMap(TaggedPages.init)
  }

  /// The structure that the words' tags refer to.
  var structure: StructureTree? { tags?.tree }

  /// The page at `index`, from 0. One that poppler cannot make stays in the count, without text.
  func page(at index: Int) -> PDFPage {
    let page = source.withPage(index) { page in
      var content =
        uncropped?.content(of: index, shown: page.size, crop: page.cropBox) ?? page.content()
      let crop = page.cropBox
      tags?.tag(&content, at: index, crop: crop)
      content.crop = crop
      content.rules = rules(at: index, crop: crop)
      return content
    }
    return page ?? PDFPage(number: index + 1, width: 0, height: 0, texts: texts)
  }

  private func rules(at index: Int, crop: Box) -> (() -> [PDFRule])? {
    guard let file, file.pages.indices.contains(index) else { return nil }
    return { file.content(of: file.pages[index]).map { PageRules.rules(of: $0, crop: crop) } ?? [] }
  }

  // MARK: Pages of another reader

  /// Bytes that streams may still give.
  var allowance: Int { file?.allowance ?? 0 }

  /// Makes pages, neighbours of each other, its own, which another reader of the same bytes has read.
  ///
  /// - Parameter taken: bytes that this took out of streams.
  /// - Returns: false, with nothing done, where one reader would not have got so far.
  func adopt(_ pages: inout [PDFPage], _ others: WordTexts, taken: Int) -> Bool {
    if let file {
      guard taken < file.allowance else { return false }
      file.count(taken: taken)
    }
    texts.adopt(others)
    for i in pages.indices {
      pages[i].texts = texts
      pages[i].rules = pages[i].crop.flatMap { rules(at: pages[i].number - 1, crop: $0) }
    }
    return true
  }
}

extension PDFPage {
  /// Bytes of its text, about.
  var length: Int { words.reduce(0) { $0 + $1.text.utf8.count + 1 } }
}
