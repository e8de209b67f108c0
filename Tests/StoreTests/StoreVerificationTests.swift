import Documents
import Store
import Testing

/// How sure the store is of a call, where its document lies, and who packed it.
@Suite struct StoreVerificationTests {
  private func file(_ path: String) -> WatchedFile {
    WatchedFile(path: path, size: 1, modifiedNanoseconds: 1, inode: 1, state: .done)
  }

  private func verification(_ store: Store) throws -> CallVerification {
    try #require(try store.verifications(of: "6100000000-1").first).verification
  }

  @Test func aLookAtTheFolderVerifies() throws {
    let scratch = try Scratch()
    let store = try Store(path: scratch.storePath, author: "calls 1, rules a")
    try store.add(SampleDocument("a"), at: "/in/a.pdf", on: "2026-03-01")
    try store.note(file("/in/a.pdf"))
    #expect(try verification(store).verifiedOn == day("2026-03-01"))
    try store.noteStanding(below: ["/in"], on: day("2026-03-20"))
    try store.noteStanding(below: ["/inn", "/other"], on: day("2026-03-25"))
    var found = try verification(store)
    #expect(found.verifiedOn == day("2026-03-20"))
    #expect(found.staleness(on: day("2026-06-18"), reader: "calls 1, rules a") == [])
    #expect(
      found.staleness(on: day("2026-06-19"), reader: "calls 1, rules b") == [
        .notSeen, .otherRules,
      ])
    try store.forgetWatchedFile(path: "/in/a.pdf", on: day("2026-04-01"))
    found = try verification(store)
    #expect(found.goneOn == day("2026-04-01"))
    #expect(found.staleness(on: day("2026-04-01"), reader: nil) == [.gone])
    // It stands elsewhere as well: then it is not gone.
    try store.add(SampleDocument("a"), at: "/b.pdf", on: "2026-04-02")
    #expect(try verification(store).goneOn == nil)
  }

  @Test func foldersAreTags() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("a")
    _ = try store.add(
      document.parsed(path: ""), texts: document.calls.map(\.text), text: DocumentText(text: ""),
      path: "/in/Eau & Sahel/été/a.pdf", tags: ["Eau & Sahel", "été"], on: day("2026-03-01"))
    try store.add(SampleDocument("b"), at: "/in/b.pdf")
    #expect(try store.tags(ofDocument: document.sha256) == ["eau sahel", "ete"])
    for (tag, count) in [("Été", 1), ("eau sahel", 1), ("eau", 0)] {
      var filter = CallFilter()
      filter.tags = [tag]
      #expect(try store.summaries(filter, on: day("2026-03-01")).count == count, "\(tag)")
    }
  }

  @Test func whatIsPackedIsKnownWithoutTheLexicon() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try store.add(SampleDocument("a"), at: "/a")
    #expect(try !store.isPacked(by: "r1"))
    try store.keep(["6100000000-1": .init(demands: [1], matter: [2])], fingerprint: "f")
    try store.notePacked(by: "r1")
    #expect(try store.isPacked(by: "r1"))
    #expect(try !store.isPacked(by: "r2"))
    try store.add(SampleDocument("b"), at: "/b")
    #expect(try !store.isPacked(by: "r1"))
  }
}
