import CSandbox
import Glibc

/// The limits of a worker, and how it enters them.
enum Sandbox {
  static let limits = calls_limits(address_space: 768 << 20, cpu_seconds: 10, open_files: 32)

  /// Gives up all rights that a reader does not need.
  ///
  /// - Returns: nil, with a message said, where a limit was refused.
  static func enter() -> calls_sandbox? {
    var limits = limits
    var sandbox = calls_sandbox()
    let refused = calls_sandbox_enter(&limits, &sandbox)
    guard refused == 0 else {
      StandardStreams.complain("limits refused: errno \(refused)")
      return nil
    }
    return sandbox
  }

  /// Enters as for a document, then says what holds, in lines that `SandboxState` reads.
  static func printReport() -> Int32 {
    guard let sandbox = enter() else { return 70 }
    let report = "landlock \(sandbox.landlock_abi)\nseccomp \(sandbox.filters_system_calls)\n"
    return StandardStreams.write(Array(report.utf8), to: STDOUT_FILENO) ? 0 : 74
  }
}
