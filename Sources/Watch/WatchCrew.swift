import Foundation

/// Who reads the files that a watch hands over.
package protocol WatchCrew: AnyObject {
  /// How many files it takes at a time.
  var capacity: Int { get }
  /// Readable when something was done; -1 where nothing ever is unless it is given.
  var descriptor: Int32 { get }
  func give(_ file: ReadyFile)
  /// What was done since the last call.
  func done() -> [(file: ReadyFile, disposition: Disposition)]
  /// Begins nothing more, and waits for what is being done.
  func stop()
}

/// Reads each file at once, on the thread that hands it over.
final class SoloCrew: WatchCrew {
  let capacity = 1
  let descriptor: Int32 = -1
  private let work: (ReadyFile) -> Disposition
  private var finished: [(file: ReadyFile, disposition: Disposition)] = []

  init(work: @escaping (ReadyFile) -> Disposition) { self.work = work }

  func give(_ file: ReadyFile) { finished.append((file, work(file))) }

  func done() -> [(file: ReadyFile, disposition: Disposition)] {
    defer { finished = [] }
    return finished
  }

  func stop() {}
}

/// Reads files on a few threads, so that a slow one does not hold up the others.
///
/// `@unchecked Sendable`: all variables are read and written with `condition` locked.
package final class ThreadCrew: WatchCrew, @unchecked Sendable {
  /// Enough that the threads never wait for the one that hands over.
  package let capacity = 256
  private let condition = NSCondition()
  private let work: @Sendable (ReadyFile) -> Disposition
  private var waiting: [ReadyFile] = []
  private var running = 0
  private var finished: [(file: ReadyFile, disposition: Disposition)] = []
  private var isStopped = false
  private let pipe = WakePipe()
  private let patience: Double

  /// - Parameter patience: seconds that `stop` waits for files that are being read.
  package init(
    threads: Int, patience: Double = 5, work: @escaping @Sendable (ReadyFile) -> Disposition
  ) {
    self.work = work
    self.patience = patience
    for _ in 0..<max(1, threads) { Thread { self.runThread() }.start() }
  }

  package var descriptor: Int32 { pipe.descriptor }

  package func give(_ file: ReadyFile) {
    condition.withLock {
      waiting.append(file)
      condition.signal()
    }
  }

  package func done() -> [(file: ReadyFile, disposition: Disposition)] {
    pipe.clear()
    return condition.withLock {
      defer { finished = [] }
      return finished
    }
  }

  package func stop() {
    let limit = Date(timeIntervalSinceNow: patience)
    condition.withLock {
      isStopped = true
      waiting = []
      condition.broadcast()
      while running > 0, condition.wait(until: limit) {}
    }
  }

  private func runThread() {
    while let file = claim() {
      let disposition = work(file)
      condition.withLock {
        running -= 1
        finished.append((file, disposition))
        condition.broadcast()
      }
      pipe.wake()
    }
  }

  private func claim() -> ReadyFile? {
    condition.withLock {
      while waiting.isEmpty, !isStopped { condition.wait() }
      guard !isStopped else { return nil }
      running += 1
      return waiting.removeFirst()
    }
  }
}
