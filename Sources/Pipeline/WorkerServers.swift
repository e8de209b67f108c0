import Documents
import Synchronization

/// The servers of one client: as many as have been busy at once, each with one owner at a time.
final class WorkerServers: Sendable {
  private struct State {
    var idle: [WorkerServer] = []
    var documents = 0
    /// Told before: how many are still to come at least.
    var expected = 0
    var failedStarts = 0
  }

  /// Servers that do not start are not tried for ever: a process a document does the same work.
  private static let startsTried = 3
  private static let idleKept = 8
  /// So many documents to come are worth a server each core: fewer are read sooner without.
  private static let worthServing = 6
  private static let startSeconds = 5.0

  private let executable: String
  private let state = Mutex(State())

  init(executable: String) {
    self.executable = executable
  }

  deinit {
    for server in state.withLock({ $0.idle }) { server.stop() }
  }

  /// So many documents are to be read now.
  func expect(_ count: Int) {
    state.withLock { $0.expected = count }
  }

  /// A server of the caller's own, until it gives it back or it is stopped.
  ///
  /// - Returns: nil where none can be had, or where one document alone is no reason to start one.
  ///
  /// - Parameter limits: the same for all documents of a client.
  func take(
    _ serving: WorkerServing, limits: WorkerLimits, until deadline: Deadline
  ) -> WorkerServer? {
    guard serving != .never else { return nil }
    let (idle, mayStart) = state.withLock { state in
      state.documents += 1
      let isRepeated =
        state.documents > 1 || state.expected >= Self.worthServing || serving == .always
      return (state.idle.popLast(), isRepeated && state.failedStarts < Self.startsTried)
    }
    if let idle { return idle }
    guard mayStart else { return nil }
    let deadline = deadline.atMost(Self.startSeconds)
    let started = WorkerServer(
      executable: executable, arguments: limits.arguments, until: deadline)
    state.withLock { $0.failedStarts = started == nil ? $0.failedStarts + 1 : 0 }
    return started
  }

  func giveBack(_ server: WorkerServer) {
    let isKept = state.withLock { state in
      guard state.idle.count < Self.idleKept else { return false }
      state.idle.append(server)
      return true
    }
    if !isKept { server.stop() }
  }
}

/// When a client keeps servers that fork a process for each document, which is faster than to
/// execute one for each; either way each document has a process of its own.
package enum WorkerServing: Sendable {
  case never
  /// From the second document on, and from the first where many are to come: one alone is read sooner
  /// without.
  case whenRepeated
  case always
}
