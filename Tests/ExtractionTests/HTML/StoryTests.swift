import Documents
import Testing

/// News and posts: the headline is the page's name, not a part of its text, unless the page may be
/// about a call.
@Suite struct StoryTests {
  static let sentence = "Le marché couvert a rouvert ses portes samedi après deux ans de travaux. "

  static func page(_ title: String, before: String = "", text: String = "", after: String = "")
    -> String
  {
    """
    <html><head><title>\(title)</title>
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "\(title)",
    "author": {"@type": "Person", "name": "Anne Témoin"}}</script></head><body><main>
    <h1>\(title)</h1>\(before)<p>\(String(repeating: sentence, count: 8))</p>\(text)
    <p>\(String(repeating: sentence, count: 4))</p>\(after)</main></body></html>
    """
  }

  @Test func headlineOfStoryStandsApart() throws {
    let document = try readHTML(Self.page("Le marché rouvre"))
    #expect(document.text.hasPrefix("Le marché couvert"))
    #expect(document.metadata.title == "Le marché rouvre")
    #expect(document.furniture.contains { $0.text == "Le marché rouvre" })
  }

  @Test(arguments: [
    ("Appel à projets : le marché", ""),
    ("Le marché rouvre", "<p>La date limite de dépôt est fixée au 6 mai.</p>"),
    ("The market", "<p>See who can apply and how to apply on this page.</p>"),
  ])
  func headlineOfCallIsText(title: String, text: String) throws {
    let document = try readHTML(Self.page(title, text: text))
    #expect(document.text.hasPrefix(title))
    #expect(document.blocks.first?.role == .title)
  }

  @Test(arguments: [
    "<p>Par Anne Témoin, envoyée spéciale</p>", "<p>Vie locale</p>", "<p>Le marché rouvre</p>",
    "<p>________</p>",
  ])
  func templateLineBeforeStory(line: String) throws {
    let document = try readHTML(Self.page("Le marché rouvre", before: line))
    #expect(document.text.hasPrefix("Le marché couvert"), "\(document.text.prefix(40))")
  }

  @Test(arguments: ["<p>Une page d’histoire se tourne !</p>", "<p>Le 6 mai 2024</p>"])
  func lineOfStoryIsKept(line: String) throws {
    let document = try readHTML(Self.page("Le marché rouvre", before: line))
    #expect(!document.text.hasPrefix("Le marché couvert"))
  }

  @Test func advertisementInsideStory() throws {
    let html = Self.page(
      "Le marché rouvre", text: "<p>La suite après cette publicité</p>",
      after: "<p>Share this:</p>")
    let document = try readHTML(html)
    #expect(document.blocks.count == 2)
  }

  /// A short page, a table, a list: the title is what says most.
  @Test func titleOfOtherPagesIsText() throws {
    let document = try readHTML(
      "<html><head><title>Marchés</title></head><body><h1>Marchés</h1><ul><li>Nord</li>"
        + "<li>Sud</li></ul></body></html>")
    #expect(document.text.hasPrefix("Marchés"))
  }
}
