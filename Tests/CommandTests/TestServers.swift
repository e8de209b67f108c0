import Foundation

/// A mail server and a web server of `Servers/servers.py`, for as long as this lives.
final class TestServers {
  let folder: String
  let mailPort: Int
  let webPort: Int
  private let process = Process()
  private let lifeline = Pipe()

  struct Mail: Decodable {
    var sender: String
    var receivers: [String]
    var secure: Bool
    var user: String?
    /// Holds a line that does not end in CRLF.
    var bare: Bool
    var text: String

    var messageID: String? {
      text.components(separatedBy: "\r\n").first { $0.hasPrefix("Message-ID: ") }
    }
  }

  struct Post: Decodable {
    var path: String
    var headers: [String: String]
    var body: String
  }

  static var canRun: Bool {
    ["/usr/bin/python3", "/usr/bin/openssl"].allSatisfy(
      FileManager.default.isExecutableFile(atPath:))
  }

  struct NotStarted: Error {}

  /// - Parameter certificate: with a key beside it; nil for no TLS.
  init(in folder: String, certificate: String? = nil) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let script = (#filePath as NSString).deletingLastPathComponent + "/Servers/servers.py"
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [script, folder]
    if let certificate {
      process.arguments? += ["--certificate", certificate + ".pem", "--key", certificate + ".key"]
    }
    process.standardInput = lifeline
    try process.run()
    struct Ports: Decodable { var mail, web: Int }
    var ports: Ports?
    for _ in 0..<3_000 where ports == nil {
      usleep(20_000)
      ports = FileManager.default.contents(atPath: folder + "/ports.json")
        .flatMap { try? JSONDecoder().decode(Ports.self, from: $0) }
    }
    guard let ports else { throw NotStarted() }
    (mailPort, webPort) = (ports.mail, ports.web)
  }

  deinit {
    try? lifeline.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  func tell(_ name: String, _ text: String?) throws {
    let path = folder + "/" + name
    if let text {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
  }

  func mails() throws -> [Mail] { try all("mail") }
  func posts() throws -> [Post] { try all("post") }
  /// Requests to the server that redirects point at.
  func strays() throws -> [Post] { try all("stray") }

  private func all<Value: Decodable>(_ kind: String) throws -> [Value] {
    var values: [Value] = []
    while let data = FileManager.default.contents(
      atPath: "\(folder)/\(kind)-\(values.count + 1).json")
    {
      values.append(try JSONDecoder().decode(Value.self, from: data))
    }
    return values
  }

  /// A certificate for `localhost` that is its own authority: `NAME.pem` and `NAME.key`.
  static func makeCertificate(_ name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-addext", "subjectAltName=DNS:localhost", "-keyout", name + ".key", "-out", name + ".pem",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NotStarted() }
  }
}
