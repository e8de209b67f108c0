import Foundation
import Testing

/// Mails by SMTP and hooks by HTTP, between the true program and servers of the tests.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"),
  .enabled(if: TestServers.canRun, "needs Python 3 and openssl"))
struct SendingTests {
  private static let profile = """
    {"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR",
     "themes": [{"id": "youth-mobility", "label": "mobilité des jeunes"}],
     "alerts": {"minimumScore": 0, "remindDaysBefore": [30, 14, 3]}}
    """

  private static func call(_ name: String, _ deadline: String) -> String {
    """
    # Appel à projets Mobilité des jeunes \(name)

    La Région soutient la mobilité des jeunes entre collectivités partenaires.

    Date limite de dépôt des dossiers : \(deadline).
    """
  }

  private func prepared(_ configuration: (TestServers) -> String, tls: Bool = false) throws
    -> (CallsProgram, TestServers)
  {
    let program = try CallsProgram()
    let certificate = tls ? program.folder + "/server" : nil
    try certificate.map(TestServers.makeCertificate)
    let servers = try TestServers(in: program.folder + "/servers", certificate: certificate)
    try program.write(Self.profile, to: "profil.json")
    try program.write(Self.call("2024", "6 mai 2024 à 12h"), to: "appels/a.md")
    try program.write(
      "locale: fr\nprofiles: [../../profil.json]\n" + configuration(servers),
      to: ".config/calls/config.yaml")
    #expect(try program.run("add", "appels", "--on", "2024-03-15").status == 0)
    return (program, servers)
  }

  private func plain(_ servers: TestServers) -> String {
    """
    mail:
      from: Veille <veille@exemple.fr>
      to: [a@exemple.fr, b@exemple.fr]
      server: smtp://127.0.0.1:\(servers.mailPort)
    """
  }

  @Test("an address that is refused keeps nobody waiting, and gets the same message later")
  func oneRefused() throws {
    let (program, servers) = try prepared(plain)
    try servers.tell("refuse", "a@exemple.fr")
    let sent = try program.run("digest", "--send", "--on", "2024-03-15")
    #expect(sent.status == 0 && sent.errors.contains("envoyée à b@exemple.fr"), "\(sent.errors)")
    #expect(sent.errors.contains("a@exemple.fr") && sent.errors.contains("550"))
    #expect(try servers.mails().map(\.receivers) == [["b@exemple.fr"]])
    let first = try #require(try servers.mails().first)
    #expect(first.sender == "veille@exemple.fr" && !first.bare)
    // Still refused the next day; the news of that day go out all the same.
    try program.write(Self.call("2025", "3 juin 2024"), to: "appels/b.md")
    #expect(try program.run("add", "appels", "--on", "2024-03-16").status == 0)
    let second = try program.run("digest", "--send", "--on", "2024-03-16")
    #expect(second.status == 75 && second.errors.contains("vendredi 15 mars 2024"))
    #expect(try servers.mails().map(\.receivers) == [["b@exemple.fr"], ["b@exemple.fr"]])
    try servers.tell("refuse", nil)
    let third = try program.run("digest", "--send", "--on", "2024-03-17")
    #expect(third.status == 0, "\(third.errors)")
    let mails = try servers.mails()
    #expect(mails.map(\.receivers).suffix(2) == [["a@exemple.fr"], ["a@exemple.fr"]])
    #expect(mails[0].messageID == mails[2].messageID && mails[1].messageID == mails[3].messageID)
    #expect(mails[0].text == mails[2].text && mails[0].messageID != mails[1].messageID)
    #expect(try program.run("digest", "--send", "--on", "2024-03-18").errors.contains("Rien de"))
    #expect(try servers.mails().count == 4)
  }

  @Test("refused by all: told the next time, as news of that day")
  func allRefused() throws {
    let (program, servers) = try prepared(plain)
    try servers.tell("refuse", "a@exemple.fr\nb@exemple.fr")
    let refused = try program.run("digest", "--send", "--on", "2024-03-15")
    #expect(refused.status == 75 && refused.errors.contains("550"), "\(refused.errors)")
    try servers.tell("refuse", nil)
    #expect(try program.run("digest", "--send", "--on", "2024-03-16").status == 0)
    #expect(try servers.mails().map(\.receivers) == [["a@exemple.fr"], ["b@exemple.fr"]])
  }

  @Test("no answer after the message: the same one goes out again, newer news in their own")
  func hangingUp() throws {
    let (program, servers) = try prepared {
      plain($0).replacingOccurrences(of: ", b@exemple.fr", with: "")
    }
    try servers.tell("hang-up", "")
    #expect(try program.run("digest", "--send", "--on", "2024-03-15").status == 75)
    try program.write(Self.call("2025", "3 juin 2024"), to: "appels/b.md")
    #expect(try program.run("add", "appels", "--on", "2024-03-16").status == 0)
    try servers.tell("hang-up", nil)
    let next = try program.run("digest", "--send", "--on", "2024-03-16")
    #expect(next.status == 0, "\(next.errors)")
    let mails = try servers.mails()
    #expect(mails.count == 3 && mails[0].text == mails[1].text)
    #expect(mails[2].messageID != mails[0].messageID)
  }

