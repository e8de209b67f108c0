import CallModel
import Documents
import GRDB
import Store
import Testing

@Suite struct StoreLedgerTests {
  private static func news(
    _ call: String, _ kind: String, version: Int = 1, left: Int? = nil
  ) -> ToldNews {
    ToldNews(
      profile: "Sète", callID: call, version: version, kind: kind,
      deadline: left.map { day("2026-04-01").adding(days: $0) }, daysLeft: left)
  }

  private static func alert(_ iso: String, _ channel: StoredAlert.Channel) -> StoredAlert {
    StoredAlert(day: day(iso), channel: channel, destination: "x", message: [1, 2, 0, 3])
  }

  @Test func remembersWhatWasToldToWhom() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let morning = try store.prepare(
      [Self.alert("2026-03-01", .file)], profiles: ["Sète", "Agde"],
      news: [Self.news("a-1", "new", left: 30)])
    try store.settle(morning[0])
    _ = try store.prepare(
      [Self.alert("2026-03-08", .mail)], profiles: ["Sète"],
      news: [Self.news("a-1", "changed", version: 2), Self.news("b-1", "new")])
    let told = try store.told(profile: "Sète", .before(day("2026-03-09")))
    #expect(told["a-1"]?.map(\.kind) == ["new", "changed"])
    #expect(told["a-1"]?.first?.daysLeft == 30)
    #expect(told["a-1"]?.first?.deadline == day("2026-05-01"))
    #expect(told["b-1"]?.count == 1)
    // The day's own alerts do not count, but for mails that went out.
    #expect(try store.told(profile: "Sète", .before(day("2026-03-08"))).keys.sorted() == ["a-1"])
    #expect(try store.told(profile: "Sète", .mailedUpTo(day("2026-03-08"))).count == 2)
    #expect(try store.told(profile: "Sète", .mailedUpTo(day("2026-03-01"))).isEmpty)
    #expect(try store.lastAlert(profile: "Agde", .before(day("2026-04-01"))) == day("2026-03-01"))
    #expect(try store.lastAlert(profile: "Sète", .before(day("2026-03-08"))) == day("2026-03-01"))
    #expect(try store.told(profile: "Agde", .before(day("2026-04-01"))).isEmpty)
  }

  @Test func whatIsOnItsWayIsKeptUntilItsFateIsKnown() throws {
    let scratch = try Scratch()
    let first = try scratch.store().prepare(
      [Self.alert("2026-03-01", .mail)], profiles: ["Sète"], news: [Self.news("a-1", "new")])[0]
    // Another run of the program.
    let store = try scratch.store()
    #expect(try store.pendingAlerts() == [first])
    #expect(try store.pendingAlerts().first?.message == [1, 2, 0, 3])
    try store.settle(first)
    #expect(try store.pendingAlerts().isEmpty)
    let second = try store.prepare(
      [Self.alert("2026-03-02", .mail)], profiles: ["Sète"], news: [Self.news("a-1", "closing")])[0]
    try store.takeBack(second)
    #expect(try store.pendingAlerts().isEmpty)
    let told = try store.told(profile: "Sète", .before(day("2026-04-01")))
    #expect(told["a-1"]?.map(\.kind) == ["new"])
  }

  @Test("each message rests by itself, and what follows a digest goes with it")
  func waitingAndResting() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let sent = try store.prepare(
      [Self.alert("2026-03-01", .mail), Self.alert("2026-03-01", .mail)],
      followers: [Self.alert("2026-03-01", .hook)], profiles: ["Sète"],
      news: [Self.news("a-1", "new")])
    #expect(try store.pendingAlerts().map(\.channel) == [.mail, .mail])
    try store.postpone(sent[0], until: 1_000)
    #expect(try store.pendingAlerts(by: 999) == [sent[1]])
    #expect(try store.pendingAlerts(by: 1_000).map(\.attempts) == [1, 0])
    // The second one arrives: the hook's turn has come.
    try store.settle(sent[1])
    #expect(try store.pendingAlerts().map(\.channel) == [.mail, .hook])
    let refused = try store.prepare(
      [Self.alert("2026-03-02", .mail)], followers: [Self.alert("2026-03-02", .hook)],
      profiles: ["Sète"], news: [Self.news("b-1", "new")])
    try store.takeBack(refused[0])
    #expect(try store.pendingAlerts().count == 2)
    #expect(try store.told(profile: "Sète", calls: ["b-1"], .mailedUpTo(day("2026-03-03"))).isEmpty)
    #expect(
      try store.told(profile: "Sète", calls: ["a-1"], .mailedUpTo(day("2026-03-03"))).count == 1)
  }

  @Test("a call is looked at when it comes, changes, is decided on, or a date is reached")
  func lookouts() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let id = "6100000000-1"
    let document = { SampleDocument("a", calls: [SampleCall(deadlines: [$0])]) }
    try store.add(document("2026-05-01"), at: "/a")
    func looks(_ iso: String, _ judgement: String = "x") throws -> [String]? {
      try store.lookouts(profile: "Sète", judgement: judgement, on: day(iso))
    }
    func note(_ iso: String, _ judgement: String = "x") throws {
      try store.noteLooks(
        at: [id], profile: "Sète", judgement: judgement, ladder: [30, 3], on: day(iso))
    }
    #expect(try looks("2026-03-01") == nil)
    try note("2026-03-01")
    // Made again on the same day, or for a day before, it is the same; then all is quiet.
    #expect(try looks("2026-03-01") == [id] && looks("2026-02-01") == [id])
    #expect(try looks("2026-03-02") == [])
    #expect(try looks("2026-03-02", "y") == nil)
    // Never told, it is looked at again when it is over.
    #expect(try looks("2026-05-01") == [] && looks("2026-05-02") == [id])
    let told = try store.prepare(
      [Self.alert("2026-03-03", .mail)], profiles: ["Sète"], news: [Self.news(id, "new")])
    try note("2026-03-03")
    #expect(try looks("2026-03-31") == [] && looks("2026-04-01") == [id])
    try store.takeBack(told[0])
    #expect(try looks("2026-03-04") == [id])
    try note("2026-03-04")
    try store.add(document("2026-06-01"), at: "/a")
    #expect(try looks("2026-03-05") == [id])
    try note("2026-03-05")
    try store.add(SampleDocument("b", calls: [SampleCall(deadlines: ["2026-05-01"])]), at: "/b")
    #expect(try looks("2026-03-06")?.count == 1)
    #expect(try store.faults().isEmpty)
  }

  @Test func mutesAreKeptReplacedAndTakenBack() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let mute = Mute(profile: "", kind: .programme, value: "life", day: day("2026-03-01"))
    try store.mute(mute)
    var shorter = mute
    shorter.until = day("2026-06-01")
    try store.mute(shorter)
    #expect(try store.mutes() == [shorter])
    #expect(try store.unmute(mute))
    #expect(try !store.unmute(mute))
    #expect(try store.mutes().isEmpty)
  }

  @Test("a revision grows with versions, withdrawals and returns, and never falls")
  func revisions() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    func revision() throws -> Int? {
      try store.standings(on: day("2026-03-01")).first { $0.id == "6100000000-1" }?.revision
    }
    let standing = SampleDocument("a", calls: [SampleCall(deadlines: ["2026-05-01"])])
    try store.add(standing, at: "/a")
    #expect(try revision() == 0)
    try store.add(SampleDocument("a", calls: []), at: "/a")
    #expect(try revision() == 1)
    try store.add(standing, at: "/a")
    #expect(try revision() == 2)
    try store.add(SampleDocument("a", calls: [SampleCall(deadlines: ["2026-06-01"])]), at: "/a")
    #expect(try revision() == 3)
    #expect(try store.version(of: "6100000000-1", on: day("2026-03-01")) == 2)
    let before = try store.record(of: "6100000000-1", version: 1)
    #expect(before?.windows.first?.deadlines.first?.date.lastDay == day("2026-05-01"))
    #expect(try store.record(of: "6100000000-1", version: 9) == nil)
  }

  @Test("what an older store told is not told again")
  func olderLedger() throws {
    let scratch = try Scratch()
    do {
      let store = try scratch.store()
      try store.add(SampleDocument("a", calls: [SampleCall(deadlines: ["2026-05-01"])]), at: "/a")
    }
    // Back to the schema before, with a ledger of its form.
    do {
      let raw = try DatabaseQueue(path: scratch.storePath)
      try raw.write { db in
        try db.execute(
          sql: """
            DELETE FROM grdb_migrations WHERE identifier IN ('0005-alerts', '0006-lookouts');
            DROP TABLE call_lookouts; DROP TABLE call_readers;
            DROP TRIGGER call_lookouts_of_new_calls; DROP TRIGGER call_lookouts_of_changed_calls;
            DROP TRIGGER call_lookouts_of_decided_calls;
            DROP TRIGGER call_lookouts_of_undecided_calls; DROP INDEX documents_by_first_day;
            DROP TRIGGER calls_come_and_go;
            ALTER TABLE calls DROP COLUMN comings_and_goings;
            DROP TABLE alert_news; DROP TABLE alert_profiles; DROP TABLE alerts;
            DROP TABLE mutes; DROP TABLE forgotten;
            CREATE TABLE digests (profile TEXT, day TEXT);
            CREATE TABLE deliveries (
              profile TEXT, call_id TEXT, version INTEGER, news TEXT, day TEXT);
            INSERT INTO digests VALUES ('Sète', '2026-03-01'), ('Sète', '2026-04-01');
            INSERT INTO deliveries VALUES
              ('Sète', '6100000000-1', 1, 'new', '2026-03-01'),
              ('Sète', '6100000000-1', 1, 'closing-30', '2026-04-01');
            """)
      }
    }
    let store = try scratch.store()
    let told = try store.told(profile: "Sète", .before(day("2026-05-01")))
    #expect(told["6100000000-1"]?.map(\.kind) == ["new", "closing"])
    #expect(told["6100000000-1"]?.map(\.daysLeft) == [61, 30])
    #expect(try store.lastAlert(profile: "Sète", .before(day("2027-01-01"))) == day("2026-04-01"))
    #expect(try store.faults().isEmpty)
  }

  @Test("a person who is to be forgotten stands nowhere any more, and every offset still holds")
  func forgetting() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let body = "Contact : Jeanne  MARTIN (jeanne.martin@exemple.fr). Élodie Martin reste. Fin."
    var call = SampleCall(body: body)
    call.title = "Appel de Jeanne Martin"
    let document = SampleDocument("a", text: body, calls: [call])
    try store.add(document, at: "/a")
    #expect(try store.search("jeanne").isEmpty == false)
    let counts = try #require(try store.forget(person: "Jeanne Martin", on: day("2026-03-02")))
    #expect(counts.documents == 1 && counts.calls == 1)
    func check() throws {
      let stored = try #require(try store.found("6100000000-1"))
      let text = try #require(try store.text(sha256: document.sha256)).text
      #expect(!text.lowercased().contains("jeanne") && text.contains("Élodie Martin reste."))
      #expect(text.unicodeScalars.count == body.unicodeScalars.count)
      #expect(text.utf8.count == body.utf8.count)
      #expect(stored.record.title?.value == "Appel de ****** ******")
      #expect(!stored.text.passages[0].text.contains("martin@"))
      #expect(try store.search("jeanne").isEmpty)
      #expect(try store.history(of: stored.id).allSatisfy { $0.record.title?.value != call.title })
    }
    try check()
    // Read again, in either order of the names and in any case.
    try store.add(document, at: "/a")
    try check()
    #expect(try store.forget(person: "Martin", on: day("2026-03-02")) == nil)
    #expect(try store.faults().isEmpty)
  }
}
