import Foundation
import Glibc
import Pipeline
import Testing

@Suite struct WatchRegularFileTests {
  @Test func bytesAndStampOfAFile() throws {
    let scratch = try WatchScratch()
    let text = String(repeating: "é", count: 5000)
    try scratch.write("a.txt", text)
    let file = try RegularFile(at: scratch.path("a.txt"), limit: 10_000)
    #expect(file.bytes == Array(text.utf8))
    #expect(file.isSteady)
    #expect(FileKind(at: scratch.path("a.txt")) == .file(file.stamp))
  }

  @Test func emptyFileIsEmpty() throws {
    let scratch = try WatchScratch()
    try scratch.write("a", "")
    #expect(try RegularFile(at: scratch.path("a"), limit: 0).bytes.isEmpty)
  }

  @Test func whatIsNoFileIsTold() throws {
    let scratch = try WatchScratch()
    try scratch.write("big", "12345")
    #expect(mkfifo(scratch.path("fifo"), 0o644) == 0)
    let cases: [(String, FileReadError)] = [
      (scratch.path("none"), .missing), (scratch.path("big/x"), .missing),
      (scratch.path("fifo"), .notRegular), (scratch.folder, .notRegular),
      ("/dev/null", .notRegular), (scratch.path("big"), .tooLarge(bytes: 5, limit: 4)),
    ]
    for (path, error) in cases {
      #expect(throws: error) { try RegularFile(at: path, limit: 4) }
    }
  }

  /// Files of the kernel have no size until they are read.
  @Test func fileLongerThanItsSizeIsReadWholeAndUnsteady() throws {
    let file = try RegularFile(at: "/proc/self/status", limit: 1 << 20)
    #expect(file.bytes.count > 100)
    #expect(!file.isSteady)
    #expect(throws: FileReadError.self) { try RegularFile(at: "/proc/self/status", limit: 10) }
  }
}
