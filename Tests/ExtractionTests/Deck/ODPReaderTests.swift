import Documents
import Extraction
import TestSupport
import Testing

@Suite struct ODPReaderTests {
  private static let namespaces = [
    "draw", "office", "presentation", "style", "svg", "table", "text", "xlink", "fo",
  ]
  .map { "xmlns:\($0)=\"urn:test:\($0)\"" }.joined(separator: " ")

  private func read(
    _ pages: String, styles: String = "", manifest: String = ""
  ) throws(DocumentFailure) -> Document {
    let content = """
      <office:document-content \(Self.namespaces)><office:automatic-styles>\(styles)\
      </office:automatic-styles><office:body><office:presentation>\(pages)</office:presentation>\
      </office:body></office:document-content>
      """
    let layout = """
      <office:document-styles \(Self.namespaces)><style:page-layout style:name="P">\
      <style:page-layout-properties fo:page-width="10in" fo:page-height="7.5in"/>\
      </style:page-layout><style:master-page style:page-layout-name="P"/></office:document-styles>
      """
    var entries = [
      ArchiveWriter.Entry("content.xml", content), ArchiveWriter.Entry("styles.xml", layout),
    ]
    if !manifest.isEmpty { entries.append(.init("META-INF/manifest.xml", manifest)) }
    return try readDocument(ArchiveWriter.archive(entries), format: .odp, with: ODPReader())
  }

  private func frame(_ inner: String, x: Int, y: Int, kind: String = "") -> String {
    """
    <draw:frame svg:x="\(x)pt" svg:y="\(y)pt" svg:width="100pt" svg:height="20pt" \
    presentation:class="\(kind)"><draw:text-box>\(inner)</draw:text-box></draw:frame>
    """
  }

  @Test func raisedFiguresAreNoDigitsOfANumber() throws {
    let style = """
      <style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>\
      </style:style>
      """
    let body = "<text:p>80 % en 2027<text:span text:style-name=\"T1\">1</text:span></text:p>"
    let document = try read(
      "<draw:page>\(frame(body, x: 10, y: 10))</draw:page>", styles: style)
    #expect(document.text == "80 % en 2027¹")
  }

  @Test func slidesBoxesListsNotesAndLinks() throws {
    let list = """
      <text:list><text:list-item><text:p>un</text:p><text:list><text:list-item>\
      <text:p>deux</text:p></text:list-item></text:list></text:list-item></text:list>
      """
    let notes = """
      <presentation:notes><draw:frame presentation:class="notes"><draw:text-box>\
      <text:p>à dire</text:p></draw:text-box></draw:frame></presentation:notes>
      """
    let body =
      "<text:p>Voir<text:line-break/><text:a xlink:href=\"https://a.org\">ici</text:a></text:p>"
    let document = try read(
      "<draw:page>" + frame(body, x: 10, y: 200) + frame(list, x: 10, y: 100)
        + frame("<text:p>Titre</text:p>", x: 10, y: 300, kind: "title")
        + frame("<text:p>4</text:p>", x: 10, y: 500, kind: "page-number") + notes
        + "</draw:page><draw:page draw:style-name=\"dp\"></draw:page>",
      styles: """
        <style:style style:name="dp"><style:drawing-page-properties \
        presentation:visibility="hidden"/></style:style>
        """)
    #expect(
      document.outline == [
        "heading 1: Titre", "listItem 1: un", "listItem 2: deux", "paragraph: Voir\nici",
        "note: à dire",
      ])
    #expect(document.links.map { document.slice($0.range) + $0.url } == ["icihttps://a.org"])
    #expect(document.pages.map(\.isHidden) == [false, true])
    #expect(document.pages.first?.width == 720)
    #expect(document.furniture.map(\.text) == ["4"])
    #expect(document.isDeck)
  }

  @Test func tables() throws {
    let table = """
      <draw:frame svg:x="1cm" svg:y="1cm"><table:table table:use-first-row-styles="true">\
      <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Taux</text:p>\
      </table:table-cell><table:covered-table-cell/></table:table-row><table:table-row>\
      <table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>\
      </table:table-cell></table:table-row></table:table></draw:frame>
      """
    let document = try read("<draw:page>\(table)</draw:page>")
    #expect(document.text == "Taux\na\tb")
    #expect(document.blocks.compactMap(\.cell?.isHeader) == [true, false, false])
  }

  @Test func lockedDocumentsAreEncrypted() {
    #expect(throws: DocumentFailure.encrypted) {
      try read(
        "<draw:page/>", manifest: "<manifest><file-entry><encryption-data/></file-entry></manifest>"
      )
    }
  }

  @Test func withoutSlidesIsEmpty() {
    #expect(throws: DocumentFailure.empty) { try read("") }
  }
}
