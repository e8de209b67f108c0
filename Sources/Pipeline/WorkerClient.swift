import CHeadStart
import Documents
import Glibc

/// Reads documents in worker processes: one process a document, in a sandbox and with limits, so
/// that no document can harm this process, whatever its bytes.
///
/// Every call ends within the wall limit with a document or one failure. Calls may run on several
/// threads at once. Copies share their servers, which end with the last copy.
package struct WorkerClient: Sendable {
  /// Path of the `calls-worker` executable.
  package let executable: String
  package var limits: WorkerLimits
  /// What may open locked documents, each tried in turn.
  package var passwords: [String] = []
  private let serving: WorkerServing
  private let servers: WorkerServers

  package init(
    executable: String, limits: WorkerLimits = WorkerLimits(),
    serving: WorkerServing = .whenRepeated
  ) {
    self.executable = executable
    self.limits = limits
    self.serving = serving
    servers = WorkerServers(executable: executable)
  }

  /// The worker beside the running executable, else the one that `CALLS_WORKER` names.
  ///
  /// - Returns: nil where neither can be executed.
  package static func located(
    limits: WorkerLimits = WorkerLimits(), serving: WorkerServing = .whenRepeated
  ) -> WorkerClient? {
    var candidates: [String] = []
    if let own = InputFile.linkTarget("/proc/self/exe"), let slash = own.lastIndex(of: "/") {
      candidates.append(own[...slash] + "calls-worker")
    }
    if let named = getenv("CALLS_WORKER") { candidates.append(String(cString: named)) }
    return candidates.first { access($0, X_OK) == 0 }.map {
      WorkerClient(executable: $0, limits: limits, serving: serving)
    }
  }

  /// To be told before many documents are read, so that servers are there from the first on.
  func expect(_ count: Int) { servers.expect(count) }

  /// Reads a document held in memory.
  ///
  /// - Parameter name: the file's name, which decides only between formats that look the same.
  package func read(_ bytes: [UInt8], name: String) throws(DocumentFailure) -> Document {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.inputBytes else {
      throw .tooLarge(size: bytes.count, limit: limits.inputBytes)
    }
    let file = try MemoryFile(bytes)
    return try read(descriptor: file.descriptor, name: name)
  }

  /// Reads the file at a path, without its bytes passing through this process.
  ///
  /// - Throws: `.unreadable` for what is no readable regular file, `.empty`, `.tooLarge` without
  ///   a worker being started.
  package func read(path: String) throws(DocumentFailure) -> Document {
    let file = try InputFile(path: path, limit: limits.inputBytes)
    return try read(descriptor: file.descriptor, name: file.name)
  }

  /// Reads what an open descriptor gives from where it stands.
  func read(descriptor: Int32, name: String) throws(DocumentFailure) -> Document {
    do throws(DocumentFailure) {
      let document = try readLayer(descriptor: descriptor, name: name)
      if !passwords.isEmpty, !document.lockedParts.isEmpty {
        return try unlockedParts(of: document, descriptor, name: name)
      }
      return needsRecognition(document)
        ? recognised(document, descriptor, name: name) : document
    } catch .encrypted where !passwords.isEmpty {
      return try unlocked(descriptor, name: name)
    }
  }

  /// What the document says in letters, not in pictures.
  private func readLayer(descriptor: Int32, name: String) throws(DocumentFailure) -> Document {
    let deadline = Deadline(secondsFromNow: limits.wallSeconds)
    if let outcome = begunOutcome(descriptor, name: name, until: deadline) {
      return try outcome.document(limits: limits)
    }
    // An idle server may have ended since, an upgraded one may not start: neither is the
    // document's fault.
    if let server = servers.take(serving, limits: limits, until: deadline) {
      switch try server.read(descriptor, name: name, until: deadline, limits: limits) {
      case .served(let outcome):
        servers.giveBack(server)
        return try outcome.document(limits: limits)
      case .killed(let outcome): return try outcome.document(limits: limits)
      case .lost: lseek(descriptor, 0, SEEK_SET)
      }
    }
    let process = try WorkerProcess(
      executable: executable, arguments: limits.arguments + ["--", name], input: descriptor)
    return try process.outcome(until: deadline, limits: limits).document(limits: limits)
  }

  /// By the worker that has begun with this very document; nil where none has, or where it was told
  /// other limits than these.
  private func begunOutcome(
    _ descriptor: Int32, name: String, until deadline: Deadline
  ) -> WorkerOutcome? {
    guard serving != .always, limits.reading.argument.isEmpty else {
      calls_head_start_drop()
      return nil
    }
    return WorkerProcess(
      begunBy: executable, input: descriptor, name: name, keepsWordBoxes: limits.keepsWordBoxes)?
      .outcome(until: deadline, limits: limits)
  }
}
