import CSandbox
import Documents
import Glibc

/// The two pipes out of a worker: its reply and its messages. Closed when let go.
struct ReplyPipes: ~Copyable {
  private let reply: Int32
  private let errors: Int32
  /// The worker's ends, until they are handed over; -1 after that.
  private(set) var replyEnd: Int32
  private(set) var errorsEnd: Int32

  /// - Throws: `.crashed` where the system has no descriptors left.
  init() throws(DocumentFailure) {
    var replyEnds: [Int32] = [-1, -1]
    var errorEnds: [Int32] = [-1, -1]
    guard calls_pipe(&replyEnds) == 0 else { throw .cannotStart(errno) }
    guard calls_pipe(&errorEnds) == 0 else {
      let error = errno
      for end in replyEnds { close(end) }
      throw .cannotStart(error)
    }
    (reply, replyEnd) = (replyEnds[0], replyEnds[1])
    (errors, errorsEnd) = (errorEnds[0], errorEnds[1])
  }

  /// Of a worker that has its ends already.
  init(reply: Int32, errors: Int32) {
    (self.reply, self.errors, replyEnd, errorsEnd) = (reply, errors, -1, -1)
  }

  deinit {
    for descriptor in [reply, errors, replyEnd, errorsEnd] where descriptor >= 0 {
      close(descriptor)
    }
  }

  /// To be called once the worker has its ends, so that the pipes end with it.
  mutating func closeWorkerEnds() {
    close(replyEnd)
    close(errorsEnd)
    (replyEnd, errorsEnd) = (-1, -1)
  }

  /// Takes what comes until both pipes end, the reply is too long, or the deadline is over.
  func collect(until deadline: Deadline, limits: WorkerLimits) -> WorkerOutcome {
    var output = PipeReader(descriptor: reply, limit: limits.replyBytes, stopsAtLimit: true)
    var messages = PipeReader(descriptor: errors, limit: 4_096, stopsAtLimit: false)
    while !output.isDone || !messages.isDone {
      let left = deadline.secondsLeft
      guard left > 0 else { break }
      PipeReader.wait(&output, &messages, seconds: left)
      if output.isOverLimit { break }
    }
    var outcome = WorkerOutcome()
    outcome.isReplyTooLong = output.isOverLimit
    outcome.reply = output.bytes
    outcome.messages = String(decoding: messages.bytes, as: UTF8.self)
    return outcome
  }
}

extension DocumentFailure {
  static func cannotStart(_ error: Int32) -> DocumentFailure {
    .crashed(detail: "cannot start: \(String(cString: strerror(error)))")
  }
}
