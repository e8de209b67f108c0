import CallModel
import Documents
import Foundation
import Store

/// A folder of its own for each test, gone with the value.
final class Scratch {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "calls-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var storePath: String { folder + "/store.sqlite" }
  func store() throws -> Store { try Store(path: storePath) }
}

func day(_ iso: String) -> CalendarDay { CalendarDay(iso: iso)! }

/// A call in the few words that tests need.
struct SampleCall {
  var title = "Appel à projets jeunesse"
  var reference: String?
  var opening: String?
  var deadlines: [String] = []
  var stages: [Deadline.Stage] = []
  var isPermanent = false
  var programmes: [String] = []
  var themes: [String] = []
  var countries: [String] = []
  var applicants: [ApplicantType] = []
  var body = "La subvention soutient les collectivités."
  /// Where the call's text begins in the document.
  var start = 0
  var rule = "test"

  var record: CallRecord {
    func proof(_ quote: String) -> [Evidence] {
      let end = start + quote.unicodeScalars.count
      return [Evidence(quote: quote, start: start, end: end, rule: rule)]
    }
    var record = CallRecord()
    record.title = Stated(title, proof(title))
    record.reference = reference.map { Stated($0, proof($0)) }
    let dates = deadlines.enumerated().map { index, iso in
      Deadline(
        stage: index < stages.count ? stages[index] : .single,
        date: CallDate(date: PartialDate(iso: iso), evidence: proof(iso)))
    }
    if opening != nil || !deadlines.isEmpty {
      let opens = opening.map { CallDate(date: PartialDate(iso: $0), evidence: proof($0)) }
      record.windows = [Window(evidence: [], opening: opens, deadlines: dates)]
    }
    if isPermanent { record.recurrence = Stated(.permanent, proof("permanent")) }
    record.programmes = programmes.map { Programme(id: $0, name: $0, evidence: proof($0)) }
    record.themes = themes.map { Theme(id: $0, weight: 0.5, evidence: proof($0)) }
    if !countries.isEmpty {
      var area = Area()
      area.countries = countries
      record.area = area
    }
    record.applicants = applicants.map {
      Applicant(type: $0, role: .any, eligible: true, evidence: proof($0.rawValue))
    }
    record.sections = [
      Section(
        role: .objectives, heading: nil, start: start, end: start + body.unicodeScalars.count,
        page: 1)
    ]
    return record
  }

  var text: CallText {
    let passage = CallText.Passage(
      role: .objectives, heading: nil, text: body, start: start, page: 1)
    return CallText(title: title, passages: [passage])
  }
}

/// A document with a content of its own for each name.
struct SampleDocument {
  var name: String
  var language = "fr"
  var title: String?
  var calls: [SampleCall]
  var text: String?
  /// What else the records of its calls say.
  var change: @Sendable (inout CallRecord) -> Void = { _ in }

  init(
    _ name: String, language: String = "fr", title: String? = nil, text: String? = nil,
    calls: [SampleCall] = [SampleCall()]
  ) {
    self.name = name
    self.language = language
    self.title = title
    self.text = text
    self.calls = calls
  }

  /// No true digest, but as long and as different for each name.
  var sha256: String {
    let hex = name.utf8.map { String($0, radix: 16) }.joined()
    return String((hex + String(repeating: "0", count: 64)).prefix(64))
  }

  func parsed(path: String) -> ParsedDocument {
    let record = DocumentRecord(
      path: path, sha256: sha256, format: .text, pages: 1, language: language, kind: .call,
      title: title)
    return ParsedDocument(
      document: record,
      calls: calls.map {
        var record = $0.record
        change(&record)
        return record
      })
  }
}

extension Store {
  @discardableResult
  func add(
    _ document: SampleDocument, at path: String?, on iso: String = "2026-03-01"
  ) throws -> AddOutcome {
    let text = document.text ?? document.calls.map(\.body).joined(separator: "\n")
    return try add(
      document.parsed(path: path ?? ""), texts: document.calls.map(\.text),
      text: DocumentText(text: text), path: path, on: day(iso))
  }

  func found(_ id: String) throws -> StoredCall? {
    if case .found(let call) = try call(matching: id) { call } else { nil }
  }
}
