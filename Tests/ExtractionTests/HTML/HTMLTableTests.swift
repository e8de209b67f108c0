import Documents
import Testing

@Suite struct HTMLTableTests {
  @Test func spansShiftTheCellsBesideAndBelow() throws {
    let document = try readHTML(
      """
      <table><tr><th>Axe</th><th colspan=2>Taux</th></tr>
      <tr><td rowspan=2>1</td><td>60 %</td><td>FEDER</td></tr>
      <tr><td>80 %</td><td>FSE</td></tr></table>
      """)
    let places = document.blocks.map { block in
      let cell = block.cell
      return "\(document.slice(block.range)) \(cell?.row ?? -1),\(cell?.column ?? -1)"
        + " \(cell?.rowSpan ?? 0)x\(cell?.columnSpan ?? 0)\(cell?.isHeader == true ? " h" : "")"
    }
    #expect(
      places == [
        "Axe 0,0 1x1 h", "Taux 0,1 1x2 h", "1 1,0 2x1", "60 % 1,1 1x1", "FEDER 1,2 1x1",
        "80 % 2,1 1x1", "FSE 2,2 1x1",
      ])
    #expect(document.text == "Axe\tTaux\n1\t60 %\tFEDER\n80 %\tFSE")
  }

  @Test func hugeSpansAreCut() throws {
    let document = try readHTML(
      "<table><tr><td colspan=99999999999>a<td rowspan=4000000>b<tr><td>c<td>d</table>")
    #expect(document.blocks.compactMap(\.cell?.columnSpan).max() == 1_000)
  }

  @Test func nestedTablesLayOutThePage() throws {
    let document = try readHTML(
      """
      <table><tr><td><p>Un texte de mise en page.</p></td><td>
      <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>
      """)
    #expect(
      document.outline == [
        "paragraph: Un texte de mise en page.", "tableCell: A", "tableCell: B", "tableCell: 1",
        "tableCell: 2",
      ])
    #expect(Set(document.blocks.compactMap(\.cell?.table)) == [0])
  }

  /// A menu in one column, the story in the other, the name of the house above.
  @Test func aCellThatHoldsTheStoryLaysOutThePage() throws {
    let lines = String(
      repeating: "La commune dépose son dossier au service des associations. ", count: 4)
    let document = try readHTML(
      """
      <table><tr><td colspan=2><b>Le Département</b></td></tr><tr><td><a href=a>Accueil</a></td>
      <td><h3>Aide aux jumelages</h3><p>\(lines)</p><p>\(lines)</p></td></tr></table>
      """)
    #expect(document.blocks.allSatisfy { $0.cell == nil })
    #expect(document.outline.contains("heading 3: Aide aux jumelages"))
  }

  /// A long cell of data is one still, without a heading and paragraphs of its own.
  @Test func aLongCellStaysACell() throws {
    let words = String(repeating: "des mots et des mots ", count: 30)
    let document = try readHTML(
      "<table><tr><td>Objet<td>\(words)<tr><td>Taux<td>80 %</table>")
    #expect(document.blocks.compactMap(\.cell).count == 4)
  }

  @Test func linesOfACellStayInIt() throws {
    let document = try readHTML(
      "<table><tr><th>A<th>B<tr><td><p>un</p><ul><li>deux<li>trois</ul><td>x<br>y</table>")
    #expect(
      document.outline == [
        "tableCell: A", "tableCell: B", "tableCell: un\ndeux\ntrois", "tableCell: x\ny",
      ])
  }
}
