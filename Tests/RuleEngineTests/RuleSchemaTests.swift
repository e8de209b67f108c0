import Foundation
import TestSupport
import Testing

@testable import RuleEngine

/// The schemas that editors use say what the loader says.
@Suite struct RuleSchemaTests {
  private static let schemas = Checkout.root + "/Packaging/schemas"

  private static func schema(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: "\(schemas)/\(name).schema.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func keysAreThoseOfTheLoader() throws {
    let properties = try #require(try Self.schema("rule")["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(RuleFileReader.keys))
    let annotate = properties["annotate"] as? [String: Any]
    let keys = annotate?["properties"] as? [String: Any]
    #expect(Set((keys ?? [:]).keys) == Set(RuleFileReader.annotateKeys))
    let forms = (keys?["as"] as? [String: Any])?["enum"] as? [String]
    #expect(forms == Normaliser.names)
  }

  /// The one page of reference names every key, scope and form of value.
  @Test func referenceNamesEverything() throws {
    let page = try String(contentsOfFile: Checkout.rules + "/README.md", encoding: .utf8)
    let keys = RuleFileReader.keys + RuleFileReader.annotateKeys
    for name in keys + RuleFileReader.scopes + Normaliser.names {
      #expect(page.contains(name), "\(name)")
    }
  }

  @Test(.enabled(if: hasChecker, "python3 with yaml and jsonschema is missing"))
  func allRuleFilesAreAsTheirSchemasSay() throws {
    let output = try Self.check(Checkout.rules)
    #expect(output.isEmpty, "\(output)")
  }

  @Test(
    .enabled(if: hasChecker, "python3 with yaml and jsonschema is missing"),
    arguments: [
      ("a/b.yaml", "summary: x\npattern: y\nannotate: {type: t}\nexample: [x]"),
      ("a/b.yaml", "summary: x\npattern: y\nannotate: {type: t, as: dat}"),
      ("lexicons/l.yaml", "until: {words: {french: [x]}}"),
      ("gazetteers/g.yaml", "type: t\nentries: [{name: A}]"),
      ("shapes.yaml", "day: {digits: few}"),
      ("types.yaml", "date: {groups: time}"),
    ])
  func brokenFilesAreTold(file: String, text: String) throws {
    let folder = NSTemporaryDirectory() + "rule-schemas-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/\(file)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try Self.check(folder).contains(file))
  }

  private static let hasChecker =
    (try? python(["-c", "import yaml, jsonschema; jsonschema.Draft202012Validator; print(1)"]))
    == "1\n"

  private static func check(_ rules: String) throws -> String {
    try python(["\(Checkout.root)/scripts/check_rule_schemas.py", rules, schemas])
  }

  private static func python(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
