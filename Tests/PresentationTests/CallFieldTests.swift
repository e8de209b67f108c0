import CallModel
import Documents
import Foundation
import Testing

@testable import Presentation

@Suite struct CallFieldTests {
  static let proof = Evidence(quote: "a", start: 0, end: 1, rule: "t/r")

  static func changed(_ edit: (inout CallRecord) -> Void) -> [CallField] {
    var old = CallRecord()
    old.title = Stated("Appel", [])
    old.windows = [
      Window(deadlines: [
        Deadline(stage: .single, date: CallDate(date: PartialDate(iso: "2024-05-06"), evidence: []))
      ])
    ]
    old.applicants = [Applicant(type: .region, role: .any, eligible: true, evidence: [])]
    var new = old
    edit(&new)
    return CallField.changed(from: old, to: new)
  }

  @Test("what a reader sees is a change, what he does not see is none")
  func changes() {
    #expect(Self.changed { _ in }.isEmpty)
    let proven = Self.changed { $0.title?.evidence = [Self.proof] }
    #expect(proven.isEmpty)
    #expect(Self.changed { $0.id = "x" }.isEmpty)
    #expect(Self.changed { $0.themes = [Theme(id: "a", weight: 1, evidence: [])] }.isEmpty)
    #expect(Self.changed { $0.title = Stated("Appel 2", []) } == [.title])
    #expect(Self.changed { $0.windows[0].deadlines[0].date.time = "12:00" } == [.deadlines])
    #expect(Self.changed { $0.windows[0].deadlines[0].date.extended = true } == [.deadlines])
    #expect(Self.changed { $0.windows = [] } == [.deadlines])
    #expect(Self.changed { $0.applicants[0].eligible = false } == [.applicants])
    #expect(
      Self.changed {
        $0.rates = [Rate(min: nil, max: 50, kind: .max, payer: .funder, evidence: [])]
        $0.recurrence = Stated(.permanent, [])
      } == [.recurrence, .rates])
  }

  @Test("every field has a name in both languages")
  func names() {
    #expect(Set(CallField.allCases.map(Wording(.fr).fieldName)).count == CallField.allCases.count)
    #expect(Set(CallField.allCases.map(Wording(.en).fieldName)).count == CallField.allCases.count)
  }
}
