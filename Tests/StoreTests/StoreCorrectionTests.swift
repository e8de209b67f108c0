import CallModel
import Documents
import Foundation
import Store
import Testing

/// A person's word wins over every later reading, and is kept apart from it.
@Suite struct StoreCorrectionTests {
  private func corrected(_ store: Store) throws -> String {
    let id = try #require(
      try store.add(
        SampleDocument("a", calls: [SampleCall(deadlines: ["2026-05-01"])]), at: "/a.pdf"
      ).callIDs.first)
    var record = try call(id, store)
    record.title = Stated("Le vrai titre", [])
    record.rates = [Rate(min: nil, max: 80, kind: .max, payer: .funder, evidence: [])]
    let now = try store.correct(id, fields: ["title", "rates"], of: record, on: day("2026-02-01"))
    #expect(now?.title?.value == "Le vrai titre")
    return id
  }

  private func call(_ id: String, _ store: Store) throws -> CallRecord {
    try #require(try store.found(id)).record
  }

  private func retag(_ call: SampleCall, _ store: Store, isApplied: Bool) throws -> [CallChange] {
    try store.retag(
      SampleDocument("a", calls: [call]).parsed(path: ""), texts: [call.text],
      text: DocumentText(text: call.body), isApplied: isApplied, on: day("2026-03-01"))
  }

  @Test func correctionsSurviveAnotherReading() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let id = try corrected(store)
    let changes = try retag(
      SampleCall(title: "Lu autrement", deadlines: ["2026-06-01"]), store, isApplied: true)
    #expect(changes.map(\.id) == [id])
    #expect(changes.first?.fields.map(\.field) == ["windows"])
    let now = try call(id, store)
    #expect(now.title?.value == "Le vrai titre" && now.rates.map(\.max) == [80])
    #expect(now.windows.first?.deadlines.first?.date.date?.iso == "2026-06-01")
    #expect(try store.corrections(of: id).map(\.field) == ["rates", "title"])
    #expect(try store.correctedDocuments().count == 1)
    #expect(try store.history(of: id).map(\.cause) == [.added, .corrected, .reread])
  }

  @Test func aPreviewChangesNothing() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let id = try corrected(store)
    let before = try call(id, store)
    let preview = try retag(
      SampleCall(deadlines: ["2027-01-01"]), store, isApplied: false)
    #expect(preview.first?.after?.windows.first?.deadlines.first?.date.date?.iso == "2027-01-01")
    #expect(try call(id, store) == before)
    #expect(try store.history(of: id).count == 2)
  }

  @Test func takenBackTheDocumentSpeaksAgain() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let id = try corrected(store)
    try store.forgetCorrections(of: id)
    _ = try retag(SampleCall(deadlines: ["2026-05-01"]), store, isApplied: true)
    #expect(try call(id, store).title?.value == SampleCall().title)
    #expect(try call(id, store).rates.isEmpty)
  }
}
