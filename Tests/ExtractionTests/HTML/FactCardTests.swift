import Documents
import Testing

@testable import Extraction

/// Boxes with a value and its label.
@Suite struct FactCardTests {
  @Test func aTimeLineIsATable() throws {
    let document = try readHTML(
      """
      <h1>Appel à projets</h1><div class=steps>
      <div><p>12/01/2027</p><p>Ouverture du dépôt</p></div>
      <div><p>30/04/2027</p><p>Clôture du dépôt</p></div>
      <div><h3>15/06/2027</h3><p>Réunion du jury</p></div></div><p>Les communes répondent.</p>
      """)
    #expect(
      document.text
        == """
        Appel à projets

        12/01/2027\tOuverture du dépôt
        30/04/2027\tClôture du dépôt
        15/06/2027\tRéunion du jury

        Les communes répondent.
        """)
    #expect(document.blocks.compactMap(\.cell).map(\.row) == [0, 0, 1, 1, 2, 2])
    #expect(document.blocks.compactMap(\.cell).allSatisfy { !$0.isHeader })
  }

  @Test func labelsOverValuesAreHeaders() throws {
    let document = try readHTML(
      """
      <div class=box><div><div><span>Date limite</span></div><div>30 avril 2027</div></div>
      <div><img src=a.png><div><span>Budget</span><span>300 000 €</span></div></div></div>
      """)
    #expect(document.text == "Date limite\t30 avril 2027\nBudget\t300 000 €")
    #expect(document.blocks.compactMap(\.cell).map(\.isHeader) == [true, false, true, false])
  }

  @Test(arguments: [
    // One box is no list of them.
    "<div><div><p>12/01/2027</p><p>Ouverture</p></div></div><p>Les communes répondent.</p>",
    // Sentences.
    "<div><p>En 2027, la région aide.</p><p>Les communes répondent.</p></div><div><p>En 2028, fin.</p><p>Rien.</p></div>",
    // Labels that are headings are read as such.
    "<div><h3>Ouverture</h3><p>12/01/2027</p></div><div><h3>Clôture</h3><p>30/04/2027</p></div>",
    // No values.
    "<div><p>Ouverture</p><p>Mairie</p></div><div><p>Clôture</p><p>Région</p></div>",
    // The other way round in the second.
    "<div><p>12/01/2027</p><p>Ouverture</p></div><div><p>Clôture</p><p>30/04/2027</p></div>",
  ])
  func otherBoxesStayAsTheyAre(_ html: String) throws {
    #expect(try readHTML(html).blocks.allSatisfy { $0.cell == nil })
  }

  @Test(arguments: [
    ("<p><span>50 %</span><span>du coût</span></p>", "50 % du coût"),
    ("<p><span>20 000 €</span><span>au plus</span></p>", "20 000 € au plus"),
    ("<p><span>1</span><span>er</span> mai</p>", "1er mai"),
    ("<p>50 %<b>des</b> cas</p>", "50 %des cas"),
  ])
  func spansAfterAUnitStandApart(_ html: String, _ text: String) throws {
    #expect(try readHTML(html).text == text)
  }
}
