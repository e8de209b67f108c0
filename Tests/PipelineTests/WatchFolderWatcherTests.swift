import Foundation
import Glibc
import Pipeline
import Synchronization
import Testing
import Watch

/// No time limit of the test library stands here: it counts the wait for a thread too, which is minutes
/// on a busy machine. A watch that hangs is stopped by a `Watchdog`, and its test fails.
@Suite struct WatchFolderWatcherTests {
  private static func options(
    _ change: (inout WatchOptions) -> Void = { _ in }
  ) -> WatchOptions {
    var options = WatchOptions()
    options.settleSeconds = 0.05
    options.pollSeconds = 0.05
    change(&options)
    return options
  }

  /// One pass over a folder: what was handed over, and what was told.
  private static func pass(
    _ scratch: WatchScratch, known: [String: FileStamp] = [:], settleSeconds: Double = 0.05,
    handle: @escaping (ReadyFile) -> Disposition = { _ in .finished }
  ) throws -> (ready: [ReadyFile], events: [WatchEvent]) {
    var ready: [ReadyFile] = []
    var events: [WatchEvent] = []
    var watcher = FolderWatcher(
      folders: [scratch.folder],
      options: options {
        $0.isSinglePass = true
        $0.settleSeconds = settleSeconds
      }, known: known,
      report: {
        switch $0 {
        case .looked, .handled: break
        default: events.append($0)
        }
      },
      handle: {
        ready.append($0)
        return handle($0)
      })
    let stop = StopFlag()
    let watchdog = Watchdog(stop)
    try watcher.run(until: stop)
    watchdog.expectQuiet()
    return (ready, events)
  }

