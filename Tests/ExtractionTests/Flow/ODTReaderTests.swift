import Documents
import Extraction
import TestSupport
import Testing

@Suite struct ODTReaderTests {
  private static let namespaces = [
    "draw", "office", "style", "svg", "table", "text", "xlink", "fo", "chart", "dc",
  ].map { "xmlns:\($0)=\"urn:test:\($0)\"" }.joined(separator: " ")

  private func read(
    _ body: String, styles: String = "", common: String = "", others: [(String, String)] = []
  ) throws(DocumentFailure) -> Document {
    let content = """
      <office:document-content \(Self.namespaces)><office:automatic-styles>\(styles)\
      </office:automatic-styles><office:body><office:text>\(body)</office:text></office:body>\
      </office:document-content>
      """
    let shared =
      "<office:document-styles \(Self.namespaces)>\(common)</office:document-styles>"
    let entries =
      [ArchiveWriter.Entry("content.xml", content), .init("styles.xml", shared)]
      + others.map { .init($0.0, $0.1) }
    return try readDocument(ArchiveWriter.archive(entries), format: .odt, with: ODTReader())
  }

  @Test(arguments: [
    ("<text:h text:outline-level=\"2\">x</text:h>", "", "heading 2: x"),
    ("<text:h>x</text:h><text:h>y</text:h>", "", "heading 1: x"),
    ("<text:p text:style-name=\"Heading_20_3\">x</text:p>", "", "heading 3: x"),
    ("<text:p text:style-name=\"P1\">x</text:p>", "Titre_20_1", "heading 1: x"),
    ("<text:p text:style-name=\"P1\">x</text:p>", "Title", "title: x"),
    ("<text:p text:style-name=\"P1\">x</text:p>", "Text_20_body", "paragraph: x"),
    ("<text:p>- x</text:p>", "", "listItem 1: x"),
  ])
  func roles(_ body: String, _ parent: String, _ expected: String) throws {
    let style = "<style:style style:name=\"P1\" style:parent-style-name=\"\(parent)\"/>"
    let document = try read(
      body + "<text:p>texte</text:p><text:h>fin</text:h>", styles: parent.isEmpty ? "" : style)
    #expect(document.outline.first == expected)
  }

  @Test(arguments: [
    ("super 58%", "1", "2027¹"), ("33% 80%", "12", "2027¹²"), ("-8% 80%", "1", "20271"),
    ("0% 100%", "1", "20271"), ("super 58%", "e", "2027e"),
  ])
  func raisedFigures(_ position: String, _ text: String, _ expected: String) throws {
    let style = """
      <style:style style:name="T1"><style:text-properties style:text-position="\(position)"/>\
      </style:style>
      """
    let span = "<text:span text:style-name=\"T1\">\(text)</text:span>"
    #expect(try read("<text:p>2027\(span)</text:p>", styles: style).text == expected)
  }

  @Test func headingsAreNumbered() throws {
    let outline = """
      <text:outline-style><text:outline-level-style text:level="1" style:num-format="I" \
      style:num-prefix="Axe " style:num-suffix=" :"/><text:outline-level-style text:level="2" \
      style:num-format="1" text:display-levels="2"/></text:outline-style>
      """
    let document = try read(
      [1, 2, 2, 1].map { "<text:h text:outline-level=\"\($0)\">x</text:h>" }.joined(),
      common: outline)
    #expect(document.text.split(separator: "\n") == ["Axe I : x", "I.1 x", "I.2 x", "Axe II : x"])
  }

