import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

@Suite("Eligibility")
struct EligibilityTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var id: Criterion.ID
    var call: CallRecord
    var profile: Profile
    var value: ThreeValued
    var question: CriterionQuestion?

    init(
      _ name: String, _ id: Criterion.ID, _ value: ThreeValued, _ profile: Profile,
      asks question: CriterionQuestion? = nil, _ change: (inout CallRecord) -> Void = { _ in }
    ) {
      testDescription = "\(id.rawValue): \(name)"
      self.id = id
      self.call = MatchingTests.call(change)
      self.profile = profile
      self.value = value
      self.question = question
    }
  }

  @Test("each criterion", arguments: try applicantCases() + placeCases() + partnerCases())
  func who(row: Case) { check(row) }

  @Test("money, time and language", arguments: try moneyCases() + otherCases())
  func what(row: Case) { check(row) }

  private func check(_ row: Case) {
    let criterion = judge(row.call, row.profile)[row.id]
    #expect(criterion?.value == row.value, "\(String(describing: criterion?.reason))")
    #expect(criterion?.question == row.question)
    // A verdict of the call's has its passage; the profile's field is a pointer.
    if criterion?.value == .no { #expect(criterion?.call.isEmpty == false) }
    #expect(criterion?.profile.hasPrefix("/") == true)
  }

  static func applicantCases() throws -> [Case] {
    let commune = try profile()
    return [
      Case("silent call", .applicantType, .unknown, commune, asks: .doesCallTake(type: .commune)),
      Case("listed", .applicantType, .yes, commune) { $0.applicants = applicants(.commune) },
      Case("any authority", .applicantType, .yes, commune) {
        $0.applicants = applicants(.association, .localAuthority)
      },
      Case("not listed", .applicantType, .no, commune) {
        $0.applicants = applicants(.company, .region)
      },
      Case("a metropolis is an intercommunality", .applicantType, .yes, try profile(.metropolis)) {
        $0.applicants = applicants(.intercommunality)
      },
      Case("a metropolis is no commune", .applicantType, .no, try profile(.metropolis)) {
        $0.applicants = applicants(.commune)
      },
      Case("excluded", .applicantType, .no, commune) {
        $0.applicants = applicants(.localAuthority) + applicants(.commune, eligible: false)
      },
      Case(
        "only others excluded", .applicantType, .unknown, commune,
        asks: .doesCallTake(type: .commune)
      ) { $0.applicants = applicants(.individual, eligible: false) },
      Case(
        "wide type", .applicantType, .unknown, try profile(.localAuthority),
        asks: .isAuthorityOneOf(types: [.commune, .region])
      ) { $0.applicants = applicants(.commune, .region) },
      Case(
        "wants to lead, may be partner", .applicantType, .no,
        try projectProfile("\"role\":\"lead\"")
      ) { $0.applicants = applicants(.commune, role: .partner) },
      Case(
        "partner of a lead of another kind", .applicantType, .unknown,
        try projectProfile("\"role\":\"partner\""), asks: .mayApplyAs(role: .partner)
      ) { $0.applicants = applicants(.association, role: .lead) },
      Case(
        "population too large", .applicantType, .no, try profile(.commune, "\"population\":9000")
      ) {
        $0.applicants = applicants(.commune)
        $0.conditions = [small]
      },
      Case(
        "population unknown", .applicantType, .unknown, commune,
        asks: .isConditionMet(text: "moins de 3 500", missing: ["population"])
      ) {
        $0.applicants = applicants(.commune)
        $0.conditions = [small]
      },
    ]
  }

  static let small = Condition(
    text: "moins de 3 500",
    expr: .atom(.init(fact: "population", is: "<", value: .number(3500))), evidence: proof())

  static func placeCases() throws -> [Case] { try codedPlaceCases() + partCases() }

  /// Places that no code names.
  private static func partCases() throws -> [Case] {
    let commune = try profile()
    let named = ["\"zones\":[\"qpv\"]", "\"zones\":[]"]
    return [
      Case("an unnamed part of the country", .territory, .unknown, commune, asks: .whichArea) {
        $0.area = area(["FR"], inferred: ["countries"])
        $0.area?.partial = true
      },
      Case(
        "an unnamed part of another region", .territory, .no,
        try profile(
          .commune, "\"territories\":[\"INSEE:62\"]")
      ) {
        $0.area = area(territories: ["FRK"])
        $0.area?.partial = true
      },
      Case(
        "a kind of place", .territory, .unknown, commune,
        asks: .isConditionMet(text: "situé en QPV", missing: ["zones"])
      ) { $0 = inZone },
      Case("a kind of place that it is in", .territory, .yes, try profile(.commune, named[0])) {
        $0 = inZone
      },
      Case("a kind of place that it is not in", .territory, .no, try profile(.commune, named[1])) {
        $0 = inZone
      },
    ]
  }

  private static let inZone = call {
    $0.area = area(["FR"])
    $0.conditions = [
      Condition(
        text: "situé en QPV",
        expr: .atom(.init(fact: "zones", is: "in", value: .list(["qpv", "frr"]))),
        evidence: proof())
    ]
  }

  private static func codedPlaceCases() throws -> [Case] {
    let pasDeCalais = try profile(.departement, "\"territories\":[\"INSEE:62\"]")
    let region = try profile(.region, "\"territories\":[\"FRE\"]")
    let country = try profile()
    return [
      Case("silent call", .territory, .unknown, country, asks: .whichArea),
      Case("inside the country", .territory, .yes, country) { $0.area = area(["FR"]) },
      Case("inside the Union", .territory, .yes, country) { $0.area = area(["EU"]) },
      Case("another country", .territory, .no, country) { $0.area = area(["ES"]) },
      Case(
        "a country that only follows", .territory, .unknown, country,
        asks: .doesPlaceLieIn(places: ["FR"], area: ["ES"])
      ) { $0.area = area(["ES"], inferred: ["countries"]) },
      Case("département in its region by alias", .territory, .yes, pasDeCalais) {
        $0.area = area(territories: ["FRE"])
      },
      Case(
        "a place and the region that holds it", .territory, .unknown,
        try profile(
          .commune, "\"territories\":[\"FRE11\"]"),
        asks: .doesPlaceLieIn(places: ["FRE11"], area: ["FRE12"])
      ) { $0.area = area(territories: ["FRE12", "FRE"]) },
      Case("the place among both", .territory, .yes, pasDeCalais) {
        $0.area = area(territories: ["FRE", "FRE12"])
      },
      Case(
        "the region among both", .territory, .unknown, region,
        asks: .doesPlaceLieIn(places: ["FRE"], area: ["FRE12"])
      ) {
        $0.area = area(territories: ["FRE12", "FRE"])
      },
      Case("another département", .territory, .no, pasDeCalais) {
        $0.area = area(["FR"], territories: ["FRE11"])
      },
      Case(
        "only a part of the region", .territory, .unknown, region,
        asks: .doesPlaceLieIn(places: ["FRE"], area: ["FRE11"])
      ) { $0.area = area(territories: ["FRE11"]) },
      Case(
        "one commune of the département", .territory, .unknown, pasDeCalais,
        asks: .doesPlaceLieIn(places: ["INSEE:62"], area: ["INSEE:62041"])
      ) { $0.area = area(territories: ["INSEE:62041"]) },
      Case("a whole country beside a part of another", .territory, .yes, region) {
        $0.area = area(["FR", "ES"], territories: ["ES51"])
      },
      Case("excluded", .territory, .no, region) { $0.area = area(["FR"], excluded: ["FRE"]) },
      Case(
        "a body that no list knows", .territory, .unknown,
        try profile(.intercommunality, "\"territories\":[\"SIREN:999999999\"]"),
        asks: .doesPlaceLieIn(places: ["SIREN:999999999"], area: ["FRE"])
      ) { $0.area = area(territories: ["FRE"]) },
      Case(
        "a body that no list knows, in its country", .territory, .yes,
        try profile(.intercommunality, "\"territories\":[\"SIREN:999999999\"]")
      ) { $0.area = area(["FR"]) },
      Case(
        "a body that no list knows, in another country", .territory, .no,
        try profile(.intercommunality, "\"territories\":[\"SIREN:999999999\"]")
      ) { $0.area = area(territories: ["ES51"]) },
      Case(
        "a body that a list places", .territory, .yes,
        try profile(.intercommunality, "\"territories\":[\"SIREN:200043123\"]")
      ) { $0.area = area(territories: ["FRE"]) },
    ]
  }

  static func partnerCases() throws -> [Case] {
    let alone = try projectProfile("")
    let spanish = try projectProfile("\"stage\":\"ready\",\"partners\":[{\"country\":\"ES\"}]")
    let idea = try projectProfile("\"stage\":\"idea\",\"partners\":[{\"country\":\"ES\"}]")
    let wanted = Partnership.Member(country: "SN", type: nil, count: 1)
    return [
      Case("none asked", .partnerCountries, .yes, alone),
      Case(
        "none named", .partnerCountries, .unknown, alone, asks: .partnerFrom(countries: ["SN"])
      ) { $0.area = area(["FR"], partners: ["SN"]) },
      Case("another country", .partnerCountries, .no, spanish) {
        $0.area = area(["FR"], partners: ["SN"])
      },
      Case(
        "another country, still an idea", .partnerCountries, .unknown, idea,
        asks: .partnerFrom(countries: ["SN"])
      ) { $0.area = area(["FR"], partners: ["SN"]) },
      Case("member of the Union", .partnerCountries, .yes, spanish) {
        $0.area = area(["FR"], partners: ["EU"])
      },
      Case("authority and one partner are two", .partnership, .yes, spanish) {
        $0.partnership = partnership(2, countries: 2)
      },
      Case("too few", .partnership, .no, spanish) { $0.partnership = partnership(3) },
      Case(
        "too few yet", .partnership, .unknown, idea,
        asks: .partnersEnough(minPartners: 3, minCountries: nil)
      ) { $0.partnership = partnership(3) },
      Case("a partner from outside the area does not count", .partnership, .no, spanish) {
        $0.partnership = partnership(2)
        $0.area = area(["FR"], partners: ["SN"])
      },
      Case("wanted country missing", .partnership, .no, spanish) {
        $0.partnership = partnership(include: [wanted])
      },
      Case(
        "agreement not told", .partnership, .unknown, spanish,
        asks: .agreementSigned(countries: ["ES"])
      ) { $0.partnership = partnership(agreement: true) },
      Case(
        "agreement signed", .partnership, .yes,
        try projectProfile(
          "\"stage\":\"ready\",\"partners\":[{\"country\":\"ES\"}]",
          "\"agreements\":[{\"country\":\"ES\",\"until\":\"2024\"}]")
      ) { $0.partnership = partnership(agreement: true) },
      Case(
        "agreement run out", .partnership, .unknown,
        try projectProfile(
          "\"stage\":\"ready\",\"partners\":[{\"country\":\"ES\"}]",
          "\"agreements\":[{\"country\":\"ES\",\"until\":\"2023\"}]"),
        asks: .agreementSigned(countries: ["ES"])
      ) { $0.partnership = partnership(agreement: true) },
    ]
  }
}
