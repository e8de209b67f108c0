import Documents
import Glibc

/// How a worker ended, and what it said.
struct WorkerOutcome {
  var reply: [UInt8] = []
  /// The beginning of its standard error.
  var messages = ""
  /// -1 unless it exited by itself.
  var exitCode: Int32 = -1
  /// 0 unless a signal ended it.
  var signal: Int32 = 0
  var residentBytes = 0
  var isOver = false
  var isOutOfTime = false
  var isReplyTooLong = false
  /// What the reply says, where it was asked before the end of the process.
  private var decoded: Result<Document, DocumentFailure>?

  /// The document, or why there is none.
  func document(limits: WorkerLimits) throws(DocumentFailure) -> Document {
    if isOutOfTime { throw .timeLimit(seconds: limits.wallSeconds) }
    if isReplyTooLong { throw .crashed(detail: "reply too long") }
    if signal != 0 { throw deathCause(limits) }
    guard exitCode == 0 else {
      throw saysOutOfMemory
        ? .memoryLimit(bytes: limits.memoryBytes) : .crashed(detail: "exit status \(exitCode)")
    }
    return try (decoded ?? decodedReply()).get()
  }

  /// To be called between the end of the reply and that of the process: a worker closes its pipes
  /// before it ends, which for its kernel is work of a millisecond.
  mutating func decode() {
    guard !reply.isEmpty, !isReplyTooLong else { return }
    decoded = decodedReply()
  }

  /// The reply has come to its end, and is a document.
  var isWhole: Bool {
    guard !isReplyTooLong, case .success? = decoded else { return false }
    return true
  }

  private func decodedReply() -> Result<Document, DocumentFailure> {
    do throws(WireError) {
      return try WireReader.result(of: reply)
    } catch {
      return .failure(.crashed(detail: "reply: \(error)"))
    }
  }

  private func deathCause(_ limits: WorkerLimits) -> DocumentFailure {
    switch signal {
    case SIGXCPU: .timeLimit(seconds: limits.cpuSeconds, of: .cpu)
    case _ where diedOfMemory(limits): .memoryLimit(bytes: limits.memoryBytes)
    default: .crashed(detail: "signal \(signal)")
    }
  }

  /// A failed allocation ends a C++ library in `abort`, and Swift in a trap or a null dereference.
  private func diedOfMemory(_ limits: WorkerLimits) -> Bool {
    guard [SIGABRT, SIGTRAP, SIGILL, SIGSEGV, SIGKILL].contains(signal) else { return false }
    return saysOutOfMemory || residentBytes > limits.memoryBytes / 10 * 7
  }

  private var saysOutOfMemory: Bool {
    ["bad_alloc", "ailed to allocate", "ut of memory", "annot allocate"].contains {
      messages.contains($0)
    }
  }
}