  @Test func singlePassHandsOverEachFileOnceByPath() throws {
    let scratch = try WatchScratch()
    for name in ["b.pdf", "a.pdf", "x/c.html", "skip.json", "dir.pdf/d.pdf"] {
      try scratch.write(name)
    }
    let (ready, events) = try Self.pass(scratch)
    #expect(
      scratch.names(ready.map(\.path)) == ["a.pdf", "b.pdf", "dir.pdf/d.pdf", "x/c.html"])
    #expect(events == [.skipped(folder: scratch.folder, counts: [.notDocument: 1])])
    #expect(try Set(FileManager.default.subpathsOfDirectory(atPath: scratch.folder)).count == 7)
  }

  @Test func secondPassHandsOverOnlyWhatChanged() throws {
    let scratch = try WatchScratch()
    for name in ["a.pdf", "b.pdf", "c.pdf"] { try scratch.write(name) }
    let first = try Self.pass(scratch).ready
    let known = Dictionary(uniqueKeysWithValues: first.map { ($0.path, $0.stamp) })
    try scratch.write("b.pdf", "longer")
    try scratch.remove("c.pdf")
    let (ready, events) = try Self.pass(scratch, known: known)
    #expect(scratch.names(ready.map(\.path)) == ["b.pdf"])
    #expect(events.contains(.gone(path: scratch.path("c.pdf"))))
  }

  @Test func fileWrittenToDuringItsTimeIsLeftForTheNextPass() throws {
    let scratch = try WatchScratch()
    try scratch.write("a.pdf")
    try scratch.write("b.pdf")
    // The writer is still at work on b when a is handed over.
    let (ready, events) = try Self.pass(scratch) { file in
      if file.path.hasSuffix("a.pdf") {
        try? scratch.write("b.pdf", "half written")
      }
      return .finished
    }
    #expect(scratch.names(ready.map(\.path)) == ["a.pdf"])
    #expect(events.contains(.unsettled(path: scratch.path("b.pdf"))))
    #expect(scratch.names(try Self.pass(scratch).ready.map(\.path)) == ["a.pdf", "b.pdf"])
  }

  @Test func whatComesDuringAPassBelongsToIt() throws {
    let scratch = try WatchScratch()
    try scratch.write("b.pdf")
    let (ready, _) = try Self.pass(scratch) { file in
      if file.path.hasSuffix("b.pdf") { try? scratch.write("a.pdf") }
      return .finished
    }
    #expect(scratch.names(ready.map(\.path)) == ["b.pdf", "a.pdf"])
  }

  @Test func anotherTryIsNotWaitedForInAPass() throws {
    let scratch = try WatchScratch()
    try scratch.write("a.pdf")
    let (ready, _) = try Self.pass(scratch) { _ in .again(afterSeconds: 3600) }
    #expect(ready.count == 1)
  }

  @Test func missingFolderIsRefused() throws {
    let scratch = try WatchScratch()
    var watcher = FolderWatcher(
      folders: [scratch.path("none")], report: { _ in }, handle: { _ in .finished })
    #expect(throws: FolderWalkError.missing(path: scratch.path("none"))) {
      try watcher.run(until: StopFlag())
    }
  }

  /// Runs a watch until all files expected came; changes the folder as they come.
  private static func watch(
    _ scratch: WatchScratch, options: WatchOptions, until count: Int,
    _ onFile: @escaping (_ number: Int, ReadyFile) throws -> Disposition
  ) throws -> [String] {
    let stop = StopFlag()
    var ready: [String] = []
    var watcher = FolderWatcher(
      folders: [scratch.folder], options: options, report: { _ in },
      handle: { file in
        ready.append(file.path)
        if ready.count == count { stop.set() }
        return (try? onFile(ready.count, file)) ?? .finished
      })
    let watchdog = Watchdog(stop)
    try watcher.run(until: stop)
    watchdog.expectQuiet()
    #expect(stop.isSet)
    #expect(stop.signal == nil)
    return scratch.names(ready)
  }

  @Test(arguments: [false, true])
  func newFilesAndFoldersAreFound(_ isPollingOnly: Bool) throws {
    let scratch = try WatchScratch()
    let moved = try WatchScratch()
    try scratch.write("1.pdf")
    try moved.write("in/3.pdf")
    // Without events a look must find them, with events no look is due for an hour.
    let options = Self.options {
      $0.isPollingOnly = isPollingOnly
      if !isPollingOnly { $0.pollSeconds = 3600 }
    }
    let names = try Self.watch(scratch, options: options, until: 5) { number, _ in
      switch number {
      case 1: try scratch.write("sub/deep/2.pdf")
      case 2:
        try FileManager.default.moveItem(
          atPath: moved.path("in"), toPath: scratch.path("moved in"))
      case 3: try scratch.write("moved in/4.pdf")
      case 4: try scratch.write("1.pdf", "changed")
      default: break
      }
      return .finished
    }
    #expect(names == ["1.pdf", "sub/deep/2.pdf", "moved in/3.pdf", "moved in/4.pdf", "1.pdf"])
  }

  @Test func fileToBeTriedAgainComesAgain() throws {
    let scratch = try WatchScratch()
    try scratch.write("a.pdf")
    let names = try Self.watch(scratch, options: Self.options(), until: 3) { number, _ in
      number == 1 ? .again(afterSeconds: 0) : .changing
    }
    #expect(names == ["a.pdf", "a.pdf", "a.pdf"])
  }

  @Test func ignoreFileWrittenLaterHolds() throws {
    let scratch = try WatchScratch()
    try scratch.write("1.pdf")
    let names = try Self.watch(scratch, options: Self.options(), until: 2) { number, _ in
      if number == 1 {
        try scratch.write(".callsignore", "draft*")
        try scratch.write("draft.pdf")
        try scratch.write("z.pdf")
      }
      return .finished
    }
    #expect(names == ["1.pdf", "z.pdf"])
  }

  @Test func flagStopsAWatchThatWaits() throws {
    let scratch = try WatchScratch()
    let stop = StopFlag()
    let folder = scratch.folder
    var watcher = FolderWatcher(
      folders: [folder],
      report: { _ in
        // The watch goes on to wait for events, for minutes if nobody wakes it.
        Thread.detachNewThread {
          usleep(20_000)
          stop.set()
        }
      }, handle: { _ in .finished })
    let watchdog = Watchdog(stop)
    try watcher.run(until: stop)
    watchdog.expectQuiet()
    #expect(stop.isSet)
  }

  @Test func signalStopsAWatch() throws {
    let scratch = try WatchScratch()
    let stop = StopFlag.catchingSignals()
    defer { signal(SIGINT, SIG_DFL) }
    // Once: a second signal ends the process at once.
    let isSent = Mutex(false)
    var watcher = FolderWatcher(
      folders: [scratch.folder],
      report: { _ in
        let isFirst = isSent.withLock { sent in
          defer { sent = true }
          return !sent
        }
        if isFirst { kill(getpid(), SIGTERM) }
      },
      handle: { _ in .finished })
    let watchdog = Watchdog(stop)
    try watcher.run(until: stop)
    watchdog.expectQuiet()
    #expect(stop.signal == SIGTERM)
  }
}
