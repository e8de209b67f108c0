import Documents

/// Reads OpenDocument presentations (ODF 1.3, part 3).
package struct ODPReader: FormatReader {
  package let formats: [DocumentFormat] = [.odp]

  package init() {}

  /// Throws `.damaged` for a broken archive or part, `.encrypted` for a locked document,
  /// `.tooLarge` for archives beyond the limits, `.empty` for a presentation without slides.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    var archive = try ZipArchive(bytes, limits: limits)
    try refuseEncrypted(&archive)
    guard let bytes = try archive.read("content.xml") else {
      throw .damaged(detail: "no content.xml")
    }
    let content = try MarkupParser.xml(bytes, part: "content.xml")
    let styles = try part("styles.xml", &archive)
    let size = pageSize(styles)
    var writer = DeckWriter(width: size.0, height: size.1, limit: limits.textBytes)
    let reader = ODPSlideReader(content, styles: ODFStyles([content, styles].compactMap(\.self)))
    let pages = content.descendants("presentation", of: 0).first.map { body in
      content.children(body).filter { content.name($0) == "page" }
    }
    guard let pages, !pages.isEmpty else { throw .empty }
    for page in pages.prefix(limits.pages) { writer.write(reader.slide(page)) }
    return writer.document(.odp, metadata: metadata(try part("meta.xml", &archive)))
  }

  private func part(
    _ name: String, _ archive: inout ZipArchive
  ) throws(DocumentFailure) -> MarkupTree? {
    guard let bytes = try archive.read(name) else { return nil }
    return try MarkupParser.xml(bytes, part: name)
  }

  /// The manifest says which parts are locked (ODF 1.3, part 2, 4.4).
  private func refuseEncrypted(_ archive: inout ZipArchive) throws(DocumentFailure) {
    guard let manifest = try part("META-INF/manifest.xml", &archive) else { return }
    if !manifest.descendants("encryption-data", of: 0).isEmpty { throw .encrypted }
  }

  private func pageSize(_ styles: MarkupTree?) -> (Double, Double) {
    guard let styles else { return (0, 0) }
    // The layout of the first master page is the slides', others are for notes and handouts.
    let master = styles.descendants("master-page", of: 0).first
    let name = master.flatMap { styles.attribute(":page-layout-name", of: $0) }
    let layout = styles.descendants("page-layout", of: 0).first {
      styles.attribute(":name", of: $0) == name
    }
    guard let layout, let properties = styles.child("page-layout-properties", of: layout) else {
      return (0, 0)
    }
    return (
      styles.length(":page-width", of: properties) ?? 0,
      styles.length(":page-height", of: properties) ?? 0
    )
  }

  private func metadata(_ tree: MarkupTree?) -> Metadata {
    var metadata = Metadata()
    guard let tree else { return metadata }
    func value(_ name: String) -> String? {
      let text = tree.descendants(name, of: 0).first.map { tree.text(of: $0).trimmingSpaces() }
      return text?.isEmpty == true ? nil : text
    }
    metadata.title = value("title")
    metadata.author = value("initial-creator") ?? value("creator")
    metadata.language = value("language").flatMap(HTMLMetadata.language)
    metadata.modified = value("date").flatMap(HTMLMetadata.day)
    return metadata
  }
}

extension MarkupTree {
  /// A length such as `2.54cm` in points; nil where there is none.
  func length(_ name: String, of node: Int) -> Double? {
    guard let text = attribute(name, of: node) else { return nil }
    let units = [("cm", 72 / 2.54), ("mm", 72 / 25.4), ("in", 72.0), ("pt", 1.0), ("px", 0.75)]
    for (unit, points) in units where text.hasSuffix(unit) {
      return Double(text.dropLast(unit.count)).flatMap { ($0 * points).onPaper }
    }
    return nil
  }
}
