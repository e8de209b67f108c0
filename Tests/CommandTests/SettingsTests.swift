import Foundation
import Testing

/// Limits, passwords, folders as tags and calls that are one, as a person sets them.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct SettingsTests {
  @Test func limitsComeFromTheConfigurationAndTheOption() throws {
    let program = try CallsProgram()
    try program.write("limits:\n  text: 1\n  wall: 60\n", to: "calls.yaml")
    try program.write(String(repeating: "Un appel. ", count: 120_000), to: "long.txt")
    let shown = try program.run("config", "show", "--json").output
    #expect(shown.contains("\"60 s\""))
    let failed = try program.run("parse", "--ndjson", "long.txt")
    #expect(failed.status == 65)
    #expect(failed.output.contains("\"id\":\"too-large\",\"limit\":\"text\""))
    #expect(try program.run("parse", "--ndjson", "--limit", "text=2", "long.txt").status == 0)
    #expect(try program.run("parse", "--limit", "text=0", "long.txt").status == 64)
    _ = try program.run("add", "long.txt")
    #expect(try program.run("failures", "--json").output.contains("\"limit\" : \"text\""))
    #expect(try program.run("retry", "--limit", "text=2").status == 0)
  }

  @Test(arguments: [
    ("limits:\n  walls: 60\n", "limits.wall"), ("limits:\n  wall: 0\n", "1..3600 s"),
    ("limits: 3\n", "wall: 60"), ("limits:\n  pages: many\n", "limits.pages"),
  ])
  func wrongLimitsAreRefused(_ text: String, _ said: String) throws {
    let program = try CallsProgram()
    try program.write(text, to: "calls.yaml")
    let refused = try program.run("list")
    #expect(refused.status != 0)
    #expect(refused.errors.contains(said), "\(refused.errors)")
  }

  @Test func aMissingFileOfPasswordsIsTold() throws {
    let program = try CallsProgram()
    try program.write("Un appel à projets.", to: "a.txt")
    let missing = try program.run("parse", "--password-file", "none", "a.txt")
    #expect(missing.status == 66)
    try program.write("geheim\n", to: "passwords")
    let read = try program.run("parse", "--password-file", "passwords", "--verbose", "a.txt")
    #expect(read.status == 0)
    #expect(!(read.output + read.errors).contains("geheim"))
  }

  private static func page(
    _ title: String, _ language: String = "fr", _ more: String = ""
  ) -> String {
    """
    <!DOCTYPE html><html lang="\(language)"><head><title>\(title)</title></head><body><h1>\(title)</h1>
    <p>Programme Interreg MED. Référence : MED-2026-07.</p>
    <p>Date limite de dépôt des dossiers : 6 mai 2027.</p><p>\(more)</p></body></html>
    """
  }

  @Test func foldersAreTagsWhereAsked() throws {
    let program = try CallsProgram()
    try program.write(Self.page("Mobilité des jeunes"), to: "in/Europe/Jeunesse/a.html")
    #expect(try program.run("add", "--folder-tags", "in").status == 0)
    #expect(try program.run("list", "--tag", "europe", "--json").output.contains("Mobilité"))
    #expect(try !program.run("list", "--tag", "in", "--json").output.contains("Mobilité"))
  }

  @Test func onePageAndItsMailAreOneCallUntilAPersonSaysOtherwise() throws {
    let program = try CallsProgram()
    try program.write(Self.page("Mobilité des jeunes en Méditerranée"), to: "in/a.html")
    let again = "Mobilité des jeunes en Méditerranée : rappel"
    try program.write(Self.page(again, "fr", "À bientôt."), to: "in/b.html")
    #expect(try program.run("add", "in").status == 0)
    func ids() throws -> [String] {
      let list = try program.run("list", "--json").output
      let calls = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]]
      return (calls ?? []).compactMap { $0["id"] as? String }
    }
    let one = try ids()
    #expect(one.count == 1)
    let shown = try program.run("show", one[0], "--json").output
    let store =
      try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any]
    let standing = try #require(store?["store"] as? [String: Any])
    let also = try #require(standing["alsoIn"] as? [[String: Any]])
    #expect(also.map { $0["reason"] as? String } == ["reference"])
    let other = try #require(also.first?["id"] as? String)
    #expect(try program.run("link", "--apart", other).status == 0)
    #expect(try ids().count == 2)
    #expect(try program.run("link", "--undo", other).status == 0)
    #expect(try ids() == one)
    #expect(try program.run("link", other).status == 64)
    let history = try program.run("show", one[0], "--history").output
    #expect(history.contains("same reference") && history.contains("rules "))
  }
}
