import CallModel
import Foundation
import Presentation
import Testing

@testable import Digest

/// Templates of sheets and guides: those that are shipped, and what no text can make of them.
@Suite struct SheetTemplateTests {
  static let reader = AlertDigest.Subject(
    name: "Région", projectTitles: ["p1": "Chantiers de jeunes"])

  static func page(
    _ language: UserLanguage, _ use: SheetPage.Use, _ templates: DigestTemplates?,
    reader: AlertDigest.Subject? = reader
  ) -> SheetPage {
    SheetPage(
      reader: reader, day: SampleCalls.day, language: language, names: SampleMatches.names,
      use: use, templates: templates)
  }

  /// A call with all that a sheet can tell, and one with next to nothing.
  static func subjects() -> [SheetSubject] {
    let digest = SampleMatches.digest(.fr)
    let all = digest.items.map {
      SheetSubject(call: $0.call, document: "appels/a.pdf", matches: $0.fits.map(\.match))
    }
    var bare = CallRecord()
    bare.id = "0000000000-1"
    return [SheetSubject(call: CallSheetTests.call, document: "b.pdf")] + all
      + [SheetSubject(call: bare, document: "c.pdf")]
  }

  static func projects(_ texts: [String?]) throws -> [Profile.Project] {
    try texts.enumerated().map { number, text in
      var project: [String: Any] = ["id": "p\(number)", "title": text ?? "Projet"]
      project["summary"] = text
      let data = try JSONSerialization.data(withJSONObject: project)
      return try JSONDecoder().decode(Profile.Project.self, from: data)
    }
  }

  static func practices(_ text: String, url: String? = nil) throws -> [Practice] {
    let practices: [[String: Any]] = [
      [
        "title": text, "body": text, "place": text, "summary": text,
        "themes": CallSheetTests.call.themes.map(\.id), "url": url ?? "",
      ],
      ["title": text + ", sans adresse", "themes": CallSheetTests.call.themes.map(\.id)],
    ]
    return try JSONDecoder().decode(
      [Practice].self, from: JSONSerialization.data(withJSONObject: practices))
  }

  private static func difference(_ a: [UInt8], _ b: [UInt8]) -> String {
    let lines = [a, b].map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
    let first = zip(lines[0], lines[1]).first { $0 != $1 }
    return first.map { "\($0.0)\n\($0.1)" } ?? "length"
  }

  @Test(
    "the examples write sheets and guides byte for byte", arguments: UserLanguage.allCases,
    [SheetPage.Use.screen, .paper])
  func examples(_ language: UserLanguage, _ use: SheetPage.Use) throws {
    let templates = try DigestTemplates(folder: TemplateTests.folder)
    for reader in [Self.reader, nil] {
      let built = Self.page(language, use, nil, reader: reader)
      let own = Self.page(language, use, templates, reader: reader)
      for subject in Self.subjects() {
        let (a, b) = (built.sheet(subject), own.sheet(subject))
        #expect(a == b, "\(Self.difference(a, b))")
      }
      for (projects, practices) in [
        (["Un résumé.", nil], try Self.practices("Deux rives", url: "https://example.org/x")),
        ([], []),
      ] {
        let projects = try Self.projects(projects)
        let a = built.guide(Self.subjects(), projects: projects, practices: practices)
        let b = own.guide(Self.subjects(), projects: projects, practices: practices)
        #expect(a == b, "\(Self.difference(a, b))")
      }
    }
  }

  @Test(
    "whatever the values, a sheet and a guide have the elements of their templates and no other",
    .enabled(if: HTMLCheck.isAvailable, "needs Python 3"), arguments: TemplateTests.hostile)
  func escaping(_ text: String) throws {
    let templates = try DigestTemplates(folder: TemplateTests.folder)
    let link = "https://example.org/\(text)"
    func pages(
      _ text: String, _ link: String, _ templates: DigestTemplates?
    ) throws -> [HTMLCheck] {
      let item = HostileDigestTests.digest(text, link).items[0]
      let page = Self.page(
        .fr, .screen, templates,
        reader: AlertDigest.Subject(name: text, projectTitles: ["p1": text]))
      var call = item.call
      call.themes = CallSheetTests.call.themes
      let subject = SheetSubject(call: call, document: text, matches: item.fits.map(\.match))
      let guide = page.guide(
        [subject], projects: try Self.projects([text]),
        practices: try Self.practices(text, url: link))
      return try [page.sheet(subject), guide].map {
        try HTMLCheck.report(of: String(decoding: $0, as: UTF8.self))
      }
    }
    let found = try pages(text, link, templates)
    let isLinked = SafeLink(link) != nil
    let harmless = try pages("inoffensif", isLinked ? "https://example.org/" : "", templates)
    for (found, harmless) in zip(found, harmless) {
      #expect(found.elements == harmless.elements)
      #expect(found.eventAttributes.isEmpty && found.unbalanced.isEmpty && found.remote.isEmpty)
      #expect(
        found.links.allSatisfy { $0.hasPrefix("https://example.org/") || $0.hasPrefix("#") })
      #expect(found.text.contains(PlainText.line(text, limit: 60)))
    }
    // The page that is built in says the same.
    let built = try pages(text, link, nil)
    #expect(zip(built, found).allSatisfy { $0.text == $1.text && $0.links == $1.links })
  }

  @Test("a name of digests has no place in a sheet, nor the other way round")
  func names() {
    for (name, text) in [
      ("sheet.html", "{{health}}"), ("guide.html", "{{sections}}"), ("digest.html", "{{points}}"),
    ] {
      #expect(throws: TemplateFault.self) { try DigestTemplates([name: text], folder: "x") }
    }
    #expect(throws: Never.self) {
      try DigestTemplates(["part.html": "{{points}}{{health}}"], folder: "x")
    }
  }

  @Test("without a template of its own each is written as ever")
  func absent() throws {
    let own = try DigestTemplates(["sheet.html": "<p>{{title}}</p>"], folder: "x")
    let subject = Self.subjects()[0]
    let (mine, built) = (Self.page(.fr, .screen, own), Self.page(.fr, .screen, nil))
    #expect(String(decoding: mine.sheet(subject), as: UTF8.self).hasPrefix("<p>"))
    #expect(mine.guide([subject], projects: []) == built.guide([subject], projects: []))
  }

  @Test("nothing is said twice")
  func said() {
    let long =
      "Le fonds soutient les échanges de jeunes entre deux territoires, en France et ailleurs."
    var said = SaidAlready([long])
    #expect(said.holds("les échanges de jeunes") && said.holds("« Le fonds soutient… »"))
    #expect(said.holds(long + " Et plus encore, que personne ne lit."))
    #expect(said.takes("Les chantiers y sont nombreux.") && !said.takes("les chantiers y sont"))
    #expect(!SaidAlready(["Appel"]).holds("Appel à projets pour les jeunes"))
  }
}
