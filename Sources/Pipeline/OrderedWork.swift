import Foundation

/// Does independent work on a few threads, and hands over the results one by one in order.
///
/// At most `window` results wait to be handed over, so that memory stays bounded however many
/// pieces there are; one slow piece holds back the handing over, not the work on the next ones.
///
/// Where the sizes of the pieces are told, the largest of each `window` is begun first: else the last
/// one may be the largest, and all threads but one wait for it.
///
/// `@unchecked Sendable`: all stored variables are read and written with `condition` locked.
package final class OrderedWork<Result: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let count: Int
  private let window: Int
  /// In which order the pieces are begun; those of one window before those of the next.
  private let order: [Int]
  /// Nil once all is done, so that what it holds is let go with the last thread.
  private var work: (@Sendable (Int) -> Result)?
  private var next = 0
  private var delivered = 0
  private var isStopped = false
  private var running = 0
  private var results: [Int: Result] = [:]

  private init(
    count: Int, window: Int, sizes: [Int], work: @escaping @Sendable (Int) -> Result
  ) {
    self.count = count
    self.window = window
    self.work = work
    order = Self.order(by: sizes, window: window)
  }

  /// Where each piece of the order stands among those given: by falling size within each window.
  static func order(by sizes: [Int], window: Int) -> [Int] {
    stride(from: 0, to: sizes.count, by: window).flatMap { start in
      (start..<min(start + window, sizes.count)).sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    }
  }

  /// Calls `work` for 0..<count on `threads` threads, and `deliver` for each in order, on the
  /// calling thread. `deliver` returns false to stop; work already begun is finished unseen.
  ///
  /// - Parameter sizes: about how much work each piece is; none where all are alike.
  package static func run(
    count: Int, sizes: [Int] = [], threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    work: @escaping @Sendable (Int) -> Result, deliver: (Int, Result) throws -> Bool
  ) rethrows {
    let threads = max(1, min(threads, count))
    let state = OrderedWork(
      count: count, window: 16 * threads, sizes: threads > 1 ? sizes : [], work: work)
    state.running = threads
    for _ in 0..<threads { Thread { state.runThread() }.start() }
    defer { state.stop() }
    for i in 0..<count {
      guard try deliver(i, state.take(i)) else { return }
    }
    state.join()
  }

  private func runThread() {
    workUntilNoneIsLeft()
    condition.withLock {
      running -= 1
      condition.broadcast()
    }
  }

  private func workUntilNoneIsLeft() {
    guard let work = condition.withLock({ work }) else { return }
    while let i = claim() {
      let result = work(i)
      condition.withLock {
        results[i] = result
        condition.broadcast()
      }
    }
  }

  private func claim() -> Int? {
    condition.withLock {
      while !isStopped, next < count, piece >= delivered + window { condition.wait() }
      guard !isStopped, next < count else { return nil }
      defer { next += 1 }
      return piece
    }
  }

  /// The next one to be begun.
  private var piece: Int { order.isEmpty ? next : order[next] }

  private func take(_ i: Int) -> Result {
    condition.withLock {
      while true {
        if let result = results.removeValue(forKey: i) {
          delivered = i + 1
          condition.broadcast()
          return result
        }
        condition.wait()
      }
    }
  }

  /// Waits for the threads, which have no work left: what they use may be let go after that.
  private func join() {
    condition.withLock {
      while running > 0 { condition.wait() }
      work = nil
    }
  }

  private func stop() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
    }
  }
}
