import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

/// The one change that would make a call fit, and what a call does not speak of.
@Suite struct NearMissTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var project: String
    var call: CallRecord
    var change: ProfileChange?

    init(
      _ name: String, _ project: String, _ change: ProfileChange?,
      _ make: (inout CallRecord) -> Void
    ) {
      testDescription = name
      self.project = project
      self.change = change
      call = MatchingTests.call(make)
    }
  }

  private static func budget(_ euros: Int) -> String {
    "\"stage\":\"ready\",\"budget\":{\"amount\":\(euros),\"currency\":\"EUR\"}"
  }

  private static func costs(min: Int? = nil, max: Int? = nil) -> [Amount] {
    [
      Amount(
        role: .projectBudget, min: min.map(euros), max: max.map(euros), per: .project,
        evidence: proof())
    ]
  }

  static let cases: [Case] = [
    Case("nothing rules it out", budget(50_000), nil) { $0.amounts = costs(min: 40_000) },
    Case("too small", budget(50_000), .budget(euros(60_000))) { $0.amounts = costs(min: 60_000) },
    Case("far too small", budget(5_000), nil) { $0.amounts = costs(min: 60_000) },
    Case("too large", budget(50_000), .budget(euros(40_000))) { $0.amounts = costs(max: 40_000) },
    Case("own share", budget(50_000), .ownShare(euros(25_000))) {
      $0.rates = [Rate(min: nil, max: 50, kind: .max, payer: .funder, evidence: proof())]
    },
    // Half of 40,000 is paid: one change settles both.
    Case("budget and own share", budget(50_000), .budget(euros(40_000))) {
      $0.amounts = costs(max: 40_000)
      $0.rates = [Rate(min: nil, max: 50, kind: .max, payer: .funder, evidence: proof())]
    },
    Case("too long", "\"durationMonths\":30", .duration(24)) {
      $0.duration = CallModel.Duration(min: 12, max: 24, unit: .month, evidence: proof())
    },
    Case(
      "a partner", "\"stage\":\"ready\",\"partners\":[]", .partnerFrom(countries: ["ES"])
    ) { $0.area = area(["FR"], partners: ["ES"]) },
    Case("another kind of body", budget(50_000), nil) { $0.applicants = applicants(.company) },
    Case("duration and body", "\"durationMonths\":30", nil) {
      $0.applicants = applicants(.company)
      $0.duration = CallModel.Duration(min: 12, max: 24, unit: .month, evidence: proof())
    },
  ]

  @Test(arguments: cases)
  func change(row: Case) throws {
    let means = "\"budget\":{\"cofinancingPerProject\":{\"amount\":20000,\"currency\":\"EUR\"}}"
    let profile = try projectProfile(row.project, means)
    let facts = MatchFacts(
      profile: profile, project: profile.projects?.first, projectIndex: 0, day: today,
      knowledge: knowledge)
    let status = CallStatus(of: row.call, on: today)
    let eligibility = EligibilityJudge(facts: facts).judge(row.call, status: status)
    let found = NearMissFinder(facts: facts).nearMiss(row.call, eligibility, status: status)
    // A partner abroad by himself, without a country of the profile, is asked for otherwise.
    if row.testDescription == "a partner", eligibility.overall != .no { return }
    #expect(found?.change == row.change)
    guard let change = found?.change, let changed = facts.changed(by: change) else { return }
    #expect(EligibilityJudge(facts: changed).judge(row.call, status: status).overall != .no)
  }

  @Test func refusedCallsLeaveTheLists() throws {
    func report(_ decisions: [Decision], includesRefused: Bool = false) throws -> MatchReport {
      var options = MatcherTests.everything
      options.includesRefused = includesRefused
      return Matcher(calls: MatcherTests.calls, knowledge: knowledge).report(
        profile: try MatcherTests.authority(), on: today, options: options, decisions: decisions)
    }
    let all = try report([]).matches
    let forOne = try report([
      Decision(call: "bikes", project: "p", choice: .refuse, day: today)
    ])
    #expect(forOne.matches.count == all.count - 1 && forOne.omitted.refused == 1)
    let refused = Decision(call: "bikes", choice: .refuse, day: today)
    let forAll = try report([refused])
    #expect(!forAll.matches.contains { $0.call == "bikes" })
    #expect(forAll.omitted.refused == all.filter { $0.call == "bikes" }.count)
    let shown = try report([refused], includesRefused: true).matches
    #expect(
      shown.filter { $0.decision == refused }.map(\.call) == Array(repeating: "bikes", count: 3))
    #expect(shown.map(\.relevance) == all.map(\.relevance))
  }

  @Test func oneCallAloneIsScoredAmongAll() throws {
    var options = MatcherTests.everything
    let profile = try MatcherTests.authority()
    let matcher = Matcher(calls: MatcherTests.calls, knowledge: knowledge)
    let all = matcher.report(profile: profile, on: today, options: options).matches
    options.calls = ["lanes"]
    let one = matcher.report(profile: profile, on: today, options: options).matches
    #expect(one == all.filter { $0.call == "lanes" })
    #expect(!one.isEmpty)
  }

  @Test func whatACallDoesNotSpeakOfIsTold() throws {
    let report = Matcher(calls: MatcherTests.calls, knowledge: knowledge).report(
      profile: try MatcherTests.authority(), on: today, options: MatcherTests.everything)
    let water = report.matches.first { $0.call == "bikes" && $0.project == "q" }
    let words = try #require(water?.counterReason).words
    #expect(Set(words).isSubset(of: ["Forages", "eau", "potable"]) && !words.isEmpty)
  }

  @Test func aReasonGivenTwiceProposesItsTheme() {
    func refuse(_ call: String, _ reason: String) -> Decision {
      Decision(call: call, choice: .refuse, reason: reason, day: today)
    }
    let decisions = [
      refuse("a", "Hors compétence"), refuse("b", "hors competence."), refuse("c", "Trop court"),
      Decision(call: "d", choice: .apply, day: today),
    ]
    let themes = ["a": ["health", "youth"], "b": ["health", "youth", "sea"], "d": ["youth"]]
    let reasons = RefusalSummary(decisions, themes: themes).reasons
    #expect(reasons.map(\.calls) == [["a", "b"], ["c"]])
    #expect(reasons.map(\.themes) == [["health"], []])
    #expect(RefusalSummary(decisions, themes: themes, excluded: ["health"]).reasons[0].themes == [])
  }
}
