import Foundation
import Glibc
import Pipeline
import Synchronization
import Testing
import Watch

/// A folder of its own for each test, gone with the value.
final class WatchScratch {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "calls-watch-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file, with its folders; names as `RawPath` gives them.
  func write(_ name: String, _ text: String = "x") throws {
    let path = path(name)
    if let slash = path.lastIndex(of: "/") {
      try FileManager.default.createDirectory(
        atPath: String(path[..<slash]), withIntermediateDirectories: true)
    }
    let file = RawPath.withCString(path) { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) }
    defer { close(file) }
    var bytes = Array(text.utf8)
    guard file >= 0, Glibc.write(file, &bytes, bytes.count) == bytes.count else {
      throw POSIXError(.EIO)
    }
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// The paths below the folder.
  func names(_ paths: [String]) -> [String] {
    paths.map { String($0.dropFirst(folder.count + 1)) }
  }
}

/// Stops a watch that does not come to its end, a minute from its making.
final class Watchdog: Sendable {
  private let isOver = Atomic<Bool>(false)
  private let hasBitten = Atomic<Bool>(false)

  init(_ stop: StopFlag, seconds: Double = 60) {
    let end = Date().addingTimeInterval(seconds)
    Thread.detachNewThread { [weak self] in
      while let dog = self, !dog.isOver.load(ordering: .acquiring) {
        if Date() > end {
          dog.hasBitten.store(true, ordering: .releasing)
          stop.set()
          return
        }
        usleep(50_000)
      }
    }
  }

  /// Sends the watchdog away; a failure where it had to stop the watch.
  func expectQuiet(_ location: SourceLocation = #_sourceLocation) {
    isOver.store(true, ordering: .releasing)
    let hadToBite = hasBitten.load(ordering: .acquiring)
    #expect(!hadToBite, "the watch had to be stopped", sourceLocation: location)
  }
}
