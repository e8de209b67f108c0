import Documents
import Extraction
import Testing

@Suite struct HTMLReaderTests {
  /// What a style sets apart is no word; letters of one word may stand in several elements.
  @Test(arguments: [
    ("<span>15/03/2026</span><span>Ouverture</span>", "15/03/2026 Ouverture"),
    ("<span><b>80 %</b> net</span><span>Écoles</span>", "80 % net Écoles"),
    ("<span>Power</span>Point", "PowerPoint"), ("<b>i</b><b>Phone</b>", "iPhone"),
    ("<span>pro</span><span>jets</span>", "projets"),
    ("<span>10</span><span>000</span>", "10000"),
  ])
  func spansSideBySide(_ markup: String, _ expected: String) throws {
    let page = "<html><body><main><p>\(markup)</p></main></body></html>"
    let document = try DocumentReader().read(Array(page.utf8), name: "a.html")
    #expect(document.text == expected)
  }

  /// Marks of notes and exponents are no digits of what stands before them; words and dates set high
  /// stay as they are.
  @Test(arguments: [
    ("le 30 avril 2027<sup>1</sup>", "le 30 avril 2027¹"),
    ("80 %<sup><a href=\"#n\">(2)</a></sup> net", "80 %(²) net"), ("60 m<sup>2</sup>", "60 m²"),
    ("le 1<sup>er</sup> mars", "le 1er mars"), ("<sup>12 mai 2027</sup>", "12 mai 2027"),
    ("<sup>12052027</sup>", "12052027"), ("CO<sub>2</sub>", "CO2"),
  ])
  func raisedFigures(_ markup: String, _ expected: String) throws {
    let document = try readHTML("<html><body><main><p>\(markup)</p></main></body></html>")
    #expect(document.text == expected)
  }

