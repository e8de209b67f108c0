import Documents

/// What the kernel enforces on a worker besides limits of time and memory.
package struct SandboxState: Hashable, Sendable {
  /// Version of the Landlock rules that hold; 0 where files are not walled off.
  package var landlockABI: Int
  /// Whether all system calls but the few that a reader needs are refused.
  package var filtersSystemCalls: Bool

  package var isFull: Bool { landlockABI > 0 && filtersSystemCalls }

  /// Reads what `calls-worker --sandbox-report` prints.
  init?(report: String) {
    var values: [Substring: Int] = [:]
    for line in report.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let value = Int(words[1]) else { return nil }
      values[words[0]] = value
    }
    guard let landlock = values["landlock"], let seccomp = values["seccomp"] else { return nil }
    landlockABI = landlock
    filtersSystemCalls = seccomp == 1
  }
}

extension WorkerClient {
  /// What a worker finds when it enters its sandbox, as for a document.
  ///
  /// - Throws: `.crashed` where the worker does not say so.
  package func sandbox() throws(DocumentFailure) -> SandboxState {
    let nothing = try MemoryFile([])
    let process = try WorkerProcess(
      executable: executable, arguments: ["--sandbox-report"], input: nothing.descriptor)
    let deadline = Deadline(secondsFromNow: limits.wallSeconds)
    let outcome = process.outcome(until: deadline, limits: limits)
    let report = String(decoding: outcome.reply, as: UTF8.self)
    guard outcome.exitCode == 0, let state = SandboxState(report: report) else {
      throw .crashed(detail: "sandbox report: exit status \(outcome.exitCode)")
    }
    return state
  }
}
