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
    var package = try ODFPackage.open(bytes, limits: limits)
    let content = try package.content()
    let styles = try package.part("styles.xml")
    let size = pageSize(styles)
    var writer = DeckWriter(width: size.0, height: size.1, limit: limits.textBytes)
    let reader = ODPSlideReader(
      content, styles: ODFStyles([content, styles].compactMap(\.self)),
      objects: try package.objects(of: content))
    let pages = content.descendants("presentation", of: 0).first.map { body in
      content.children(body).filter { content.name($0) == "page" }
    }
    guard let pages, !pages.isEmpty else { throw .empty }
    for page in pages.prefix(limits.pages) { writer.write(reader.slide(page)) }
    return writer.document(.odp, metadata: try package.metadata())
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