  @Test func listsHaveLevelsAndMarkers() throws {
    let style = """
      <text:list-style style:name="L"><text:list-level-style-number text:level="1" \
      style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" \
      style:num-format="a" style:num-suffix=")"/></text:list-style>
      """
    func list(_ inside: String, _ attributes: String = "") -> String {
      "<text:list text:style-name=\"L\" \(attributes)>\(inside)</text:list>"
    }
    func item(_ inside: String) -> String { "<text:list-item>\(inside)</text:list-item>" }
    let inner = "<text:list>" + item("<text:p>b</text:p>") + item("<text:p>c</text:p>")
    let document = try read(
      list(item("<text:p>a</text:p><text:p>suite</text:p>" + inner + "</text:list>"))
        + list(item("<text:p>d</text:p>"), "text:continue-numbering=\"true\"")
        + list(item("<text:p>e</text:p>")) + "<text:list>" + item("<text:p>f</text:p>")
        + "</text:list>", styles: style)
    #expect(
      document.blocks.map { "\($0.marker ?? "") \(document.slice($0.range)) \($0.level)" } == [
        "1. a 1", " suite 0", "a) b 2", "b) c 2", "2. d 1", "1. e 1", "• f 1",
      ])
  }

  @Test func tables() throws {
    let body = """
      <table:table><table:table-header-rows><table:table-row><table:table-cell \
      table:number-columns-spanned="2"><text:p>Taux</text:p></table:table-cell>\
      <table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>\
      <table:table-cell table:number-rows-spanned="2"><text:p>a</text:p><text:p>b</text:p>\
      </table:table-cell><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row>\
      <table:table-row><table:covered-table-cell/><table:table-cell><text:p>d</text:p>\
      </table:table-cell></table:table-row></table:table>
      """
    let document = try read(body)
    #expect(document.text == "Taux\na\nb\tc\nd")
    #expect(
      document.blocks.compactMap(\.cell) == [
        Cell(table: 0, row: 0, column: 0, columnSpan: 2, isHeader: true),
        Cell(table: 0, row: 1, column: 0, rowSpan: 2), Cell(table: 0, row: 1, column: 1),
        Cell(table: 0, row: 2, column: 1),
      ])
  }

  /// Filled rows and cells are written once for several; empty ones only make room.
  @Test func repeatedCells() throws {
    func cell(_ text: String, _ times: Int = 1) -> String {
      "<table:table-cell table:number-columns-repeated=\"\(times)\"><text:p>\(text)</text:p>"
        + "</table:table-cell>"
    }
    func row(_ inside: String, _ times: Int) -> String {
      "<table:table-row table:number-rows-repeated=\"\(times)\">\(inside)</table:table-row>"
    }
    let document = try read(
      "<table:table>" + row(cell("Eau") + cell("oui", 2), 1) + row(cell("Air") + cell("non"), 2)
        + row(cell("", 900), 900) + "</table:table>")
    #expect(document.text == "Eau\toui\toui\nAir\tnon\nAir\tnon")
    let sheet = "<table:table>" + row(cell("x", 1_000), 1_000) + "</table:table>"
    #expect(try read(sheet).blocks.count <= 3_000)
  }

  /// Books are named at the end; a frame may stand inside a link.
  @Test func bibliographiesAndLinkedFramesAreRead() throws {
    let body = """
      <text:p>corps</text:p><draw:a><draw:frame><draw:text-box><text:p>cadre</text:p>\
      </draw:text-box></draw:frame></draw:a><text:bibliography><text:index-body>\
      <text:p>Guide 2024</text:p></text:index-body></text:bibliography>
      """
    #expect(try read(body).text == "corps\n\ncadre\n\nGuide 2024")
  }

  @Test func whatIsNoTextStandsApart() throws {
    let body = """
      <text:tracked-changes><text:changed-region><text:deletion><text:p>15 avril</text:p>\
      </text:deletion></text:changed-region></text:tracked-changes><text:table-of-content>\
      <text:index-body><text:p>Objet 1</text:p></text:index-body></text:table-of-content>\
      <text:p>Avant le <text:change/>6 mai<office:annotation><dc:creator>Y</dc:creator>\
      <text:p>sûr ?</text:p></office:annotation><text:span text:style-name="S"> ou juin</text:span>\
      <text:span text:style-name="H">caché</text:span><text:s text:c="2"/>2024<text:line-break/>\
      <text:a xlink:href="https://example.org">ici</text:a></text:p>
      """
    let styles = """
      <style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/>\
      </style:style><style:style style:name="H"><style:text-properties text:display="none"/>\
      </style:style>
      """
    let common = """
      <style:master-page><style:header><text:p>Région</text:p></style:header><style:footer>\
      <text:p>Pied</text:p></style:footer></style:master-page>
      """
    let document = try read(body, styles: styles, common: common)
    #expect(document.text == "Avant le 6 mai 2024\nici")
    #expect(document.links.map(\.url) == ["https://example.org"])
    #expect(
      document.furniture.map { "\($0.role): \($0.text)" } == [
        "header: Région", "footer: Pied", "navigation: Objet 1", "deletion: 15 avril",
        "deletion: ou juin", "comment: sûr ?",
      ])
  }

  @Test func notesBoxesChartsAndPages() throws {
    func note(_ kind: String, _ text: String) -> String {
      """
      <text:note text:note-class="\(kind)"><text:note-citation>1</text:note-citation>\
      <text:note-body><text:p>\(text)</text:p></text:note-body></text:note>
      """
    }
    let body = """
      <text:p>Aide\(note("footnote", "pied")) de 80 %\(note("endnote", "fin")).</text:p>\
      <text:p><draw:frame><draw:text-box><text:p>cadre</text:p></draw:text-box></draw:frame>\
      Ancre<text:soft-page-break/></text:p><text:p><draw:frame><draw:object \
      xlink:href="./Object 1"/></draw:frame></text:p>
      """
    let chart = """
      <office:document-content \(Self.namespaces)><chart:chart><chart:title><text:p>Budget</text:p>\
      </chart:title><table:table><table:table-row><table:table-cell/><table:table-cell><text:p>M€\
      </text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2024\
      </text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell>\
      </table:table-row></table:table></chart:chart></office:document-content>
      """
    let document = try read(body, others: [("Object 1/content.xml", chart)])
    #expect(
      document.text == "Aide de 80 %.\n\nAncre\n\ncadre\n\nBudget\n\nM€\n2024\t12\n\npied\n\nfin")
  }

  @Test func lockedAndEmptyDocuments() {
    #expect(throws: DocumentFailure.encrypted) {
      try read(
        "<text:p>x</text:p>",
        others: [
          (
            "META-INF/manifest.xml",
            "<manifest><file-entry><encryption-data/></file-entry></manifest>"
          )
        ])
    }
    #expect(throws: DocumentFailure.empty) { try read("<text:p/>") }
  }

  @Test func stylesThatAreTheirOwnParentsEnd() throws {
    let style = """
      <style:style style:name="A" style:parent-style-name="B"><style:text-properties \
      fo:font-size="200%"/></style:style><style:style style:name="B" style:parent-style-name="A"/>
      """
    #expect(
      try read("<text:p text:style-name=\"A\">x</text:p>", styles: style).text == "x")
  }

  @Test(arguments: [40 << 20, 65 << 20])
  func bombsAreRefused(_ size: Int) {
    let bomb = ArchiveWriter.Entry("content.xml", [UInt8](repeating: 32, count: size))
    let error = #expect(throws: DocumentFailure.self) {
      try readDocument(ArchiveWriter.archive([bomb]), format: .odt, with: ODTReader())
    }
    #expect(error?.id == "too-large")
  }
}
