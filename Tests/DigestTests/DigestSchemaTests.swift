import Foundation
import Presentation
import TestSupport
import Testing

@testable import Digest

/// The published schema describes what is written.
@Suite struct DigestSchemaTests {
  @Test(
    "calls-digest/1, by jsonschema",
    .enabled(if: PythonCheck.has("jsonschema"), "needs python3-jsonschema"),
    arguments: UserLanguage.allCases)
  func schema(_ language: UserLanguage) throws {
    let digest = try JSONRenderer().bytes(
      of: SampleMatches.digest(language), names: SampleMatches.names)
    let schema = try Data(
      contentsOf: URL(
        fileURLWithPath: Checkout.root + "/Packaging/schemas/digest.schema.json"))
    let script = """
      import json, jsonschema, sys
      schema, digest = [json.loads(x) for x in sys.stdin.read().split("\\x00")]
      check = jsonschema.Draft202012Validator
      check.check_schema(schema)
      print(json.dumps([e.message[:200] for e in check(schema).iter_errors(digest)]))
      """
    let faults = try PythonCheck.answer(
      [String].self, script, input: schema + Data([0]) + Data(digest))
    #expect(faults.isEmpty)
  }
}
