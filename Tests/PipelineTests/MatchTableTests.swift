import CallModel
import Documents
import Foundation
import Matching
import RuleEngine
import Store
import TestSupport
import Testing

@testable import Pipeline

/// What matching reads of a store is made by the hundred, and each hundred is kept.
@Suite struct MatchTableTests {
  @Test func callsArePackedByTheHundred() throws {
    let folder = NSTemporaryDirectory() + "calls-table-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store(path: folder + "/store.sqlite")
    let titles = (1...230).map { "Appel numéro \($0)" }
    let records = titles.enumerated().map { place, title in
      var record = CallRecord()
      record.title = Stated(
        title, [Evidence(quote: title, start: 100 * place, end: 100 * place + 9, rule: "test")])
      return record
    }
    let document = DocumentRecord(
      path: "/a", sha256: String(repeating: "a", count: 64), format: .text, pages: 1,
      language: "fr", kind: .list, title: nil)
    _ = try store.add(
      ParsedDocument(document: document, calls: records),
      texts: titles.map { CallText(title: $0, passages: []) },
      text: DocumentText(text: titles.joined(separator: "\n")), path: "/a",
      on: CalendarDay(iso: "2026-03-01")!)

    let knowledge = KnowledgeLoader.knowledge(in: try RulePack.load(folder: Checkout.rules))
    let fingerprint = CallPacker(knowledge: knowledge).fingerprint
    #expect(try store.unpackedCalls(fingerprint: fingerprint).count == 230)
    var left: [Int] = []
    try MatchTable.refresh(store, knowledge: knowledge) { done, all in
      #expect(all == 230)
      left.append(done)
      #expect((try? store.unpackedCalls(fingerprint: fingerprint).count) == all - done)
    }
    #expect(left == [0, 100, 200])
    #expect(try store.unpackedCalls(fingerprint: fingerprint) == [])
  }
}
