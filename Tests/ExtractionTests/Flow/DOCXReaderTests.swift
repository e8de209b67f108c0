import Documents
import Extraction
import TestSupport
import Testing

@Suite struct DOCXReaderTests {
  private typealias W = WordWriter

  private func read(_ writer: WordWriter) throws(DocumentFailure) -> Document {
    try readDocument(writer.bytes, format: .docx, with: DOCXReader())
  }

  private static func styles(_ styles: [(id: String, name: String, inside: String)]) -> String {
    styles.map {
      """
      <w:style w:type="paragraph" w:styleId="\($0.id)"><w:name w:val="\($0.name)"/>\($0.inside)\
      </w:style>
      """
    }.joined()
  }

  /// One abstract numbering, as numbering 1.
  private static func numbering(_ levels: [(format: String, text: String)]) -> String {
    let levels = levels.enumerated().map {
      """
      <w:lvl w:ilvl="\($0.offset)"><w:start w:val="1"/><w:numFmt w:val="\($0.element.format)"/>\
      <w:lvlText w:val="\($0.element.text)"/></w:lvl>
      """
    }
    return """
      <w:abstractNum w:abstractNumId="0">\(levels.joined())</w:abstractNum>\
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
  }

  // MARK: Headings

  @Test(arguments: [
    ("Heading1", "heading 1", "", "heading 1: x"),
    ("Titre1", "heading 1", "", "heading 1: x"),
    ("Titre2", "Titre 2", "", "heading 2: x"),
    ("berschrift3", "Überschrift 3", "", "heading 3: x"),
    ("Ttulo1", "Título 1", "", "heading 1: x"),
    ("Kop2", "Kop 2", "", "heading 2: x"),
    ("a", "Intertitre maison", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>", "heading 2: x"),
    ("b", "Maison", "<w:basedOn w:val=\"Titre9\"/>", "paragraph: x"),
    ("c", "heading 9", "", "heading 6: x"),
    ("d", "Titre de civilité", "", "paragraph: x"),
    ("e", "heading 1", "<w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>", "paragraph: x"),
    ("Titre", "Title", "", "title: x"),
    ("f", "caption", "", "caption: x"),
  ])
  func stylesGiveRoles(_ id: String, _ name: String, _ inside: String, _ expected: String) throws {
    let body = W.paragraph("x", style: id) + W.paragraph("texte") + W.paragraph("y", style: id)
    let document = try read(
      W(body: body, parts: [("styles", Self.styles([(id, name, inside)]))]))
    #expect(document.outline.first == expected)
  }

  @Test func stylesInheritAndParagraphsOverride() throws {
    let styles = Self.styles([
      ("H", "heading 1", ""), ("Chapitre", "Chapitre", "<w:basedOn w:val=\"H\"/>"),
      ("Boucle", "Boucle", "<w:basedOn w:val=\"Boucle\"/>"),
    ])
    let body =
      W.paragraph("a", style: "Chapitre") + W.paragraph("b", style: "Boucle")
      + W.paragraph("c", "<w:outlineLvl w:val=\"2\"/>") + W.paragraph("d", style: "Chapitre")
    let document = try read(W(body: body, parts: [("styles", styles)]))
    #expect(
      document.outline == ["heading 1: a", "paragraph: b", "heading 3: c", "heading 1: d"])
  }

  @Test func handMadeTitlesAreFoundByTheirSize() throws {
    let body =
      "<w:p>" + W.run("Appel à projets", "<w:sz w:val=\"40\"/>") + "</w:p>"
      + W.paragraph("Les communes du département peuvent répondre à cet appel.")
      + "<w:p>" + W.run("Calendrier", "<w:b/>") + "</w:p>" + W.paragraph("Avant le 6 mai 2024.")
    let document = try read(W(body: body))
    #expect(
      document.outline == [
        "title: Appel à projets",
        "paragraph: Les communes du département peuvent répondre à cet appel.",
        "heading 2: Calendrier", "paragraph: Avant le 6 mai 2024.",
      ])
  }

  @Test func numbersOfHeadingsAreText() throws {
    let numbering = Self.numbering([("decimal", "Article %1 –"), ("upperRoman", "%1.%2.")])
    let styles = Self.styles([
      ("T", "heading 1", "<w:pPr>\(W.number(1))</w:pPr>"),
      ("U", "heading 2", "<w:pPr>\(W.number(1, 1))</w:pPr>"),
    ])
    let body = ["T", "U", "U", "T", "U"].map { W.paragraph("x", style: $0) }.joined()
    let document = try read(
      W(body: body, parts: [("styles", styles), ("numbering", numbering)]))
    #expect(
      document.blocks.map { document.slice($0.range) } == [
        "Article 1 – x", "1.I. x", "1.II. x", "Article 2 – x", "2.I. x",
      ])
  }

  // MARK: Lists

  @Test func listsHaveLevelsAndMarkers() throws {
    let numbering = Self.numbering([("decimal", "%1."), ("lowerLetter", "%2)"), ("bullet", "")])
    let body = [(0, "a"), (1, "b"), (1, "c"), (2, "d"), (0, "e"), (1, "f")]
      .map { W.paragraph($0.1, W.number(1, $0.0)) }.joined()
    let document = try read(W(body: body, parts: [("numbering", numbering)]))
    #expect(document.blocks.map(\.marker) == ["1.", "a)", "b)", "•", "2.", "a)"])
    #expect(document.blocks.map(\.level) == [1, 2, 2, 3, 1, 2])
    #expect(document.text == "a\nb\nc\nd\ne\nf")
  }

  @Test func listsGoOnAndRestart() throws {
    let numbering =
      Self.numbering([("decimal", "%1.")]) + """
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">\
        <w:startOverride w:val="5"/></w:lvlOverride></w:num>
        """
    let body =
      W.paragraph("a", W.number(1)) + W.paragraph("entre") + W.paragraph("b", W.number(1))
      + W.paragraph("c", W.number(2)) + W.paragraph("d", W.number(0))
    let document = try read(W(body: body, parts: [("numbering", numbering)]))
    #expect(document.blocks.map(\.marker) == ["1.", nil, "2.", "5.", nil])
  }

  @Test func labelsWithWordsAreText() throws {
    let numbering = Self.numbering([("decimal", "Axe %1 :")])
    let document = try read(
      W(body: W.paragraph("l’eau", W.number(1)), parts: [("numbering", numbering)]))
    #expect(document.outline == ["listItem 1: Axe 1 : l’eau"])
  }

  @Test(arguments: [
    ("• communes", "listItem 1: communes", "•"), ("-\u{A0}EPCI", "listItem 1: EPCI", "-"),
    ("1. Objet", "paragraph: 1. Objet", nil), ("-5 %", "paragraph: -5 %", nil),
  ])
  func typedBullets(_ text: String, _ expected: String, _ marker: String?) throws {
    let document = try read(W(body: W.paragraph("Liste :") + W.paragraph(text)))
    #expect(document.outline.last == expected)
    #expect(document.blocks.last?.marker == marker)
  }

  @Test func listsOfBrokenLines() throws {
    let body =
      "<w:p>"
      + ["Aides :", "- études ;", "- travaux.", "Fin", "de phrase"]
      .map { W.run($0) }.joined(separator: "<w:r><w:br/></w:r>") + "</w:p>"
    #expect(
      try read(W(body: body)).outline == [
        "paragraph: Aides :", "listItem 1: études ;", "listItem 1: travaux.",
        "paragraph: Fin\nde phrase",
      ])
  }

  // MARK: Tables

  @Test func tablesKeepTheirMergedCells() throws {
    let body = W.table([
      [W.cell("Volet"), W.cell("Aide", "<w:gridSpan w:val=\"2\"/>")],
      [W.cell("A", "<w:vMerge w:val=\"restart\"/>"), W.cell("50 %"), W.cell("1 000 €")],
      [W.cell("", "<w:vMerge/>"), W.cell("60 %"), W.cell("2 000 €")],
    ])
    let document = try read(W(body: body))
    #expect(document.text == "Volet\tAide\nA\t50 %\t1 000 €\n60 %\t2 000 €")
    #expect(
      document.blocks.compactMap(\.cell).filter { $0.rowSpan > 1 || $0.columnSpan > 1 } == [
        Cell(table: 0, row: 0, column: 1, columnSpan: 2),
        Cell(table: 0, row: 1, column: 0, rowSpan: 2),
      ])
  }

  @Test func headerRowsAreSaidOrBold() throws {
    let said = """
      <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>\(W.cell("a"))</w:tc><w:tc>\(W.cell("b"))\
      </w:tc></w:tr><w:tr><w:tc>\(W.cell("c"))</w:tc><w:tc>\(W.cell("d"))</w:tc></w:tr></w:tbl>
      """
    func bold(_ text: String) -> String { "<w:p>\(W.run(text, "<w:b/>"))</w:p>" }
    let drawn = W.table([[bold("a"), bold("b")], [W.cell("c"), W.cell("d")]])
    for body in [said, drawn] {
      let document = try read(W(body: body))
      #expect(document.blocks.compactMap(\.cell?.isHeader) == [true, true, false, false])
    }
  }

  @Test func tablesThatPlaceThingsAreRunningText() throws {
    let box = W.table([[W.paragraph("Encadré") + W.paragraph("Une phrase du cadre.")]])
    let outer = W.table([[W.paragraph("gauche") + box, W.paragraph("droite")]])
    let document = try read(W(body: outer))
    #expect(document.blocks.allSatisfy { $0.cell == nil })
    #expect(document.text == "gauche\n\nEncadré\n\nUne phrase du cadre.\n\ndroite")
  }

  // MARK: Inside paragraphs

  @Test func linksBreaksAndSigns() throws {
    let body = """
      <w:p>\(W.run("Voir"))<w:r><w:br/><w:t>le</w:t><w:tab/><w:t>sous</w:t><w:noBreakHyphen/>\
      <w:t>titre</w:t></w:r><w:hyperlink r:id="h">\(W.run(" ici"))</w:hyperlink>\
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK \
      "https://example.org/b" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>\
      \(W.run(" là"))<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:sym w:char="F0FE"/></w:r>\
      \(W.run("caché", "<w:vanish/>"))</w:p>
      """
    let document = try read(W(body: body, links: [("h", "https://example.org/a")]))
    #expect(document.text == "Voir\nle sous-titre ici là☒")
    #expect(
      document.links.map { document.slice($0.range) + " " + $0.url } == [
        "ici https://example.org/a", "là https://example.org/b",
      ])
  }

  @Test func fieldsShowTheirResult() throws {
    let body = """
      <w:p>\(W.run("Au "))<w:fldSimple w:instr=" DATE ">\(W.run("6 mai 2024"))</w:fldSimple>\
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r>\
      <w:r><w:t>jamais</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>\(W.run(", art. 3"))\
      <w:r><w:fldChar w:fldCharType="end"/></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>\
      <w:sdtContent>\(W.run("Cliquez ici"))</w:sdtContent></w:sdt><w:sdt><w:sdtContent>\
      \(W.run(" ☐ oui"))</w:sdtContent></w:sdt></w:p>
      """
    #expect(try read(W(body: body)).text == "Au 6 mai 2024, art. 3 ☐ oui")
  }

  @Test func deletionsAndCommentsStandApart() throws {
    let body = """
      <w:p>\(W.run("Avant le "))<w:del><w:r><w:delText>15 avril 2023</w:delText></w:r></w:del>\
      <w:ins>\(W.run("6 mai 2024"))</w:ins><w:commentRangeStart w:id="0"/>\(W.run(" à midi"))\
      <w:r><w:commentReference w:id="0"/></w:r>\(W.run(" ou minuit", "<w:strike/>"))</w:p>\
      <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>\(W.run("Une phrase "))</w:p>\
      \(W.paragraph("en deux morceaux."))<w:moveFrom><w:p/></w:moveFrom>
      """
    let comments = "<w:comment w:id=\"0\">\(W.paragraph("à confirmer ?"))</w:comment>"
    let document = try read(W(body: body, parts: [("comments", comments)]))
    #expect(document.text == "Avant le 6 mai 2024 à midi\n\nUne phrase en deux morceaux.")
    #expect(
      document.furniture.map { "\($0.role): \($0.text)" } == [
        "deletion: 15 avril 2023", "deletion: ou minuit", "comment: à confirmer ?",
      ])
  }

  @Test func notesEndTheirSection() throws {
    func note(_ kind: String, _ id: Int, _ text: String) -> String {
      "<w:\(kind) w:id=\"\(id)\">\(W.paragraph(text))</w:\(kind)>"
    }
    let body = """
      <w:p>\(W.run("Aide de 80 %"))<w:r><w:footnoteReference w:id="2"/></w:r>\(W.run("."))</w:p>\
      <w:p>\(W.run("Fin"))<w:r><w:endnoteReference w:id="3"/></w:r></w:p>\
      \(W.paragraph("Suite", style: "Titre1"))\(W.paragraph("texte"))
      """
    let document = try read(
      W(
        body: body,
        parts: [
          (
            "footnotes",
            "<w:footnote w:id=\"0\" w:type=\"separator\">\(W.paragraph("—"))</w:footnote>"
              + note("footnote", 2, "Outre-mer.")
          ), ("endnotes", note("endnote", 3, "Voir le guide.")),
        ]))
    #expect(
      document.outline
        == [
          "paragraph: Aide de 80 %.", "paragraph: Fin", "note: Outre-mer.", "heading 1: Suite",
          "paragraph: texte", "note: Voir le guide.",
        ].map { $0.replacing("heading 1: Suite", with: "title: Suite") })
  }

  @Test func boxesFollowTheirAnchorOnce() throws {
    let inside = "<w:txbxContent>\(W.paragraph("Encadré"))</w:txbxContent>"
    let body = """
      <w:p>\(W.run("Ancre"))<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>\
      <wps:txbx>\(inside)</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>\
      \(inside)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
      """
    #expect(try read(W(body: body)).text == "Ancre\n\nEncadré")
  }

  @Test func chartsAreTables() throws {
    let chart = """
      <c:chart><c:title><c:tx><c:rich><a:p xmlns:a="a"><a:r><a:t>Budget</a:t></a:r></a:p></c:rich>\
      </c:tx></c:title><c:plotArea><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>FEDER</c:v>\
      </c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>2024\
      </c:v></c:pt><c:pt idx="1"><c:v>2025</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val>\
      <c:numRef><c:numCache><c:pt idx="0"><c:v>12.300000000000001</c:v></c:pt><c:pt idx="1"><c:v>15\
      </c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:plotArea></c:chart>
      """
    let document = try read(
      W(
        body: "<w:p><w:r><w:drawing><c:chart r:id=\"p0\"/></w:drawing></w:r></w:p>",
        parts: [("chart", chart)]))
    #expect(document.text == "Budget\n\nFEDER\n2024\t12.3\n2025\t15")
  }

  /// « Cliquez ici » in a control that nobody filled in, which holds whole paragraphs.
  @Test func emptyControlsSayNothing() throws {
    let body = """
      \(W.paragraph("corps"))<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\
      \(W.paragraph("Cliquez ici"))</w:sdtContent></w:sdt>
      """
    #expect(try read(W(body: body)).text == "corps")
  }

  // MARK: Apart

  @Test func headersFootersAndContentsAreFurniture() throws {
    let toc = """
      <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>\
      </w:sdtPr><w:sdtContent>\(W.paragraph("Objet 1"))</w:sdtContent></w:sdt>
      """
    let field = """
      <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>\
      <w:r><w:fldChar w:fldCharType="separate"/></w:r>\(W.run("Calendrier 2"))</w:p><w:p>\
      \(W.run("Contact 3"))<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
      """
    let document = try read(
      W(
        body: toc + field + W.paragraph("corps"),
        parts: [
          ("header", W.paragraph("Région")), ("header", W.paragraph("Région")),
          ("footer", W.paragraph("Page 1")),
        ], title: "Appel"))
    #expect(document.text == "corps")
    #expect(
      document.furniture.map { "\($0.role): \($0.text)" } == [
        "header: Région", "footer: Page 1", "navigation: Objet 1\nCalendrier 2\nContact 3",
      ])
    #expect(document.metadata.title == "Appel")
    #expect(document.metadata.modified == "2024-03-05")
    #expect(document.metadata.language == "fr")
  }

  @Test func pagesAreThoseThatWordSaw() throws {
    let broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>deux</w:t></w:r></w:p>"
    let document = try read(W(body: W.paragraph("un") + broken))
    #expect(document.blocks.map(\.page) == [1, 2])
    #expect(document.pages.map(\.range) == [TextRange(0, 2), TextRange(4, 8)])
    #expect(try read(W(body: W.paragraph("un"))).pages.isEmpty)
  }

  // MARK: Broken and hostile files

  @Test func nothingToReadIsEmpty() {
    #expect(throws: DocumentFailure.empty) { try read(W(body: "<w:p/>")) }
  }

  @Test(arguments: [
    "<w:document", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a/>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>&a;</a>",
    String(repeating: "<a>", count: 100_000),
  ])
  func brokenBodiesAreDamaged(_ xml: String) {
    var entries = W(body: "").entries
    entries.removeAll { $0.name == "word/document.xml" }
    entries.append(.init("word/document.xml", xml))
    let error = #expect(throws: DocumentFailure.self) {
      try readDocument(ArchiveWriter.archive(entries), format: .docx, with: DOCXReader())
    }
    #expect(error?.id == "damaged" || error?.id == "unsupported")
  }

  @Test func deepTablesAndFieldsEnd() throws {
    var deep = W.paragraph("fond")
    for _ in 0..<70 { deep = W.table([[deep]]) }
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    let fields = "<w:p>" + String(repeating: field, count: 5_000) + W.run("x") + "</w:p>"
    #expect(throws: Never.self) { try read(W(body: deep + W.paragraph("fin") + fields)) }
  }

  @Test func wildNumbersDoNoHarm() throws {
    let numbering = Self.numbering([("decimal", "%1.%9.%0")]).replacing(
      "w:start w:val=\"1\"", with: "w:start w:val=\"-9223372036854775808\"")
    let body =
      W.paragraph("a", W.number(1)) + W.paragraph("b", W.number(1, 99))
      + W.table([[W.cell("c", "<w:gridSpan w:val=\"99999999999\"/>"), W.cell("d")]])
    #expect(throws: Never.self) { try read(W(body: body, parts: [("numbering", numbering)])) }
  }

  @Test func notesThatReferToThemselvesEnd() throws {
    let note = """
      <w:footnote w:id="1"><w:p>\(W.run("note"))<w:r><w:footnoteReference w:id="1"/></w:r></w:p>\
      </w:footnote>
      """
    let document = try read(
      W(
        body: "<w:p>\(W.run("a"))<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        parts: [("footnotes", note)]))
    #expect(document.text == "a\n\nnote")
  }
}
