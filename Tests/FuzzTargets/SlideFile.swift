import TestSupport

/// A presentation of one slide.
enum SlideFile {
  private static let packageRelations = """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Id="d" Target="ppt/presentation.xml" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>\
    </Relationships>
    """
  private static let presentation = """
    <p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
    <p:sldIdLst><p:sldId id="256" r:id="s"/></p:sldIdLst></p:presentation>
    """
  private static let presentationRelations = """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Id="s" Target="slides/slide1.xml" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"/>\
    </Relationships>
    """

  static func archive(slide: [UInt8]) -> [UInt8] {
    ArchiveWriter.archive([
      .init("_rels/.rels", packageRelations),
      .init("ppt/presentation.xml", presentation),
      .init("ppt/_rels/presentation.xml.rels", presentationRelations),
      .init("ppt/slides/slide1.xml", slide),
    ])
  }
}
