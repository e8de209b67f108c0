import Documents

/// Reads one text of a mail as a document without title.
struct MailBodyReader {
  /// nil where the text says nothing.
  private(set) var document: Document?

  private static let greetings = [
    "bonjour", "bonsoir", "madame", "monsieur", "mesdames", "messieurs", "cher", "chère", "chers",
    "chères", "dear", "hello", "hi ", "hi,", "good morning", "sehr geehrte", "hallo", "guten",
    "buongiorno", "buenos", "estimad", "gentil", "geachte", "beste ",
  ]

  init(_ entity: MailEntity, _ limits: ReaderLimits) {
    let bytes = entity.content
    let isHTML = entity.type == "text/html" || Self.isPage(bytes)
    let read =
      isHTML ? Self.html(bytes, entity, limits) : Self.plain(bytes, entity, limits)
    guard var document = read, !document.text.isEmpty else { return }
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard block.role == .title || block.role == .heading else { continue }
      if Self.isGreeting(document.slice(block.range)) {
        (document.blocks[i].role, document.blocks[i].level) = (.paragraph, 0)
      } else if block.role == .title {
        // The title of a mail is its subject.
        (document.blocks[i].role, document.blocks[i].level) = (.heading, 1)
      }
    }
    self.document = document
  }

  private static func isGreeting(_ text: String) -> Bool {
    let words = text.lowercased()
    return words.utf8.count < 80 && greetings.contains { words.hasPrefix($0) }
  }

  /// A page that its sender calls plain text.
  private static func isPage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.drop { $0 <= 0x20 }.prefix(16), as: UTF8.self).lowercased()
    return head.hasPrefix("<html") || head.hasPrefix("<!doctype html")
  }

  // MARK: Plain text

  private static func plain(
    _ bytes: [UInt8], _ entity: MailEntity, _ limits: ReaderLimits
  ) -> Document {
    var decoded = Charset.decode(bytes, declared: entity.charset)
    if entity.type == "text/enriched" || entity.type == "text/richtext" {
      decoded.bytes = EnrichedText.plain(decoded.bytes, isRich: entity.type == "text/richtext")
    }
    let text = MailText(
      SignedMessage.withoutArmour(UUEncoding.parted(decoded.bytes).text),
      isFlowed: entity.parameters?["format"]?.lowercased() == "flowed",
      deletesSpace: entity.parameters?["delsp"]?.lowercased() == "yes")
    var document = self.document(text, isPasted: false, limits)
    if decoded.hasReplacements { document.warnings.append(.init(id: "replacement-characters")) }
    return document
  }

  /// A mail that was pasted into a text file, with its header lines.
  static func pasted(_ bytes: [UInt8], _ limits: ReaderLimits) -> Document {
    let text = MailText(bytes, isFlowed: false, deletesSpace: false)
    var document = self.document(text, isPasted: true, limits)
    document.format = .text
    document.metadata.title = document.blocks.first { $0.role == .title }.map {
      document.slice($0.range)
    }
    return document
  }

  private static func document(
    _ text: MailText, isPasted: Bool, _ limits: ReaderLimits
  ) -> Document {
    var blocks = TextBlocks(text.text).blocks
    MailLabels.mark(&blocks, in: text.text, isPasted: isPasted)
    var writer = DocumentWriter(limit: limits.textBytes)
    for var block in blocks {
      var content = text.text[block.range.start..<block.range.end]
      if block.role == .listItem, let marker = TextMarker(content) {
        content = content.dropFirst(marker.length)
      }
      block.range = TextRange(0, 0)
      block.page = 1
      writer.begin(block)
      writer.append(content)
    }
    writer.finish()
    var document = Document(
      format: .mail, text: String(decoding: writer.text, as: UTF8.self), blocks: writer.blocks)
    for separator in text.separators {
      document.furniture.append(Furniture(role: .other, page: 1, text: separator))
    }
    if !text.signature.isEmpty {
      document.furniture.append(Furniture(role: .footer, page: 1, text: text.signature))
    }
    if writer.isTruncated { document.warnings.append(.init(id: "truncated")) }
    return document
  }

  // MARK: HTML

  /// All of the page: what a person wrote into a mail is no furniture of a site.
  private static func html(
    _ bytes: [UInt8], _ entity: MailEntity, _ limits: ReaderLimits
  ) -> Document? {
    let charset = entity.charset ?? Charset.declared(inMarkup: bytes)
    let decoded = Charset.decode(bytes, declared: charset)
    guard let tree = try? MarkupParser.html(decoded.bytes) else { return nil }
    let page = PageModel(tree)
    guard page.length[page.body] > 0 else { return nil }
    let selector = ContentSelector(page, keepsAll: true)
    var builder = HTMLBlockBuilder(
      page, selector, LinkResolver(base: nil), limit: limits.textBytes)
    builder.write(selector.root)
    let writer = builder.writer
    var document = Document(
      format: .mail, text: String(decoding: writer.text, as: UTF8.self), blocks: writer.blocks,
      links: writer.links)
    BoldHeadings.mark(&document.blocks, in: writer.text)
    MailLabels.mark(&document.blocks, in: writer.text, isPasted: false)
    if decoded.hasReplacements { document.warnings.append(.init(id: "replacement-characters")) }
    if writer.isTruncated { document.warnings.append(.init(id: "truncated")) }
    return document
  }
}

extension Document {
  fileprivate func slice(_ range: TextRange) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.start)
    return String(text[start..<bytes.index(start, offsetBy: range.length)])
  }
}
