import CallModel
import Documents
import Extraction
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import CallAssembly

/// Every piece of evidence quotes exactly what stands at its place, in every document at hand.
@Suite struct EvidenceTests {
  static let folders: [String] = {
    var folders = [Checkout.corpus + "/documents"]
    if let shared = Checkout.shared {
      folders += ["/seeds", "/pages", "/real"].map { shared + $0 }
    }
    return folders
  }()

  private static let endings = [
    "pdf", "html", "pptx", "docx", "odt", "eml", "txt", "md",
  ]

  static let paths: [String] = folders.flatMap { Checkout.files(in: $0, endings: endings) }

  @Test func thereAreDocuments() { #expect(Self.paths.count >= 60) }

  /// Without this the check of each document could pass on nothing.
  @Test func thereIsEvidence() throws {
    let reader = try SeedFactsTests.reader.get()
    var count = 0
    for path in Checkout.files(in: Self.folders[0], endings: Self.endings) {
      let data = try #require(FileManager.default.contents(atPath: path))
      let document = try DocumentReader().read([UInt8](data), name: path)
      let calls = reader.read(document, path: path, sha256: "0").parsed.calls
      let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(calls))
      count += Self.evidence(in: object).count
    }
    #expect(count >= 1000)
  }

  @Test(arguments: paths)
  func quotesAreSlices(_ path: String) throws {
    let data = try #require(FileManager.default.contents(atPath: path))
    let document = try DocumentReader().read(
      [UInt8](data), name: (path as NSString).lastPathComponent)
    let reader = try SeedFactsTests.reader.get()
    let reading = reader.read(document, path: path, sha256: "0")
    let scalars = Array(document.text.unicodeScalars)
    let object = try JSONSerialization.jsonObject(
      with: JSONEncoder().encode(reading.parsed.calls))
    for evidence in Self.evidence(in: object) {
      let start = try #require(evidence["start"] as? Int)
      let end = try #require(evidence["end"] as? Int)
      let quote = try #require(evidence["quote"] as? String)
      #expect(start < end && end <= scalars.count)
      #expect(Array(quote.unicodeScalars) == Array(scalars[start..<end]))
    }
    for (call, text) in zip(reading.parsed.calls, reading.texts) {
      for passage in text.passages {
        let slice = scalars[passage.start..<(passage.start + passage.text.unicodeScalars.count)]
        #expect(Array(passage.text.unicodeScalars) == Array(slice))
      }
      #expect(call.sections.count == text.passages.count)
    }
  }

  /// Every object with a `quote`, wherever it stands.
  private static func evidence(in value: Any) -> [[String: Any]] {
    if let list = value as? [Any] { return list.flatMap { evidence(in: $0) } }
    guard let object = value as? [String: Any] else { return [] }
    if object["quote"] != nil { return [object] }
    return object.values.flatMap { evidence(in: $0) }
  }
}
