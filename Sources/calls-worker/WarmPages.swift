/// Pages of our own that a server reads before it forks, with much of what documents have.
enum WarmPages {
  static let html = Array(
    """
    <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Appel à projets</title>
    <meta property="article:published_time" content="2024-05-06T12:00:00+02:00"></head>
    <body><main><h1>Appel à projets</h1><p>Les dossiers sont à déposer avant le 6 mai 2024.</p>
    <ul><li><a href="https://example.org/">Le règlement</a></li></ul>
    <table><tr><th>Volet</th><th>Taux</th></tr><tr><td>1</td><td>80 %</td></tr></table>
    </main></body></html>
    """.utf8)

  // MARK: PDF

  /// Three pages in three kinds of fonts: two columns, a list, a table, hyphens, a broken word, a
  /// link, running text; compressed (in form) streams, and the dates that poppler converts by the
  /// time zone.
  static let pdf = pdf(isTagged: false)

  /// The same with the tags of its structure, which are read along other ways.
  static let taggedPDF = pdf(isTagged: true)

  private static func pdf(isTagged: Bool) -> [UInt8] {
    let pages = (1...3).map { content($0, isTagged: isTagged) }
    let tags = isTagged ? "/MarkInfo << /Marked true >> /StructTreeRoot 16 0 R " : ""
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R \(tags)/Lang (fr) >>",
      "<< /Type /Pages /Count 3 /Kids [10 0 R 12 0 R 14 0 R] /Resources << /ProcSet [/PDF /Text] "
        + "/Font << /F 3 0 R /G 4 0 R /H 5 0 R >> >> /MediaBox [0 0 595 842] >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
      "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding << /Type /Encoding "
        + "/BaseEncoding /WinAnsiEncoding /Differences [65 /A /B] >> /FirstChar 32 /LastChar 126 "
        + "/Widths [\(widths)] >>",
      "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Text /Encoding /Identity-H "
        + "/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Text /DW 500 /W [32 [250 300]] "
        + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        + "/FontDescriptor 8 0 R /CIDToGIDMap /Identity >>",
      stream(unicodeMap, compressed: true),
      "<< /Type /FontDescriptor /FontName /AAAAAA+Text /Flags 4 /FontBBox [0 -200 1000 900] "
        + "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
      "<< /Title (Appel) /Author (Service) /CreationDate (D:20240506120000+02'00') >>",
    ]
    for (i, page) in pages.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /Contents \(11 + 2 * i) 0 R /Annots [<< /Type /Annot "
          + "/Subtype /Link /Rect [60 690 300 720] /Border [0 0 0] /A << /S /URI "
          + "/URI (https://example.org/) >> >>] >>")
      objects.append(stream(page, compressed: i > 0))
    }
    if isTagged { objects.append(structure) }
    return file(objects)
  }

  /// A heading, paragraphs, a list and a table, on each page.
  private static var structure: String {
    let pages = (0..<3).map { page in
      let paragraphs = (1...16).map { "<< /S /P /K \($0) >> " }.joined()
      let items = (17...19).map { "<< /S /LI /K << /S /LBody /K \($0) >> >> " }.joined()
      let rows = [20, 23].map { first in
        "<< /S /TR /K [\((first..<first + 3).map { "<< /S /TD /K \($0) >>" }.joined())] >> "
      }
      return "<< /S /Sect /Pg \(10 + 2 * page) 0 R /K [<< /S /H1 /K 0 >> \(paragraphs)"
        + "<< /S /L /K [\(items)] >> << /S /Table /K [\(rows.joined())] >>] >> "
    }
    return "<< /Type /StructTreeRoot /RoleMap << /Text /P >> "
      + "/K << /S /Document /K [\(pages.joined())] >> >>"
  }

  private static let widths = (32...126).map { _ in "500" }.joined(separator: " ")

  private static let unicodeMap = """
    /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Text def
    1 begincodespacerange <0000> <ffff> endcodespacerange
    1 beginbfrange <0020> <007e> <0020> endbfrange
    1 beginbfchar <00e9> <00e9> endbfchar endcmap end end
    """

  private static let lines = [
    "La presente consultation est ouverte aux commu-", "nes et aux associations de la region qui",
    "portent un projet avec un partenaire etran", "ger dans le domaine de l'eau potable. Les",
    "dossiers sont deposes au plus tard le 6 mai", "a midi ; la subvention couvre 80 % des",
    "depenses eligi bles et ne peut depasser une", "somme de 40 000 euros pour chaque projet.",
  ]

  /// The drawing of a page.
  private static func content(_ page: Int, isTagged: Bool) -> String {
    var marks = 0
    /// Begins the next piece of tagged content.
    func mark() -> String {
      marks += 1
      return isTagged ? "/P << /MCID \(marks - 1) >> BDC " : "/Artifact BMC "
    }
    var drawing = "q 0 0 0 rg \(mark())BT /F 18 Tf 60 780 Td (Appel a projets) Tj ET EMC\n"
    func text(_ text: String, _ font: String, _ size: Int, _ x: Int, _ y: Int) {
      drawing += "\(mark())BT /\(font) \(size) Tf \(x) \(y) Td "
      if font == "H" {
        let codes = text.utf8.map { "00" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        drawing += "<\(codes.joined())> Tj ET EMC\n"
      } else {
        let escaped = text.split(separator: " ").joined(separator: ") -20 ( ")
        drawing += "[(\(escaped))] TJ ET EMC\n"
      }
    }
    for (i, line) in lines.enumerated() {
      text(line, "G", 9, 60, 700 - 12 * i)
      text(line, "H", 9, 320, 700 - 12 * i)
    }
    for (i, item) in ["un budget", "un calendrier", "une lettre"].enumerated() {
      text("- " + item, "G", 10, 60, 560 - 14 * i)
    }
    for (i, row) in [("Volet", "Taux", "Plafond"), ("Eau", "80 %", "40 000")].enumerated() {
      let y = 480 - 20 * i
      for (x, cell) in zip([60, 220, 380], [row.0, row.1, row.2]) {
        text(cell, i == 0 ? "F" : "G", 10, x, y)
      }
    }
    text("Page \(page) sur 3", "G", 8, 270, 30)
    return drawing + "Q 60 440 m 500 440 l S"
  }

  private static func stream(_ content: String, compressed: Bool) -> String {
    let bytes = Array(content.utf8)
    guard compressed else {
      return "<< /Length \(bytes.count) >>\nstream\n\(content)\nendstream"
    }
    // One stored block of RFC 1951 in the frame of RFC 1950, as hexadecimal digits.
    var sums: (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      sums.0 = (sums.0 + UInt32(byte)) % 65_521
      sums.1 = (sums.1 + sums.0) % 65_521
    }
    let count = UInt16(truncatingIfNeeded: bytes.count)
    let header = [0x78, 0x01, 0x01, UInt8(count & 255), UInt8(count >> 8)]
    let frame =
      header + [UInt8(~count & 255), UInt8(~count >> 8)] + bytes
      + [sums.1, sums.0].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let digits = frame.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + ">"
    return "<< /Filter [/ASCIIHexDecode /FlateDecode] /Length \(digits.utf8.count) >>\n"
      + "stream\n\(digits)\nendstream"
  }

  private static func file(_ objects: [String]) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (i, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(i + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Root 1 0 R /Info 9 0 R /Size \(objects.count + 1) >>\n"
    return Array((text + "startxref\n\(start)\n%%EOF\n").utf8)
  }
}