  @Test("STARTTLS with a password from a file; the password is nowhere to be seen")
  func secure() throws {
    let (program, servers) = try prepared(
      {
        """
        mail:
          from: veille@exemple.fr
          to: a@exemple.fr
          server: smtp://localhost:\($0.mailPort)
          user: veille
          passwordFile: ../../secret
          authorities: ../../server.pem
        """
      }, tls: true)
    try servers.tell("password", "motsecret42")
    try program.write("motsecret42\n", to: "secret")
    let secret = program.folder + "/secret"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
    let open = try program.run("digest", "--send", "--on", "2024-03-15")
    #expect(open.status == 65 && open.errors.contains("chmod 600"), "\(open.errors)")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    try program.write("faux\n", to: "secret")
    let wrong = try program.run("digest", "--send", "--verbose", "--on", "2024-03-15")
    #expect(wrong.status == 75 && !wrong.errors.contains("faux"), "\(wrong.errors)")
    try program.write("motsecret42\n", to: "secret")
    let sent = try program.run("digest", "--send", "--verbose", "--on", "2024-03-15")
    #expect(sent.status == 0, "\(sent.errors)")
    let mail = try #require(try servers.mails().first)
    #expect(mail.secure && mail.user == "veille")
    let shown = try program.run("config", "show").output
    #expect(shown.contains("secret") && !shown.contains("motsecret42"))
    #expect(!sent.errors.contains("motsecret42") && !mail.text.contains("motsecret42"))
    let store = try Data(contentsOf: URL(fileURLWithPath: program.storePath))
    #expect(store.range(of: Data("motsecret42".utf8)) == nil)
  }

  @Test("a server whose certificate is nobody's is not spoken to")
  func unknownAuthority() throws {
    let (program, servers) = try prepared(
      {
        """
        mail: {from: veille@exemple.fr, to: a@exemple.fr, server: "smtp://localhost:\($0.mailPort)"}
        """
      }, tls: true)
    #expect(try program.run("digest", "--send", "--on", "2024-03-15").status == 75)
    #expect(try servers.mails().isEmpty)
  }

  @Test(
    "a webhook is called once for each piece of news, again where it failed, and goes nowhere else")
  func webhook() throws {
    let (program, servers) = try prepared {
      """
      hosts: [127.0.0.1]
      hooks:
        - post: http://127.0.0.1:\($0.webPort)/calls
          tokenFile: ../../token
          on: [new, changed, failed]
      """
    }
    try program.write("jeton7\n", to: "token")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: program.folder + "/token")
    try servers.tell("web-status", "302")
    let moved = try program.run("digest", "--on", "2024-03-15", "--output", "a.html")
    #expect(moved.status == 0 && moved.errors.contains("302"), "\(moved.errors)")
    #expect(try servers.posts().count == 1 && servers.strays().isEmpty)
    try servers.tell("web-status", "500")
    _ = try program.run("digest", "--on", "2024-03-16", "--output", "a.html")
    try servers.tell("web-status", nil)
    let sent = try program.run("digest", "--on", "2024-03-17", "--output", "a.html")
    #expect(sent.status == 0 && !sent.errors.contains("127.0.0.1"), "\(sent.errors)")
    _ = try program.run("digest", "--on", "2024-03-18", "--output", "a.html")
    let posts = try servers.posts()
    #expect(posts.count == 3 && Set(posts.map(\.body)).count == 1)
    #expect(Set(posts.map { $0.headers["Idempotency-Key"] }).count == 1)
    #expect(posts[0].headers["Authorization"] == "Bearer jeton7")
    #expect(posts[0].headers["Content-Type"] == "application/json; charset=utf-8")
    struct Event: Decodable { var schema, event, news: String }
    let event = try JSONDecoder().decode(Event.self, from: Data(posts[0].body.utf8))
    #expect(event.schema == "calls-hook/1" && event.event == "new")
    // A document that cannot be read is told too, and not by commands without a store.
    try program.write("%PDF-1.7 nothing", to: "appels/broken.pdf")
    #expect(try program.run("parse", "appels/broken.pdf").status == 65)
    #expect(try servers.posts().count == 3)
    #expect(try program.run("add", "appels", "--on", "2024-03-18").status == 65)
    #expect(try servers.posts().last?.body.contains("\"failed\"") == true)
    #expect(try servers.posts().count == 4)
  }

  static let refused: [(String, String)] = [
    ("hooks: [{post: \"https://example.org/x\", on: [new]}]", "hosts"),
    ("hosts: [example.com]\nhooks: [{post: \"https://example.org/x\", on: [new]}]", "example.org"),
    ("hosts: [example.org]\nhooks: [{post: \"http://example.org/x\", on: [new]}]", "hooks"),
    ("hosts: [a]\nhooks: [{post: \"https://a@b/x\", on: [new]}]", "hooks"),
    ("hosts: [a]\nhooks: [{post: \"file:///etc/passwd\", on: [new]}]", "hooks"),
    ("hosts: [a]\nhooks: [{post: \"https://a/x\", run: [/bin/true], on: [new]}]", "hooks"),
  ]

  @Test(
    "an address that is not listed, not encrypted or no address is refused", arguments: refused)
  func refusals(_ text: String, _ named: String) throws {
    let program = try CallsProgram()
    try program.write(text, to: ".config/calls/config.yaml")
    let ending = try program.run("status")
    #expect(ending.status == 65 && ending.errors.contains(named), "\(ending.errors)")
  }

  @Test("a mail server is not taken from a working folder, nor one that is no mail server")
  func serverRefusals() throws {
    let program = try CallsProgram()
    try program.write("mail: {server: \"smtps://x.example\"}", to: "calls.yaml")
    #expect(try program.run("status").errors.contains("~/.config"))
    try program.write("", to: "calls.yaml")
    try program.write(Self.profile, to: "profil.json")
    try program.write(
      "mail: {server: \"https://x.example\", to: a@b.fr}", to: ".config/calls/config.yaml")
    let ending = try program.run("digest", "--send", "--profile", "profil.json")
    #expect(ending.status == 65 && ending.errors.contains("smtps://"), "\(ending.errors)")
  }
}
