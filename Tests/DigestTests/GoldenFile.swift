import Foundation
import Testing

/// A file of expected bytes beside the tests.
///
/// `CALLS_RECORD_GOLDEN=1` writes what came out instead, and fails the test all the same, so that a
/// recording is never taken for a pass.
enum GoldenFile {
  static func check(
    _ bytes: [UInt8], _ name: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Golden").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["CALLS_RECORD_GOLDEN"] == "1" {
      try Data(bytes).write(to: file)
      Issue.record("recorded \(name): look at the difference", sourceLocation: location)
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let found = String(decoding: bytes, as: UTF8.self)
    let differences = zip(lines(expected), lines(found)).enumerated().first { $1.0 != $1.1 }
    let place = differences.map { "line \($0.offset + 1): \($0.element.1)" } ?? "the end"
    let isSame = expected.utf8.elementsEqual(found.utf8)
    #expect(isSame, "\(name) differs at \(place)", sourceLocation: location)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
