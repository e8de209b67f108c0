import CSandbox
import Documents
import Glibc

/// Takes what comes out of a pipe, up to a limit.
struct PipeReader {
  let descriptor: Int32
  let limit: Int
  /// Whether more than the limit ends the reading, or is thrown away.
  let stopsAtLimit: Bool
  private(set) var bytes: [UInt8] = []
  /// The other end is closed, or cannot be read.
  private(set) var isDone = false
  private(set) var isOverLimit = false
  /// What one call of the system gives.
  private var chunk: [UInt8] = []

  init(descriptor: Int32, limit: Int, stopsAtLimit: Bool) {
    self.descriptor = descriptor
    self.limit = limit
    self.stopsAtLimit = stopsAtLimit
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Waits until one of two pipes has something, and takes it.
  static func wait(_ a: inout PipeReader, _ b: inout PipeReader, seconds: Double) {
    // A negative descriptor is passed over by poll.
    var polled = [
      pollfd(fd: a.isDone ? -1 : a.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: b.isDone ? -1 : b.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polled, 2, Int32(min(seconds * 1_000 + 1, 60_000))) > 0 else { return }
    if polled[0].revents != 0 { a.take() }
    if polled[1].revents != 0 { b.take() }
  }

  private mutating func take() {
    if chunk.isEmpty { chunk = [UInt8](repeating: 0, count: 1 << 16) }
    while !isDone, !isOverLimit {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else {
        isDone = true
        return
      }
      if bytes.isEmpty { makeRoom(for: WireReader.length(ofFrame: chunk[..<count])) }
      bytes.append(contentsOf: chunk[..<min(count, limit - bytes.count)])
      if stopsAtLimit, bytes.count == limit { isOverLimit = true }
    }
  }

  /// Growing by and by would copy what is there a dozen times, and so small a pipe as usual wake the
  /// other end a hundred times.
  private mutating func makeRoom(for length: Int?) {
    guard let length, length > chunk.count else { return }
    bytes.reserveCapacity(min(length, limit))
    calls_pipe_widen(descriptor)
  }
}
