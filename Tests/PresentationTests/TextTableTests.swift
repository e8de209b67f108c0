import Testing

@testable import Presentation

@Suite struct TextTableTests {
  static let widthsCases: [(String, Int)] = [
    ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("日本", 4), ("👩‍🌾", 2), ("", 0), ("“a”", 3),
    ("한국", 4), ("☎️", 2), ("1\u{202F}000\u{A0}€", 7),
  ]

  @Test("cells of the screen", arguments: widthsCases)
  func width(_ text: String, _ cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test("a cut text never passes its width", arguments: 0...12)
  func truncated(_ width: Int) {
    for text in ["Coopération été", "日本語のテキスト", "e\u{301}e\u{301}e\u{301}e\u{301}"] {
      let cut = DisplayWidth.truncated(text, to: width)
      #expect(DisplayWidth.of(cut) <= width)
      if DisplayWidth.of(text) <= width { #expect(cut == text) }
    }
  }

  @Test("wrapping keeps every word and no-break spaces")
  func wrapped() {
    let text = "jusqu’à 50\u{A0}000\u{A0}€ par projet"
    let lines = DisplayWidth.wrapped(text, to: 12)
    #expect(lines == ["jusqu’à", "50\u{A0}000\u{A0}€ par", "projet"])
    #expect(DisplayWidth.wrapped("abcdefgh ij", to: 3) == ["abc", "def", "gh", "ij"])
  }

  static var table: TextTable {
    var table = TextTable([
      .init("N°", .trailing), .init("Vide"), .init("Appel", shrinksTo: 8, maximumLines: 2),
      .init("Fin"),
    ])
    table.rows = [
      .init(["1", "", "Coopération décentralisée jeunesse", "J-3"], notes: ["Pourquoi : eau"]),
      .init(["12", "", "日本 appel", "J-120"]),
    ]
    return table
  }

  @Test("columns are aligned, empty ones are left out")
  func aligned() {
    #expect(
      Self.table.rendered() == """
        N°  Appel                               Fin
         1  Coopération décentralisée jeunesse  J-3
            Pourquoi : eau

        12  日本 appel                          J-120

        """)
  }

  @Test("a narrow screen wraps, then cuts")
  func narrow() {
    #expect(
      Self.table.rendered(width: 24) == """
        N°  Appel          Fin
         1  Coopération    J-3
            décentralisé…
            Pourquoi : eau

        12  日本 appel     J-120

        """)
  }

  @Test("no line passes the screen", arguments: [24, 30, 40, 80, 120])
  func fits(_ width: Int) {
    let lines = Self.table.rendered(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
  }

  @Test("colour only where it is asked for, and nothing hostile from a cell")
  func colour() {
    var table = TextTable([.init("A")])
    table.rows = [.init([.init("\u{1B}[2Jx\u{202E}", .bad)])]
    #expect(table.rendered() == "A\n[2Jx\n")
    #expect(table.rendered(style: .ansi) == "\u{1B}[1mA\u{1B}[0m\n\u{1B}[31m[2Jx\u{1B}[0m\n")
  }
}
