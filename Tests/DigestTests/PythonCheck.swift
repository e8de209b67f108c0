import Foundation

/// Readers that are not ours: Python's own and Debian's packages of well-known ones.
enum PythonCheck {
  private static let python = "/usr/bin/python3"

  /// Whether Python and these modules are there; tests are skipped, saying so, where they are not.
  static func has(_ modules: String...) -> Bool {
    guard FileManager.default.isExecutableFile(atPath: python) else { return false }
    let imports = modules.map { "import \($0)" }.joined(separator: "\n")
    return (try? run(imports, input: Data())) != nil
  }

  /// What a script prints as JSON, given bytes on standard input.
  static func answer<Answer: Decodable>(
    _ type: Answer.Type, _ script: String, input: Data
  ) throws -> Answer {
    try JSONDecoder().decode(type, from: try run(script, input: input))
  }

  private static func run(_ script: String, input: Data) throws -> Data {
    let base = NSTemporaryDirectory() + "calls-python-\(UUID().uuidString)"
    defer { for end in ["in", "out"] { try? FileManager.default.removeItem(atPath: base + end) } }
    try input.write(to: URL(fileURLWithPath: base + "in"))
    _ = FileManager.default.createFile(atPath: base + "out", contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script]
    process.standardInput = FileHandle(forReadingAtPath: base + "in")
    process.standardOutput = FileHandle(forWritingAtPath: base + "out")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus)
    }
    return try Data(contentsOf: URL(fileURLWithPath: base + "out"))
  }

  struct Failure: Error { var status: Int32 }
}
