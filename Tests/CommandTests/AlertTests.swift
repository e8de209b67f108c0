import Foundation
import Testing

/// Alerts as an officer meets them: the true program, a mailer that is a script, a folder.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct AlertTests {
  private static let profile = """
    {"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR",
     "themes": [{"id": "youth-mobility", "label": "mobilité des jeunes"}],
     "alerts": {"minimumScore": 0, "remindDaysBefore": [30, 14, 3]}}
    """

  private static func call(_ deadline: String) -> String {
    """
    # Appel à projets Mobilité des jeunes 2024

    La Région soutient la mobilité des jeunes entre collectivités partenaires.

    Date limite de dépôt des dossiers : \(deadline).

    Taux de cofinancement : 60 % maximum des dépenses éligibles.

    Contact : Jeanne Martin, jeanne.martin@exemple.fr
    """
  }

  /// A program whose mailer writes what it gets into files, or fails while `broken` is there.
  private func prepared() throws -> CallsProgram {
    let program = try CallsProgram()
    try program.write(Self.profile, to: "profil.json")
    try program.write(Self.call("6 mai 2024 à 12h"), to: "appels/jeunes.md")
    try program.write(
      """
      #!/bin/sh
      cd "\(program.folder)"
      if [ -e broken ]; then echo "no route to host" >&2; exit 75; fi
      number=$(ls | grep -c '^mail-')
      cat > "mail-$number.eml"
      """, to: "mailer")
    try program.write(
      """
      #!/bin/sh
      cat >> "\(program.folder)/hooked.ndjson"
      """, to: "hook")
    for name in ["mailer", "hook"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: program.folder + "/" + name)
    }
    try program.write(
      """
      profiles: [../../profil.json]
      mail:
        from: Veille <veille@exemple.fr>
        to: [chargee.europe@exemple.fr]
        program: \(program.folder)/mailer
      hooks:
        - run: [\(program.folder)/hook]
          on: [new, changed, closing]
      """, to: ".config/calls/config.yaml")
    return program
  }

  private func mails(_ program: CallsProgram) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.folder)
      .filter { $0.hasPrefix("mail-") }.sorted()
      .map { try String(contentsOfFile: program.folder + "/" + $0, encoding: .utf8) }
  }

  private struct Digest: Decodable {
    struct Item: Decodable {
      struct Change: Decodable {
        struct Proof: Decodable { var quote: String }
        var field: String
        var old: [String]
        var new: [String]
        var oldEvidence: [Proof]
        var newEvidence: [Proof]
      }
      var section: String
      var changes: [Change]
      var reminder: Int?
    }
    var items: [Item]
  }

  @Test("a deadline that moves: told once, with both passages, a moved event, a new ladder")
  func movedDeadline() throws {
    let program = try prepared()
    func run(_ arguments: String...) throws -> CallsProgram.Ending {
      try program.run(arguments + ["--locale", "fr"])
    }
    #expect(try run("add", "appels", "--on", "2024-03-15").status == 0)
    let sent = try run("digest", "--send", "--on", "2024-03-15")
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try mails(program).count == 1)
    let first = try #require(try mails(program).first)
    #expect(first.contains("To: chargee.europe@exemple.fr") && !first.contains("martin"))
    // Sent again on the same day: nothing to tell.
    #expect(try run("digest", "--send", "--on", "2024-03-15").errors.contains("Rien de nouveau"))
    #expect(try mails(program).count == 1)
    let before = try run("digest", "--format", "ics", "--on", "2024-03-15").output
    #expect(before.contains("DTSTART;TZID=Europe/Paris:20240506T120000"))
    #expect(before.contains("SEQUENCE:0\r\n"))

    // The document changes; the mailer is out of order for a day.
    try program.write(Self.call("20 mai 2024 à 17h"), to: "appels/jeunes.md")
    #expect(try run("add", "appels", "--on", "2024-03-20").status == 0)
    try program.write("", to: "broken")
    let refused = try run("digest", "--send", "--on", "2024-03-20")
    #expect(refused.status == 75 && refused.errors.contains("no route to host"))
    try FileManager.default.removeItem(atPath: program.folder + "/broken")

    let text = try run("digest", "--format", "json", "--on", "2024-03-21").output
    let digest = try JSONDecoder().decode(Digest.self, from: Data(text.utf8))
    #expect(digest.items.map(\.section) == ["changed"])
    let change = try #require(digest.items.first?.changes.first { $0.field == "deadlines" })
    #expect(change.old.joined().contains("6 mai 2024") && change.new.joined().contains("20 mai"))
    #expect(change.oldEvidence.contains { $0.quote.contains("6 mai 2024") })
    #expect(change.newEvidence.contains { $0.quote.contains("20 mai 2024") })
    let after = try run("digest", "--format", "ics", "--on", "2024-03-21").output
    #expect(after.contains("DTSTART;TZID=Europe/Paris:20240520T170000"))
    #expect(after.contains("SEQUENCE:1\r\n"))
    func uid(_ calendar: String) -> String? {
      calendar.split(separator: "\r\n").first { $0.hasPrefix("UID:") }.map(String.init)
    }
    #expect(uid(before) == uid(after) && uid(after) != nil)

    #expect(try run("digest", "--send", "--on", "2024-03-22").status == 0)
    // Written to standard output on the day before, it counts as told.
    #expect(try mails(program).count == 1)
    // The new ladder: 30 days before the new date, not before the old one.
    #expect(try run("digest", "--send", "--on", "2024-04-06").errors.contains("Rien de nouveau"))
    #expect(try run("digest", "--send", "--on", "2024-04-20").status == 0)
    #expect(try mails(program).count == 2)
    let hooked = try String(contentsOfFile: program.folder + "/hooked.ndjson", encoding: .utf8)
    let events = hooked.split(separator: "\n").compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
    }
    let kinds = events.compactMap { $0["event"] as? String }
    #expect(Set(kinds) == ["new", "changed", "closing"])
    #expect(kinds.filter { $0 == "closing" }.count == 1)
    #expect(!hooked.contains("jeanne.martin"))
  }

  @Test("muted is not told; a dry run counts for nothing")
  func muteAndDryRun() throws {
    let program = try prepared()
    _ = try program.run("add", "appels", "--on", "2024-03-15")
    let dry = try program.run("digest", "--send", "--dry-run", "--on", "2024-03-15")
    #expect(dry.output.hasPrefix("Date: Fri, 15 Mar 2024 06:00:00 +0100\r\nFrom: Veille <"))
    #expect(try mails(program).isEmpty)
    let list = try program.run("list", "--json").output
    let calls = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]]
    let id = try #require(calls?.first?["id"] as? String)
    #expect(try program.run("mute", String(id.prefix(8))).output.contains(id))
    let muted = try program.run("digest", "--on", "2024-03-15", "--format", "json").output
    #expect(muted.contains("\"muted\" : 1") && muted.contains("\"items\" : [\n\n  ]"))
    #expect(try program.run("mute", "--undo", id).status == 0)
    let told = try program.run("digest", "--on", "2024-03-16", "--format", "json").output
    #expect(told.contains("\"section\" : "))
  }

  @Test("a refused call is told of no more; the refusal taken back, it is told what it missed")
  func refusalTakenBack() throws {
    let program = try prepared()
    func items(_ day: String) throws -> [String] {
      let text = try program.run(
        "digest", "--format", "json", "--on", day, "--profile", "profil.json"
      ).output
      return try JSONDecoder().decode(Digest.self, from: Data(text.utf8)).items.map(\.section)
    }
    func decide(_ more: String..., on day: String) throws {
      let list = try program.run("list", "--json").output
      let calls = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]]
      let id = try #require(calls?.first?["id"] as? String)
      let ending = try program.run(["decide", id, "--on", day] + more)
      #expect(ending.status == 0, "\(ending.errors)")
    }
    _ = try program.run("add", "appels", "--on", "2024-03-15")
    // Refused before anything was told of it.
    try decide("refuse", on: "2024-03-15")
    #expect(try items("2024-03-15") == [])
    try decide("--undo", on: "2024-03-16")
    #expect(try items("2024-03-16") == ["toCheck"])
    // Refused once it was told: its change and its reminders are not news, until it is taken back.
    try decide("refuse", on: "2024-03-17")
    try program.write(Self.call("20 mai 2024 à 17h"), to: "appels/jeunes.md")
    #expect(try program.run("add", "appels", "--on", "2024-03-18").status == 0)
    #expect(try items("2024-03-18") == [])
    #expect(try items("2024-04-20") == [])
    try decide("--undo", on: "2024-04-21")
    #expect(try items("2024-04-21") == ["changed"])
    #expect(try items("2024-04-22") == [])
    #expect(try items("2024-05-07") == ["closing"])
  }

  static let faults: [(String, String, String)] = [
    ("colour: red", ".config/calls/config.yaml", "colour"),
    ("mail:\n  form: a@b.c", ".config/calls/config.yaml", "mail.from"),
    ("store: [a]", ".config/calls/config.yaml", "store"),
    ("hooks: yes", ".config/calls/config.yaml", "hooks"),
    ("hooks:\n  - {run: [notify], on: [new]}", ".config/calls/config.yaml", "hooks"),
    ("{", ".config/calls/config.yaml", "config.yaml"),
    // A folder one happens to be in runs nothing.
    ("mail:\n  program: /bin/x", "calls.yaml", "~/.config"),
    ("hooks:\n  - {run: [/bin/x], on: [new]}", "calls.yaml", "~/.config"),
  ]

  @Test("a bad configuration is refused, with what to do", arguments: faults)
  func badConfiguration(_ text: String, _ place: String, _ named: String) throws {
    let program = try CallsProgram()
    try program.write(text, to: place)
    let ending = try program.run("status")
    #expect(ending.status == 65 && ending.errors.contains(named), "\(ending.errors)")
  }

  @Test("option, then environment, then working folder, then user")
  func precedence() throws {
    let program = try CallsProgram()
    try program.write("locale: fr\nocr: off\nprofiles: [~/a.json]", to: ".config/calls/config.yaml")
    try program.write("store: here.sqlite\nlocale: en", to: "calls.yaml")
    func origins(_ arguments: [String], _ environment: [String: String]) throws -> [String: String]
    {
      let text = try program.run(
        ["config", "show", "--origin", "--json"] + arguments, environment: environment)
      #expect(text.status == 0, "\(text.errors)")
      let list =
        try JSONSerialization.jsonObject(with: Data(text.output.utf8)) as? [[String: String]]
      let pairs = (list ?? []).map {
        ($0["name"] ?? "", "\($0["value"] ?? "") \($0["origin"] ?? "")")
      }
      return Dictionary(pairs) { first, _ in first }
    }
    let files = try origins([], ["CALLS_STORE": ""])
    #expect(files["store"] == "here.sqlite calls.yaml")
    #expect(files["locale"] == "en calls.yaml")
    #expect(files["ocr"] == "off \(program.folder)/.config/calls/config.yaml")
    #expect(files["profiles"]?.hasPrefix("\(program.folder)/a.json ") == true)
    let told = try origins(["--locale", "fr"], ["CALLS_STORE": "x.sqlite", "CALLS_OCR": "auto"])
    #expect(told["store"] == "x.sqlite CALLS_STORE")
    #expect(told["locale"] == "fr --locale")
    #expect(told["ocr"] == "auto CALLS_OCR")
  }

  @Test("exports leave persons out unless they are asked for")
  func export() throws {
    let program = try prepared()
    _ = try program.run("add", "appels", "--on", "2024-03-15")
    #expect(try !program.run("export").output.contains("jeanne.martin"))
    #expect(try program.run("export", "--with-contacts").output.contains("jeanne.martin"))
    let table = try program.run("export", "--format", "csv", "--excel-fr", "--locale", "fr").output
    #expect(table.hasPrefix("\u{FEFF}Identifiant;Titre;") && table.contains(";06/05/2024;"))
    #expect(try program.run("export", "--output", "x.xlsx").status == 0)
    let head = FileManager.default.contents(atPath: program.folder + "/x.xlsx")?.prefix(2)
    #expect(head.map(Array.init) == [0x50, 0x4B])
  }

  @Test("a forgotten name does not come back by a rebuild, and its originals are named or deleted")
  func forgetting() throws {
    let program = try prepared()
    #expect(
      try program.run("add", "appels", "--keep-originals", "--on", "2024-03-15").status == 0)
    #expect(try program.run("export", "--with-contacts").output.contains("jeanne.martin"))
    let told = try program.run("forget", "Jeanne Martin").output
    #expect(told.contains("kept original") && told.contains("-originals/"), "\(told)")
    let file = try #require(told.split(separator: "\n").last.map(String.init))
    #expect(FileManager.default.fileExists(atPath: file))
    #expect(try program.run("rebuild").status == 0)
    let rebuilt = try program.run("export", "--with-contacts").output
    #expect(!rebuilt.contains("jeanne.martin") && rebuilt.contains("youth"))
    #expect(try !program.run("extract", "appels/jeunes.md").output.isEmpty)
    // Another one of the same words, with the files.
    try program.write(
      Self.call("3 juin 2024").replacingOccurrences(of: "Jeanne", with: "Louise")
        .replacingOccurrences(of: "jeanne", with: "louise"),
      to: "appels/autre.md")
    #expect(
      try program.run("add", "appels", "--keep-originals", "--on", "2024-03-16").status == 0)
    let deleted = try program.run("forget", "Louise Martin", "--delete-originals").output
    #expect(deleted.contains("kept original."), "\(deleted)")
  }

  @Test("a sheet and a guide by templates of one's own")
  func sheetTemplates() throws {
    let program = try prepared()
    _ = try program.run("add", "appels", "--on", "2024-03-15")
    try program.write("<p>{{title}} {{deadline}}</p>", to: "own/sheet.html.mustache")
    try program.write(
      "<ol>{{#calls}}<li>{{title}}</li>{{/calls}}</ol>", to: "own/guide.html.mustache")
    let list = try program.run("list", "--json").output
    let calls = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]]
    let id = try #require(calls?.first?["id"] as? String)
    let sheet = ["show", id, "--format", "html", "--on", "2024-03-15"]
    let usual = try program.run(sheet).output
    #expect(usual.contains("<h1>") && !usual.contains("martin"))
    let configuration = try String(
      contentsOfFile: program.folder + "/.config/calls/config.yaml", encoding: .utf8)
    try program.write(configuration + "\ntemplates: ../../own\n", to: ".config/calls/config.yaml")
    let own = try program.run(sheet).output
    #expect(own.hasPrefix("<p>Appel à projets Mobilité des jeunes 2024 52"), "\(own)")
    #expect(own.hasSuffix("left</p>"))
    let guide = try program.run("guide", "--on", "2024-03-15")
    #expect(guide.output == "<ol><li>Appel à projets Mobilité des jeunes 2024</li></ol>")
    try program.write("<p>{{health}}", to: "own/sheet.html.mustache")
    let refused = try program.run(sheet)
    #expect(refused.status == 65 && refused.errors.contains("sheet.html.mustache:1"))
  }

  @Test("a calendar, a feed and a page by a template of one's own")
  func formsByOptions() throws {
    let program = try prepared()
    _ = try program.run("add", "appels", "--on", "2024-03-15")
    try program.write(
      "<p>{{title}} {{#sections}}{{count}}{{/sections}}</p>", to: "own/digest.html.mustache")
    let configuration = try String(
      contentsOfFile: program.folder + "/.config/calls/config.yaml", encoding: .utf8)
    try program.write(configuration + "\ntemplates: ../../own\n", to: ".config/calls/config.yaml")
    let page = try program.run("digest", "--format", "html", "--dry-run", "--on", "2024-03-15")
    #expect(page.output == "<p>Calls for proposals: Essai 1</p>", "\(page.errors)")
    try program.write("<p title={{title}}>", to: "own/digest.html.mustache")
    let refused = try program.run("digest", "--format", "html", "--dry-run", "--on", "2024-03-15")
    #expect(refused.status == 65 && refused.errors.contains("digest.html.mustache:1"))
    try program.write("<p>{{title}}", to: "own/digest.html.mustache")
    let days = try program.run(
      "digest", "--format", "ics", "--reminder-days", "--dry-run", "--on", "2024-03-15")
    #expect(days.output.contains("UID:r30-") && days.output.contains("20240406"))
    func feed(_ day: String) throws -> String {
      let ending = try program.run(
        "digest", "--output", "alert.atom", "--feed-url", "https://example.org/alert.atom", "--on",
        day)
      #expect(ending.status == 0, "\(ending.errors)")
      return try String(contentsOfFile: program.folder + "/alert.atom", encoding: .utf8)
    }
    #expect(try !feed("2024-03-15").contains("prev-archive"))
    let next = try feed("2024-04-06")
    #expect(
      next.contains("rel=\"prev-archive\" href=\"https://example.org/alert-2024-03-15.atom\""))
    let kept = try String(
      contentsOfFile: program.folder + "/alert-2024-03-15.atom", encoding: .utf8)
    #expect(kept.contains("<fh:archive/>") && kept.contains("<entry>"))
  }
}
