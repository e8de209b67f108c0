import CPoppler
import Documents

/// Owns a poppler document made from bytes in memory.
///
/// The handle never leaves this type, and dies with it. `poppler_document_new_from_bytes` keeps a
/// reference to the `GBytes`, which point into the caller's buffer: the owner must not outlive it.
struct PopplerDocument: ~Copyable {
  private let handle: OpaquePointer
  private let texts: WordTexts

  /// - Parameters:
  ///   - texts: takes the texts of words.
  ///   - password: opens a locked one. At a wrong one poppler 22.12 ends the process, so that a
  ///     process tries one alone.
  /// - Throws: `.encrypted` or `.damaged` with poppler's own words as detail.
  init(
    bytes: UnsafeRawBufferPointer, texts: WordTexts, password: String? = nil
  ) throws(DocumentFailure) {
    // "g_bytes_new_static: data must be static (ie: never modified or freed)" while in use.
    let data = g_bytes_new_static(bytes.baseAddress, gsize(bytes.count))
    defer { g_bytes_unref(data) }
    var error: UnsafeMutablePointer<GError>?
    guard let document = poppler_document_new_from_bytes(data, password, &error) else {
      throw Self.failure(error)
    }
    handle = document
    self.texts = texts
  }

  /// A document that is never closed; nothing where it cannot be opened.
  static func openForever(_ bytes: [UInt8]) {
    let data = g_bytes_new(bytes, gsize(bytes.count))
    _ = poppler_document_new_from_bytes(data, nil, nil)
    g_bytes_unref(data)
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(handle))
  }

  private static func failure(_ error: UnsafeMutablePointer<GError>?) -> DocumentFailure {
    guard let error else { return .damaged(detail: "") }
    defer { g_error_free(error) }
    let isEncrypted =
      error.pointee.domain == poppler_error_quark()
      && error.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue)
    if isEncrypted { return .encrypted }
    return .damaged(detail: error.pointee.message.map { String(cString: $0) } ?? "")
  }

  var pageCount: Int { Int(poppler_document_get_n_pages(handle)) }

  /// What the information dictionary says.
  var metadata: Metadata {
    var metadata = Metadata()
    metadata.title = string(poppler_document_get_title(handle))
    metadata.author = string(poppler_document_get_author(handle))
    metadata.published = day(poppler_document_get_creation_date_time(handle))
    metadata.modified = day(poppler_document_get_modification_date_time(handle))
    return metadata
  }

  /// Calls `body` with the page at `index` (from 0); nil where poppler cannot make the page.
  func withPage<Result>(_ index: Int, _ body: (borrowing PopplerPage) -> Result) -> Result? {
    guard let page = poppler_document_get_page(handle, Int32(index)) else { return nil }
    return body(PopplerPage(owning: page, number: index + 1, texts: texts))
  }

  private func string(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { g_free(text) }
    let value = PDFText.trimmed(String(cString: text))
    return value.isEmpty ? nil : value
  }

  private func day(_ date: OpaquePointer?) -> String? {
    guard let date else { return nil }
    defer { g_date_time_unref(date) }
    let day = CalendarDay(
      year: Int(g_date_time_get_year(date)), month: Int(g_date_time_get_month(date)),
      day: Int(g_date_time_get_day_of_month(date)))
    return (1900...2200).contains(day.year) ? day.iso : nil
  }
}
