import CallModel
import Documents

@testable import Digest
@testable import Presentation

enum SampleMatches {
  static func match(
    _ call: CallRecord, project: String? = nil, relevance: Int = 7240,
    overall: ThreeValued = .yes, document: String = "appels/jeunesses-2024.pdf"
  ) -> Match {
    let deadline = call.windows.first?.deadlines.first
    let left = deadline?.date.lastDay.map {
      $0.daysSinceEpoch - SampleCalls.day.daysSinceEpoch
    }
    return Match(
      call: call.id, document: document, title: call.title?.value ?? "", project: project,
      deadline: deadline, daysLeft: left, relevance: Relevance(hundredths: relevance),
      eligibility: eligibility(overall), reasons: reasons, readiness: readiness)
  }

  static func eligibility(_ overall: ThreeValued) -> Eligibility {
    var criteria = [
      Criterion(
        id: .applicantType, value: .yes,
        reason: .applicantListed(type: .region, under: .localAuthority, role: .lead),
        profile: "/type"),
      Criterion(
        id: .territory, value: .yes, reason: .placeInside(place: "FRE", area: "FR"),
        profile: "/territories"),
    ]
    switch overall {
    case .yes: break
    case .unknown:
      criteria.append(
        Criterion(
          id: .partnership, value: .unknown, reason: .agreementMissing(countries: ["ML"]),
          question: .agreementSigned(countries: ["ML"]), profile: "/agreements"))
      criteria.append(
        Criterion(
          id: .cofinancing, value: .unknown,
          reason: .ownShareBetween(
            low: SampleCalls.euros(112_500), high: SampleCalls.euros(225_000),
            available: SampleCalls.euros(200_000)),
          question: .whichRate(
            low: SampleCalls.euros(112_500), high: SampleCalls.euros(225_000)),
          profile: "/budget/cofinancingPerProject"))
    case .no:
      criteria.append(
        Criterion(
          id: .ticket, value: .no,
          reason: .budgetBelow(
            budget: SampleCalls.euros(30_000), min: SampleCalls.euros(100_000)),
          profile: "/projects/0/budget"))
    }
    return Eligibility(criteria: criteria)
  }

  static let reasons = [
    Reason(
      theme: "youth-mobility", words: ["jeunes", "volontariat", "échanges"],
      call: [
        SampleCalls.evidence(
          "renforcer la mobilité des jeunes et le volontariat dans les deux territoires", page: 2)
      ], profile: "/projects/0/summary", weight: 0.62),
    Reason(
      words: ["formation", "lycées"],
      call: [SampleCalls.evidence("échanges entre lycées professionnels", page: 3)],
      profile: "/projects/0/title", weight: 0.2),
  ]

  static let readiness = [
    ReadinessItem(
      id: .lead, asks: .leadBy(types: [.localAuthority]), has: .engineering(.some, role: .lead),
      value: .weak, profile: "/readiness/engineering"),
    ReadinessItem(
      id: .politicalWill, asks: .decision(texts: ["délibération de l’assemblée"]),
      has: .politicalBacking(true, council: CalendarDay(year: 2024, month: 4, day: 22)),
      value: .met, profile: "/readiness/politicalBacking"),
    ReadinessItem(
      id: .experience, asks: .experience(texts: ["deux projets déjà menés"]),
      has: .nothingStated, value: .missing, profile: "/readiness/experience"),
  ]

  static let names = Names { kind, id, language in
    let table: [String: (String, String)] = [
      "FR": ("France", "France"), "ML": ("Mali", "Mali"), "SN": ("Sénégal", "Senegal"),
      "FRE": ("Hauts-de-France", "Hauts-de-France"),
      "youth-mobility": ("mobilité des jeunes", "youth mobility"), "erdf": ("FEDER", "ERDF"),
    ]
    return table[id].map { language == .fr ? $0.0 : $0.1 }
  }

  static func digest(_ language: UserLanguage) -> AlertDigest {
    let youth = SampleCalls.youth
    let early = CalendarDay(year: 2024, month: 2, day: 1)
    let candidates = [
      DigestCandidate(
        matches: [
          match(youth, overall: .unknown),
          match(youth, project: "p1", relevance: 8110, overall: .unknown),
        ], call: youth, firstSeen: SampleCalls.day),
      DigestCandidate(
        matches: [match(SampleCalls.water, relevance: 5810, document: "appels/eau.html")],
        call: SampleCalls.water, firstSeen: SampleCalls.day),
      DigestCandidate(
        matches: [match(SampleCalls.mobility, relevance: 6400, document: "appels/mobilites.pdf")],
        call: SampleCalls.mobility, version: 2, revision: 1, firstSeen: early,
        changedOn: SampleCalls.day, told: ToldState(call: SampleCalls.mobilityBefore)),
      DigestCandidate(
        matches: [match(SampleCalls.training, relevance: 5500, document: "appels/bourses.docx")],
        call: SampleCalls.training, firstSeen: early, told: ToldState(call: SampleCalls.training)),
      DigestCandidate(
        matches: [match(SampleCalls.forum, relevance: 5100, document: "appels/forum.html")],
        call: SampleCalls.forum, firstSeen: early, told: ToldState(call: SampleCalls.forum)),
      DigestCandidate(
        matches: [match(SampleCalls.market, relevance: 4900, document: "appels/marches.pdf")],
        call: SampleCalls.market, revision: 1, firstSeen: early, withdrawnOn: SampleCalls.day,
        told: ToldState(call: SampleCalls.market)),
    ]
    return AlertDigest(
      subjects: [
        .init(
          name: "Région Exemple",
          projectTitles: ["p1": "Chantiers de jeunes entre Lille et Kayes"])
      ], day: SampleCalls.day, since: SampleCalls.since, language: language,
      sections: DigestSelection(day: SampleCalls.day, since: SampleCalls.since)
        .sections(from: candidates).sections,
      health: ReadingHealth(
        read: 41,
        failed: [
          .init(path: "appels/scan protégé.pdf", failure: .encrypted),
          .init(path: "appels/coupé.pdf", failure: .damaged(detail: "")),
        ], newestDocument: SampleCalls.day), leftOut: LeftOut(ineligible: 7, belowScore: 12))
  }
}
