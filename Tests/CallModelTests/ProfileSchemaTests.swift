import CallModel
import Foundation
import Testing

@Suite("Profile schema")
struct ProfileSchemaTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let schema = root.appending(path: "Packaging/schemas/profile.schema.json")

  /// `CALLS_RECORD=1` rewrites the file, and fails so that nobody leaves it on.
  @Test("the published schema is the validator's shape")
  func published() throws {
    if ProcessInfo.processInfo.environment["CALLS_RECORD"] != nil {
      try ProfileSchema.jsonSchema().write(to: Self.schema, atomically: true, encoding: .utf8)
      Issue.record("rewritten: \(Self.schema.path)")
    }
    let file = try String(contentsOf: Self.schema, encoding: .utf8)
    #expect(file == ProfileSchema.jsonSchema())
  }

  @Test("a profile may name the kinds of places that rules know, and no others")
  func zones() throws {
    let lexicon = Self.root.appending(path: "Rules/lexicons/zones.yaml")
    let text = try String(contentsOf: lexicon, encoding: .utf8)
    let values = text.matches(of: /value: ([a-z0-9-]+)/).map { String($0.output.1) }
    #expect(Set(values) == Set(Profile.zoneKinds))
  }

  @Test("the schema judges the cases as the validator does", .enabled(if: hasJSONSchema()))
  func agreement() throws {
    let cases =
      ProfileCases.good.map { ($0, true) }
      + ProfileCases.bad.map { ($0.json, !$0.isSchemaFault) }
    let input = cases.map { json, _ in json.replacing("\n", with: " ") }
      .joined(separator: "\n")
    let output = try Self.python(
      """
      import json, sys, jsonschema
      check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1], encoding="utf-8")))
      for line in sys.stdin.buffer.read().decode("utf-8").split("\\n"):
          print("yes" if check.is_valid(json.loads(line)) else "no")
      """, arguments: [Self.schema.path], input: input)
    let verdicts = output.split(separator: "\n").map { $0 == "yes" }
    try #require(verdicts.count == cases.count)
    for (verdict, (json, expected)) in zip(verdicts, cases) {
      #expect(verdict == expected, "\(json)")
    }
  }

  private static func hasJSONSchema() -> Bool {
    (try? python("import jsonschema; jsonschema.Draft202012Validator; print(1)")) == "1\n"
  }

  private static func python(
    _ program: String, arguments: [String] = [], input: String = ""
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let data = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
