import Documents

/// Reads PowerPoint presentations: slides in the order they are shown, boxes in the order they are
/// read, speakers' notes and comments after each slide's own text.
package struct PPTXReader: FormatReader {
  package let formats: [DocumentFormat] = [.pptx]

  package init() {}

  /// Throws `.damaged` for a broken archive or part, `.encrypted` for locked entries, `.tooLarge`
  /// for archives beyond the limits, `.empty` for a presentation without slides.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    var package = try OfficePackage(bytes, limits: limits)
    let root = try package.relationships(of: "")
    let main = root.values.first { $0.kind == "officeDocument" }?.target ?? "ppt/presentation.xml"
    guard let presentation = try package.part(main) else {
      throw .damaged(detail: "no \(main)")
    }
    let relationships = try package.relationships(of: main)
    let size = presentation.descendants("sldSz", of: 0).first
    var writer = DeckWriter(
      width: size.map { presentation.points("cx", of: $0) } ?? 0,
      height: size.map { presentation.points("cy", of: $0) } ?? 0, limit: limits.textBytes)
    var slides = 0
    for node in presentation.descendants("sldId", of: 0) {
      guard let id = presentation.attribute(":id", of: node), let part = relationships[id],
        !part.isExternal, slides < limits.pages
      else { continue }
      writer.write(try PPTXSlideReader.slide(part.target, in: &package))
      slides += 1
    }
    guard slides > 0 else { throw .empty }
    return writer.document(.pptx, metadata: try package.coreProperties(root))
  }
}

extension MarkupTree {
  /// An attribute in English Metric Units (914,400 an inch) as points; 0 where there is none.
  func points(_ name: String, of node: Int) -> Double {
    attribute(name, of: node).flatMap { Int($0) }.flatMap { (Double($0) / 12_700).onPaper } ?? 0
  }
}

extension Double {
  /// The same length in points, or nil for one that no page can have.
  var onPaper: Double? { isFinite && abs(self) < 1_000_000 ? self : nil }
}
