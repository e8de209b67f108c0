import Documents
import Foundation
import Store
import Testing

@Suite struct StoreDamageTests {
  /// A damaged store is told, or its content is whole; it never ends the process.
  @Test func flippedBytesNeverCrash() throws {
    let scratch = try Scratch()
    do {
      let store = try scratch.store()
      for name in ["a", "b", "c"] {
        try store.add(
          SampleDocument(
            name, calls: [SampleCall(title: "Appel \(name)", deadlines: ["2026-05-01"])]),
          at: "/\(name)")
      }
      try store.recordFailure(path: "/f", sha256: nil, failure: .empty, on: day("2026-03-01"))
      try store.note(
        WatchedFile(path: "/a", size: 1, modifiedNanoseconds: 1, inode: 1, state: .done))
      _ = try store.prepare(
        [StoredAlert(day: day("2026-03-01"), channel: .mail, destination: "", message: [1])],
        profiles: ["p"],
        news: [ToldNews(profile: "p", callID: "6100000000-1", version: 1, kind: "new")])
      try store.mute(Mute(profile: "", kind: .theme, value: "x", day: day("2026-03-01")))
    }
    let sound = try Data(contentsOf: URL(fileURLWithPath: scratch.storePath))
    var seed: UInt64 = 11
    for _ in 0..<60 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = sound
      bytes[Int((seed >> 20) % UInt64(sound.count))] ^= UInt8(truncatingIfNeeded: seed >> 8) | 1
      try bytes.write(to: URL(fileURLWithPath: scratch.storePath))
      Self.readAll(scratch.storePath)
    }
  }

  private static func readAll(_ path: String) {
    let today = day("2026-03-01")
    guard let store = try? Store(path: path, readOnly: true) else { return }
    _ = try? store.summaries(on: today)
    _ = try? store.calls(on: today)
    _ = try? store.documents()
    _ = try? store.search("subvention")
    _ = try? store.history(of: "6100000000-1")
    _ = try? store.failures()
    _ = try? store.watchedFiles()
    _ = try? store.told(profile: "p", .before(today))
    _ = try? store.lastAlert(profile: "p", .before(today))
    _ = try? store.pendingAlerts()
    _ = try? store.mutes()
    _ = try? store.standings(on: today)
    _ = try? store.text(sha256: SampleDocument("a").sha256)
    _ = try? store.call(matching: "61")
    _ = try? store.faults()
    guard let writer = try? Store(path: path) else { return }
    _ = try? writer.add(SampleDocument("a", calls: [SampleCall(title: "B")]), at: "/a")
    _ = try? writer.add(SampleDocument("d"), at: "/b")
  }

  @Test func writersOfTwoConnectionsLoseNothing() throws {
    let scratch = try Scratch()
    let stores = [try scratch.store(), try scratch.store()]
    DispatchQueue.concurrentPerform(iterations: 2) { worker in
      for number in 0..<20 {
        // Half of the documents are the same for both.
        let name = number % 2 == 0 ? "same\(number)" : "own\(worker)\(number)"
        _ = try? stores[worker].add(SampleDocument(name), at: "/\(name)")
      }
    }
    let documents = try scratch.store().documents()
    #expect(documents.count == 30)
    #expect(try stores[0].documents() == documents)
    #expect(try stores[1].faults().isEmpty)
  }
}
