import Foundation

/// A program run with bytes on its standard input, for a limited time.
struct ProgramRun {
  enum Ending: Hashable {
    case exited(Int32)
    case killed(signal: Int32)
    /// Stopped by us after the time allowed.
    case timedOut
    case notStarted(detail: String)
  }

  var ending: Ending
  /// The first line it wrote to standard error.
  var complaint: String

  /// How it ended and what it said, in a line.
  var account: String {
    let cause =
      switch ending {
      case .exited(let status): "exit \(status)"
      case .killed(let signal): "signal \(signal)"
      case .timedOut: "timeout"
      case .notStarted(let detail): detail
      }
    return complaint.isEmpty ? cause : "\(cause) – \(complaint)"
  }

  /// - Parameter command: program, by its path, and arguments; no shell reads them.
  static func run(_ command: [String], input: [UInt8], seconds: Double) -> ProgramRun {
    let base = NSTemporaryDirectory() + "calls-\(UUID().uuidString)"
    defer { for end in ["in", "err"] { try? FileManager.default.removeItem(atPath: base + end) } }
    // Files, not pipes: a program that reads nothing, or writes much, makes nobody wait.
    let forOwner = [FileAttributeKey.posixPermissions: 0o600]
    guard let program = command.first,
      FileManager.default.createFile(
        atPath: base + "in", contents: Data(input), attributes: forOwner),
      FileManager.default.createFile(atPath: base + "err", contents: nil, attributes: forOwner)
    else { return ProgramRun(ending: .notStarted(detail: base), complaint: "") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(command.dropFirst())
    process.standardInput = FileHandle(forReadingAtPath: base + "in")
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    process.standardError = FileHandle(forWritingAtPath: base + "err")
    do {
      try process.run()
    } catch {
      return ProgramRun(
        ending: .notStarted(detail: error.localizedDescription), complaint: "")
    }
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < end { usleep(5_000) }
    let isLate = process.isRunning
    if isLate { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let errors = String(
      decoding: (FileManager.default.contents(atPath: base + "err") ?? Data()).prefix(2_000),
      as: UTF8.self)
    let complaint = errors.split(separator: "\n").first.map(String.init) ?? ""
    let ending: Ending =
      isLate
      ? .timedOut
      : process.terminationReason == .uncaughtSignal
        ? .killed(signal: process.terminationStatus) : .exited(process.terminationStatus)
    return ProgramRun(ending: ending, complaint: complaint)
  }
}
