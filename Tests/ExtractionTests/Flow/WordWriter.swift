import Documents
import Extraction
import TestSupport

/// Writes small Word files, for tests.
struct WordWriter {
  /// Inside of the body, as WordprocessingML.
  var body: String
  /// Other parts by kind (`styles`, `numbering`, `footnotes`, `header`, `comments`): the inside of
  /// their root.
  var parts: [(kind: String, inside: String)] = []
  var links: [(id: String, url: String)] = []
  /// Files that the document takes in, beside it.
  var chunks: [(id: String, name: String, content: String)] = []
  var title: String?

  private static let namespaces = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
    xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
    xmlns:v="urn:schemas-microsoft-com:vml"
    """
  private static let roots = [
    "styles": "w:styles", "numbering": "w:numbering", "footnotes": "w:footnotes",
    "endnotes": "w:endnotes", "header": "w:hdr", "footer": "w:ftr", "comments": "w:comments",
    "chart": "c:chartSpace",
  ]

  /// A paragraph of one run.
  static func paragraph(_ text: String, style: String? = nil, _ properties: String = "") -> String {
    let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
    return "<w:p><w:pPr>\(style)\(properties)</w:pPr>\(run(text))</w:p>"
  }

  static func run(_ text: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  /// Numbering properties of a paragraph.
  static func number(_ id: Int, _ level: Int = 0) -> String {
    "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(id)\"/></w:numPr>"
  }

  /// A table of rows of cells, each cell the inside of a `w:tc`.
  static func table(_ rows: [[String]]) -> String {
    let lines = rows.map { "<w:tr>" + $0.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr>" }
    return "<w:tbl>\(lines.joined())</w:tbl>"
  }

  static func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tcPr>\(properties)</w:tcPr>" + paragraph(text)
  }

  var entries: [ArchiveWriter.Entry] {
    let main = "<w:document \(Self.namespaces)><w:body>\(body)</w:body></w:document>"
    var relationships = links.map { ($0.id, "hyperlink", $0.url, " TargetMode=\"External\"") }
    var entries = [ArchiveWriter.Entry("word/document.xml", main)]
    for chunk in chunks {
      relationships.append((chunk.id, "aFChunk", chunk.name, ""))
      entries.append(.init("word/" + chunk.name, chunk.content))
    }
    for (i, part) in parts.enumerated() {
      relationships.append(("p\(i)", part.kind, "part\(i).xml", ""))
      let root = Self.roots[part.kind] ?? "x"
      entries.append(
        .init("word/part\(i).xml", "<\(root) \(Self.namespaces)>\(part.inside)</\(root)>"))
    }
    entries.append(
      .init(
        "word/_rels/document.xml.rels", PresentationWriter.relationships(relationships)))
    var root = [("d", "officeDocument", "word/document.xml", "")]
    if let title {
      root.append(("c", "core-properties", "docProps/core.xml", ""))
      let core = """
        <cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>\(title)</dc:title>\
        <dc:creator>A. Martin</dc:creator><dc:language>fr-FR</dc:language>\
        <dcterms:modified>2024-03-05T09:00:00Z</dcterms:modified></cp:coreProperties>
        """
      entries.append(.init("docProps/core.xml", core))
    }
    entries.append(.init("_rels/.rels", PresentationWriter.relationships(root)))
    return entries
  }

  var bytes: [UInt8] { ArchiveWriter.archive(entries) }
}
