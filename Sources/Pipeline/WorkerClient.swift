import CSandbox
import Documents
import Glibc

/// Reads documents in worker processes: one process a document, with limits, so that no document
/// can harm this process, whatever its bytes.
///
/// Every call ends within the wall limit with a document or one failure. Calls may run on several
/// threads at once.
package struct WorkerClient: Sendable {
  /// Path of the `calls-worker` executable.
  package let executable: String
  package var limits: WorkerLimits

  package init(executable: String, limits: WorkerLimits = WorkerLimits()) {
    self.executable = executable
    self.limits = limits
  }

  /// The worker beside the running executable, else the one that `CALLS_WORKER` names.
  ///
  /// - Returns: nil where neither can be executed.
  package static func located(limits: WorkerLimits = WorkerLimits()) -> WorkerClient? {
    var candidates: [String] = []
    if let own = InputFile.linkTarget("/proc/self/exe"), let slash = own.lastIndex(of: "/") {
      candidates.append(own[...slash] + "calls-worker")
    }
    if let named = getenv("CALLS_WORKER") { candidates.append(String(cString: named)) }
    return candidates.first { access($0, X_OK) == 0 }.map {
      WorkerClient(executable: $0, limits: limits)
    }
  }

  /// Reads a document held in memory.
  ///
  /// - Parameter name: the file's name, which decides only between formats that look the same.
  package func read(_ bytes: [UInt8], name: String) throws(DocumentFailure) -> Document {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.inputBytes else {
      throw .tooLarge(bytes: bytes.count, limit: limits.inputBytes)
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

  private func read(descriptor: Int32, name: String) throws(DocumentFailure) -> Document {
    let process = try WorkerProcess(executable: executable, name: name, input: descriptor)
    return try process.outcome(limits: limits).document(limits: limits)
  }
}
