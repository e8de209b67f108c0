import Documents
import Extraction
import TestSupport
import Testing

@Suite struct PPTXReaderTests {
  private typealias Writer = PresentationWriter

  private func read(_ slides: [PresentationWriter.Slide], order: [Int]? = nil) throws -> Document {
    try read(PresentationWriter(slides: slides, order: order).bytes)
  }

  private func read(_ bytes: [UInt8]) throws(DocumentFailure) -> Document {
    try readDocument(bytes, format: .pptx, with: PPTXReader())
  }

  @Test func slidesAreInTheOrderShown() throws {
    let slides = ["un", "deux", "trois"].map { Writer.Slide(shapes: Writer.shape([$0])) }
    let document = try read(slides, order: [2, 0, 1])
    #expect(document.text == "trois\n\nun\n\ndeux")
    #expect(document.isDeck)
    #expect(document.pages.map(\.range) == [TextRange(0, 5), TextRange(7, 9), TextRange(11, 15)])
    #expect(document.pages.allSatisfy { $0.width == 720 && $0.height == 540 })
  }

  @Test(arguments: [(30_000, "2027¹"), (-25_000, "20271"), (0, "20271")])
  func raisedFigures(_ height: Int, _ expected: String) throws {
    let runs =
      "<a:r><a:t>2027</a:t></a:r><a:r><a:rPr baseline=\"\(height)\"/><a:t>1</a:t></a:r>"
    let shape = Writer.shape(paragraphs: "<a:p>\(runs)</a:p>")
    #expect(try read([Writer.Slide(shapes: shape)]).text == expected)
  }

