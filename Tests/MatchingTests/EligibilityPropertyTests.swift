import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

@Suite("Eligibility as a whole")
struct EligibilityPropertyTests {
  private static let rank: [ThreeValued: Int] = [.yes: 2, .unknown: 1, .no: 0]

  @Test("one more no never improves the whole")
  func noNeverImproves() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let criteria = Criterion.ID.allCases.map { id in
        Criterion(
          id: id, value: ThreeValued.allCases.randomElement(using: &generator) ?? .yes,
          reason: .noConditionStated, profile: "/type")
      }
      let before = Eligibility(criteria: criteria).overall
      for index in criteria.indices {
        var worse = criteria
        worse[index].value = .no
        #expect(Eligibility(criteria: worse).overall == .no)
        worse[index].value = .unknown
        if criteria[index].value == .yes {
          let after = Eligibility(criteria: worse).overall
          #expect((Self.rank[after] ?? 0) <= (Self.rank[before] ?? 0))
        }
      }
    }
  }

  /// A call that states everything.
  static let strict = call {
    $0.applicants = applicants(.commune)
    $0.area = area(["FR", "ES"], partners: ["ES"])
    $0.partnership = partnership(
      2, countries: 2, include: [.init(country: "ES", type: .association, count: 1)],
      agreement: true)
    $0.windows = [window((.single, date("2024-06-01")))]
    $0.amounts = [
      Amount(role: .grant, min: euros(10_000), max: euros(50_000), per: .project, evidence: proof())
    ]
    $0.rates = [Rate(min: nil, max: 75, kind: .max, payer: .funder, evidence: proof())]
    $0.duration = Duration(min: 12, max: 24, unit: .month, evidence: proof())
    $0.submissionLanguages = [Tag(id: "fr", evidence: proof())]
    $0.conditions = [
      EligibilityTests.small,
      Condition(
        text: "en QPV", expr: .atom(.init(fact: "zones", is: "in", value: .text("qpv"))),
        evidence: proof()),
      Condition(
        text: "non cumulable avec LEADER",
        expr: .not(.atom(.init(fact: "grants", is: "in", value: .text("leader")))),
        evidence: proof()),
    ]
  }

  static func profiles() throws -> [Profile] {
    let fitting = """
      "stage":"ready","durationMonths":18,"budget":{"amount":60000,"currency":"EUR"},
      "partners":[{"country":"ES","type":"association","agreement":true}]
      """
    let failing = """
      "stage":"ready","durationMonths":90,"budget":{"amount":600,"currency":"EUR"},
      "partners":[{"country":"NO","type":"association","agreement":false}]
      """
    let means = """
      "population":900,"zones":["qpv"],"grants":[{"programme":"life"}],"languages":["fr"],
      "agreements":[{"country":"ES"}],
      "budget":{"cofinancingPerProject":{"amount":20000,"currency":"EUR"}}
      """
    return [
      try projectProfile(fitting, means), try projectProfile(failing, means),
      try projectProfile(fitting, means.replacing("20000", with: "1").replacing("fr", with: "en")),
      try projectProfile(
        fitting, means.replacing("qpv", with: "frr").replacing("life", with: "leader")),
    ]
  }

  @Test("a profile that fits a strict call is eligible", arguments: try [profiles()[0]])
  func fits(profile: Profile) {
    let eligibility = judge(Self.strict, profile)
    #expect(eligibility.overall == .yes)
    #expect(eligibility.criteria.map(\.id) == Criterion.ID.allCases)
  }

  @Test("taking a fact away gives unknown, never the opposite", arguments: try profiles())
  func removal(profile: Profile) {
    let before = judge(Self.strict, profile)
    for remove in Self.removals {
      var less = profile
      remove(&less)
      let after = judge(Self.strict, less)
      for (old, new) in zip(before.criteria, after.criteria) {
        #expect(
          new.value == old.value || new.value == .unknown, "\(old.id): \(old.value) \(new.value)")
      }
    }
  }

  private static let removals: [@Sendable (inout Profile) -> Void] = [
    { $0.population = nil }, { $0.zones = nil }, { $0.grants = nil }, { $0.languages = nil },
    { $0.agreements = nil }, { $0.budget = nil },
    { $0.projects?[0].budget = nil }, { $0.projects?[0].durationMonths = nil },
    { $0.projects?[0].partners = nil },
  ]

  @Test("taking a statement of the call away never turns no into a harder verdict")
  func silence() throws {
    let failing = try Self.profiles()[1]
    var silent = Self.strict
    silent.duration = nil
    silent.amounts = []
    silent.area?.partnerCountries = []
    silent.partnership = nil
    let after = judge(silent, failing)
    for id in [Criterion.ID.duration, .ticket, .partnerCountries, .partnership] {
      #expect(judge(Self.strict, failing)[id]?.value == .no)
      #expect(after[id]?.value == .yes)
    }
  }

  @Test("an aid that a project has shuts out what does not go with it, while it has it")
  func grants() throws {
    func verdict(_ grants: String, obtained: [Profile.Grant] = []) throws -> ThreeValued? {
      let base = try Self.profiles()[0]
      var profile = try projectProfile("", grants)
      profile.projects = base.projects
      profile.budget = base.budget
      let facts = MatchFacts(
        profile: profile, project: profile.projects?.first, projectIndex: 0, day: today,
        knowledge: knowledge, obtained: obtained)
      return EligibilityJudge(facts: facts)
        .judge(Self.strict, status: CallStatus(of: Self.strict, on: today))[.cofinancing]?.value
    }
    #expect(try verdict("\"grants\":[]") == .yes)
    #expect(try verdict("\"grants\":[{\"programme\":\"leader\"}]") == .no)
    #expect(try verdict("\"grants\":[{\"programme\":\"leader\",\"until\":\"2023\"}]") == .yes)
    #expect(try verdict("\"grants\":[{\"programme\":\"leader\",\"project\":\"q\"}]") == .yes)
    #expect(try verdict("\"languages\":[\"fr\"]") == .unknown)
    // What was noted as obtained may not be all there is.
    let noted = [Profile.Grant(programme: "leader", project: "p")]
    #expect(try verdict("\"languages\":[\"fr\"]", obtained: noted) == .no)
    #expect(
      try verdict("\"languages\":[\"fr\"]", obtained: [.init(programme: "life")]) == .unknown)
  }
}
