import Documents

/// Reads OpenDocument texts (ODF 1.3): the body in order, notes at the end of their section,
/// headers, footers, comments and deletions apart.
package struct ODTReader: FormatReader {
  package let formats: [DocumentFormat] = [.odt]

  package init() {}

  /// Throws `.damaged` for a broken archive or part, `.encrypted` for a locked document,
  /// `.tooLarge` for archives beyond the limits, `.empty` for a document without any text.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    var package = try ODFPackage.open(bytes, limits: limits)
    let content = try package.content()
    let common = try package.part("styles.xml")
    let styles = ODFStyles([content, common].compactMap(\.self))
    guard let body = content.descendants("text", of: 0).first else {
      throw .damaged(detail: "no text in content.xml")
    }
    var writer = FlowWriter(limit: limits.textBytes)
    var story = ODTStory(content, styles: styles, objects: try package.objects(of: content))
    writer.write(story.items(of: body))
    if let common { addRunningTexts(of: common, styles, to: &writer) }
    writer.add(.navigation, story.contents.joined(separator: "\n"))
    for text in story.deletions { writer.add(.deletion, text) }
    for text in story.comments { writer.add(.comment, text) }
    return try writer.document(.odt, metadata: try package.metadata())
  }

  private func addRunningTexts(
    of tree: MarkupTree, _ styles: ODFStyles, to writer: inout FlowWriter
  ) {
    for master in tree.descendants("master-page", of: 0) {
      for node in tree.children(master) {
        let name = tree.name(node)
        guard name.hasPrefix("header") || name.hasPrefix("footer") else { continue }
        var story = ODTStory(tree, styles: styles)
        writer.add(name.hasPrefix("header") ? .header : .footer, story.items(of: node).lines)
      }
    }
  }
}
