import Documents
import Glibc
import Pipeline
import Store

/// Which failures of a watched file are final, and when the others are tried again.
enum RetryPolicy {
  /// Seconds before another try where the store could not be written.
  static let storePause = 60.0
  /// How long a file may look damaged because its writer is not done, or stay open for writing
  /// without being written to.
  private static let youth = 600.0

  /// Seconds until another try; nil where the failure is final while the file stays as it is.
  static func pause(after failure: DocumentFailure, of file: WatchedFile) -> Double? {
    switch failure {
    // The disk, a mount or rights: nothing that the file could help.
    case .unreadable: min(60 * Double(1 << min(file.attempts - 1, 6)), 3_600)
    // By the machine's load perhaps, once; twice is the document's way.
    case .crashed, .timeLimit, .memoryLimit: file.attempts < 2 ? 60 : nil
    case .damaged:
      isYoung(file.path) && file.attempts <= youthPauses.count
        ? youthPauses[file.attempts - 1] : nil
    case .encrypted, .tooLarge, .unsupported, .empty: nil
    }
  }

  private static let youthPauses = [10.0, 60, 600]

  /// A writer that keeps a file open without writing to it is waited for, but not for ever.
  static func awaitsWriters(_ file: ReadyFile) -> Bool { isYoung(file.path) }

  private static func isYoung(_ path: String) -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return FileTimes.changed(path).map { Double(now.tv_sec) - $0 < youth } ?? false
  }
}

enum FileTimes {
  /// The file system that a path lies on; nil where it cannot be told.
  static func device(_ path: String) -> UInt? {
    RawPath.withCString(path) { name in
      var status = stat()
      return stat(name, &status) == 0 ? UInt(status.st_dev) : nil
    }
  }

  /// When a file last changed in any way, a new name included, in seconds since 1970.
  static func changed(_ path: String) -> Double? {
    RawPath.withCString(path) { name in
      var status = stat()
      guard lstat(name, &status) == 0 else { return nil }
      return Double(status.st_ctim.tv_sec) + Double(status.st_ctim.tv_nsec) / 1e9
    }
  }
}
