import CallModel
import Documents
import Foundation

@testable import Matching

// Short ways to write calls, profiles and facts in the tables of these tests.

let today = CalendarDay(year: 2024, month: 3, day: 15)

func proof(_ quote: String = "x", for target: String? = nil) -> [Evidence] {
  [Evidence(quote: quote, start: 0, end: quote.unicodeScalars.count, rule: "t", for: target)]
}

func date(_ iso: String?, _ certainty: CallDate.Certainty = .confirmed) -> CallDate {
  CallDate(date: iso.flatMap(PartialDate.init(iso:)), certainty: certainty, evidence: proof())
}

func window(
  opens: CallDate? = nil, _ deadlines: (Deadline.Stage, CallDate)..., model: Window.Model = .unknown
) -> Window {
  Window(
    model: model, opening: opens,
    deadlines: deadlines.map { Deadline(stage: $0.0, date: $0.1) })
}

func euros(_ amount: Int) -> Money { Money(Decimal(amount), "EUR") }

func call(_ change: (inout CallRecord) -> Void = { _ in }) -> CallRecord {
  var record = CallRecord()
  change(&record)
  return record
}

func area(
  _ countries: [String] = [], territories: [String] = [], partners: [String] = [],
  excluded: [String] = [], inferred: [String] = []
) -> Area {
  var area = Area()
  area.countries = countries
  area.territories = territories
  area.partnerCountries = partners
  area.excluded = excluded
  area.inferred = inferred
  area.evidence = proof()
  return area
}

func partnership(
  _ partners: Int? = nil, countries: Int? = nil, include: [Partnership.Member] = [],
  agreement: Bool? = nil
) -> Partnership {
  var result = Partnership()
  result.minPartners = partners
  result.minCountries = countries
  result.mustInclude = include
  result.agreementRequired = agreement
  result.evidence = proof()
  return result
}

func applicants(
  _ types: ApplicantType..., role: Applicant.Role = .any, eligible: Bool = true
) -> [Applicant] {
  types.map { Applicant(type: $0, role: role, eligible: eligible, evidence: proof()) }
}

/// A profile from its JSON members beside schema, name and country.
func profile(_ type: ApplicantType = .commune, _ more: String = "") throws -> Profile {
  let json =
    "{\"schema\":\"calls-profile/1\",\"name\":\"Ville\",\"type\":\"\(type.rawValue)\","
    + "\"country\":\"FR\"\(more.isEmpty ? "" : "," + more)}"
  return try ProfileLoader.load(Data(json.utf8))
}

/// A profile with one ready project of these members.
func projectProfile(
  _ project: String, type: ApplicantType = .commune, _ more: String = ""
) throws -> Profile {
  let tail = more.isEmpty ? "" : "," + more
  let body = project.isEmpty ? "" : "," + project
  return try profile(type, "\"projects\":[{\"id\":\"p\",\"title\":\"T\"\(body)}]\(tail)")
}

let knowledge = FieldKnowledge(
  themes: [
    .init(
      id: "cycling", labels: ["fr": "mobilité active"], terms: ["piste cyclable", "vélo", "cycle"]),
    .init(id: "water", labels: ["fr": "eau potable"], terms: ["forage", "drinking water"]),
  ],
  countries: [
    .init(code: "FR", names: ["fr": "France"], unionYears: .init(from: 1958)),
    .init(code: "ES", names: ["fr": "Espagne"], unionYears: .init(from: 1986)),
    .init(
      code: "GB", names: ["fr": "Royaume-Uni"], unionYears: .init(from: 1973, until: 2019)),
    .init(
      code: "SN", names: ["fr": "Sénégal"],
      classes: [.init(.leastDeveloped, .init(until: 2030)), .init(.otherRecipient)]),
    .init(code: "NO", names: ["fr": "Norvège"], economicAreaYears: .init(from: 1994)),
  ],
  territories: [
    .init(code: "FRE", name: "Hauts-de-France", parent: "FR", kind: "region"),
    .init(
      code: "FRE12", name: "Pas-de-Calais", parent: "FRE1", kind: "departement",
      aliases: ["INSEE:62"]),
    .init(
      code: "FRE11", name: "Nord", parent: "FRE1", kind: "departement", aliases: ["INSEE:59"]),
    .init(code: "SIREN:200043123", name: "CC", parent: "FRE12"),
  ],
  supportBodies: [
    .init(id: "lianes", name: "Lianes coopération", territories: ["FRE"]),
    .init(id: "other", name: "Ailleurs", territories: ["FRK"]),
  ])

func judge(_ call: CallRecord, _ profile: Profile, on day: CalendarDay = today) -> Eligibility {
  let facts = MatchFacts(
    profile: profile, project: profile.projects?.first,
    projectIndex: profile.projects?.isEmpty == false ? 0 : nil, day: day, knowledge: knowledge)
  return EligibilityJudge(facts: facts).judge(call, status: CallStatus(of: call, on: day))
}

extension Eligibility {
  subscript(_ id: Criterion.ID) -> Criterion? { criteria.first { $0.id == id } }
}