  /// Lists and conditions as Word and Outlook write them.
  @Test func officeLists() throws {
    func item(_ label: String, _ text: String, _ level: Int) -> String {
      """
      <p class=MsoListParagraph style='mso-list:l0 level\(level) lfo1'><![if !supportLists]><span
      style='font-family:Wingdings'><span style='mso-list:Ignore'>\(label)<span>&nbsp;&nbsp;&nbsp;
      </span></span></span><![endif]>\(text)<o:p></o:p></p>
      """
    }
    let page = """
      <html><body><!--[if gte mso 9]><p>jamais vu</p><![endif]--><p class=MsoNormal>À retenir :</p>
      \(item("·", "date limite : <b>12 avril 2027</b> ;", 1))\(item("§", "à midi ;", 2))
      \(item("2)", "aide de 50 000 €.", 1))<p class=MsoListParagraph>Sans signe.</p></body></html>
      """
    #expect(
      try readHTML(page).outline == [
        "paragraph: À retenir :", "listItem 1: date limite : 12 avril 2027 ;",
        "listItem 2: à midi ;", "listItem 1: 2) aide de 50 000 €.", "paragraph: Sans signe.",
      ])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var html: String
    var outline: [String]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "headings, paragraphs, white space",
      html: "<h1>Appel  à\n projets</h1><p>Un   texte\n\tsimple.</p><h2>Dates</h2><p>Le 6 mai.</p>",
      outline: [
        "title: Appel à projets", "paragraph: Un texte simple.", "heading 2: Dates",
        "paragraph: Le 6 mai.",
      ]),
    Case(
      name: "line breaks",
      html: "<p>12 rue des Lilas<br>59000 Lille<br/>France</p><p>un<br><br>deux</p>",
      outline: [
        "paragraph: 12 rue des Lilas\n59000 Lille\nFrance", "paragraph: un", "paragraph: deux",
      ]),
    Case(
      name: "nested and numbered lists",
      html: "<ul><li>a<ol start=3><li>b</li><li>c</ol>suite</li><li>d</ul>",
      outline: [
        "listItem 1: a", "listItem 2: b", "listItem 2: c", "paragraph: suite", "listItem 1: d",
      ]),
    Case(
      name: "dashes after line breaks are items",
      html: "<p>Sont éligibles :<br>- les communes ;<br>- les régions.<br>Les autres non.</p>",
      outline: [
        "paragraph: Sont éligibles :", "listItem 1: les communes ;", "listItem 1: les régions.",
        "paragraph: Les autres non.",
      ]),
    Case(
      name: "hidden elements, scripts, styles, comments, templates",
      html: """
        <p>vu<!-- caché --><script>var a = "<p>non</p>";</script><style>p { }</style>
        <span hidden>non</span><span style="display: none">non</span>
        <template><p>non</p></template><noscript>non</noscript></p>
        """,
      outline: ["paragraph: vu"]),
    Case(
      name: "folded panels are content",
      html: """
        <h3><button aria-expanded="false">Qui peut candidater ?</button></h3>
        <div class="accordion-panel" style="display:none"><p>Les communes.</p></div>
        """,
      outline: ["heading 3: Qui peut candidater ?", "paragraph: Les communes."]),
    Case(
      name: "entities, known and not",
      html:
        "<p>R&amp;D &eacute;t&eacute; &#8211; 10&nbsp;000&nbsp;&euro; &inconnue; &lt;b&gt; &#x41;</p>",
      outline: ["paragraph: R&D été – 10\u{A0}000\u{A0}€ &inconnue; <b> A"]),
    Case(
      name: "definition list",
      html: "<dl><dt>Date limite</dt><dd>6 mai 2024</dd><dt>Taux</dt><dd>60 %</dd></dl>",
      outline: [
        "tableCell: Date limite", "tableCell: 6 mai 2024", "tableCell: Taux", "tableCell: 60 %",
      ]),
    Case(
      name: "bold paragraph before text is a heading, bold label is not",
      html: "<p><b>Bénéficiaires</b></p><p>Les communes.</p><p><b>Date : 6 mai</b></p><p>Fin.</p>",
      outline: [
        "heading 2: Bénéficiaires", "paragraph: Les communes.", "paragraph: Date : 6 mai",
        "paragraph: Fin.",
      ]),
    Case(
      name: "blockquote, address, preformatted",
      html: "<blockquote><p>cité</p></blockquote><address>Lille</address><pre>a  b\n c</pre>",
      outline: ["paragraph: cité", "paragraph: Lille", "paragraph: a  b\n c"]),
    Case(
      name: "unclosed and misplaced tags",
      html: "<p>un<p>deux<ul><li>trois<li>quatre</ul></i></div><p>cinq",
      outline: [
        "paragraph: un", "paragraph: deux", "listItem 1: trois", "listItem 1: quatre",
        "paragraph: cinq",
      ]),
  ]

  @Test(arguments: cases) func blocks(_ test: Case) throws {
    #expect(try readHTML(test.html).outline == test.outline)
  }

  @Test func listMarkers() throws {
    let document = try readHTML("<ol start=3><li>a<li>b</ol><ul><li>c</ul><ol><li value=9>d</ol>")
    #expect(document.blocks.map(\.marker) == ["3.", "4.", "•", "9."])
  }

  @Test func linksKeepTheirPlaceAndAreResolved() throws {
    let document = try readHTML(
      """
      <base href="https://example.org/aides/2024/"><p>Lire le <a href="../reglement.pdf">règlement
      complet</a>, <a href="//cdn.example.org/f">la fiche</a>, <a href="/a b">b</a>,
      <a href="#haut">haut</a>, <a href="javascript:x()">x</a>, <a href="mailto:a@b.fr">a@b.fr</a>.
      """)
    #expect(
      document.links.map { document.slice($0.range) + " " + $0.url } == [
        "règlement complet https://example.org/aides/reglement.pdf",
        "la fiche https://cdn.example.org/f", "b https://example.org/a%20b",
        "a@b.fr mailto:a@b.fr",
      ])
  }

  @Test func metadata() throws {
    let document = try readHTML(
      """
      <html lang="fr-FR"><head><title>Appel | Site</title><meta property="og:title" content="Appel">
      <link rel="canonical" href="https://example.org/appel"><meta name="author" content="Région">
      <script type="application/ld+json">{"@graph": [{"datePublished": "2024-03-01T10:00:00+01:00"}]}
      </script><meta property="article:modified_time" content="2024-03-05"></head>
      <body><p>Texte.</p></body></html>
      """)
    #expect(document.metadata.title == "Appel")
    #expect(document.metadata.language == "fr")
    #expect(document.metadata.published == "2024-03-01")
    #expect(document.metadata.modified == "2024-03-05")
    #expect(document.metadata.canonicalURL == "https://example.org/appel")
    #expect(document.metadata.author == "Région")
  }

  @Test(arguments: [
    "<time class='entry-date published' datetime=2024-03-01T10:00>1er mars</time>",
    "<p>Publié le <time datetime=2024-03-01>1er mars 2024</time></p>",
    "<span itemprop=datePublished content=2024-03-01>1er mars</span>",
    "<p>Veröffentlicht: <time datetime=2024-03-01>01.03.2024</time></p>",
  ])
  func dayOfPublication(_ html: String) throws {
    #expect(try readHTML("<body>\(html)<p>Texte.</p></body>").metadata.published == "2024-03-01")
  }

  @Test func dayOfADeadlineIsNoPublication() throws {
    let html = "<p>Date limite : <time datetime=2024-03-01>1er mars 2024</time></p>"
    #expect(try readHTML(html).metadata.published == nil)
  }

  @Test func pageWithoutDateHasNone() throws {
    let document = try readHTML(
      "<meta name=date content='bientôt'><p>Publié le 31 <time datetime=2024-13-40>x</time></p>")
    #expect(document.metadata.published == nil)
  }

  @Test(arguments: ["", "<html><body></body></html>", "<p> &nbsp;\n</p><script>x</script>"])
  func nothingToRead(_ html: String) {
    #expect(throws: DocumentFailure.empty) { try readHTML(html) }
  }

  @Test func thousandsOfAttributesAreRefused() {
    let tag = "<p " + (0..<1_200).map { "a\($0)=1" }.joined(separator: " ") + ">texte</p>"
    #expect(throws: DocumentFailure.tooLarge(size: 1_001, limit: 1_000, of: .attributes)) {
      try readHTML(tag)
    }
  }

  @Test func manyWordsInScriptsAndQuotesAreNoAttributes() throws {
    let words = Array(repeating: "a", count: 2_000).joined(separator: " ")
    let document = try readHTML(
      "<script>if (x <y \(words))</script><p title=\"\(words)\">texte</p>")
    #expect(document.text == "texte")
  }

  @Test func deepNestingIsFlattened() throws {
    let document = try readHTML(String(repeating: "<div>", count: 2_000) + "fond")
    #expect(document.text == "fond")
    #expect(document.warnings.map(\.id) == ["nesting-flattened"])
  }

  @Test func bottomlessNestingIsRefused() {
    let html = String(repeating: "<b>", count: 300_000) + String(repeating: "</x>", count: 300_000)
    #expect(throws: DocumentFailure.unsupported(detail: "elements nested deeper than 5000")) {
      try readHTML(html)
    }
  }

  @Test func textBeyondTheLimitIsCutAtABlock() throws {
    var limits = ReaderLimits()
    limits.textBytes = 20
    let document = try readDocument(
      Array("<p>0123456789</p><p>0123456789</p>".utf8), format: .html, with: HTMLReader(),
      limits: limits)
    #expect(document.text == "0123456789")
    #expect(document.warnings.map(\.id) == ["truncated"])
  }
}
