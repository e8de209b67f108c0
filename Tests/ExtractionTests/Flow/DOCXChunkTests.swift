import Documents
import Extraction
import Testing

@Suite struct DOCXChunkTests {
  private typealias W = WordWriter

  /// Pages and texts that the document takes in stand where it names them.
  @Test func filesTakenInAreRead() throws {
    let page =
      "<html><body><h2>Dates</h2><p>Avant le 15 mars.</p><table><tr><td>a</td><td>b</td></tr>"
      + "<tr><td>c</td><td>d</td></tr></table></body></html>"
    var writer = W(
      body: W.paragraph("x") + "<w:altChunk r:id=\"k\"/><w:altChunk r:id=\"none\"/>"
        + W.paragraph("y"))
    writer.chunks = [("k", "part.html", page)]
    let document = try readDocument(writer.bytes, format: .docx, with: DOCXReader())
    #expect(document.text == "x\n\nDates\n\nAvant le 15 mars.\n\na\tb\nc\td\n\ny")
    #expect(document.blocks.contains { $0.role == .heading })
  }

  /// Of RTF nothing is read, which the reader is told.
  @Test func filesOfOtherFormatsAreToldOf() throws {
    var writer = W(body: W.paragraph("x") + "<w:altChunk r:id=\"k\"/>")
    writer.chunks = [("k", "part.rtf", "{\\rtf1 Avant le 15 mars.}")]
    let document = try readDocument(writer.bytes, format: .docx, with: DOCXReader())
    #expect(document.text == "x")
    #expect(document.warnings.map(\.id) == ["unreadable-part"])
  }
}
