/// A page that a browser saved with its parts in one file: MHTML (RFC 2557), which is built as mails
/// are.
///
/// Of its parts the page itself is taken, with its frames in their places (see `ArchiveFrames`);
/// pictures and style sheets stay packed.
struct WebArchive {
  /// The page, its transfer encoding taken off.
  let page: [UInt8]
  /// From the part's header.
  let charset: String?
  /// Where the page came from.
  let location: String?

  /// Fails where the bytes are no archive, or hold no page.
  init?(_ bytes: UnsafeRawBufferPointer, name: String) {
    guard Self.isArchive(bytes, name: name) else { return nil }
    let whole = MailEntity(Array(bytes)[...])
    let origin = whole.headers.text("snapshot-content-location") ?? whole.location
    let pages = Self.pages(in: whole)
    let root = whole.parameters?["start"]
    guard
      let part = pages.first(where: { root != nil && $0.identifier == root })
        ?? pages.first(where: { origin == nil || $0.location == origin }) ?? pages.first
    else { return nil }
    location = part.location ?? origin
    if let whole = ArchiveFrames(pages).filled(part, from: location) {
      page = whole
      charset = "utf-8"
    } else {
      page = part.content
      charset = part.charset
    }
  }

  /// Tells an archive from a mail: by its ending, or by what browsers write into the first lines.
  static func isArchive(_ bytes: UnsafeRawBufferPointer, name: String) -> Bool {
    let head = 4_096
    func holds(_ text: StaticString) -> Bool {
      bytes.firstOffset(of: text, before: head, ignoringCase: true) != nil
    }
    guard let first = bytes.first, first > 0x20, first != UInt8(ascii: "<"),
      holds("content-type:")
    else { return false }
    let lower = name.lowercased()
    if lower.hasSuffix(".mht") || lower.hasSuffix(".mhtml") { return true }
    return holds("multipart/related") && !holds("\nreceived:") && !holds("\nto:")
      && (holds("snapshot-content-location:") || holds("<saved by ") || holds("x-mimeole:"))
  }

  /// The parts that are pages, in order.
  private static func pages(in entity: MailEntity) -> [MailEntity] {
    if entity.type == "text/html" || entity.type == "application/xhtml+xml" { return [entity] }
    return entity.children.flatMap(pages)
  }
}

extension MailEntity {
  var location: String? { headers.text("content-location") }
  /// `<frame-1@example.org>`
  var identifier: String? { headers.text("content-id") }
}
