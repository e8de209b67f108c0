import Documents

/// Reads web pages: the message as text and blocks, everything else as furniture.
package struct HTMLReader: FormatReader {
  package let formats: [DocumentFormat] = [.html]

  package init() {}

  /// Throws `.empty` for a page without visible text, `.unsupported` for tags with more than a
  /// thousand attributes.
  package func read(
    _ buffer: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    let archive = WebArchive(buffer, name: name)
    if archive == nil, WebArchive.isArchive(buffer, name: name) {
      throw .damaged(detail: "the archive holds no page")
    }
    let bytes = archive?.page ?? Array(buffer)
    let decoded = Charset.decode(
      bytes, declared: archive?.charset ?? Charset.declared(inMarkup: bytes))
    let tree = try MarkupParser.html(decoded.bytes, attributes: limits.attributes)
    let head = HTMLMetadata(tree)
    let page = PageModel(tree)
    guard page.length[page.body] > 0 else { throw .empty }
    let links = LinkResolver(
      base: head.baseURL ?? archive?.location ?? head.metadata.canonicalURL)
    var selector = ContentSelector(
      page, body: head.bodies.joined(separator: "\n"), author: head.metadata.author)
    var writer = write(page, selector, links, limits)
    // A page of nothing but menus and boxes is given as it stands.
    if writer.text.isEmpty {
      selector = ContentSelector(page, keepsAll: true)
      writer = write(page, selector, links, limits)
    }
    // A page that shows its message by a script alone still gives it to machines.
    let given = head.bodies.joined(separator: "\n")
    if given.utf8.count > 3 * writer.text.count + 300 {
      writer = write(
        given, title: page.mainHeading == nil ? head.metadata.title : nil, writer, limits)
    }
    guard !writer.text.isEmpty || writer.isTruncated else { throw .empty }
    return document(writer, selector, head, decoded, tree)
  }

  private func write(
    _ page: PageModel, _ selector: ContentSelector, _ links: LinkResolver, _ limits: ReaderLimits
  ) -> DocumentWriter {
    var builder = HTMLBlockBuilder(page, selector, links, limit: limits.textBytes)
    if let title = selector.titleOutside { builder.writeTitle(title) }
    for lead in selector.leads { builder.write(lead) }
    builder.write(selector.root)
    return builder.writer
  }

  /// The given text as paragraphs, after the title if the page shows one.
  private func write(
    _ body: String, title: String?, _ shown: DocumentWriter, _ limits: ReaderLimits
  ) -> DocumentWriter {
    var writer = DocumentWriter(limit: limits.textBytes)
    let heading = shown.blocks.first { $0.role == .title || $0.role == .heading }
    let name = heading.map { Array(shown.text[$0.range.start..<$0.range.end]) }
    if let name = name ?? title.map({ Array($0.utf8) }) {
      writer.begin(Block(.title, TextRange(0, 0)))
      writer.append(name)
    }
    for line in body.split(separator: "\n") {
      writer.begin(Block(.paragraph, TextRange(0, 0)))
      writer.append(line.utf8)
    }
    writer.finish()
    return writer
  }

  private func document(
    _ writer: DocumentWriter, _ selector: ContentSelector, _ head: HTMLMetadata,
    _ decoded: Charset.Decoded, _ tree: MarkupTree
  ) -> Document {
    var document = Document(
      format: .html, text: String(decoding: writer.text, as: UTF8.self), blocks: writer.blocks,
      links: writer.links, furniture: FurnitureCollector.collect(selector), metadata: head.metadata)
    BoldHeadings.mark(&document.blocks, in: writer.text)
    markTitle(&document, titleElement: selector.page.pageTitle)
    if let headline = selector.headline { document.metadata.title = headline }
    document.furniture = siteLines(selector.page.pageTitle, head, document) + document.furniture
    if decoded.hasReplacements { document.warnings.append(.init(id: "replacement-characters")) }
    if writer.isTruncated { document.warnings.append(.init(id: "truncated")) }
    if tree.isTooDeep { document.warnings.append(.init(id: "nesting-flattened")) }
    return document
  }

  /// What the head says of the site, where the text does not: the site's name, and the title that
  /// browsers show, which often ends with it (« Vergers | Région Bretagne »).
  private func siteLines(
    _ pageTitle: String?, _ head: HTMLMetadata, _ document: Document
  ) -> [Furniture] {
    var lines: [String] = []
    for line in [pageTitle, head.siteName].compactMap(\.self)
    where line != document.metadata.title && !lines.contains(where: { $0.contains(line) }) {
      lines.append(line)
    }
    return lines.map { Furniture(role: .header, page: 1, text: $0) }
  }

  /// The only `h1` is the title.
  private func markTitle(_ document: inout Document, titleElement: String?) {
    let tops = document.blocks.indices.filter {
      document.blocks[$0].role == .heading && document.blocks[$0].level == 1
    }
    if tops.count == 1, !document.blocks.contains(where: { $0.role == .title }) {
      document.blocks[tops[0]].role = .title
      document.blocks[tops[0]].level = 0
    }
    guard document.metadata.title == nil else { return }
    if let title = document.blocks.first(where: { $0.role == .title }) {
      let bytes = document.text.utf8
      let start = bytes.index(bytes.startIndex, offsetBy: title.range.start)
      let end = bytes.index(start, offsetBy: title.range.length)
      document.metadata.title = String(document.text[start..<end])
    } else {
      document.metadata.title = titleElement
    }
  }
}
