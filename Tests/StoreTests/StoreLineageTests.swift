import CallModel
import Documents
import Store
import Testing

/// Ids are given once and kept.
@Suite struct StoreLineageTests {
  struct Reading: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: [SampleCall]
    var after: [SampleCall]
    /// For each call after, the ordinal in its id.
    var ordinals: [Int]
  }

  static let readings: [Reading] = [
    Reading(
      testDescription: "a changed deadline", before: [SampleCall(deadlines: ["2026-05-01"])],
      after: [SampleCall(deadlines: ["2026-06-01"])], ordinals: [1]),
    Reading(
      testDescription: "another title, same place", before: [SampleCall(title: "A")],
      after: [SampleCall(title: "B")], ordinals: [1]),
    Reading(
      testDescription: "a call found before the others",
      before: [SampleCall(title: "B", start: 100), SampleCall(title: "C", start: 200)],
      after: [
        SampleCall(title: "A", start: 0), SampleCall(title: "B", start: 100),
        SampleCall(title: "C", start: 200),
      ], ordinals: [3, 1, 2]),
    Reading(
      testDescription: "swapped order, by reference",
      before: [SampleCall(title: "A", reference: "R-1"), SampleCall(title: "B", reference: "R-2")],
      after: [SampleCall(title: "X", reference: "r 2"), SampleCall(title: "Y", reference: "R1 ")],
      ordinals: [2, 1]),
    Reading(
      testDescription: "one reference for all lots, by title",
      before: [SampleCall(title: "A", reference: "R"), SampleCall(title: "B", reference: "R")],
      after: [SampleCall(title: "b", reference: "R"), SampleCall(title: "À", reference: "R")],
      ordinals: [2, 1]),
    Reading(
      testDescription: "other titles, by common text",
      before: [SampleCall(title: "A", start: 0), SampleCall(title: "B", start: 100)],
      after: [SampleCall(title: "C", start: 101), SampleCall(title: "D", start: 2)],
      ordinals: [2, 1]),
  ]

  @Test(arguments: readings)
  func idsAreKeptWhenReadAgain(_ reading: Reading) throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var document = SampleDocument("a", calls: reading.before)
    try store.add(document, at: "/a")
    document.calls = reading.after
    let outcome = try store.add(document, at: nil, on: "2026-04-01")
    #expect(outcome.change == .changed)
    #expect(outcome.callIDs == reading.ordinals.map { "6100000000-\($0)" })
    for (id, call) in zip(outcome.callIDs, reading.after) {
      #expect(try store.found(id)?.record.title?.value == call.title)
    }
  }

  @Test func callNoLongerFoundIsWithdrawnAndComesBack() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var document = SampleDocument("a", calls: [SampleCall(title: "A"), SampleCall(title: "Bravo")])
    try store.add(document, at: "/a")
    document.calls = [SampleCall(title: "A")]
    try store.add(document, at: nil, on: "2026-04-01")
    let today = day("2026-04-02")
    #expect(try store.summaries(on: today).map(\.title) == ["A"])
    #expect(try store.found("6100000000-2")?.withdrawnOn == day("2026-04-01"))
    #expect(try store.search("bravo").isEmpty)
    document.calls = [SampleCall(title: "Bravo"), SampleCall(title: "A")]
    let outcome = try store.add(document, at: nil, on: "2026-05-01")
    #expect(outcome.callIDs == ["6100000000-2", "6100000000-1"])
    #expect(try store.found("6100000000-2")?.withdrawnOn == nil)
  }

  @Test func newProofOfTheSameIsNoNewVersion() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var document = SampleDocument("a", calls: [SampleCall(rule: "old")])
    try store.add(document, at: "/a")
    document.calls = [SampleCall(rule: "new")]
    let outcome = try store.add(document, at: "/a", on: "2026-04-01")
    #expect(outcome.change == .changed)
    let call = try #require(try store.found(outcome.callIDs[0]))
    #expect(call.version == 1)
    #expect(call.changedOn == day("2026-03-01"))
    #expect(call.record.title?.evidence.first?.rule == "new")
  }

  @Test func historyTellsWhatChanged() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var document = SampleDocument("a", calls: [SampleCall(deadlines: ["2026-05-01"])])
    try store.add(document, at: "/a")
    document.calls = [SampleCall(reference: "R", deadlines: ["2026-06-01"])]
    try store.add(document, at: "/a", on: "2026-04-01")
    let history = try store.history(of: "6100000000-1")
    #expect(history.map(\.version) == [1, 2])
    #expect(history.map(\.cause) == [.added, .reread])
    #expect(history.map(\.day) == [day("2026-03-01"), day("2026-04-01")])
    #expect(history[0].changes.isEmpty)
    #expect(history[1].changes.map(\.field) == ["reference", "windows"])
    #expect(history[1].changes[0].before == nil)
    #expect(history[1].changes[0].after == .object(["value": .text("R")]))
    #expect(try store.history(of: "none").isEmpty)
  }

  @Test func contentThatTakesAPathAmendsItsCalls() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let old = SampleDocument(
      "a",
      calls: [
        SampleCall(title: "Mobilité des jeunes 2026", deadlines: ["2026-05-01"]),
        SampleCall(title: "Eau et assainissement"),
      ])
    let new = SampleDocument(
      "b", calls: [SampleCall(title: "Mobilité des jeunes 2026", deadlines: ["2026-06-15"])])
    try store.add(old, at: "/in/appel.pdf")
    let outcome = try store.add(new, at: "/in/appel.pdf", on: "2026-04-01")
    #expect(outcome == AddOutcome(change: .changed, callIDs: ["6100000000-1"]))
    let call = try #require(try store.found("6100000000-1"))
    #expect(call.document.sha256 == new.sha256)
    #expect(call.version == 2)
    #expect(try store.history(of: call.id).last?.cause == .amended)
    #expect(try store.summaries(on: day("2026-04-01")).map(\.id) == ["6100000000-1"])
    #expect(try store.document(sha256: old.sha256)?.supersededBy == new.sha256)
    // The older content comes back under the same path: it must be read again.
    #expect(
      try store.noteSeen(sha256: old.sha256, path: "/in/appel.pdf", on: day("2026-04-02")) == nil)
    let back = try store.add(old, at: "/in/appel.pdf", on: "2026-04-02")
    #expect(back.callIDs == ["6100000000-1", "6100000000-2"])
    #expect(try store.document(sha256: old.sha256)?.supersededBy == nil)
    #expect(try store.document(sha256: new.sha256)?.supersededBy == old.sha256)
  }

  @Test func anotherCallUnderTheSamePathGetsItsOwnID() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try store.add(SampleDocument("a", calls: [SampleCall(title: "Lettre de mars")]), at: "/l.pdf")
    let outcome = try store.add(
      SampleDocument("b", calls: [SampleCall(title: "Eau propre au Mali")]), at: "/l.pdf")
    #expect(outcome.callIDs == ["6200000000-1"])
    #expect(try store.found("6100000000-1")?.withdrawnOn != nil)
  }

  @Test func contentThatStandsElsewhereIsNotReplaced() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let old = SampleDocument("a")
    try store.add(old, at: "/one.pdf")
    try store.add(old, at: "/two.pdf")
    let outcome = try store.add(SampleDocument("b"), at: "/one.pdf")
    #expect(outcome == AddOutcome(change: .new, callIDs: ["6200000000-1"]))
    #expect(try store.document(sha256: old.sha256)?.paths == ["/two.pdf"])
    #expect(try store.summaries(on: day("2026-03-01")).count == 2)
  }
}
