import Glibc

/// Wakes a thread that waits in `poll`.
final class WakePipe: Sendable {
  private let ends: (read: Int32, write: Int32)

  init() {
    var descriptors: [Int32] = [-1, -1]
    if pipe(&descriptors) == 0 {
      for descriptor in descriptors {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      }
    } else {
      descriptors = [-1, -1]
    }
    ends = (descriptors[0], descriptors[1])
  }

  deinit {
    close(ends.read)
    close(ends.write)
  }

  /// Becomes readable once it is woken; -1 where the process has no descriptor left.
  var descriptor: Int32 { ends.read }

  /// Safe in a signal handler: one write.
  func wake() {
    var byte: UInt8 = 1
    _ = write(ends.write, &byte, 1)
  }

  /// Makes it wait again.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(ends.read, &bytes, bytes.count) > 0 {}
  }
}
