import Documents
import Extraction
import Testing

/// Marks of notes and exponents in Word files.
@Suite struct RaisedFigureTests {
  private typealias W = WordWriter

  /// By the run's own height or that of its style; a raised date is a date.
  @Test func raisedFiguresAreNoDigitsOfANumber() throws {
    let styles = """
      <w:style w:type="character" w:styleId="Note"><w:name w:val="note"/><w:rPr>\
      <w:vertAlign w:val="superscript"/></w:rPr></w:style>
      """
    let high = "<w:vertAlign w:val=\"superscript\"/>"
    let runs =
      W.run("le 30 avril 2027") + W.run("1", high) + W.run(", 80 %")
      + W.run("2", "<w:rStyle w:val=\"Note\"/>") + W.run(", CO")
      + W.run("2", "<w:vertAlign w:val=\"subscript\"/>") + W.run(" le 1") + W.run("er", high)
    let document = try readDocument(
      W(body: "<w:p>\(runs)</w:p>", parts: [("styles", styles)]).bytes, format: .docx,
      with: DOCXReader())
    #expect(document.text == "le 30 avril 2027¹, 80 %², CO2 le 1er")
  }
}
