import Foundation
import Store
import TestSupport
import Testing

/// A digest on its way, cut short at any moment: every piece of news arrives, and none in two messages.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultDeliveryTests {
  /// A store, a profile, and a mailer that keeps each message that it gets in a file.
  private final class Desk {
    let program: CallsProgram
    private(set) var marks: [String] = []

    init() throws {
      program = try CallsProgram(rules: .few)
      try program.write(
        """
        {"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR",
         "themes": [{"id": "youth-mobility", "label": "mobilité des jeunes"}],
         "alerts": {"minimumScore": 0}}
        """, to: "profil.json")
      try program.write(
        """
        #!/bin/sh
        cd "\(program.folder)/mails" && cat > ".part-$$" && mv ".part-$$" "$$-$(date +%s%N).eml"
        """, to: "mailer")
      try FileManager.default.createDirectory(
        atPath: program.folder + "/mails", withIntermediateDirectories: true)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: program.folder + "/mailer")
    }

    /// Adds a call whose title has a word of its own.
    func addCall() throws {
      let mark = "ZETA\(marks.count)Q"
      try program.write(
        """
        # Appel à projets Mobilité des jeunes \(mark)

        La Région soutient la mobilité des jeunes entre collectivités partenaires.

        Date limite de dépôt des dossiers : 6 mai 2027.
        """, to: "in/\(mark).md")
      marks.append(mark)
      let added = try program.run("add", "--quiet", "in", "--on", "2026-01-01")
      #expect(added.status == 0, "\(added.errors)")
    }

    var sending: [String] {
      [
        "digest", "--send", "--profile", "profil.json", "--on", "2026-01-02", "--to",
        "a@example.org", "--from", "b@example.org", "--mailer", program.folder + "/mailer",
      ]
    }

    /// The messages by their `Message-ID`.
    func mails() throws -> [String: String] {
      let folder = program.folder + "/mails"
      var mails: [String: String] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name.hasSuffix(".eml") {
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.lowercased().hasPrefix("message-id:") }
        let id = String(try #require(line))
        // The same message again is the same bytes.
        #expect(mails[id] == nil || mails[id] == text)
        mails[id] = text
      }
      return mails
    }

    /// Each call is told in one message, however often that came.
    func audit() throws {
      let mails = try mails()
      for mark in marks {
        #expect(mails.values.filter { $0.contains(mark) }.count == 1, "\(mark)")
      }
      #expect(try Store(path: program.storePath, readOnly: true).pendingAlerts(by: .max).isEmpty)
    }
  }

  #if DEBUG
    static let cases = Failpoint.ofDelivery.flatMap { step in
      ["kill", "enospc", "eio"].map { "\(step.rawValue):\($0)" }
    }

    @Test(arguments: cases)
    func nothingIsLostOrTwiceAt(_ failpoint: String) throws {
      let desk = try Desk()
      try desk.addCall()
      let broken = try desk.program.run(desk.sending, environment: ["CALLS_FAILPOINT": failpoint])
      #expect(broken.status != 0)
      try desk.addCall()
      for _ in 0..<2 {
        let next = try desk.program.run(desk.sending)
        #expect(next.status == 0, "\(next.errors)")
      }
      try desk.audit()
    }
  #endif

  @Test func killsAtAnyMoment() throws {
    let kills = FaultLength.count(20, long: 200)
    let desk = try Desk()
    try desk.addCall()
    let begin = Date()
    #expect(try desk.program.run(desk.sending).status == 0)
    let span = UInt32(Date().timeIntervalSince(begin) * 1_000_000) + 50_000
    var random = SeededGenerator(seed: 11)
    for _ in 0..<kills {
      try desk.addCall()
      let running = try desk.program.launch(desk.sending)
      usleep(UInt32.random(in: 0..<span, using: &random))
      running.signal(SIGKILL)
      _ = running.ending()
    }
    // A mailer that outlived its program may still be writing.
    usleep(200_000)
    for _ in 0..<2 {
      let last = try desk.program.run(desk.sending)
      #expect(last.status == 0, "\(last.errors)")
    }
    try desk.audit()
    print("\(kills) kills of digests: \(try desk.mails().count) messages, each call in one")
  }
}
