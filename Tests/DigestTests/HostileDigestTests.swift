import CallModel
import Documents
import Foundation
import Testing

@testable import Digest
@testable import Presentation

/// Documents choose the texts of a digest; none of them may choose its markup.
@Suite struct HostileDigestTests {
  static let payloads = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>", "</style><script>x</script>", "<!-- x", "]]>", "&lt;b&gt;",
    "\u{202E}fdp.exe\u{202C}", "a\u{0}b\u{1B}[31mc", "a\r\nb\n\n# titre",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)", "**gras** _italique_ `code`", "<a href=javascript:x>y</a>",
    "1. liste", "- liste", "> citation", "$x$", "\u{FEFF}\u{200B}x", "```\ncode\n```",
    "<https://evil.example>", "{{x}}", "%s%n", "é\u{301}日本👩‍🌾", "\\", "| a | b |", "---", "===",
    "\u{2028}x\u{2029}y", "Ω≈ç√∫", "<svg/onload=alert(1)>", "javascript:alert(1)",
  ]

  static let links = [
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
    "java\nscript:alert(1)", "file:///etc/passwd", "https://example.org/\"onclick=\"alert(1)",
    "https://example.org/)](javascript:x", "https://a@evil.example/", "mailto:a@b.example?cc=c@d.e",
    "HTTPS://example.org/ok",
  ]

  /// A digest in which every text of a document is the payload.
  static func digest(_ payload: String, _ link: String) -> AlertDigest {
    var call = SampleCalls.youth
    call.title = Stated(payload, [])
    call.summary = Stated(payload, [SampleCalls.evidence(payload)])
    call.programmes = [
      Programme(id: payload, name: payload, period: payload, strand: payload, evidence: [])
    ]
    call.rates = [
      Rate(
        min: nil, max: 50, kind: .max, payer: .funder, appliesTo: payload,
        condition: Condition(text: payload), fund: payload, evidence: [])
    ]
    call.amounts = [Amount(role: .grant, min: nil, max: Money(1, payload), evidence: [])]
    var area = Area()
    area.countries = [payload]
    area.territories = [payload]
    area.excluded = [payload]
    call.area = area
    call.submissionLanguages = [Tag(id: payload, evidence: [])]
    call.links = [CallLink(role: .source, url: link, evidence: [])]
    call.contacts = [Contact(function: payload, email: "contact@example.org", evidence: [])]
    var match = SampleMatches.match(call, overall: .unknown, document: payload)
    match.title = payload
    match.reasons = [
      Reason(
        theme: payload, words: [payload],
        call: [SampleCalls.evidence("un deux trois quatre " + payload)], profile: "/", weight: 1)
    ]
    match.eligibility.criteria.append(
      Criterion(
        id: .ticket, value: .unknown,
        reason: .conditionUndecided(text: payload, missing: [payload]),
        question: .isConditionMet(text: payload, missing: [payload]), profile: "/"))
    match.readiness.append(
      ReadinessItem(
        id: .technicalSupport, asks: .supportBy(bodies: [payload]), has: .experience(payload),
        value: .weak, profile: "/"))
    var before = call
    before.title = Stated("avant " + payload, [])
    let change = FieldChange(field: .title, old: before, new: call, day: SampleCalls.day)
    let item = DigestItem(
      fits: [.init(match), .init(match)], call: call, changedOn: SampleCalls.day, changes: [change])
    return AlertDigest(
      subjects: [.init(name: payload)], day: SampleCalls.day, since: nil, language: .fr,
      sections: [DigestSection(kind: .changed, items: [item])],
      health: ReadingHealth(
        read: 1, failed: [.init(path: payload, failure: .damaged(detail: payload))]))
  }

  static let cases = payloads.enumerated().map { ($1, links[$0 % links.count]) }

  static func text(_ format: DigestFormat, _ payload: String, _ link: String) throws -> String {
    let bytes = try format.renderer.bytes(of: digest(payload, link), names: .none)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "a page has the elements of our source and no other",
    .enabled(if: HTMLCheck.isAvailable, "needs Python 3"), arguments: cases)
  func page(_ payload: String, _ link: String) throws {
    let found = try HTMLCheck.report(of: Self.text(.html, payload, link))
    let isLinked = SafeLink(link) != nil
    let harmless = try HTMLCheck.report(
      of: Self.text(.html, "inoffensif", isLinked ? "https://example.org/" : ""))
    let hasSameElements = found.elements == harmless.elements
    #expect(hasSameElements)
    #expect(found.eventAttributes.isEmpty)
    #expect(found.links.allSatisfy { $0.hasPrefix("https://example.org") }, "\(found.links)")
    #expect(found.links.count == (isLinked ? 2 : 0))
    // Every word of the payload is shown as it is.
    let shown = PlainText.line(payload, limit: 60)
    #expect(found.text.contains(shown), "\(shown)")
    #expect(found.headings.filter { $0 == "h1" }.count == 1)
  }

  @Test("no form holds a control character or a mark of direction", arguments: cases)
  func controls(_ payload: String, _ link: String) throws {
    for format in [DigestFormat.html, .markdown, .text] {
      let text = try Self.text(format, payload, link)
      let hostile = text.unicodeScalars.filter { scalar in
        scalar != "\n"
          && (scalar.properties.generalCategory == .control
            || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value))
      }
      #expect(hostile.isEmpty, "\(format) \(hostile)")
    }
  }

  @Test("Markdown has the headings and links of our source and no other", arguments: cases)
  func markdown(_ payload: String, _ link: String) throws {
    let text = try Self.text(.markdown, payload, link)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let headings = lines.filter { $0.hasPrefix("#") }
    #expect(headings.map { $0.prefix { $0 == "#" }.count } == [1, 2, 3, 2])
    #expect(lines.filter { $0.hasPrefix("```") || $0.hasPrefix("===") }.isEmpty)
    #expect(lines.filter { $0 == "---" }.count == 1)
    // Unescaped angle brackets could open HTML, unescaped brackets a link.
    let bare = text.replacingOccurrences(of: "\\\\[^\n]", with: "", options: .regularExpression)
    #expect(!bare.contains("<"))
    let targets = bare.components(separatedBy: "](").dropFirst()
    #expect(targets.allSatisfy { $0.hasPrefix("https://example.org") })
  }

  @Test("JSON gives texts as they are", arguments: cases)
  func json(_ payload: String, _ link: String) throws {
    let text = try Self.text(.json, payload, link)
    // JSONSerialization would lose a byte order mark at the beginning of a string.
    let found = try JSONDecoder().decode(Profile.self, from: Data(text.utf8)).profile
    #expect(Array(found.unicodeScalars) == Array(payload.unicodeScalars))
  }

  private struct Profile: Decodable { var profile: String }
}
