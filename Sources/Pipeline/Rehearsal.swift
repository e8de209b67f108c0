import CSandbox
import Documents
import Glibc

/// Reads a document by this very program in a process apart, to learn whether it ends abnormally at
/// it: rules read what hostile documents say in the program itself, not in the worker.
package struct Rehearsal: Sendable {
  /// `parse --ndjson` and what it needs; the document's path is added.
  package var arguments: [String]
  private static let seconds = 150.0

  package init(arguments: [String]) { self.arguments = arguments }

  /// Whether the program survives the document, whatever it says of it.
  package func survives(_ path: String) -> Bool {
    guard let executable = InputFile.linkTarget("/proc/self/exe") else { return true }
    let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard nowhere > 2 else { return true }
    defer { close(nowhere) }
    // Bytes, since a path may be no UTF-8.
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ([executable] + self.arguments).map { strdup($0) }
      + [RawPath.withCString(path) { strdup($0) }, nil]
    defer { for text in arguments { free(text) } }
    var pid: pid_t = 0
    // Where no process can be had, nothing is known against the document.
    guard calls_spawn(executable, &arguments, environ, nowhere, nowhere, nowhere, &pid) == 0 else {
      return true
    }
    return Self.ends(pid)
  }

  private static func ends(_ pid: pid_t) -> Bool {
    let deadline = Deadline(secondsFromNow: seconds)
    var (code, signal, resident): (Int32, Int32, Int) = (0, 0, 0)
    while deadline.secondsLeft > 0 {
      if calls_wait(pid, 0, &code, &signal, &resident) != 0 { return signal == 0 }
      usleep(2_000)
    }
    calls_kill_group(pid)
    _ = calls_wait(pid, 1, &code, &signal, &resident)
    return false
  }
}
