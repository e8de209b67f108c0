import Foundation
import Presentation
import Testing

@testable import Digest

/// Templates of users: those that are shipped, and what no template may do.
@Suite struct TemplateTests {
  static let folder: String = {
    var path = #filePath
    for _ in 0..<3 { path = (path as NSString).deletingLastPathComponent }
    return path + "/Packaging/templates"
  }()

  @Test("the page's example writes the page byte for byte", arguments: UserLanguage.allCases)
  func examplePage(_ language: UserLanguage) throws {
    let templates = try DigestTemplates(folder: Self.folder)
    let digest = SampleMatches.digest(language)
    for digest in [digest, InjectionTests.digest(["a", "b"])] {
      let built = try HTMLRenderer().bytes(of: digest, names: SampleMatches.names)
      let written = try DigestFormat.html.renderer(templates)
        .bytes(of: digest, names: SampleMatches.names)
      let lines = [built, written].map {
        String(decoding: $0, as: UTF8.self).split(separator: "\n")
      }
      let first = zip(lines[0], lines[1]).first { $0 != $1 }
      #expect(built == written, "\(first.map { "\($0.0)\n\($0.1)" } ?? "length")")
    }
  }

  @Test(
    "the other examples say all that is said without them",
    arguments: [DigestFormat.text, .markdown], UserLanguage.allCases)
  func otherExamples(_ format: DigestFormat, _ language: UserLanguage) throws {
    let templates = try DigestTemplates(folder: Self.folder)
    let digest = SampleMatches.digest(language)
    func words(_ renderer: any DigestRenderer) throws -> [String: Int] {
      let bytes = try renderer.bytes(of: digest, names: SampleMatches.names)
      let words = String(decoding: bytes, as: UTF8.self).lowercased()
        .split { !$0.isLetter && !$0.isNumber }.map(String.init)
      return words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    let built = try words(format.renderer)
    let written = try words(format.renderer(templates))
    let missing = built.filter { $0.value > written[$0.key] ?? 0 }.keys.sorted()
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("a mail is written with them, and reads as it did")
  func mail() throws {
    let templates = try DigestTemplates(folder: Self.folder)
    let digest = SampleMatches.digest(.fr)
    let mail = try DigestFormat.eml.renderer(templates).bytes(of: digest, names: .none)
    #expect(try mail.count > DigestFormat.html.renderer.bytes(of: digest, names: .none).count)
    let own = try DigestTemplates(["digest.html": "<p>{{title}}</p>"], folder: "x")
    let short = try DigestFormat.eml.renderer(own).bytes(of: digest, names: .none)
    #expect(String(decoding: short, as: UTF8.self).contains("<p>Appels"))
    // A form without a template is written as ever.
    #expect(
      try DigestFormat.text.renderer(own).bytes(of: digest, names: .none)
        == DigestFormat.text.renderer.bytes(of: digest, names: .none))
  }

  /// Every text of a document is hostile, and a value stands wherever a template may put one. The
  /// last ones are quotation marks and brackets with a combining accent, one character to Swift.
  static let hostile =
    HostileDigestTests.cases.map(\.0) + [
      "\"\u{301} onmouseover=alert(1) x=\"", "<\u{338}script>alert(1)</script>",
      "'\u{301} onclick=alert(1)", "&\u{301}lt;",
    ]

  @Test(
    "whatever the values, a page has the elements of its template and no other",
    .enabled(if: HTMLCheck.isAvailable, "needs Python 3"), arguments: hostile)
  func escaping(_ text: String) throws {
    let templates = try DigestTemplates(
      [
        "digest.html": """
        <!DOCTYPE html><html lang="{{language}}"><head><title>{{title}}</title></head><body>
        {{#sections}}{{#items}}{{> item.html}}{{/items}}{{/sections}}</body></html>
        """,
        "item.html": """
        <p title='{{title}}' data-x="a {{document}}">{{title}}, {{uppercased(title)}}
        {{#changes}}<i lang="{{old}}">{{new}}</i>{{/changes}}
        {{#links}}<a href="{{url}}">{{label}}</a>{{/links}}</p>
        """,
      ], folder: "x")
    func page(_ text: String) throws -> HTMLCheck {
      let digest = HostileDigestTests.digest(text, "https://example.org/\(text)")
      let bytes = try DigestFormat.html.renderer(templates).bytes(of: digest, names: .none)
      return try HTMLCheck.report(of: String(decoding: bytes, as: UTF8.self))
    }
    let found = try page(text)
    let harmless = try page("x")
    #expect(found.elements.filter { $0 != "a" } == harmless.elements.filter { $0 != "a" })
    #expect(found.eventAttributes.isEmpty && found.unbalanced.isEmpty)
    #expect(found.links.allSatisfy { $0.hasPrefix("https://example.org/") })
    #expect(found.text.contains(PlainText.line(text, limit: 60)))
  }

  static let refused: [(String, Int, TemplateFault.Cause)] = [
    ("<p>{{{title}}}</p>", 1, .forbidden("{{{title}}")),
    ("<p>\n{{&title}}</p>", 2, .forbidden("{{&title}}")),
    ("{{=<% %>=}}", 1, .forbidden("{{=<% %>=}}")),
    ("{{% CONTENT_TYPE:TEXT}}", 1, .forbidden("{{% CONTENT_TYPE:TEXT}}")),
    ("{{< a.html}}{{/ a.html}}", 1, .forbidden("{{< a.html}}")),
    ("{{>*title}}", 1, .forbidden("{{>*title}}")),
    ("<style>p{color:{{title}}}</style>", 1, .notHere("title")),
    ("<script>x='{{title}}'</script>", 1, .notHere("title")),
    ("<p class={{title}}>", 1, .notHere("title")),
    ("<p {{title}}>", 1, .notHere("title")),
    ("<{{title}}>", 1, .notHere("title")),
    ("<p style=\"{{title}}\">", 1, .notHere("title")),
    ("<p onclick='{{title}}'>", 1, .notHere("title")),
    ("<a href=\"{{title}}\">", 1, .notHere("title")),
    ("<a hidden href = '{{document}}'>", 1, .notHere("document")),
    ("<a href=\"javascript:{{url}}\">", 1, .notHere("url")),
    ("<a href=\"{{uppercased(url)}}\">", 1, .notHere("uppercased(url)")),
    ("<img src=\"{{host}}\">", 1, .notHere("host")),
    ("<!-- {{title}} -->", 1, .notHere("title")),
    ("<a href=\"{{> a.html}}\">", 1, .notHere("a.html")),
    ("<p>\n\n{{titel}}", 3, .unknownName("titel", nearest: "title")),
    ("{{shout(title)}}", 1, .unknownName("shout", nearest: nil)),
    ("{{#items}}", 1, .unclosed("items")),
    ("{{#items}}{{/facts}}", 1, .unclosed("facts")),
    ("{{title", 1, .unclosed("{{title")),
    ("<p", 1, .unclosed("<")),
    ("{{#items}}<p title=\"{{/items}}x\">", 1, .crossing("items")),
    ("{{> b.html}}", 1, .unknownPartial("b.html")),
    ("{{> digest.html}}", 0, .circle("digest.html")),
  ]

  @Test(
    "what could switch escaping off, or has no name, is refused with its line", arguments: refused)
  func refusals(_ text: String, _ line: Int, _ cause: TemplateFault.Cause) {
    #expect(
      throws: TemplateFault(path: "x/digest.html.mustache", line: line, cause: cause)
    ) {
      try DigestTemplates(["digest.html": text, "a.html": "<p>"], folder: "x")
    }
  }

  @Test("a long page is made short")
  func fitting() throws {
    let templates = try DigestTemplates(folder: Self.folder)
    let digest = InjectionTests.digest((0..<120).map { "Appel numéro \($0)" })
    var renderer = TemplateRenderer(templates: templates, form: .html)
    let full = try TemplateRenderer(templates: templates, form: .html, maximumBytes: .max)
      .bytes(of: digest, names: .none)
    for limit in [full.count / 2, full.count / 20] {
      renderer.maximumBytes = limit
      let bytes = try renderer.bytes(of: digest, names: .none)
      #expect(bytes.count <= limit && bytes.count > limit / 2)
    }
    #expect(
      String(decoding: try renderer.bytes(of: digest, names: .none), as: UTF8.self)
        .contains("version texte"))
  }

  @Test("the manual has every name, and no other")
  func manual() throws {
    let text = try String(contentsOfFile: Self.folder + "/README.md", encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.joined()
    let named = Set(
      rows.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) })
    let words: Set<String> = ["fr", "en", "encore 14 jours", "--format pdf-ready"]
    #expect(named.subtracting(words) == TemplateModel.names.union(SheetModel.names))
  }
}
