import CallModel
import Documents
import Foundation
import Testing

/// A person's words on a call, and what they make of it.
@Suite struct CorrectionTests {
  private static let names = [
    "programme interreg-sudoe": "Interreg Sudoe", "country FR": "France", "country ES": "Espagne",
    "fund erdf": "FEDER",
  ]

  private func applied(_ texts: [String], to record: CallRecord = CallRecord()) throws -> CallRecord
  {
    var record = record
    for text in texts {
      record = try Correction(text).applied(to: record) { Self.names["\($0) \($1)"] }
    }
    return record
  }

  private func fault(_ text: String) -> Correction.Fault? {
    #expect(throws: Correction.Fault.self) { try applied([text]) }
    do {
      _ = try applied([text])
      return nil
    } catch {
      return error as? Correction.Fault
    }
  }

  @Test func dates() throws {
    let call = try applied(["deadline=2024-05-06T12:00", "opening=2024-03"])
    #expect(call.windows.count == 1)
    #expect(call.windows[0].opening?.date?.iso == "2024-03")
    #expect(call.windows[0].opening?.precision == .month)
    #expect(call.windows[0].deadlines.map { $0.date.date?.iso } == ["2024-05-06"])
    #expect(call.windows[0].deadlines[0].date.time == "12:00")
    let two = try applied(["deadlines=2024-05-06,2024-10-01"], to: call)
    #expect(two.windows[0].opening?.date?.iso == "2024-03")
    #expect(two.windows[0].deadlines.map(\.stage) == [.cutOff, .cutOff])
    #expect(try applied(["deadlines=", "opening="], to: two).windows.isEmpty)
  }

  static let rateCases: [(String, Decimal?, Decimal?, Rate.Kind)] = [
    ("rate=75", nil, 75, .max), ("rate=50..75", 50, 75, .range), ("rate=20..", 20, nil, .min),
  ]

  @Test(arguments: rateCases)
  func rates(_ text: String, _ min: Decimal?, _ max: Decimal?, _ kind: Rate.Kind) throws {
    let rate = try #require(try applied([text]).rates.first)
    #expect(rate.min == min && rate.max == max)
    #expect(rate.kind == kind && rate.payer == .funder)
  }

  @Test func sums() throws {
    let call = try applied(["grant=10000..50000", "envelope=2500000.50 CHF", "grant=..40000"])
    #expect(call.amounts.count == 2)
    let grant = try #require(call.amounts.first { $0.role == .grant })
    #expect(grant.min == nil && grant.max == Money(40_000, "EUR"))
    let envelope = try #require(call.amounts.first { $0.role == .envelope })
    #expect(envelope.max?.currency == "CHF" && "\(envelope.max?.amount ?? 0)" == "2500000.5")
  }

  @Test func namesAndCounts() throws {
    let call = try applied([
      "programme=interreg-sudoe", "countries=FR, ES", "min-partners=3", "duration=12..36",
      "applicants=commune,association", "title=Un titre", "recurrence=permanent", "fund=erdf",
    ])
    #expect(call.programmes.map(\.name) == ["Interreg Sudoe"])
    #expect(call.area?.countries == ["FR", "ES"] && call.partnership?.minPartners == 3)
    #expect(call.duration?.min == 12 && call.duration?.max == 36)
    #expect(call.applicants.map(\.type) == [.commune, .association])
    #expect(call.title?.value == "Un titre" && call.recurrence?.value == .permanent)
    let struck = try applied(
      ["title=", "countries=", "min-partners=", "duration=", "recurrence="], to: call)
    #expect(struck.title == nil && struck.area == nil && struck.partnership == nil)
    #expect(struck.duration == nil && struck.recurrence == nil)
  }

  @Test(arguments: [
    "deadline=6 mai 2024", "deadline=2024-02-30", "deadline=2024-05-06T25:00", "rate=abc",
    "rate=120", "grant=..", "grant=10..20..30", "grant=100 euros", "min-partners=trois",
    "programme=unknown", "applicants=mairie", "recurrence=always", "duration=12 months 3",
  ])
  func badValues(_ text: String) {
    guard case .value(let field, _, let expected)? = fault(text) else {
      Issue.record("\(text) was taken")
      return
    }
    #expect(expected.hasPrefix(field + "="))
  }

  @Test func badForms() {
    #expect(fault("deadline") == .form("deadline"))
    #expect(fault("dedline=2024-05-06") == .unknownField("dedline", nearest: "deadlines"))
  }

  /// Every example given as advice is itself a value of its field.
  @Test(arguments: Correction.Field.allCases) func fieldsStandInRecords(_ field: Correction.Field) {
    #expect(!field.recordField.isEmpty)
    #expect(throws: Never.self) { try Correction("\(field.rawValue)=") }
  }
}
