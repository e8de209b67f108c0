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
    ("<p><span>Clôture :</span><span>30 avril</span></p>", "Clôture : 30 avril"),
    ("<p><b>Clôture</b><span>30 avril</span></p>", "Clôture 30 avril"),
    ("<p><b>Clôture</b>30 avril</p>", "Clôture 30 avril"),
    ("<p><b>Taux</b>Au plus 50 %</p>", "Taux Au plus 50 %"),
    ("<p><b>Chap</b>itre</p>", "Chapitre"),
    ("<p><span>NOTE:</span><span>&nbsp;New</span></p>", "NOTE:\u{A0}New"),
    ("<p><b>m</b><span>2</span></p>", "m2"),
    ("<p><span>1</span><span>er</span> mai</p>", "1er mai"),
    ("<p>50 %<b>des</b> cas</p>", "50 %des cas"),
  ])
  func spansAfterAUnitStandApart(_ html: String, _ text: String) throws {
    #expect(try readHTML(html).text == text)
  }

  /// Boxes that names of templates or tags would have dropped.
  @Test(arguments: [
    "<ul class=meta><li>Ouverture le 3 janvier</li><li>Clôture le 30 avril</li></ul>",
    "<aside><h3>Dates</h3><p>Clôture le 30 avril</p></aside>",
    "<div class=tabs><p>Clôture en deux temps, <b>le 30 avril</b></p></div>",
  ])
  func boxesOfFactsAreKept(_ box: String) throws {
    let text = "<p>\(String(repeating: MainContentTests.sentence, count: 4))</p>"
    let document = try readHTML(MainContentTests.page(text + box))
    #expect(document.text.contains("30 avril"))
    let other = box.replacing("Clôture", with: "Rencontre").replacing("30", with: "3")
    let isPanel = box.contains("tabs")
    #expect(
      try readHTML(MainContentTests.page(text + other)).text.contains("3 avril") == isPanel)
  }

  @Test func whatOpensAFoldIsAHeading() throws {
    let document = try readHTML(
      "<h2>Questions</h2><details><summary>Combien ?</summary><p>La moitié.</p></details>")
    #expect(
      document.outline == ["heading 2: Questions", "heading 3: Combien ?", "paragraph: La moitié."])
  }
}
