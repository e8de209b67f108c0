import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

/// What is told without a reason is what the criterion says with one.
@Suite struct RulingOutTests {
  private static let places = ["FRE12", "FRE1", "FRE", "FRH", "FR", "ES", "BE", "nowhere"]
  private static let types: [ApplicantType] = [
    .commune, .intercommunality, .localAuthority, .association, .company, .sme,
  ]

  private static func some<Value>(_ values: [Value], _ generator: inout SeededGenerator) -> [Value]
  {
    let count = [0, 1, 1, 2, 3].randomElement(using: &generator) ?? 0
    return Array(values.shuffled(using: &generator).prefix(count))
  }

  private static func random(_ generator: inout SeededGenerator) -> CallRecord {
    call { record in
      record.applicants = some(types, &generator).map { type in
        Applicant(
          type: type, role: [.any, .lead, .partner].randomElement(using: &generator) ?? .any,
          eligible: Int.random(in: 0..<4, using: &generator) > 0,
          evidence: [
            Evidence(
              quote: "x", start: 0, end: 1, rule: "t",
              confidence: Bool.random(using: &generator) ? 1 : 0.5)
          ])
      }
      var place = area(
        some(["FR", "ES", "BE"], &generator), territories: some(places, &generator),
        partners: some(["ES", "BE", "ML"], &generator),
        inferred: some(["countries"], &generator))
      if Int.random(in: 0..<4, using: &generator) == 0 {
        place.excluded = some(places, &generator)
      }
      record.area = Bool.random(using: &generator) ? place : nil
      record.submissionLanguages = some(["fr", "en", "es"], &generator).map {
        Tag(id: $0, evidence: proof())
      }
      record.conditions = some(EligibilityPropertyTests.strict.conditions, &generator)
      record.partnership = Bool.random(using: &generator) ? partnership(3, countries: 2) : nil
    }
  }

  private static func profiles() throws -> [Profile] {
    let homes = ["[]", "[\"FRE12\"]", "[\"FRE1\", \"FRH\"]", "[\"SIREN:200043123\"]"]
    return try homes.flatMap { home in
      try [
        profile(.commune, "\"territories\": \(home), \"languages\": [\"fr\"]"),
        projectProfile("\"role\": \"lead\"", type: .localAuthority, "\"territories\": \(home)"),
        projectProfile(
          "\"role\": \"partner\",\"stage\":\"ready\",\"partners\":[{\"country\":\"ML\"}]",
          type: .sme, "\"territories\": \(home), \"languages\": [\"en\"], \"population\": 9000"),
      ]
    }
  }

  @Test func sayWhatTheCriteriaSay() throws {
    var generator = SeededGenerator(seed: 21)
    let calls = (0..<500).map { _ in Self.random(&generator) }
    var out: [String: Int] = [:]
    for profile in try Self.profiles() {
      let judge = EligibilityJudge(
        facts: MatchFacts(
          profile: profile, project: profile.projects?.first,
          projectIndex: profile.projects == nil ? nil : 0, day: today, knowledge: knowledge))
      for call in calls {
        for (name, isOut, criteria) in [
          ("who", judge.applicantTypeRulesOut(call), [judge.applicantType(call)]),
          ("where", judge.territoryRulesOut(call), [judge.territory(call)]),
          ("language", judge.languageRulesOut(call), [judge.language(call)]),
          (
            "partners", judge.partnersRuleOut(call),
            [judge.partnerCountries(call), judge.partnership(call)]
          ),
        ] {
          #expect(isOut == criteria.contains { $0.value == .no }, "\(name) \(call) \(profile)")
          if isOut { out[name, default: 0] += 1 }
        }
        let status = CallStatus(of: call, on: today)
        let isOut = judge.judge(call, status: status).criteria.contains { $0.value == .no }
        #expect(
          isOut
            == (judge.applicantTypeRulesOut(call) || judge.territoryRulesOut(call)
              || judge.languageRulesOut(call) || judge.partnersRuleOut(call)
              || judge.conditionsRuleOut(call)))
      }
    }
    #expect(["who", "where", "language", "partners"].allSatisfy { out[$0, default: 0] > 50 })
  }
}
