import Documents
import Testing

@Suite struct MainContentTests {
  static let sentence =
    "La commune soutient, avec ses partenaires, des projets de coopération entre villes voisines. "

  static func page(_ body: String, around: (String, String) = ("", "")) -> String {
    """
    <html><head><title>Appel commun</title></head><body>
    <header><div class="logo">Ville-Témoin</div><nav><ul><li><a href="/">Accueil-menu</a></li>
    <li><a href="/b">Services-menu</a></li></ul></nav></header>
    <div class="breadcrumb"><a href="/">Accueil-fil</a> &gt; Aides-fil</div>
    \(around.0)<main><h1>Appel commun</h1>\(body)</main>\(around.1)
    <aside><h2>Actualités-voisines</h2><p>Une nouvelle sans rapport-voisin.</p></aside>
    <div id="cookie-banner"><p>Nous utilisons des traceurs-témoins.</p></div>
    <footer><p>Mentions-légales</p></footer></body></html>
    """
  }

  @Test func chromeIsFurniture() throws {
    let body = "<p>\(String(repeating: Self.sentence, count: 3))</p><p>Date limite : 6 mai.</p>"
    let document = try readHTML(Self.page(body))
    #expect(document.text.hasPrefix("Appel commun\n\nLa commune"))
    #expect(document.text.hasSuffix("Date limite : 6 mai."))
    let words = [
      "Ville-Témoin", "Accueil-menu", "Accueil-fil", "Actualités-voisines", "rapport-voisin",
      "traceurs-témoins", "Mentions-légales",
    ]
    for word in words {
      #expect(!document.text.contains(word))
      #expect(document.furniture.contains { $0.text.contains(word) }, "\(word) is lost")
    }
    let roles = Set(document.furniture.map(\.role))
    #expect(roles.isSuperset(of: [.header, .navigation, .related, .banner, .footer]))
  }

  /// Calls beside an introduction that is longer than they are.
  @Test(arguments: [
    """
    <div class=card><a href=1><h3>Jumelages de communes</h3></a><p>Clôture : 30 avril</p></div>
    <div class=card><a href=2><h3>Eau au Sahel et ailleurs</h3></a><p>Clôture : 15 mai</p></div>
    <div class=card><a href=3><h3>Mobilité des apprentis</h3></a><p>Sans date</p></div>
    """,
    """
    <ul><li><a href=1>Jumelages</a> (jusqu'au 30 avril)</li>
    <li><a href=2>Eau au Sahel et dans les oasis</a> (jusqu'au 15 mai)</li>
    <li><a href=3>Mobilité des apprentis en Europe, appel permanent</a></li></ul>
    """,
  ])
  func callsWithTheirClosingAreKept(_ list: String) throws {
    let text = String(repeating: Self.sentence, count: 6)
    let document = try readHTML(Self.page("<p>\(text)</p><p>\(text)</p>\(list)"))
    #expect(document.text.contains("Jumelages") && document.text.contains("Mobilité des apprentis"))
    let other = list.replacing("Clôture :", with: "Le").replacing("jusqu'au", with: "du")
    let news = try readHTML(Self.page("<p>\(text)</p><p>\(text)</p>\(other)"))
    #expect(!news.text.contains("Jumelages"))
  }

  struct Dropped: Sendable, CustomTestStringConvertible {
    var name: String
    var html: String
    var testDescription: String { name }
  }

