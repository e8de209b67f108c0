import Pipeline
import Testing

@testable import Watch

/// When a file is ready, with a clock made of numbers.
@Suite struct WatchSettlingTests {
  private static func file(_ path: String = "/a", size: Int = 1, time: Int = 1) -> FoundFile {
    FoundFile(path: path, stamp: FileStamp(size: size, modifiedNanoseconds: time, inode: 1))
  }

  /// What a look does with a file.
  private static func see(
    _ files: inout SettlingFiles, _ file: FoundFile, at now: Double, quietFor: Double = 0
  ) {
    if files.isNew(file) { files.add(file, at: now, quietFor: quietFor) }
  }

  @Test func fileWaitsUntilItIsQuiet() {
    var files = SettlingFiles(finished: [:], settleSeconds: 2)
    Self.see(&files, Self.file(), at: 10)
    #expect(files.due(at: 11.9).isEmpty)
    #expect(files.nextDue == 12)
    #expect(files.due(at: 12) == [Self.file()])
  }

  @Test func halfWrittenFileBeginsAnew() {
    var files = SettlingFiles(finished: [:], settleSeconds: 2)
    Self.see(&files, Self.file(size: 1), at: 10)
    Self.see(&files, Self.file(size: 2), at: 11.5)
    #expect(files.due(at: 12).isEmpty)
    #expect(files.due(at: 13.5) == [Self.file(size: 2)])
  }

  @Test func sameLookAgainDoesNotProlong() {
    var files = SettlingFiles(finished: [:], settleSeconds: 2)
    Self.see(&files, Self.file(), at: 10)
    Self.see(&files, Self.file(), at: 11)
    #expect(files.due(at: 12).count == 1)
  }

  @Test func eventProlongs() {
    var files = SettlingFiles(finished: [:], settleSeconds: 2)
    Self.see(&files, Self.file(), at: 10)
    files.touch("/a", at: 11)
    files.touch("/unknown", at: 11)
    #expect(files.due(at: 12).isEmpty)
    #expect(files.due(at: 13).count == 1)
  }

  @Test func oldFileIsReadyAtOnce() {
    var files = SettlingFiles(finished: [:], settleSeconds: 2)
    Self.see(&files, Self.file(), at: 10, quietFor: 3600)
    Self.see(&files, Self.file("/b"), at: 10, quietFor: 0.5)
    #expect(files.due(at: 10).map(\.path) == ["/a"])
    #expect(files.due(at: 11.5).map(\.path) == ["/a", "/b"])
  }

  @Test func finishedFileIsNewOnlyOnceChanged() {
    var files = SettlingFiles(finished: ["/a": Self.file().stamp], settleSeconds: 2)
    #expect(!files.isNew(Self.file()))
    #expect(files.isNew(Self.file(time: 2)))
    Self.see(&files, Self.file(time: 2), at: 0)
    files.finish(Self.file(time: 2))
    #expect(files.isEmpty)
    #expect(!files.isNew(Self.file(time: 2)))
  }

  @Test func onlyFinishedFilesAreMissed() {
    var files = SettlingFiles(finished: ["/in/a": Self.file().stamp], settleSeconds: 2)
    Self.see(&files, Self.file("/in/b"), at: 0)
    Self.see(&files, Self.file("/inn/c"), at: 0)
    #expect(files.paths(below: "/in") == ["/in/a", "/in/b"])
    let forgotten = ["/in/a", "/in/b", "/in/a"].map { files.forget($0) }
    #expect(forgotten == [true, false, false])
  }

  @Test func dueFilesComeByPath() {
    var files = SettlingFiles(finished: [:], settleSeconds: 0)
    for path in ["/é", "/b", "/a", "/B"] { Self.see(&files, Self.file(path), at: 0) }
    #expect(files.due(at: 0).map(\.path) == ["/B", "/a", "/b", "/é"])
  }

  /// What was due a moment ago is asked again before it is handed over.
  @Test func dueIsAskedOfTheFileAsItWas() {
    var files = SettlingFiles(finished: [:], settleSeconds: 2)
    let file = Self.file("/a")
    Self.see(&files, file, at: 0)
    #expect(!files.isDue(file, at: 1))
    #expect(files.isDue(file, at: 2))
    files.touch("/a", at: 2)
    #expect(!files.isDue(file, at: 3))
    #expect(files.isDue(file, at: 4))
    files.take(file)
    #expect(!files.isDue(file, at: 5))
    #expect(!files.isDue(Self.file("/b"), at: 5))
  }

  @Test(
    arguments: [
      ("/a", "/b", true), ("/b", "/a", false), ("/a", "/a", false), ("/a", "/a/b", true),
      ("", "/", true), ("/B", "/a", true), ("/z", "/é", true), ("/e\u{301}", "/é", true),
    ])
  func pathsComeByTheirBytes(_ a: String, _ b: String, _ isBefore: Bool) {
    #expect(RawPath.precedes(a, b) == isBefore)
  }
}
