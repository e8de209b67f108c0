import Documents
import Foundation
import Testing

@Suite struct DocumentRenderingTests {
  /// A document of blocks, a blank line between them.
  private func document(
    _ parts: [(String, Block)], format: DocumentFormat = .html
  ) -> Document {
    var text = ""
    var blocks: [Block] = []
    for (words, block) in parts {
      if !text.isEmpty { text += "\n\n" }
      var block = block
      block.range = TextRange(text.utf8.count, text.utf8.count + words.utf8.count)
      text += words
      blocks.append(block)
    }
    return Document(format: format, text: text, blocks: blocks)
  }

  private func block(
    _ role: BlockRole, level: Int = 0, cell: Cell? = nil, marker: String? = nil
  ) -> Block {
    Block(role, TextRange(0, 0), level: level, cell: cell, marker: marker)
  }

  @Test func textAddsNoByte() {
    let document = Document(format: .text, text: "a\n\u{C}b ")
    #expect(DocumentRendering.text.render(document).utf8.elementsEqual("a\n\u{C}b ".utf8))
  }

  @Test func markdownOfHeadingsListsAndNotes() {
    let document = document([
      ("Appel", block(.title)), ("Dates", block(.heading, level: 2)),
      ("Un texte\nsur deux lignes", block(.paragraph)),
      ("un", block(.listItem, level: 1, marker: "•")),
      ("deux", block(.listItem, level: 2, marker: "a)")),
      ("3. trois", block(.listItem, level: 1, marker: "3.")),
      ("2.1.3. quatre", block(.listItem, level: 1, marker: "2.1.3.")),
      ("cinq", block(.listItem, level: 1, marker: "o")), ("à dire", block(.note)),
    ])
    #expect(
      DocumentRendering.markdown.render(document) == """
        # Appel

        ## Dates

        Un texte  
        sur deux lignes

        - un
          - a) deux
        3. trois
        - 2.1.3. quatre
        - cinq

        > à dire

        """)
  }

  @Test func markdownOfTables() {
    func cell(_ row: Int, _ column: Int, span: Int = 1) -> Block {
      block(.tableCell, cell: Cell(table: 0, row: row, column: column, columnSpan: span))
    }
    let document = document([
      ("Axe", cell(0, 0)), ("Taux", cell(0, 1)), ("a|b\nc", cell(1, 1)), ("fin", block(.paragraph)),
    ])
    #expect(
      DocumentRendering.markdown.render(document) == """
        | Axe | Taux |
        | --- | --- |
        |  | a\\|b<br>c |

        fin

        """)
  }

  @Test func markdownOfLinks() {
    var document = document([("Voir le site ici.", block(.paragraph))])
    document.links = [Link(range: TextRange(5, 12), url: "https://example.org/a_(b)")]
    #expect(
      DocumentRendering.markdown.render(document)
        == "Voir [le site](https://example.org/a_%28b%29) ici.\n")
  }

  @Test(arguments: [
    ("# dièse", "\\# dièse\n"), ("1. point", "1\\. point\n"),
    ("a * b_c [d] <e>", "a \\* b\\_c \\[d\\] \\<e>\n"),
    ("- tiret", "\\- tiret\n"), ("2024 est", "2024 est\n"),
  ])
  func markdownSignsOfTheTextAreEscaped(_ text: String, _ expected: String) {
    #expect(DocumentRendering.markdown.render(document([(text, block(.paragraph))])) == expected)
  }

  @Test func markdownOfMarkdownIsItself() {
    let document = Document(format: .markdown, text: "# a\n\n* b *")
    #expect(DocumentRendering.markdown.render(document) == "# a\n\n* b *\n")
  }

  @Test func furnitureIsLeftOutOfMarkdown() {
    var document = document([("corps", block(.paragraph))])
    document.furniture = [Furniture(role: .navigation, page: 1, text: "menu")]
    #expect(DocumentRendering.markdown.render(document) == "corps\n")
  }

  @Test func jsonCountsScalars() throws {
    var document = document([("é🙂 a", block(.heading, level: 2)), ("b", block(.paragraph))])
    document.pages = [Page(number: 1, range: TextRange(0, 11), width: 595.276, height: 842)]
    document.blocks[0].box = Box(1.005, 2, 3, 4.129)
    document.links = [Link(range: TextRange(10, 11), url: "https://example.org/a")]
    document.warnings = [ReaderWarning(id: "truncated")]
    #expect(
      DocumentRendering.json.render(document) == """
        {"blocks":[{"box":[1,2,3,4.13],"end":4,"level":2,"page":1,"role":"heading","start":0,\
        "text":"é🙂 a"},{"end":7,"page":1,"role":"paragraph","start":6,"text":"b"}],"format":"html",\
        "fragments":[],"furniture":[],"isDeck":false,"links":[{"end":7,"start":6,"text":"b",\
        "url":"https://example.org/a"}],"metadata":{},"pages":[{"end":7,"height":842,"number":1,\
        "start":0,"width":595.28}],"schema":"calls-document/1","text":"é🙂 a\\n\\nb",\
        "warnings":[{"id":"truncated"}]}

        """)
  }

  @Test func emptyDocument() {
    let document = Document(format: .pptx, text: "")
    #expect(DocumentRendering.markdown.render(document).isEmpty)
    #expect(DocumentRendering.text.render(document).isEmpty)
    #expect(DocumentRendering.json.render(document).contains("\"blocks\":[]"))
  }
}
