import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

/// What is packed judges as the whole does.
@Suite struct PackedCallTests {
  /// A call of every kind of demand, then one of the dates that are hard to keep.
  static let records: [CallRecord] = [
    EligibilityPropertyTests.strict, call(),
    call {
      $0.windows = [
        window(
          opens: date("2024-01"), (.first, date("2024-Q2", .forecast)), (.second, date("--05-06"))),
        window((.cutOff, date(nil, .toBeConfirmed)), model: .permanent),
      ]
      $0.recurrence = Stated(.permanent, proof())
      $0.applicants = [
        Applicant(
          type: .company, role: .lead, eligible: true,
          evidence: [Evidence(quote: "x", start: 0, end: 1, rule: "t", confidence: 0.3)])
      ]
      $0.amounts = [
        Amount(
          role: .projectBudget, min: Money(Decimal(string: "10.5")!, "GBP"), max: nil, per: .year,
          evidence: proof())
      ]
      $0.rates = [
        Rate(
          min: 20, max: Decimal(string: "62.5"), kind: .range, payer: .applicant, of: .totalCosts,
          condition: EligibilityTests.small, evidence: proof())
      ]
      $0.programmes = [Programme(id: "p", name: "P", period: "2014-2020", evidence: proof())]
      $0.themes = [CallModel.Theme(id: "water", weight: 0.35, evidence: proof())]
    },
  ]

  @Test(arguments: records)
  func packedDemandsGiveTheSameValues(record: CallRecord) throws {
    let packed = try #require(PackedDemands(of: record).record)
    for profile in try EligibilityPropertyTests.profiles() {
      let whole = judge(record, profile).criteria
      let again = judge(packed, profile).criteria
      #expect(again.map(\.value) == whole.map(\.value))
      // Reasons of dates carry the passages that packed records lack.
      for (a, b) in zip(again, whole) where a.id != .dates { #expect(a.reason == b.reason) }
    }
    #expect(PackedDemands(of: call(), title: "T").record?.title?.value == "T")
    #expect(packed.themes.map(\.weight) == record.themes.map(\.weight))
  }

  @Test func damagedBytesGiveNothing() {
    let bytes = PackedDemands(of: Self.records[2]).bytes
    for count in 0..<bytes.count {
      #expect(PackedDemands(bytes: Array(bytes.prefix(count))).record == nil)
    }
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var changed = bytes
      changed[Int.random(in: bytes.indices, using: &generator)] = .random(
        in: 0...255, using: &generator)
      _ = PackedDemands(bytes: changed).record
      _ = RepeatedParagraphs([CallMatter(bytes: changed)])
    }
  }

  @Test func packedCallsGiveTheSameReport() throws {
    let profile = try MatcherTests.authority()
    let packer = CallPacker(knowledge: knowledge)
    let packed = MatcherTests.calls.compactMap { call in
      MatchableCall(
        id: call.id, document: call.document, demands: PackedDemands(of: call.record),
        matter: packer.matter(of: call.record, call.text))
    }
    let whole = Dictionary(uniqueKeysWithValues: MatcherTests.calls.map { ($0.id, $0) })
    for options in [MatchOptions(), MatcherTests.everything, MatchOptions(limit: 1)] {
      let expected = Matcher(calls: MatcherTests.calls, knowledge: knowledge).report(
        profile: profile, on: today, options: options)
      let report = Matcher(calls: packed, knowledge: knowledge, packer: packer) { whole[$0] }
        .report(profile: profile, on: today, options: options)
      #expect(report == expected)
      let shown = Matcher(calls: packed, knowledge: knowledge, packer: packer) { id in
        whole[id].flatMap { packer.whole(of: $0.record, $0.text).call(id: id) }
      }
      #expect(shown.report(profile: profile, on: today, options: options) == expected)
    }
  }

  @Test func severalProfilesAreMatchedAsIfEachWereAlone() throws {
    let one = try MatcherTests.authority()
    let other = try projectProfile("\"summary\": \"Forages et puits\"")
    let matcher = Matcher(calls: MatcherTests.calls, knowledge: knowledge)
    let together = matcher.reports([one, other], on: today, options: MatcherTests.everything)
    let back = matcher.reports([other, one], on: today, options: MatcherTests.everything)
    #expect(together == back.reversed())
    #expect(
      together[0] == matcher.report(profile: one, on: today, options: MatcherTests.everything))
  }

  /// What a list counts without judging in full is what judging in full says.
  @Test func countsAgreeWithVerdicts() throws {
    let matcher = Matcher(calls: MatcherTests.calls, knowledge: knowledge)
    let profile = try MatcherTests.authority()
    let all = matcher.report(profile: profile, on: today, options: MatcherTests.everything).matches
    let report = matcher.report(profile: profile, on: today, options: MatchOptions(limit: 1))
    func isClosed(_ match: Match) -> Bool { match.eligibility[.dates]?.value == .no }
    let open = all.filter { !isClosed($0) }
    let fitting = open.filter { $0.eligibility.overall != .no }
    #expect(report.omitted.closed == all.count - open.count)
    #expect(report.omitted.ineligible == open.count - fitting.count)
    #expect(report.omitted.beyondLimit == fitting.count - report.matches.count)
    #expect(report.matches.allSatisfy { $0.eligibility.overall != .no })
  }
}
