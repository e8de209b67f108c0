import Foundation

/// The true program, built beside the tests, run in a folder of its own that has a link to the
/// corpus.
final class CallsProgram: Sendable {
  struct Ending {
    var status: Int32
    var output: String
    var errors: String

    var outputLines: [String] { output.split(separator: "\n").map(String.init) }
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  private static let namedPrograms = ProcessInfo.processInfo.environment["CALLS_TEST_PROGRAMS"]
  /// Whether the programs are those that users get, and not those of the tests' own build.
  static var areReleased: Bool { namedPrograms != nil }

  /// What documents are read by.
  enum Rules {
    /// Those of the project.
    case all
    /// A handful that finds the calls of the tests of faults, many times faster.
    case few

    fileprivate var folder: String {
      switch self {
      case .all: CallsProgram.root + "/Rules"
      case .few: CallsProgram.root + "/Tests/CommandTests/Faults/Rules"
      }
    }
  }

  let folder: String
  private let rules: Rules
  var storePath: String { folder + "/store.sqlite" }
  /// The folder of the programs under test: beside the tests, unless another is named, such as that
  /// of a release build for what is asked of its speed and size.
  static let executables: String? = {
    if let named = namedPrograms { return named }
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return own.map { ($0 as NSString).deletingLastPathComponent }
  }()
  private static let root: String = {
    var path = #filePath
    for _ in 0..<3 { path = (path as NSString).deletingLastPathComponent }
    return path
  }()
  /// Shared by all tests: the rules are compiled once.
  private static let cache = NSTemporaryDirectory() + "calls-tests-\(getpid())-cache"

  static var isBuilt: Bool {
    executables.map { FileManager.default.isExecutableFile(atPath: $0 + "/calls") } ?? false
  }

  /// The rules are compiled before the first program runs: so many that start at once would each do
  /// it.
  private static let warm: Void = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: (executables ?? "") + "/calls")
    process.arguments = ["rules", "list", "--quiet"]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory(), "CALLS_RULES": root + "/Rules",
      "XDG_CACHE_HOME": cache,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
  }()

  init(rules: Rules = .all) throws {
    if rules == .all { Self.warm }
    self.rules = rules
    folder = NSTemporaryDirectory() + "calls-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/Corpus", withDestinationPath: Self.root + "/Corpus")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to name: String) throws {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  func copy(_ path: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: path, toPath: folder + "/" + name)
  }

  func corpus(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.root + "/Corpus/" + name)))
  }

  /// Runs `calls` with arguments.
  func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Ending {
    try run(arguments, input: input, environment: environment)
  }

  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Ending {
    try start(
      (Self.executables ?? "") + "/calls", arguments, input: input, environment: environment)
  }

  /// Runs a line of shell, in which `calls` is the program.
  func shell(_ line: String) throws -> Ending {
    try start("/bin/sh", ["-c", line], input: "", environment: [:])
  }

  /// Starts a line of shell and leaves it running.
  func launch(shell line: String) throws -> RunningCalls {
    try launch("/bin/sh", ["-c", line], input: "", environment: [:])
  }

  /// Starts `calls` and leaves it running.
  func launch(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningCalls {
    try launch(
      (Self.executables ?? "") + "/calls", arguments, input: "", environment: environment)
  }

  private func start(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> Ending {
    try launch(executable, arguments, input: input, environment: environment).ending()
  }

  private func launch(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> RunningCalls {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": "\(Self.executables ?? ""):/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8",
      "CALLS_STORE": storePath, "CALLS_RULES": rules.folder,
      "XDG_CACHE_HOME": Self.cache,
    ].merging(environment) { $1 }
    // Files, not pipes: however much is written, nobody waits.
    let names = ["in", "out", "err"].map { "\(folder)/.\($0)-\(UUID().uuidString)" }
    try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
    for name in names[1...] { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    process.standardInput = FileHandle(forReadingAtPath: names[0])
    process.standardOutput = FileHandle(forWritingAtPath: names[1])
    process.standardError = FileHandle(forWritingAtPath: names[2])
    try process.run()
    return RunningCalls(process: process, names: names)
  }
}

/// A program that was started.
final class RunningCalls {
  private let process: Process
  /// Files for its standard input, output and errors.
  private let names: [String]

  init(process: Process, names: [String]) {
    self.process = process
    self.names = names
  }

  var pid: pid_t { process.processIdentifier }
  var isRunning: Bool { process.isRunning }
  /// What it has written so far.
  var output: String { text(names[1]) }
  var errors: String { text(names[2]) }

  /// Sends a signal to its process group, or to it where it leads none.
  func signal(_ number: Int32) {
    if kill(-pid, number) != 0 { kill(pid, number) }
  }

  /// Waits for its end.
  func ending() -> CallsProgram.Ending {
    process.waitUntilExit()
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
    return CallsProgram.Ending(
      status: process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus,
      output: text(names[1]), errors: text(names[2]))
  }

  private func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: name) ?? Data(), as: UTF8.self)
  }
}
