import Testing

@testable import Presentation

@Suite struct PlainTextTests {
  static let linesCases: [(String, String)] = [
    ("a\r\nb\tc", "a b c"), ("  a  b ", "a b"), ("\u{1B}[31mrouge\u{1B}[0m", "[31mrouge[0m"),
    ("\u{1B}]8;;https://x\u{07}lien", "]8;;https://xlien"), ("a\u{202E}cba\u{202C}", "acba"),
    ("a\u{2066}b\u{2069}", "ab"), ("a\u{200B}b\u{FEFF}", "ab"), ("a\u{9B}31mb", "a31mb"),
    ("a\u{0}b\u{7F}c", "abc"), ("co\u{AD}financement", "cofinancement"), ("", ""),
    ("é\u{301}", "é\u{301}"), ("👩‍🌾", "👩‍🌾"), ("a\u{2028}b\u{85}c", "a b c"),
    ("10\u{A0}000\u{202F}€", "10\u{A0}000\u{202F}€"), ("x\u{E0041}y", "xy"),
  ]

  @Test("one harmless line", arguments: linesCases)
  func line(_ text: String, _ expected: String) {
    let line = PlainText.line(text)
    #expect(Array(line.unicodeScalars) == Array(expected.unicodeScalars))
    #expect(PlainText.line(line) == line)
  }

  @Test("a cut falls between words where it can")
  func cut() {
    #expect(PlainText.line("Appel à projets jeunesse", limit: 18) == "Appel à projets…")
    #expect(PlainText.line("Appel à projets", limit: 15) == "Appel à projets")
    #expect(PlainText.line("anticonstitutionnellement", limit: 10) == "anticonst…")
  }

  static let linksCases: [(String, String?)] = [
    ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
    ("HTTP://example.org", "http://example.org"), ("  https://example.org ", "https://example.org"),
    ("mailto:contact@example.org", "mailto:contact@example.org"),
    ("javascript:alert(1)", nil), ("JaVaScRiPt:alert(1)", nil), ("java\nscript:alert(1)", nil),
    ("\u{1}javascript:alert(1)", nil), ("data:text/html,<script>", nil),
    ("file:///etc/passwd", nil),
    ("//example.org", nil), ("/relative", nil), ("example.org", nil), ("", nil), ("https://", nil),
    ("https://ministere.example.org@evil.example", nil), ("https:\\\\evil.example", nil),
    ("mailto:a@b.example?bcc=c@d.example", nil), ("mailto:a@b.example%0ACc:x", nil),
    ("vbscript:x", nil), ("https://ex\u{202E}ample.org", nil), ("https://ex\tample.org", nil),
    ("https://example.org/\"onmouseover=\"x", "https://example.org/%22onmouseover=%22x"),
    ("https://example.org/a b(c)<d>", "https://example.org/a%20b%28c%29%3Cd%3E"),
    ("https://example.org/é", "https://example.org/é"),
  ]

  @Test("only harmless addresses are links", arguments: linksCases)
  func link(_ text: String, _ expected: String?) {
    #expect(SafeLink(text)?.url == expected)
  }

  @Test("a link shows its host")
  func host() {
    #expect(SafeLink("https://example.org:8080/a")?.host == "example.org")
    #expect(SafeLink("mailto:contact@example.org")?.host == "contact@example.org")
  }
}
