import TestSupport

/// Office files of sound parts, one of which is a stranger's.
enum OfficeFile {
  struct Part {
    /// Which of the files it is part of.
    var file: String
    var name: String
    var xml: String

    init(_ file: String, _ name: String, _ xml: String) {
      (self.file, self.name, self.xml) = (file, name, xml)
    }
  }

  /// Parts that are always sound, so that the others are found.
  private static let frames = [
    Part("a.odp", "mimetype", "application/vnd.oasis.opendocument.presentation"),
    Part("a.odt", "mimetype", "application/vnd.oasis.opendocument.text"),
    Part("a.pptx", "_rels/.rels", relations(["officeDocument": "ppt/presentation.xml"])),
    Part(
      "a.pptx", "ppt/_rels/presentation.xml.rels", relations(["slide": "slides/slide1.xml"])),
    Part("a.docx", "_rels/.rels", relations(["officeDocument": "word/document.xml"])),
    Part(
      "a.docx", "word/_rels/document.xml.rels",
      relations([
        "styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml",
        "header": "header1.xml", "comments": "comments.xml",
      ])),
  ]

  /// A file with one part put in the place of its sound one; the first byte says which. Nil without
  /// any byte.
  static func archive(_ bytes: [UInt8]) -> (name: String, bytes: [UInt8])? {
    guard let first = bytes.first else { return nil }
    let chosen = parts[Int(first) % parts.count]
    let entries = (frames + parts).filter { $0.file == chosen.file }.map { part in
      part.name == chosen.name
        ? ArchiveWriter.Entry(part.name, Array(bytes.dropFirst()))
        : ArchiveWriter.Entry(part.name, part.xml)
    }
    return (chosen.file, ArchiveWriter.archive(entries))
  }

  /// Each part as it is when sound.
  static var sound: [[UInt8]] {
    parts.enumerated().map { [UInt8($0.offset)] + Array($0.element.xml.utf8) }
  }

  private static func relations(_ targets: [String: String]) -> String {
    let lines = targets.sorted { $0.key < $1.key }.map { kind, target in
      "<Relationship Id=\"\(kind)\" Type=\"urn:x/\(kind)\" Target=\"\(target)\"/>"
    }
    return "<Relationships>\(lines.joined())</Relationships>"
  }

  private static let names = ["a", "c", "dgm", "mc", "p", "r", "w"]
    .map { "xmlns:\($0)=\"urn:\($0)\"" }.joined(separator: " ")
  private static let openNames = [
    "draw", "fo", "office", "presentation", "style", "svg", "table", "text",
  ]
  .map { "xmlns:\($0)=\"urn:\($0)\"" }.joined(separator: " ")

  static let parts: [Part] = presentation + text + open

  private static let presentation = [
    Part(
      "a.pptx", "ppt/slides/slide1.xml",
      """
      <p:sld \(names)><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>\
      </p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="9"/><a:ext cx="99" cy="9"/></a:xfrm></p:spPr>\
      <p:txBody><a:p><a:pPr lvl="1"><a:buAutoNum type="romanUcPeriod" startAt="3"/></a:pPr><a:r>\
      <a:rPr b="1" sz="1800"><a:hlinkClick r:id="link"/></a:rPr><a:t>Appel</a:t></a:r><a:br/>\
      <a:fld type="slidenum"><a:t>4</a:t></a:fld></a:p></p:txBody></p:sp><p:grpSp><p:grpSpPr>\
      <a:xfrm rot="9"><a:off x="0" y="9"/><a:ext cx="99" cy="9"/><a:chOff x="1" y="2"/>\
      <a:chExt cx="3" cy="4"/></a:xfrm></p:grpSpPr><p:cxnSp/><p:pic/></p:grpSp><p:graphicFrame>\
      <p:xfrm><a:off x="0" y="9"/><a:ext cx="99" cy="9"/></p:xfrm><a:graphic><a:graphicData><a:tbl>\
      <a:tblPr firstRow="1"/><a:tblGrid><a:gridCol w="9"/></a:tblGrid><a:tr h="9"><a:tc gridSpan="2">\
      <a:txBody><a:p><a:r><a:t>80 %</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge="1"/></a:tr>\
      <a:tr h="9"><a:tc rowSpan="2"/><a:tc vMerge="1"/></a:tr></a:tbl></a:graphicData></a:graphic>\
      </p:graphicFrame><p:graphicFrame><c:chart r:id="chart"/></p:graphicFrame><p:graphicFrame>\
      <dgm:relIds r:dm="diagramData"/></p:graphicFrame><mc:AlternateContent><mc:Choice><p:sp/>\
      </mc:Choice></mc:AlternateContent></p:spTree></p:cSld></p:sld>
      """),
    Part(
      "a.pptx", "ppt/slides/_rels/slide1.xml.rels",
      relations([
        "slideLayout": "../slideLayouts/l.xml", "notesSlide": "n.xml", "comments": "k.xml",
        "chart": "c.xml", "diagramData": "d.xml",
      ])),
    Part(
      "a.pptx", "ppt/slideLayouts/l.xml",
      """
      <p:sldLayout \(names)><p:spTree><p:sp><p:nvPr><p:ph type="body" idx="1"/></p:nvPr><a:lstStyle>\
      <a:lvl1pPr><a:buChar char="-"/></a:lvl1pPr><a:lvl2pPr><a:buNone/></a:lvl2pPr></a:lstStyle>\
      <a:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></a:xfrm></p:sp></p:spTree></p:sldLayout>
      """),
    Part(
      "a.pptx", "ppt/slides/n.xml",
      """
      <p:notes \(names)><p:sp><p:nvPr><p:ph type="body"/></p:nvPr><p:txBody><a:p><a:r><a:t>Note\
      </a:t></a:r></a:p></p:txBody></p:sp></p:notes>
      """),
    Part(
      "a.pptx", "ppt/slides/k.xml", "<p:cmLst \(names)><p:cm><p:text>Non</p:text></p:cm></p:cmLst>"
    ),
    Part(
      "a.pptx", "ppt/slides/c.xml",
      """
      <c:chartSpace \(names)><c:title><a:t>Part</a:t></c:title><c:ser><c:tx><c:pt idx="0"><c:v>s\
      </c:v></c:pt></c:tx><c:cat><c:pt idx="1"><c:v>x</c:v></c:pt></c:cat><c:val><c:pt idx="1">\
      <c:v>0.30000000000000004</c:v></c:pt></c:val></c:ser></c:chartSpace>
      """),
    Part(
      "a.pptx", "ppt/slides/d.xml",
      """
      <dgm:dataModel \(names)><dgm:ptLst><dgm:pt modelId="1" type="node"><dgm:t><a:p><a:r><a:t>un\
      </a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt modelId="2" type="doc"/></dgm:ptLst><dgm:cxnLst>\
      <dgm:cxn srcId="2" destId="1" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>
      """),
    Part(
      "a.pptx", "ppt/presentation.xml",
      """
      <p:presentation \(names)><p:sldIdLst><p:sldId id="1" r:id="slide"/></p:sldIdLst>\
      <p:sldSz cx="9144000" cy="6858000"/></p:presentation>
      """),
  ]