  @Test func boxesAreInTheOrderSeen() throws {
    let shapes = [
      Writer.shape(["bas"], x: 10, y: 300), Writer.shape(["droite"], x: 300, y: 102),
      Writer.shape(["gauche"], x: 10, y: 105),
      Writer.shape(["Titre"], x: 10, y: 400, placeholder: "title"),
    ]
    let document = try read([Writer.Slide(shapes: shapes.joined())])
    #expect(
      document.outline == [
        "heading 1: Titre", "paragraph: gauche", "paragraph: droite", "paragraph: bas",
      ])
    #expect(document.blocks[1].box == Box(10, 105, 210, 145))
    #expect(document.fragments.map(\.box) == document.blocks.compactMap(\.box))
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    let shapes = [
      Writer.shape(["c"], x: 300, y: 100), Writer.shape(["a"], x: 10, y: 100),
      Writer.shape(["d"], x: 300, y: 130, height: 200), Writer.shape(["b"], x: 10, y: 145),
      Writer.shape(["pied"], x: 10, y: 400, width: 500),
    ]
    let document = try read([Writer.Slide(shapes: shapes.joined())])
    #expect(document.text.split(separator: "\n") == ["a", "b", "c", "d", "pied"])
  }

  @Test func groupsMoveTheirMembers() throws {
    let inner = "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"1270000\" cy=\"1270000\"/>"
    let group = """
      <p:grpSp><p:grpSpPr>\(Writer.transform("a:xfrm", 100, 200, 50, 50, inner: inner))</p:grpSpPr>\
      \(Writer.shape(["membre"], x: 20, y: 40, width: 60, height: 20))</p:grpSp>
      """
    let document = try read([Writer.Slide(shapes: group)])
    #expect(document.blocks.first?.box == Box(110, 220, 140, 230))
  }

  @Test func bulletsNumbersAndLevels() throws {
    func item(_ properties: String, _ text: String) -> String {
      "<a:p>\(properties)<a:r><a:rPr sz=\"1800\"/><a:t>\(text)</a:t></a:r></a:p>"
    }
    let paragraphs =
      item("<a:pPr><a:buChar char=\"§\"/></a:pPr>", "a")
      + item("<a:pPr lvl=\"1\"><a:buAutoNum type=\"alphaLcParenR\"/></a:pPr>", "b")
      + item("<a:pPr lvl=\"1\"><a:buAutoNum type=\"alphaLcParenR\"/></a:pPr>", "c")
      + item("<a:pPr><a:buNone/></a:pPr>", "d") + item("", " ")
    let document = try read([Writer.Slide(shapes: Writer.shape(paragraphs: paragraphs))])
    #expect(
      document.outline == ["listItem 1: a", "listItem 2: b", "listItem 2: c", "paragraph: d"])
    #expect(document.blocks.map(\.marker) == ["•", "a)", "b)", nil])
    #expect(document.blocks.allSatisfy { $0.fontSize == 18 })
  }

  @Test func bulletsThatWereTyped() throws {
    func item(_ runs: String...) -> String {
      "<a:p>" + runs.map { "<a:r><a:t>\($0)</a:t></a:r>" }.joined() + "</a:p>"
    }
    let paragraphs =
      item("• Ouverture : 5 mai") + item("–", " dépôt en ligne") + item("1. Axe 1")
      + item("-5 °C")
    let document = try read([Writer.Slide(shapes: Writer.shape(paragraphs: paragraphs))])
    #expect(
      document.outline == [
        "listItem 1: Ouverture : 5 mai", "listItem 1: dépôt en ligne", "paragraph: 1. Axe 1",
        "paragraph: -5 °C",
      ])
    #expect(document.blocks.map(\.marker) == ["•", "–", nil, nil])
  }

  @Test func tables() throws {
    func cell(_ text: String, _ attributes: String = "") -> String {
      "<a:tc \(attributes)><a:txBody><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></a:txBody></a:tc>"
    }
    let frame = """
      <p:graphicFrame>\(Writer.transform("p:xfrm", 100, 100, 200, 60))<a:graphic><a:graphicData>\
      <a:tbl><a:tblPr firstRow="1"/><a:tblGrid><a:gridCol w="1270000"/><a:gridCol w="1270000"/>\
      </a:tblGrid><a:tr h="381000">\(cell("Taux", "gridSpan=\"2\""))\(cell("", "hMerge=\"1\""))</a:tr>\
      <a:tr h="381000">\(cell("FEDER"))\(cell("60 %"))</a:tr></a:tbl></a:graphicData></a:graphic>\
      </p:graphicFrame>
      """
    let document = try read([Writer.Slide(shapes: frame)])
    #expect(document.text == "Taux\nFEDER\t60 %")
    #expect(
      document.blocks.first?.cell
        == Cell(table: 0, row: 0, column: 0, columnSpan: 2, isHeader: true))
    #expect(document.blocks.last?.box == Box(200, 130, 300, 160))
  }

  @Test func notesCommentsAndFurnitureStandApart() throws {
    let shapes =
      Writer.shape(["corps"]) + Writer.shape(["12"], placeholder: "sldNum")
      + Writer.shape(["Réunion"], placeholder: "ftr")
    let document = try read([
      Writer.Slide(shapes: shapes, notes: "à dire", comment: "à revoir", isHidden: true),
      Writer.Slide(shapes: "<p:pic/>"),
    ])
    #expect(document.outline == ["paragraph: corps", "note: à dire", "comment: à revoir"])
    #expect(document.furniture.map(\.text) == ["12", "Réunion"])
    #expect(document.furniture.map(\.role) == [.pageNumber, .footer])
    #expect(document.pages.map(\.isHidden) == [true, false])
    #expect(document.pages.map(\.isImageOnly) == [false, true])
  }

  @Test func linksAndLineBreaks() throws {
    let paragraphs = """
      <a:p><a:r><a:t>Voir</a:t></a:r><a:br/><a:r><a:rPr><a:hlinkClick r:id="h"/></a:rPr>\
      <a:t>le site</a:t></a:r><a:r><a:t>.</a:t></a:r></a:p>
      """
    let document = try read([
      Writer.Slide(
        shapes: Writer.shape(paragraphs: paragraphs), links: [("h", "https://example.org/a")])
    ])
    #expect(document.text == "Voir\nle site.")
    #expect(document.links == [Link(range: TextRange(5, 12), url: "https://example.org/a")])
  }

  @Test func picturesAloneGiveAWarning() throws {
    let document = try read([Writer.Slide(shapes: "<p:pic/>")])
    #expect(document.text.isEmpty)
    #expect(document.warnings.map(\.id) == ["no-text-layer"])
  }

  // MARK: Broken and hostile files

  @Test func presentationWithoutSlidesIsEmpty() {
    #expect(throws: DocumentFailure.empty) { try read(PresentationWriter().bytes) }
  }

  @Test func cutArchivesAreDamaged() {
    let whole = PresentationWriter(slides: [.init(shapes: PresentationWriter.shape(["a"]))]).bytes
    for length in [30, whole.count / 2, whole.count - 10] {
      #expect(throws: DocumentFailure.self) { try read(Array(whole.prefix(length))) }
    }
    let error = #expect(throws: DocumentFailure.self) { try read(Array(whole.prefix(100))) }
    #expect(error?.id == "damaged")
  }

  @Test(arguments: [
    "<p:sld", "<a><b></a></b>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "",
    String(repeating: "<a>", count: 300_000),
  ])
  func partsThatAreNoXMLAreDamaged(_ xml: String) {
    var entries = PresentationWriter(slides: [.init(shapes: "")]).entries
    entries.removeAll { $0.name == "ppt/slides/slide0.xml" }
    entries.append(.init("ppt/slides/slide0.xml", xml))
    let error = #expect(throws: DocumentFailure.self) {
      try read(ArchiveWriter.archive(entries))
    }
    #expect(error?.id == "damaged")
  }

  @Test func missingPartsAreDamaged() {
    var entries = PresentationWriter(slides: [.init(shapes: "")]).entries
    entries.removeAll { $0.name == "ppt/slides/slide0.xml" }
    #expect(throws: DocumentFailure.damaged(detail: "no ppt/slides/slide0.xml")) {
      try read(ArchiveWriter.archive(entries))
    }
  }

  @Test(arguments: [(1 << 20, true), ((1 << 20) + 1, false), (65 << 20, false)])
  func packingBeyondTheRatioIsRefused(_ size: Int, _ isAllowed: Bool) {
    var entries = PresentationWriter(slides: [.init(shapes: Writer.shape(["a"]))]).entries
    entries.append(.init("ppt/media/bomb.bin", [UInt8](repeating: 32, count: size)))
    let bytes = ArchiveWriter.archive(entries)
    if isAllowed {
      #expect(throws: Never.self) { try read(bytes) }
    } else {
      let error = #expect(throws: DocumentFailure.self) { try read(bytes) }
      #expect(error?.id == "too-large")
    }
  }

  @Test func tooManyEntriesAreRefused() {
    var entries = PresentationWriter(slides: [.init(shapes: "")]).entries
    entries += (0..<10_001).map { .init("x\($0)", "") }
    let error = #expect(throws: DocumentFailure.self) { try read(ArchiveWriter.archive(entries)) }
    #expect(error?.id == "too-large")
  }

  @Test func lockedEntriesAreEncrypted() {
    var entries = PresentationWriter(slides: [.init(shapes: "")]).entries
    for i in entries.indices { entries[i].password = "secret" }
    #expect(throws: DocumentFailure.encrypted) { try read(ArchiveWriter.archive(entries)) }
  }

  @Test func encryptedOfficeFilesAreEncrypted() {
    let header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let name = Array("EncryptedPackage".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let bytes = header + [UInt8](repeating: 0, count: 600) + name
    #expect(throws: DocumentFailure.encrypted) {
      try DocumentReader().read(bytes, name: "appel.pptx")
    }
  }

  @Test func targetsNeverLeaveThePackage() throws {
    var entries = PresentationWriter(slides: [.init(shapes: "")]).entries
    entries.removeAll { $0.name == "ppt/_rels/presentation.xml.rels" }
    entries.append(
      .init(
        "ppt/_rels/presentation.xml.rels",
        PresentationWriter.relationships([("s0", "slide", "../../../../etc/passwd", "")])))
    #expect(throws: DocumentFailure.damaged(detail: "no etc/passwd")) {
      try read(ArchiveWriter.archive(entries))
    }
  }
}
