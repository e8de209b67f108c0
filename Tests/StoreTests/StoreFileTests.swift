import Documents
import Foundation
import GRDB
import Store
import Testing

@Suite struct StoreFileTests {
  @Test func readOnlyStoreListsAndRefusesToWrite() throws {
    let scratch = try Scratch()
    do {
      let store = try scratch.store()
      try store.add(SampleDocument("a"), at: "/a")
    }
    let reader = try Store(path: scratch.storePath, readOnly: true)
    #expect(try reader.summaries(on: day("2026-03-01")).count == 1)
    #expect(try reader.search("subvention").count == 1)
    #expect(throws: StoreError.readOnly(path: scratch.storePath)) {
      try reader.add(SampleDocument("b"), at: "/b")
    }
    // A writer beside the reader, whose changes the reader sees.
    try scratch.store().add(SampleDocument("b"), at: "/b")
    #expect(try reader.summaries(on: day("2026-03-01")).count == 2)
  }

  @Test func missingStoreIsMissingForAReader() throws {
    let scratch = try Scratch()
    #expect(throws: StoreError.missing(path: scratch.storePath)) {
      try Store(path: scratch.storePath, readOnly: true)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.storePath))
  }

  @Test func storeIsMadeWithItsFolder() throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/new folder/é/store.sqlite"
    _ = try Store(path: path)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func folderThatIsAFileIsRefused() throws {
    let scratch = try Scratch()
    let file = scratch.folder + "/file"
    try Data("x".utf8).write(to: URL(fileURLWithPath: file))
    #expect { try Store(path: file + "/store.sqlite") } throws: { error in
      guard case .cannotCreate? = error as? StoreError else { return false }
      return (error as? StoreError)?.exitStatus == 73
    }
  }

  @Test(arguments: [true, false])
  func damagedFileIsToldFromAStore(_ readOnly: Bool) throws {
    let scratch = try Scratch()
    let rubbish = Data(repeating: 0x55, count: 5000)
    try rubbish.write(to: URL(fileURLWithPath: scratch.storePath))
    #expect { try Store(path: scratch.storePath, readOnly: readOnly) } throws: { error in
      guard case .damaged? = error as? StoreError else { return false }
      return (error as? StoreError)?.exitStatus == 65
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.storePath)) == rubbish)
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    let scratch = try Scratch()
    do {
      let other = try DatabaseQueue(path: scratch.storePath)
      try other.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.storePath))
    #expect { try Store(path: scratch.storePath) } throws: { error in
      if case .damaged? = error as? StoreError { true } else { false }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.storePath)) == before)
  }

  @Test(arguments: [true, false])
  func newerStoreIsRefused(_ readOnly: Bool) throws {
    let scratch = try Scratch()
    _ = try scratch.store()
    do {
      let raw = try DatabaseQueue(path: scratch.storePath)
      try raw.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-later')") }
    }
    let newer = StoreError.newer(path: scratch.storePath, schema: "9999-later")
    #expect(throws: newer) { try Store(path: scratch.storePath, readOnly: readOnly) }
    #expect(newer.exitStatus == 65)
  }

  @Test func otherWriterIsWaitedForThenNamed() throws {
    let scratch = try Scratch()
    let store = try Store(path: scratch.storePath, waitSeconds: 0.1)
    let file = open(scratch.storePath + "-lock", O_RDWR)
    defer { close(file) }
    #expect(flock(file, LOCK_EX) == 0)
    #expect(throws: StoreError.locked(path: scratch.storePath)) {
      try store.add(SampleDocument("a"), at: "/a")
    }
    #expect(try store.summaries(on: day("2026-03-01")).isEmpty)
    #expect(flock(file, LOCK_UN) == 0)
    try store.add(SampleDocument("a"), at: "/a")
    #expect(try store.summaries(on: day("2026-03-01")).count == 1)
  }

  @Test func failedTransactionLeavesNothing() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("a")
    #expect(throws: StoreError.self) {
      try store.add(
        document.parsed(path: "/a"), texts: [], text: DocumentText(text: ""), path: "/a",
        on: day("2026-03-01"))
    }
    #expect(try store.documents().isEmpty)
  }

  @Test func backupIsAStore() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try store.add(SampleDocument("a"), at: "/a")
    let copy = scratch.folder + "/copies/store.sqlite"
    try store.backUp(to: copy)
    let restored = try Store(path: copy, readOnly: true)
    #expect(try restored.documents() == store.documents())
    #expect(try restored.faults().isEmpty)
  }

  @Test func watchedFilesAreKept() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var file = WatchedFile(
      path: "/b", size: 1, modifiedNanoseconds: 1_700_000_000_123_456_789, inode: 3,
      state: .reading, attempts: 1)
    try store.note(file)
    file.state = .waiting
    file.nextTry = 99
    try store.note(file)
    let other = WatchedFile(
      path: "/a", size: 0, modifiedNanoseconds: 0, inode: 0, sha256: "x", state: .done)
    try store.note(other)
    #expect(try store.watchedFiles() == [other, file])
    #expect(try store.watchedFile(path: "/b") == file)
    try store.forgetWatchedFile(path: "/b", on: day("2026-03-01"))
    #expect(try store.watchedFile(path: "/b") == nil)
  }

  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path

  /// One store file as each released schema left it; a new schema adds a file, none is ever edited.
  @Test(arguments: ["schema-1"])
  func storeOfEachReleaseOpens(_ name: String) throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: "\(Self.fixtures)/\(name).sqlite", toPath: scratch.storePath)
    let store = try Store(path: scratch.storePath, readOnly: true)
    #expect(try store.summaries(on: day("2026-03-01")).map(\.title) == ["Appel à projets jeunesse"])
    #expect(try store.search("collectivite").count == 1)
    #expect(try store.history(of: "6100000000-1").count == 2)
    #expect(try store.failures().map(\.path) == ["/b.pdf"])
    #expect(try store.faults().isEmpty)
  }

  @Test("a store of schema 5 keeps what it told, and looks at every call once more")
  func storeWithLedgerOpens() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Self.fixtures + "/schema-5.sqlite", toPath: scratch.storePath)
    let store = try scratch.store()
    let call = "e45020ab49-1"
    #expect(try store.summaries(on: day("2024-04-01")).count == 2)
    let told = try store.told(profile: "Essai", .before(day("2024-04-01")))
    #expect(told.keys.sorted() == [call] && told[call]?.map(\.version) == [1])
    #expect(try store.lastAlert(profile: "Essai", .before(day("2024-04-01"))) == day("2024-03-15"))
    #expect(try store.standings(on: day("2024-04-01"), ids: [call]).map(\.version) == [2])
    #expect(try store.mutes().map(\.value) == ["life"])
    #expect(try store.pendingAlerts().isEmpty)
    let looks = try store.lookouts(profile: "Essai", judgement: "x", on: day("2024-04-01"))
    #expect(looks == nil)
    #expect(try store.faults().isEmpty)
  }

  /// `RECORD_STORE=schema-2` writes the file of a new schema, and fails so that no run passes by it.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_STORE"] != nil))
  func recordStore() throws {
    let name = try #require(ProcessInfo.processInfo.environment["RECORD_STORE"])
    let scratch = try Scratch()
    let store = try scratch.store()
    try store.add(SampleDocument("a", calls: [SampleCall(deadlines: ["2026-05-01"])]), at: "/a.pdf")
    try store.add(
      SampleDocument("a", calls: [SampleCall(deadlines: ["2026-06-01"])]), at: "/a.pdf",
      on: "2026-04-01")
    try store.recordFailure(
      path: "/b.pdf", sha256: nil, failure: .encrypted, on: day("2026-03-01"))
    try store.backUp(to: "\(Self.fixtures)/\(name).sqlite")
    Issue.record("recorded \(name)")
  }
}
