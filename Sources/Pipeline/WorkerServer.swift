import CSandbox
import Documents
import Glibc

/// A running `calls-worker --serve`: forks a process for each document that it is handed.
///
/// A value that names a process and a socket. Its owner, one at a time, ends it with `stop()`; the
/// process also ends by itself when this one does, since the socket closes.
struct WorkerServer: Sendable {
  /// How a document's reading ended.
  enum End {
    /// The server is ready for the next one.
    case served(WorkerOutcome)
    /// The document was stopped, and the server with it.
    case killed(WorkerOutcome)
    /// The server has gone: nothing is known of the document.
    case lost
  }

  let pid: pid_t
  let socket: Int32

  /// Starts a server and waits until it is ready.
  ///
  /// - Returns: nil where it does not serve: cannot start, is no worker, takes too long.
  init?(executable: String, arguments: [String] = [], until deadline: Deadline) {
    var ends: [Int32] = [-1, -1]
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nowhere > 2, calls_socket_pair(&ends) == 0 else {
      if nowhere >= 0 { close(nowhere) }
      return nil
    }
    defer { close(nowhere) }
    socket = ends[0]
    do throws(DocumentFailure) {
      pid = try WorkerStart(executable: executable, arguments: arguments + ["--serve"])
        .spawn(input: ends[1], output: nowhere, errors: nowhere)
    } catch {
      for end in ends { close(end) }
      return nil
    }
    // The server alone has this end: where it dies, the waiting ends.
    close(ends[1])
    var sandbox = calls_sandbox()
    let ready = Self.received(until: deadline) {
      calls_receive_ready(ends[0], &sandbox, $0)
    }
    guard ready == 1 else {
      stop()
      return nil
    }
  }

  /// Ends the server and whatever it has started. To be called once.
  func stop() {
    close(socket)
    calls_kill_group(pid)
    var (code, signal, resident): (Int32, Int32, Int) = (0, 0, 0)
    _ = calls_wait(pid, 1, &code, &signal, &resident)
  }

  /// Has one document read. After `.killed` and `.lost` the server is stopped.
  ///
  /// - Throws: `.crashed` where the system has no descriptors left.
  func read(
    _ descriptor: Int32, name: String, until deadline: Deadline, limits: WorkerLimits
  ) throws(DocumentFailure) -> End {
    var pipes: ReplyPipes
    do throws(DocumentFailure) {
      pipes = try ReplyPipes()
    } catch {
      stop()
      throw error
    }
    guard request(descriptor, name: name, pipes) else {
      stop()
      return .lost
    }
    pipes.closeWorkerEnds()
    var outcome = pipes.collect(until: deadline, limits: limits)
    outcome.decode()
    return end(of: outcome, until: deadline)
  }

  /// Hands over a document and the ends of its pipes.
  ///
  /// - Returns: false where the server has gone.
  func request(_ descriptor: Int32, name: String, _ pipes: borrowing ReplyPipes) -> Bool {
    // Only the end of a name, its extension, tells something.
    let name = Array(name.utf8.suffix(1_024))
    let passed = [descriptor, pipes.replyEnd, pipes.errorsEnd]
    return name.withUnsafeBytes {
      calls_request(
        socket, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, passed) == 0
    }
  }

  private func end(of outcome: WorkerOutcome, until deadline: Deadline) -> End {
    var outcome = outcome
    guard !outcome.isReplyTooLong else {
      stop()
      return .killed(outcome)
    }
    var served = calls_served()
    let received = Self.received(until: deadline) {
      calls_receive_served(socket, &served, $0)
    }
    guard received == 1 else {
      stop()
      outcome.isOutOfTime = true
      return received == 0 ? .killed(outcome) : .lost
    }
    outcome.isOver = true
    outcome.exitCode = served.exit_code
    outcome.signal = served.signal
    outcome.residentBytes = Int(served.max_rss_kilobytes) << 10
    return .served(outcome)
  }

  /// 1 once the packet is there, 0 where the deadline is over first, -1 where the server has gone.
  private static func received(
    until deadline: Deadline, _ receive: (_ milliseconds: Int32) -> Int32
  ) -> Int32 {
    while true {
      let received = receive(deadline.millisecondsLeft)
      // A signal to this process ends the waiting too soon.
      guard received == 0, deadline.secondsLeft > 0 else { return received }
    }
  }
}