  static let dropped: [Dropped] = [
    Dropped(name: "share bar", html: "<div class='share-bar'><a href=x>Parasite</a></div>"),
    Dropped(name: "camel case name", html: "<div class='sidebarWidget'><p>Parasite</p></div>"),
    Dropped(name: "role", html: "<div role='navigation'><p>Parasite</p></div>"),
    Dropped(
      name: "read also", html: "<p>À lire aussi : <a href=x>Parasite, un autre article</a></p>"),
    Dropped(
      name: "related section",
      html: "<h2>Sur le même sujet</h2><ul><li><a href=x>Parasite un</a></li></ul>"),
    Dropped(
      name: "links only",
      html: "<div><a href=1>Parasite</a> <a href=2>deux</a> <a href=3>trois</a></div>"),
    Dropped(name: "partner logos", html: "<div class=partenaires><p>Parasite</p></div>"),
    Dropped(name: "credit", html: "<p>Crédit photo : Parasite</p>"),
    Dropped(name: "caption", html: "<figure><figcaption>Parasite</figcaption></figure>"),
    Dropped(name: "back", html: "<p><a href=x>Retour à la liste Parasite</a></p>"),
    Dropped(name: "alternative text", html: "<p><img alt='Parasite'></p>"),
    Dropped(
      name: "teaser cards",
      html: (1...3).map {
        "<div class=card><a href=\($0)><img src=x></a><h3><a href=\($0)>Parasite \($0), un titre"
          + "</a></h3><p>Un chapeau qui parle d’autre chose.</p></div>"
      }.joined()),
    Dropped(
      name: "heading of what was dropped",
      html: "<div><h2>Parasite</h2><div class=newsletter><p>Recevez tout.</p></div></div>"),
    Dropped(
      name: "names run together", html: "<div class=teaserblock><a href=x>Parasite</a></div>"),
    Dropped(
      name: "caption beside a picture",
      html: "<div class=lead-image><img src=x><p>Parasite au conseil municipal.</p></div>"),
    Dropped(
      name: "post that a script shows",
      html: "<blockquote class=instagram-media><p>Parasite</p></blockquote>"),
    Dropped(
      name: "tags", html: "<p>Mots-clés : <a href=x>Parasite</a>, <a href=y>jeunesse</a></p>"),
    Dropped(
      name: "what may please",
      html: "<p>Cela pourrait vous intéresser : <a href=x>Parasite, un autre article</a></p>"
    ),
    Dropped(name: "subscription", html: "<p>Abonnez-vous à la lettre Parasite.</p>"),
    Dropped(
      name: "search form", html: "<form><label>Parasite</label><input name=q></form>"),
  ]

  @Test(arguments: dropped) func isLeftOut(_ test: Dropped) throws {
    let text = "<p>\(String(repeating: Self.sentence, count: 4))</p>"
    let document = try readHTML(Self.page(text + test.html + text))
    #expect(!document.text.contains("Parasite"))
    #expect(document.text.contains("La commune"))
  }

  static let kept: [Dropped] = [
    Dropped(
      name: "fields beside the body",
      html: """
        <div class=node><div class=field--body><p>\(String(repeating: sentence, count: 8))</p></div>
        <div class=field><h3>Date limite</h3><div>Utile</div></div></div>
        """),
    Dropped(
      name: "lead in the header",
      html: """
        <article><header><p class=teaser>Utile : un chapeau qui dit en une phrase ce qu'il en
        est.</p></header><p>\(String(repeating: sentence, count: 8))</p></article>
        """),
    Dropped(
      name: "table of dates",
      html: "<p>\(sentence)</p><table><tr><th>a<th>b<tr><td>Utile<td>x</table>"),
    Dropped(
      name: "a download", html: "<p>\(sentence)</p><p><a href=r.pdf>Utile : le règlement</a></p>"),
    Dropped(
      name: "facts in a column beside",
      html: """
        <div><div class=col-8><p>\(String(repeating: sentence, count: 8))</p></div>
        <div class=col-4><h3>Qui peut candidater ?</h3><p>Utile : les communes.</p></div></div>
        """),
    Dropped(
      name: "cards that are the message",
      html: (1...3).map {
        "<div class=card><h3><a href=\($0)>Utile \($0), un appel</a></h3><p>Clôture le \($0) mai.</p></div>"
      }.joined()),
    Dropped(
      name: "a quoted post",
      html: "<p>\(sentence)</p><blockquote class=twitter-tweet><p>Utile.</p></blockquote>"),
    Dropped(
      name: "comment of a program",
      html: "<p>\(sentence)</p><pre><span class=comment># Utile</span></pre>"),
    Dropped(
      name: "a lead-in that stands twice",
      html: (1...2).map { _ in
        "<p>Le jury examine dans quelle mesure le projet est Utile :</p><ul><li>a</ul>"
      }.joined() + "<p>\(sentence)</p>"),
    Dropped(name: "two articles", html: "<p>\(sentence)</p><h2>Deuxième appel</h2><p>Utile.</p>"),
  ]

