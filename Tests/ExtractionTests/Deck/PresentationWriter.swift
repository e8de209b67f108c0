/// Writes small PowerPoint files, for tests.
import TestSupport

struct PresentationWriter {
  struct Slide {
    /// Shapes of the slide, as PresentationML.
    var shapes: String
    var notes: String?
    var comment: String?
    var isHidden = false
    var links: [(id: String, url: String)] = []
  }

  var slides: [Slide] = []
  /// The order in which the slides are shown: indices of `slides`.
  var order: [Int]?

  private static let namespaces =
    """
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
    xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    """
  private static let types =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  /// A text box of `lines`, places in points.
  static func shape(
    _ lines: [String], x: Int = 10, y: Int = 10, width: Int = 200, height: Int = 40,
    placeholder: String? = nil, properties: String = ""
  ) -> String {
    let paragraphs = lines.map { "<a:p>\(properties)<a:r><a:t>\($0)</a:t></a:r></a:p>" }
    return shape(
      paragraphs: paragraphs.joined(), x: x, y: y, width: width, height: height,
      placeholder: placeholder)
  }

  static func shape(
    paragraphs: String, x: Int = 10, y: Int = 10, width: Int = 200, height: Int = 40,
    placeholder: String? = nil
  ) -> String {
    """
    <p:sp><p:nvSpPr><p:cNvPr id="1" name="s"/><p:cNvSpPr/><p:nvPr>\
    \(placeholder.map { "<p:ph type=\"\($0)\"/>" } ?? "")</p:nvPr></p:nvSpPr><p:spPr>\
    \(transform("a:xfrm", x, y, width, height))</p:spPr><p:txBody><a:bodyPr/>\(paragraphs)\
    </p:txBody></p:sp>
    """
  }

  static func transform(
    _ name: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, inner: String = ""
  ) -> String {
    """
    <\(name)><a:off x="\(x * 12_700)" y="\(y * 12_700)"/><a:ext cx="\(width * 12_700)" \
    cy="\(height * 12_700)"/>\(inner)</\(name)>
    """
  }

  var entries: [ArchiveWriter.Entry] {
    var entries = [
      ArchiveWriter.Entry(
        "_rels/.rels", Self.relationships([("rId1", "officeDocument", "ppt/presentation.xml", "")])),
      ArchiveWriter.Entry("ppt/presentation.xml", presentation),
      ArchiveWriter.Entry(
        "ppt/_rels/presentation.xml.rels",
        Self.relationships(slides.indices.map { ("s\($0)", "slide", "slides/slide\($0).xml", "") })),
    ]
    for (i, slide) in slides.enumerated() { entries += Self.entries(of: slide, number: i) }
    return entries
  }

  var bytes: [UInt8] { ArchiveWriter.archive(entries) }

  private var presentation: String {
    let ids = (order ?? Array(slides.indices)).map {
      "<p:sldId id=\"\(256 + $0)\" r:id=\"s\($0)\"/>"
    }
    return """
      <?xml version="1.0"?><p:presentation \(Self.namespaces)><p:sldIdLst>\(ids.joined())\
      </p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>
      """
  }

  private static func entries(of slide: Slide, number: Int) -> [ArchiveWriter.Entry] {
    var links = slide.links.map { ($0.id, "hyperlink", $0.url, " TargetMode=\"External\"") }
    var entries = [
      ArchiveWriter.Entry(
        "ppt/slides/slide\(number).xml",
        """
        <?xml version="1.0"?><p:sld \(namespaces)\(slide.isHidden ? " show=\"0\"" : "")><p:cSld>\
        <p:spTree>\(slide.shapes)</p:spTree></p:cSld></p:sld>
        """)
    ]
    if let notes = slide.notes {
      links.append(("n", "notesSlide", "../notesSlides/n\(number).xml", ""))
      let body = shape([notes], placeholder: "body") + shape(["7"], placeholder: "sldNum")
      entries.append(
        ArchiveWriter.Entry(
          "ppt/notesSlides/n\(number).xml",
          "<p:notes \(namespaces)><p:cSld><p:spTree>\(body)</p:spTree></p:cSld></p:notes>"))
    }
    if let comment = slide.comment {
      links.append(("c", "comments", "/ppt/comments/c\(number).xml", ""))
      entries.append(
        ArchiveWriter.Entry(
          "ppt/comments/c\(number).xml",
          "<p:cmLst \(namespaces)><p:cm><p:text>\(comment)</p:text></p:cm></p:cmLst>"))
    }
    entries.append(
      ArchiveWriter.Entry("ppt/slides/_rels/slide\(number).xml.rels", relationships(links)))
    return entries
  }

  static func relationships(_ links: [(String, String, String, String)]) -> String {
    let items = links.map { id, kind, target, mode in
      "<Relationship Id=\"\(id)\" Type=\"\(types)\(kind)\" Target=\"\(target)\"\(mode)/>"
    }
    return """
      <?xml version="1.0"?><Relationships \
      xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\(items.joined())\
      </Relationships>
      """
  }
}
