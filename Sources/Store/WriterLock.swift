import Glibc

/// Lets one process at a time write the store.
///
/// SQLite before 3.51.3 can damage a WAL database when two connections write or checkpoint in the
/// same instant, and Debian ships such versions. All writing, with the checkpoints it sets off,
/// therefore happens while this lock on a file beside the store is held; reading needs none.
struct WriterLock: Sendable {
  let path: String
  /// How long to wait for another process, in steps of 20 ms.
  let steps: Int

  init(store: String, waitSeconds: Double) {
    path = store + "-lock"
    steps = max(1, Int(waitSeconds * 50))
  }

  func hold<Result>(_ body: () throws -> Result) throws -> Result {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw StoreError(.last, path: store) }
    // Closing gives the lock back.
    defer { close(file) }
    var step = 0
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw StoreError(.last, path: store)
      }
      step += 1
      guard step < steps else { throw StoreError.locked(path: store) }
      usleep(20_000)
    }
    return try body()
  }

  private var store: String { String(path.dropLast("-lock".count)) }
}
