import CallModel
import Documents
import Store
import Testing

@Suite struct StoreAddTests {
  @Test func sameContentTwiceIsOneDocument() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("a")
    let first = try store.add(document, at: "/in/b.pdf", on: "2026-03-01")
    let second = try store.add(document, at: "/in/a.pdf", on: "2026-03-05")
    #expect(first.change == .new)
    #expect(second.change == .known)
    #expect(first.callIDs == second.callIDs)
    let stored = try #require(try store.documents().first)
    #expect(try store.documents().count == 1)
    #expect(stored.paths == ["/in/a.pdf", "/in/b.pdf"])
    #expect(stored.record.path == "/in/a.pdf")
    #expect(stored.firstSeen == day("2026-03-01"))
    #expect(stored.lastSeen == day("2026-03-05"))
    #expect(try store.counts() == StoreCounts(documents: 1, paths: 2, calls: 1, failures: 0))
  }

  @Test func orderOfAddingChangesNothing() throws {
    let documents = ["a", "b", "c", "d"].map { name in
      (
        SampleDocument(
          name, calls: [SampleCall(title: "Appel \(name)"), SampleCall(title: "Lot \(name)")]),
        "/in/\(name).pdf"
      )
    }
    func lists(_ order: [Int]) throws -> ([CallSummary], [StoredDocument], [StoredCall]) {
      let scratch = try Scratch()
      let store = try scratch.store()
      for index in order { try store.add(documents[index].0, at: documents[index].1) }
      for index in order.reversed() { try store.add(documents[index].0, at: "/copy/\(index)") }
      let today = day("2026-03-02")
      return (
        try store.summaries(on: today), try store.documents(), try store.calls(on: today)
      )
    }
    let one = try lists([0, 1, 2, 3])
    let other = try lists([2, 0, 3, 1])
    #expect(one.0 == other.0)
    #expect(one.1 == other.1)
    #expect(one.2 == other.2)
    #expect(one.0.count == 8)
  }

  @Test func idIsDigestAndOrdinal() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("ab", calls: [SampleCall(), SampleCall(title: "Second")])
    let outcome = try store.add(document, at: "/a")
    #expect(outcome.callIDs == ["6162000000-1", "6162000000-2"])
    #expect(try store.found("6162000000-2")?.record.id == "6162000000-2")
  }

  @Test func noteSeenNeedsNoReading() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("a")
    #expect(try store.noteSeen(sha256: document.sha256, path: "/x", on: day("2026-03-01")) == nil)
    let ids = try store.add(document, at: "/a").callIDs
    let today = day("2026-03-09")
    #expect(try store.noteSeen(sha256: document.sha256, path: "/0", on: today) == ids)
    let stored = try store.document(sha256: document.sha256)
    #expect(stored?.paths == ["/0", "/a"])
    #expect(stored?.lastSeen == today)
  }

  @Test func textComesBackWhole() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("a")
    let text = DocumentText(text: "é\u{0}\n🙂", pageStarts: [0, 3], source: [0, 255, 1])
    _ = try store.add(
      document.parsed(path: "/a"), texts: document.calls.map(\.text), text: text, path: "/a",
      on: day("2026-03-01"))
    #expect(try store.text(sha256: document.sha256) == text)
    #expect(try store.text(sha256: "none") == nil)
  }

  @Test func failureIsForgottenOnceRead() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let today = day("2026-03-01")
    for _ in 0..<2 {
      try store.recordFailure(
        path: "/b", sha256: "1", failure: .damaged(detail: "no trailer"), on: today)
    }
    try store.recordFailure(path: "/a", sha256: nil, failure: .unreadable(detail: "?"), on: today)
    let failures = try store.failures()
    #expect(failures.map(\.path) == ["/a", "/b"])
    #expect(failures.map(\.attempts) == [1, 2])
    #expect(failures.map(\.error) == ["unreadable", "damaged"])
    #expect(failures.map(\.isRetryable) == [true, false])
    #expect(failures[1].detail == "no trailer")
    try store.add(SampleDocument("a"), at: "/b")
    #expect(try store.failures().map(\.path) == ["/a"])
  }
}