  @Test(arguments: kept) func isKept(_ test: Dropped) throws {
    #expect(try readHTML(Self.page(test.html)).text.contains("Utile"))
  }

  @Test func bareFragmentIsKeptWhole() throws {
    let document = try readHTML(
      "<p>Long texte, \(String(repeating: Self.sentence, count: 9))</p><h2>Territoire</h2><p>Drôme</p>"
    )
    #expect(document.text.hasSuffix("Territoire\n\nDrôme"))
    #expect(document.furniture.isEmpty)
  }

  @Test func titleOutsideTheArticleIsKept() throws {
    let document = try readHTML(
      """
      <body><div class=banner><h1>Fonds pour la jeunesse</h1></div><article>
      <p>\(String(repeating: Self.sentence, count: 5))</p></article><footer>pied</footer></body>
      """)
    #expect(document.outline.first == "title: Fonds pour la jeunesse")
  }

  @Test func articlesOfOnePageStayApart() throws {
    let text = "<p>\(String(repeating: Self.sentence, count: 3))</p>"
    let document = try readHTML(
      """
      <body><nav>menu</nav><main><article><h2>Appel A</h2>\(text)</article>
      <article><h2>Appel B</h2>\(text)</article><article><h2>Appel C</h2>\(text)</article></main>
      """)
    #expect(
      document.outline.filter { $0.hasPrefix("heading") } == [
        "heading 2: Appel A", "heading 2: Appel B", "heading 2: Appel C",
      ])
  }

  @Test func letterInFrontOfALineStays() throws {
    let document = try readHTML("<p>Trois axes :<br>a) l'eau ;<br>b) l'école.</p>")
    #expect(
      document.outline == [
        "paragraph: Trois axes :", "listItem 1: a) l'eau ;", "listItem 1: b) l'école.",
      ])
  }

  @Test func softHyphensAreLeftOut() throws {
    let document = try readHTML("<p>colla\u{AD}bora\u{AD}tion \u{200B}locale\u{AD}</p>")
    #expect(document.text == "collaboration locale")
  }

  @Test func repeatedTitleStandsOnce() throws {
    let text = "<p>\(String(repeating: Self.sentence, count: 5))</p>"
    let document = try readHTML(
      """
      <title>Fonds jeunesse – Ville</title><body><h1><a href="/">Ville</a></h1><main>
      <h2>Fonds jeunesse</h2><h2>Fonds jeunesse</h2>\(text)</main></body>
      """)
    #expect(document.text.hasPrefix("Fonds jeunesse\n\nLa commune"))
  }

  @Test func textForMachinesStandsInForAPageOfScripts() throws {
    let document = try readHTML(
      """
      <title>Appel</title><script type="application/ld+json">{"@type": "NewsArticle",
      "headline": "Appel", "articleBody": "<p>\(String(repeating: Self.sentence, count: 5))</p>
      <p>Date limite : 6 mai.</p>"}</script><body><h1>Appel</h1><div id=app></div></body>
      """.replacing("</p>\n", with: "</p>"))
    #expect(document.outline.first == "title: Appel")
    #expect(document.outline.last == "paragraph: Date limite : 6 mai.")
  }

  @Test func whatTheTextForMachinesLeavesOutIsDropped() throws {
    let first = "Le premier paragraphe du texte, avec assez de mots pour compter comme du texte. "
    let second = "Le second paragraphe du texte, lui aussi assez long pour que rien ne manque ici. "
    let body = String(repeating: first, count: 3) + String(repeating: second, count: 3)
    let document = try readHTML(
      """
      <script type="application/ld+json">{"articleBody": "\(body)"}</script><body><div><div>
      <p>\(String(repeating: first, count: 3))</p><p>Parasite : un encart qui vante longuement autre chose.</p>
      <p>\(String(repeating: second, count: 3))</p></div><div><p>\(Self.sentence)</p></div></div>
      """)
    #expect(!document.text.contains("Parasite") && !document.text.contains("commune"))
    #expect(document.furniture.contains { $0.text.contains("Parasite") })
  }

  @Test func pageInNoscriptIsRead() throws {
    let document = try readHTML(
      "<body><noscript><p>\(String(repeating: Self.sentence, count: 6))</p></noscript></body>")
    #expect(document.text.hasPrefix("La commune"))
  }
}
