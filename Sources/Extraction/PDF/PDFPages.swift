import Documents

/// The pages of a document in order, as far as the limits reach.
///
/// Where a helper has read the last ones, their words are in its own store, so that it can lay them
/// out as well; then `adopt` is to be called.
struct PDFPages {
  private(set) var pages: [PDFPage] = []
  /// Index of the first page that the helper has read; nil where it has read none.
  private(set) var firstHelped: Int?
  private let reader: PDFPageReader?
  private let helper: PDFPageHelper?

  /// Pages that are there already.
  init(_ pages: [PDFPage]) {
    self.pages = pages
    reader = nil
    helper = nil
  }

  init(_ bytes: UnsafeRawBufferPointer, _ reader: PDFPageReader, _ limits: ReaderLimits) {
    let count = min(reader.pageCount, limits.pages)
    let claims = PageClaims(count)
    self.reader = reader
    helper = PDFPageHelper(bytes, password: limits.keys.password, claims)
    pages.reserveCapacity(count)
    var length = 0
    while length <= limits.textBytes, let index = claims.takeFirst() {
      add(reader.page(at: index), &length)
    }
    guard let helper else { return }
    claims.close()
    let others = helper.finish(for: reader)
    // What the helper did not come to, or should not have read, is read here.
    let first = count - others.count
    for index in pages.count..<count where length <= limits.textBytes {
      add(index >= first ? others[index - first] : reader.page(at: index), &length)
    }
    if pages.count > first { firstHelped = first }
  }

  private mutating func add(_ page: PDFPage, _ length: inout Int) {
    pages.append(page)
    length += page.length
  }

  /// Lets go what only the reading of pages needs.
  func close() { reader?.close() }

  /// Makes the words that the helper has read those of the reader.
  ///
  /// - Returns: false where one reader alone would have come to the end of what streams may give.
  func adopt() -> Bool {
    guard firstHelped != nil, let reader, let helper, let other = helper.reader else { return true }
    let taken = helper.taken
    reader.adopt(other, taken: taken)
    return reader.allowance > 0
  }
}
