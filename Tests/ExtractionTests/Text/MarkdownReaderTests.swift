import Documents
import Extraction
import Testing

@Suite struct MarkdownReaderTests {
  private func read(_ text: String) throws(DocumentFailure) -> Document {
    try readDocument(Array(text.utf8), format: .markdown, with: MarkdownReader())
  }

  @Test func blocks() throws {
    let text = """
      ---
      title: x
      ---
      # Appel

      Un texte **gras**
      sur deux lignes.

      - un
        - deux
      3. trois

      > cité

      Sous-titre
      ---
      ```
      code
      ```
      """
    let document = try read(text)
    #expect(document.text == text)
    #expect(
      document.outline == [
        "comment: ---\ntitle: x\n---", "title: Appel",
        "paragraph: Un texte **gras**\nsur deux lignes.", "listItem 1: un", "listItem 2: deux",
        "listItem 1: trois", "paragraph: cité", "heading 2: Sous-titre", "paragraph: code",
      ])
  }

  @Test func tableCells() throws {
    let document = try read("| A | B \\| C |\n|---|:-:|\n| 1 | |\n| 2 | 3 |\n\nfin")
    let cells = document.blocks.compactMap { block in
      block.cell.map { "\(document.slice(block.range)) \($0.row),\($0.column)" }
    }
    #expect(cells == ["A 0,0", "B \\| C 0,1", "1 1,0", "2 2,0", "3 2,1"])
    #expect(document.outline.last == "paragraph: fin")
  }

  @Test func links() throws {
    let document = try read(
      "Voir [le site](https://example.org/a \"t\"), <https://b.org>, ![image](c.png), [x](#y), [z]."
    )
    #expect(
      document.links.map { document.slice($0.range) + " " + $0.url } == [
        "le site https://example.org/a", "https://b.org https://b.org",
      ])
  }
}
