import CSandbox
import Documents
import Glibc

/// One running worker, from its start to its end. Killed and reaped at the latest when let go.
struct WorkerProcess: ~Copyable {
  private let pid: pid_t
  private let reply: Int32
  private let errors: Int32

  /// Starts a worker on an open descriptor.
  ///
  /// - Throws: `.crashed` where no process can be started.
  init(executable: String, name: String, input: Int32) throws(DocumentFailure) {
    var replyEnds: [Int32] = [-1, -1]
    var errorEnds: [Int32] = [-1, -1]
    guard calls_pipe(&replyEnds) == 0 else { throw Self.cannotStart(errno) }
    guard calls_pipe(&errorEnds) == 0 else {
      let error = errno
      for end in replyEnds { close(end) }
      throw Self.cannotStart(error)
    }
    var started: pid_t = 0
    let error = Self.spawn(
      executable, name, input: input, output: replyEnds[1], errors: errorEnds[1], &started)
    close(replyEnds[1])
    close(errorEnds[1])
    guard error == 0 else {
      close(replyEnds[0])
      close(errorEnds[0])
      throw Self.cannotStart(error)
    }
    (pid, reply, errors) = (started, replyEnds[0], errorEnds[0])
  }

  private static func cannotStart(_ error: Int32) -> DocumentFailure {
    .crashed(detail: "cannot start: \(String(cString: strerror(error)))")
  }

  private static func spawn(
    _ executable: String, _ name: String, input: Int32, output: Int32, errors: Int32,
    _ pid: inout pid_t
  ) -> Int32 {
    // A NUL would cut the argument, and so would it the file's name.
    var arguments = [strdup(executable), strdup(name), nil]
    // Nothing of the environment concerns a reader, but where to find shared libraries.
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8")]
    if let libraries = getenv("LD_LIBRARY_PATH") {
      environment.append(strdup("LD_LIBRARY_PATH=\(String(cString: libraries))"))
    }
    environment.append(nil)
    defer { for text in arguments + environment { free(text) } }
    var error: Int32 = 0
    for _ in 0..<20 {
      error = calls_spawn(executable, &arguments, &environment, input, output, errors, &pid)
      // The executable is just being replaced, by an upgrade.
      guard error == ETXTBSY else { break }
      usleep(5_000)
    }
    return error
  }

  deinit {
    close(reply)
    close(errors)
  }

  // MARK: The end

  /// Waits for the reply and the end of the process, at most as long as the wall limit; then kills.
  consuming func outcome(limits: WorkerLimits) -> WorkerOutcome {
    let deadline = Self.now() + limits.wallSeconds
    var output = PipeReader(descriptor: reply, limit: limits.replyBytes, stopsAtLimit: true)
    var messages = PipeReader(descriptor: errors, limit: 4_096, stopsAtLimit: false)
    var outcome = WorkerOutcome()
    while !output.isDone || !messages.isDone {
      let left = deadline - Self.now()
      guard left > 0 else { break }
      PipeReader.wait(&output, &messages, seconds: left)
      if output.isOverLimit { break }
    }
    outcome.isReplyTooLong = output.isOverLimit
    while !outcome.isOver, !outcome.isReplyTooLong, deadline > Self.now() {
      if !reap(&outcome, block: false) { usleep(500) }
    }
    if !outcome.isOver {
      outcome.isOutOfTime = !outcome.isReplyTooLong
      calls_kill_group(pid)
      _ = reap(&outcome, block: true)
    }
    outcome.reply = output.bytes
    outcome.messages = String(decoding: messages.bytes, as: UTF8.self)
    return outcome
  }

  /// True once the process has ended.
  private func reap(_ outcome: inout WorkerOutcome, block: Bool) -> Bool {
    var resident = 0
    let done = calls_wait(pid, block ? 1 : 0, &outcome.exitCode, &outcome.signal, &resident)
    guard done != 0 else { return false }
    outcome.isOver = true
    outcome.residentBytes = resident << 10
    return true
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
