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

  let folder: String
  private static let executables: String? = {
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

  init() throws {
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

  private func start(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": "\(Self.executables ?? ""):/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8",
      "CALLS_STORE": folder + "/store.sqlite", "CALLS_RULES": Self.root + "/Rules",
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
    process.waitUntilExit()
    func text(_ name: String) -> String {
      String(decoding: FileManager.default.contents(atPath: name) ?? Data(), as: UTF8.self)
    }
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
    return Ending(
      status: process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus,
      output: text(names[1]), errors: text(names[2]))
  }
}
