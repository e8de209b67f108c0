import CSandbox
import Documents
import Extraction
import Glibc

/// The limits of a worker, and how it enters them.
enum Sandbox {
  static func limits(_ limits: ReadingLimits) -> calls_limits {
    calls_limits(
      address_space: UInt64(limits.bytes(.memory)), cpu_seconds: UInt64(limits[.cpu]),
      open_files: 32, helped_bytes: helpedBytes)
  }

  /// A smaller document is read sooner than a helper is made.
  private static let helpedBytes: UInt64 = 128 << 10

  /// Of a worker that recognises pictures: Tesseract's models weigh more, and it takes its time.
  static let recognitionLimits = calls_limits(
    address_space: 1_536 << 20, cpu_seconds: 600, open_files: 32, helped_bytes: 0)

  /// Gives up all rights that a reader does not need.
  ///
  /// - Returns: nil, with a message said, where a limit was refused.
  static func enter(_ limits: calls_limits) -> calls_sandbox? {
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
    guard let sandbox = enter(limits(ReadingLimits())) else { return 70 }
    let report = "landlock \(sandbox.landlock_abi)\nseccomp \(sandbox.filters_system_calls)\n"
    return StandardStreams.write(Array(report.utf8), to: STDOUT_FILENO) ? 0 : 74
  }

  /// Enters as for a picture, then says in which languages text is recognised; nothing where
  /// Tesseract is not installed.
  static func printRecognitionReport() -> Int32 {
    guard enter(recognitionLimits) != nil else { return 70 }
    let languages = PageRecognition.languages ?? ""
    return StandardStreams.write(Array(languages.utf8), to: STDOUT_FILENO) ? 0 : 74
  }
}
