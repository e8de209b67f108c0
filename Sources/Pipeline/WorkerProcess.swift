import CHeadStart
import CSandbox
import Documents
import Glibc

/// One running worker that was executed for one document, from its start to its end.
struct WorkerProcess: ~Copyable {
  private let pid: pid_t
  private let pipes: ReplyPipes
  /// Of one document there is one such process, and this one ends soon after it.
  private let wasBegunEarly: Bool

  /// Starts a worker on an open descriptor.
  ///
  /// - Throws: `.crashed` where no process can be started.
  init(executable: String, arguments: [String], input: Int32) throws(DocumentFailure) {
    var pipes = try ReplyPipes()
    pid = try WorkerStart(executable: executable, arguments: arguments)
      .spawn(input: input, output: pipes.replyEnd, errors: pipes.errorsEnd)
    pipes.closeWorkerEnds()
    self.pipes = pipes
    wasBegunEarly = false
  }

  /// The worker that was started before `main` on this document, if there is one.
  init?(begunBy executable: String, input: Int32, name: String, keepsWordBoxes: Bool) {
    var begun = calls_head_start()
    let boxes: Int32 = keepsWordBoxes ? 1 : 0
    guard calls_head_start_take(executable, name, input, boxes, &begun) == 1 else { return nil }
    pid = begun.pid
    pipes = ReplyPipes(reply: begun.reply, errors: begun.errors)
    wasBegunEarly = true
  }

  // MARK: The end

  /// Waits for the reply and the end of the process, at most until the deadline; then kills.
  ///
  /// With the whole document there, it does not wait for what the kernel has still to take apart of
  /// a worker that was begun early: a tenth of a small document's time.
  consuming func outcome(until deadline: Deadline, limits: WorkerLimits) -> WorkerOutcome {
    var outcome = pipes.collect(until: deadline, limits: limits)
    outcome.decode()
    if wasBegunEarly, outcome.isWhole {
      calls_kill_group(pid)
      outcome.isOver = true
      outcome.exitCode = 0
      return outcome
    }
    while !outcome.isOver, !outcome.isReplyTooLong, deadline.secondsLeft > 0 {
      if !reap(&outcome, block: false) { calls_await_end(pid, deadline.millisecondsLeft) }
    }
    if !outcome.isOver {
      outcome.isOutOfTime = !outcome.isReplyTooLong
      calls_kill_group(pid)
      _ = reap(&outcome, block: true)
    }
    return outcome
  }

  /// The most memory that this process ever held, in kilobytes.
  private static func ownPeak() -> Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  /// True once the process has ended.
  private func reap(_ outcome: inout WorkerOutcome, block: Bool) -> Bool {
    var resident = 0
    let done = calls_wait(pid, block ? 1 : 0, &outcome.exitCode, &outcome.signal, &resident)
    guard done != 0 else { return false }
    outcome.isOver = true
    // A child begins with its parent's peak in its account: below that it tells nothing.
    outcome.residentBytes = resident > Self.ownPeak() ? resident << 10 : 0
    return true
  }
}
