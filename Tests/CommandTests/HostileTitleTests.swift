import Foundation
import Testing

/// What documents call themselves reaches terminals and tables as words: the true program, from the
/// file to what it prints.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct HostileTitleTests {
  private static let profile = """
    {"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR",
     "themes": [{"id": "youth-mobility", "label": "mobilité des jeunes"}],
     "alerts": {"minimumScore": 0}}
    """

  /// A program whose store holds a call of each title.
  private static func prepared(_ titles: [String]) throws -> CallsProgram {
    let program = try CallsProgram(rules: .few)
    try program.write(profile, to: "profil.json")
    for (number, title) in titles.enumerated() {
      let escaped = title.replacingOccurrences(of: "&", with: "&amp;")
        .replacingOccurrences(of: "<", with: "&lt;")
      try program.write(
        """
        <!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>\(escaped)</title>
        <h1>\(escaped)</h1><p>La Région soutient la mobilité des jeunes, projet \(number).</p>
        <p>Date limite de dépôt des dossiers : 6 mai 2027.</p></html>
        """, to: "in/\(number).html")
    }
    let added = try program.run("add", "--quiet", "in", "--on", "2026-01-01")
    #expect(added.status == 0, "\(added.errors)")
    return program
  }

  private struct Call: Decodable {
    var id: String
    var title: String?
  }

  private static func calls(_ program: CallsProgram) throws -> [Call] {
    let list = try program.run("list", "--json", "--on", "2026-01-01").output
    return try JSONDecoder().decode([Call].self, from: Data(list.utf8))
  }

  // MARK: Terminals

  /// Sequences that no style of ours has, and marks that turn text round.
  static let sequences = [
    "\u{1B}[45;5m", "\u{1B}[2J", "\u{1B}[H", "\u{1B}]0;titre\u{7}",
    "\u{1B}]8;;https://x.example\u{7}",
    "\u{1B}]52;c;eA==\u{7}", "\u{1B}P1$r\u{1B}\\", "\u{1B}c", "\u{9B}45;5m", "\u{9D}0;x\u{9C}",
    "\u{90}x\u{9C}", "\u{85}", "\u{7}", "\u{8}\u{8}", "\u{7F}", "\u{B}", "\u{C}", "\u{202E}",
    "\u{202A}", "\u{202D}\u{202C}", "\u{2066}\u{2069}", "\u{200F}", "\u{061C}", "\u{2028}",
  ]

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  @Test("no title moves the cursor, paints, links or turns text round")
  func terminals() throws {
    #expect(Self.sequences.count >= 20)
    let program = try Self.prepared(
      Self.sequences.enumerated().map { "Appel à projets \($0) : avant\($1)après" })
    let calls = try Self.calls(program)
    #expect(calls.count == Self.sequences.count)
    let profile = ["--profile", "profil.json", "--on", "2026-01-02"]
    let commands = [
      ["list", "--on", "2026-01-02"], ["match"] + profile, ["search", "projets"],
      ["digest", "--dry-run", "--format", "text"] + profile, ["show", calls[0].id],
    ]
    for command in commands {
      let plain = try program.run(command)
      #expect(plain.status == 0 && plain.output.contains("avant"), "\(command) \(plain.errors)")
      #expect(!plain.output.unicodeScalars.contains(where: Self.isForbidden), "\(command)")
    }
    for call in calls {
      let shown = try program.run("show", call.id, "--history").output
      #expect(!shown.unicodeScalars.contains(where: Self.isForbidden), "\(call.title ?? "")")
    }
  }

  /// On a terminal the program paints; a title does not.
  @Test(
    "nor on a true terminal",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "needs Python 3")
  )
  func pseudoTerminal() throws {
    let program = try Self.prepared(
      Self.sequences.enumerated().map { "Appel \($0) : avant\($1)après" })
    let spawn = "python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])'"
    let printed = try program.shell(
      "export TERM=xterm COLUMNS=200; \(spawn) calls list --on 2026-01-02 </dev/null"
    ).output
    #expect(printed.contains("avant") && printed.contains("\u{1B}["), "a terminal, painted")
    // What remains beside our own paint, and the line ends of a terminal.
    let own = #/\u{1B}\[[0-9]{0,2}m/#
    let rest = printed.replacing(own, with: "").replacing("\r\n", with: "\n")
    #expect(!rest.unicodeScalars.contains(where: Self.isForbidden), "\(rest.debugDescription)")
  }

  // MARK: Tables

  /// 50 beginnings that a spreadsheet takes for a formula.
  static let formulas: [String] = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "%", "|"].flatMap {
    ["\($0)1+1", "\($0)SUM(A1:A9)", "\($0)cmd|' /C calc'!A0", "\($0)HYPERLINK(\"x\")", "\($0)A1"]
  }

  private static let office = "/usr/bin/soffice"
  private static let hasCalc =
    FileManager.default.isExecutableFile(atPath: office)
    && FileManager.default.fileExists(atPath: "/usr/lib/libreoffice/program/libsclo.so")

  @Test(
    "no title is a formula to LibreOffice, in any table",
    .enabled(if: hasCalc, "needs LibreOffice Calc"))
  func tables() throws {
    #expect(Self.formulas.count >= 50)
    let program = try Self.prepared(Self.formulas.enumerated().map { "\($1) appel \($0)" })
    let titles = try Self.calls(program).compactMap(\.title)
    // They come through as they are, so that it is the tables that keep them words.
    #expect(titles.filter { "=+-@".contains($0.prefix(1)) }.count >= 15, "\(titles)")
    let digest = ["digest", "--dry-run", "--profile", "profil.json", "--on", "2026-01-02"]
    for command in [
      ["export", "--output", "e.csv"], ["export", "--excel-fr", "--output", "f.csv"],
      ["export", "--output", "e.xlsx"],
    ] {
      let ending = try program.run(command)
      #expect(ending.status == 0, "\(ending.errors)")
    }
    for (format, name) in [(["csv"], "d.csv"), (["csv", "--excel-fr"], "g.csv")] {
      let table = try program.run(digest + ["--format"] + format)
      try program.write(table.output, to: name)
    }
    let book = try program.run(digest.filter { $0 != "--dry-run" } + ["--output", "d.xlsx"])
    #expect(book.status == 0, "\(book.errors)")
    try program.write("a,=1+1\r\n", to: "control.csv")
    // UTF-8, commas or semicolons, formulas evaluated.
    let converted = try program.shell(
      """
      \(Self.office) -env:UserInstallation=file://$PWD/profile --headless --norestore \
      --infilter='CSV:44/59,34,76,1,,0,false,true,false,false,false,-1,true' \
      --convert-to fods --outdir out e.csv f.csv d.csv g.csv control.csv >/dev/null 2>&1
      \(Self.office) -env:UserInstallation=file://$PWD/profile --headless --norestore \
      --convert-to fods --outdir books e.xlsx d.xlsx >/dev/null 2>&1
      for f in out/e out/f out/d out/g books/e books/d out/control; do
        echo "$f $(grep -o 'table:formula=' $f.fods | wc -l) $(grep -c appel $f.fods)"
      done
      """)
    let counts = converted.outputLines.map { $0.split(separator: " ") }
    #expect(counts.count == 7, "\(converted.output)")
    for line in counts.dropLast() {
      #expect(line[1] == "0" && Int(line[2]) ?? 0 > 0, "\(line)")
    }
    #expect(counts.last?[1] == "1", "it would have been seen")
  }
}
