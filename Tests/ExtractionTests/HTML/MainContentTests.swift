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

  @Test func pageInNoscriptIsRead() throws {
    let document = try readHTML(
      "<body><noscript><p>\(String(repeating: Self.sentence, count: 6))</p></noscript></body>")
    #expect(document.text.hasPrefix("La commune"))
  }
}
