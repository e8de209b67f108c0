import CallModel
import Documents
import Foundation
import Testing

@testable import Presentation

/// Every situation has a sentence of its own in both languages.
@Suite struct MessageTests {
  static let french = Wording(.fr)
  static let english = Wording(.en)

  private func check(
    _ texts: [(fr: String, en: String)], endsWith ends: String? = nil, repeats: Int = 0
  ) {
    for text in texts {
      #expect(!text.fr.isEmpty && !text.en.isEmpty)
      #expect(text.fr != text.en)
      for sentence in [text.fr, text.en] {
        #expect(!sentence.contains("  ") && !sentence.contains("Optional"), "\(sentence)")
        if let ends, let last = sentence.last { #expect(ends.contains(last), "\(sentence)") }
      }
    }
    #expect(Set(texts.map(\.fr)).count == texts.count - repeats)
    #expect(Set(texts.map(\.en)).count == texts.count - repeats)
  }

  @Test(
    "bounds that are no months are told in days",
    arguments: [
      (Decimal(21) * 12 / 365, "21 jours", "21 days"),
      (Decimal(6) * 12 / 52, "42 jours", "42 days"),
      (12, "12 mois", "12 months"), (Decimal(string: "1.5") ?? 0, "1,5 mois", "1.5 months"),
    ])
  func durations(_ months: Decimal, _ french: String, _ english: String) {
    let reason = CriterionReason.durationTooLong(months: 18, max: months)
    func plain(_ text: String) -> String { text.replacingOccurrences(of: "\u{A0}", with: " ") }
    #expect(plain(Self.french.reason(reason)).contains("pour \(french) au plus"))
    #expect(plain(Self.english.reason(reason)).contains("at most \(english) allowed"))
  }

  @Test func reasons() {
    check(
      SampleReasons.reasons.map { (Self.french.reason($0), Self.english.reason($0)) },
      endsWith: ".")
  }

  @Test func questions() {
    check(
      SampleReasons.questions.map { (Self.french.question($0), Self.english.question($0)) },
      endsWith: "?.")
  }

  @Test("points to watch, with the empty ones worded alike")
  func readiness() {
    #expect(SampleReasons.asks.allSatisfy { !Self.french.asks($0).isEmpty })
    #expect(SampleReasons.has.allSatisfy { !Self.english.has($0).isEmpty })
    check(
      ReadinessItem.ID.allCases.map {
        (Self.french.readinessName($0) + ".", "\(Self.english.readinessName($0))")
      })
    check(
      ReadinessItem.Value.allCases.map {
        (Self.french.readinessValue($0), Self.english.readinessValue($0))
      })
  }

  static let failures: [DocumentFailure] = [
    .encrypted, .damaged(detail: "xref"), .tooLarge(size: 200_000_000, limit: 100_000_000),
    .timeLimit(seconds: 30), .memoryLimit(bytes: 1_000_000_000), .crashed(detail: "signal 11"),
    .unsupported(detail: "image/png"), .empty, .unreadable(detail: "EACCES"),
  ]

  @Test("a failure says what, why and what to do")
  func failuresAreWorded() {
    check(
      Self.failures.map { (Self.french.failure($0).message, Self.english.failure($0).message) },
      endsWith: ".")
    check(
      Self.failures.map { (Self.french.failure($0).remedy, Self.english.failure($0).remedy) },
      endsWith: ".", repeats: 1)
  }

  @Test("warnings, known and unknown")
  func warnings() {
    check(
      Wording.knownWarnings.map { (Self.french.warning($0), Self.english.warning($0)) },
      endsWith: ".")
    #expect(Self.french.warning("not-known-yet").contains("not-known-yet"))
    #expect(Wording.knownWarnings.contains("no-text-layer"))
  }

  @Test("names of closed sets")
  func names() {
    let types = ApplicantType.allCases.filter {
      ![.association, .commune].contains($0)
    }
    #expect(types.allSatisfy { Self.french.applicantType($0) != Self.english.applicantType($0) })
    #expect(Set(ApplicantType.allCases.map(Self.french.applicantType)).count == 25)
    #expect(Self.french.applicantType(.socialLandlord, count: 1) == "bailleur social")
    #expect(Set(Criterion.ID.allCases.map(Self.french.criterionName)).count == 9)
    #expect(Self.french.eligibility(.unknown) == "à vérifier")
  }

  @Test("a code that nobody names is shown, a name is used where there is one")
  func lookup() {
    #expect(Self.french.country("ML") == "ML")
    let named = Wording(
      .en, names: Names { kind, id, _ in kind == .country && id == "ML" ? "Mali" : nil })
    #expect(named.country("ML") == "Mali")
    #expect(named.country("SN") == "SN")
  }
}
