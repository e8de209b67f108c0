import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

/// Verdicts of demands judged once say what judging each call says.
@Suite struct VerdictTests {
  /// Sums, rates and budgets around the same few figures, so that bounds are met from both sides.
  private static func random(_ generator: inout SeededGenerator) -> CallRecord {
    func sum() -> Money? {
      guard Bool.random(using: &generator) else { return nil }
      let amount = [100, 1_000, 5_000, 20_000].randomElement(using: &generator) ?? 0
      let cents = Decimal(Int.random(in: 0...2, using: &generator)) / 200
      let currency = Int.random(in: 0..<6, using: &generator) == 0 ? "GBP" : "EUR"
      return Money(Decimal(amount) + cents, currency)
    }
    var record = CallRecord()
    for role in [Amount.Role.grant, .projectBudget, .envelope] {
      record.amounts.append(Amount(role: role, min: sum(), max: sum(), evidence: []))
    }
    for payer in [Rate.Payer.funder, .funder, .applicant] where Bool.random(using: &generator) {
      let max = Decimal([10, 50, 80, 100].randomElement(using: &generator) ?? 50)
      let isConditional = Int.random(in: 0..<4, using: &generator) == 0
      record.rates.append(
        Rate(
          min: nil, max: max + Decimal(Int.random(in: 0...1, using: &generator)) / 3, kind: .max,
          payer: payer, condition: isConditional ? EligibilityTests.small : nil, evidence: []))
    }
    return record
  }

  @Test func boundsOfSumsSayWhatTheJudgeSays() throws {
    var generator = SeededGenerator(seed: 5)
    let calls = (0..<400).map { _ in Self.random(&generator) }
    #expect(calls.contains { MoneyBounds($0) != nil })
    for budget in ["100", "1000.01", "5000", "20000", "90000"] {
      for own in [
        "", "\"cofinancingPerProject\":{\"amount\":500,\"currency\":\"EUR\"}",
        "\"cofinancingPerYear\":{\"amount\":2500.5,\"currency\":\"EUR\"}",
        "\"cofinancingPerYear\":{\"amount\":9000,\"currency\":\"GBP\"}",
      ] {
        let profile = try projectProfile(
          "\"durationMonths\":18,\"budget\":{\"amount\":\(budget),\"currency\":\"EUR\"}",
          own.isEmpty ? "\"population\":900" : "\"population\":900,\"budget\":{\(own)}")
        for record in calls { check(record, profile) }
      }
    }
  }

  private func check(_ record: CallRecord, _ profile: Profile) {
    guard let bounds = MoneyBounds(record), let project = profile.projects?.first else { return }
    let facts = MatchFacts(
      profile: profile, project: project, projectIndex: 0, day: today, knowledge: knowledge)
    guard let budget = project.budget,
      let means = MoneyBounds.Means(budget: budget, means: facts.means)
    else { return }
    let judge = EligibilityJudge(facts: facts)
    let money = CallMoney(of: record, facts: facts)
    #expect(bounds.ticketIsOut(means) == (judge.ticket(money).value == .no), "\(record.amounts)")
    #expect(
      bounds.cofinancingIsOut(means) == (judge.cofinancing(money).value == .no),
      "\(record.rates) \(record.amounts) \(profile.budget as Any)")
  }

  @Test func listsRuleOutWhatTheJudgeRulesOut() throws {
    let records =
      PackedCallTests.records
      + [
        call { $0.applicants = applicants(.association) }, call { $0.area = area(["ES"]) },
        call { $0.duration = Duration(min: nil, max: 6, unit: .month, evidence: proof()) },
      ]
    let calls = records.enumerated().map {
      MatchableCall(
        id: "\($0.offset)", document: "d", record: $0.element,
        text: CallText(title: "", passages: []))
    }
    let table = DemandTable(calls)
    let chains = PlaceChains(
      records.compactMap(\.area), knowledge: knowledge, year: today.year)
    for profile in try EligibilityPropertyTests.profiles() {
      let shared = SharedVerdicts(
        profile: profile, day: today, knowledge: knowledge, demands: table, chains: chains)
      for index in [nil, 0] {
        let facts = MatchFacts(
          profile: profile, project: index.flatMap { profile.projects?[$0] }, projectIndex: index,
          day: today, knowledge: knowledge)
        let judge = EligibilityJudge(facts: facts)
        let verdicts = ListVerdicts(judge, shared: shared)
        for (position, record) in records.enumerated() {
          let status = CallStatus(of: record, on: today)
          let criteria = judge.judge(record, status: status).criteria
          let isOut = criteria.contains { $0.id != .dates && $0.value == .no }
          #expect(verdicts.rulesOut(position) == isOut, "\(position)")
          let miss = NearMissFinder(facts: facts).nearMiss(
            record, Eligibility(criteria: criteria), status: status)
          #expect(verdicts.mayBeNear(position) || miss == nil, "\(position)")
        }
      }
    }
  }

  @Test func aWholeCallIsReadBackAsItWas() throws {
    let packer = CallPacker(knowledge: knowledge)
    for call in MatcherTests.calls {
      let bytes = packer.whole(of: call.record, call.text).bytes
      let again = try #require(PackedCall(bytes: bytes).call(id: call.id))
      #expect(again.text.title == call.text.title)
      #expect(again.text.passages.map(\.text) == call.text.passages.map(\.text))
      #expect(again.record.applicants == call.record.applicants)
      #expect(again.record.area == call.record.area)
      #expect(again.record.windows == call.record.windows)
      #expect(again.record.rates.map(\.evidence) == call.record.rates.map(\.evidence))
      #expect(again.places == CallPlaces(of: call.text, field: packer.field, scanner: TextWords()))
      for count in stride(from: 0, to: bytes.count, by: 7) {
        _ = PackedCall(bytes: Array(bytes.prefix(count))).call(id: call.id)
      }
    }
  }

  /// Scores as they come, whatever the order in which calls of one score are sorted.
  @Test func rankedCallsComeByScoreThenDeadlineThenId() {
    var generator = SeededGenerator(seed: 8)
    for count in [0, 1, 7, 300] {
      let scores = (0..<count).map { _ in
        Int32([0, 0, 1, 5_000, 10_000].randomElement(using: &generator) ?? 0)
      }
      let deadlines = (0..<count).map { _ in UInt32.random(in: 0...3, using: &generator) }
      let expected = scores.indices.sorted {
        (-scores[$0], deadlines[$0], $0) < (-scores[$1], deadlines[$1], $1)
      }
      var ranking = RankedCalls(scores, deadlines: deadlines, among: nil)
      var found: [Int] = []
      while let call = ranking.next() { found.append(call) }
      #expect(found == expected)
    }
  }
}
