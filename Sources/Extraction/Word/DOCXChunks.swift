import Documents

/// Files of other formats that a Word document takes in as they are (ECMA-376, part 1, 17.17.2.1): pages,
/// texts, other Word documents.
enum DOCXChunks {
  /// By relationship id: what they say. What cannot be read is left out.
  static func texts(
    of links: [String: OfficePackage.Relationship], in package: inout OfficePackage,
    _ limits: ReaderLimits
  ) throws(DocumentFailure) -> [String: [FlowItem]] {
    var inner = limits
    inner.nestedMails -= 1
    guard inner.nestedMails > 0 else { return [:] }
    var texts: [String: [FlowItem]] = [:]
    for (id, link) in links.sorted(by: { $0.key < $1.key })
    where link.kind == "aFChunk" && !link.isExternal {
      guard let bytes = try package.bytes(link.target),
        let document = try? DocumentReader(limits: inner).read(bytes, name: link.target)
      else { continue }
      texts[id] = items(of: document)
    }
    return texts
  }

  private static func items(of document: Document) -> [FlowItem] {
    let bytes = Array(document.text.utf8)
    var items: [FlowItem] = []
    var table: (number: Int, content: FlowTable)?
    func close() {
      if let table { items.append(.table(table.content)) }
      table = nil
    }
    for block in document.blocks {
      let text = String(decoding: bytes[block.range.start..<block.range.end], as: UTF8.self)
      var paragraph = FlowParagraph(runs: [.init(text: text, isBold: block.isBold)])
      guard let cell = block.cell else {
        close()
        (paragraph.role, paragraph.level) = (block.role, block.level)
        paragraph.marker = block.marker
        items.append(.paragraph(paragraph))
        continue
      }
      if table?.number != cell.table {
        close()
        table = (cell.table, FlowTable())
      }
      table?.content.slots.append(.init(cell: cell, items: [.paragraph(paragraph)]))
    }
    close()
    return items
  }
}