  private static let text = [
    Part(
      "a.docx", "word/document.xml",
      """
      <w:document \(names)><w:body><w:p><w:pPr><w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="1"/>\
      <w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="20"/></w:rPr>\
      <w:t>Appel</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:footnoteReference w:id="2"/></w:r></w:p>\
      <w:tbl><w:tr><w:trPr><w:tblHeader/><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr>\
      <w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>80 %</w:t></w:r></w:p>\
      </w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl><w:p><w:r>\
      <w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.org"\
      </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ici</w:t></w:r>\
      <w:r><w:fldChar w:fldCharType="end"/></w:r><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r>\
      <w:delText>out</w:delText></w:r></w:del></w:p><w:sdt><w:sdtPr><w:docPartObj>\
      <w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p/>\
      </w:sdtContent></w:sdt></w:body></w:document>
      """),
    Part(
      "a.docx", "word/styles.xml",
      """
      <w:styles \(names)><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr>\
      </w:rPrDefault></w:docDefaults><w:style w:styleId="h" w:type="paragraph" w:default="1">\
      <w:name w:val="heading 1"/><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>\
      </w:style><w:style w:styleId="b"><w:basedOn w:val="h"/></w:style></w:styles>
      """),
    Part(
      "a.docx", "word/numbering.xml",
      """
      <w:numbering \(names)><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>\
      <w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:isLgl/>\
      <w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>\
      <w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">\
      <w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>
      """),
    Part(
      "a.docx", "word/footnotes.xml",
      """
      <w:footnotes \(names)><w:footnote w:id="2"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote>\
      </w:footnotes>
      """),
    Part(
      "a.docx", "word/header1.xml", "<w:hdr \(names)><w:p><w:r><w:t>haut</w:t></w:r></w:p></w:hdr>"),
    Part(
      "a.docx", "word/comments.xml",
      "<w:comments \(names)><w:comment><w:p><w:r><w:t>oh</w:t></w:r></w:p></w:comment></w:comments>"
    ),
  ]

  private static let open = [
    Part(
      "a.odp", "content.xml",
      """
      <office:document-content \(openNames)><office:automatic-styles><style:style style:name="dp">\
      <style:drawing-page-properties presentation:visibility="hidden"/></style:style>\
      <text:list-style style:name="L"><text:list-level-style-number text:level="1" \
      style:num-format="i" style:num-suffix="." text:start-value="2"/></text:list-style>\
      </office:automatic-styles><office:body><office:presentation><draw:page draw:style-name="dp">\
      <draw:frame svg:x="1pt" svg:y="2cm" svg:width="3in" svg:height="4mm" presentation:class="title">\
      <draw:text-box><text:list text:style-name="L"><text:list-item><text:p>un<text:s text:c="3"/>\
      <text:tab/><text:line-break/></text:p></text:list-item></text:list></draw:text-box></draw:frame>\
      <draw:frame><table:table><table:table-column table:number-columns-repeated="2"/>\
      <table:table-row table:number-rows-repeated="2"><table:table-cell \
      table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>80 %</text:p>\
      </table:table-cell><table:covered-table-cell/></table:table-row></table:table></draw:frame>\
      <presentation:notes><draw:frame presentation:class="notes"><draw:text-box><text:p>note</text:p>\
      </draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation>\
      </office:body></office:document-content>
      """),
    Part(
      "a.odp", "styles.xml",
      """
      <office:document-styles \(openNames)><style:page-layout style:name="P">\
      <style:page-layout-properties fo:page-width="10in" fo:page-height="7.5in"/></style:page-layout>\
      <style:master-page style:page-layout-name="P"/></office:document-styles>
      """),
    Part(
      "a.odt", "content.xml",
      """
      <office:document-content \(openNames)><office:body><office:text><text:h \
      text:outline-level="1">Appel<text:note text:note-class="footnote"><text:note-body>\
      <text:p>note</text:p></text:note-body></text:note></text:h><text:list \
      text:continue-numbering="true"><text:list-item text:start-value="4"><text:p>un</text:p>\
      </text:list-item></text:list><table:table><table:table-header-rows><table:table-row>\
      <table:table-cell table:number-columns-repeated="3"><text:p>80 %</text:p></table:table-cell>\
      </table:table-row></table:table-header-rows></table:table></office:text></office:body>\
      </office:document-content>
      """),
  ]
}
