import CallModel
import Documents
import Foundation

/// One of each situation.
enum SampleReasons {
  static let date = CallDate(date: PartialDate(iso: "2024-05-06"), evidence: [])
  static let month = CallDate(date: PartialDate(iso: "2024-05"), precision: .month, evidence: [])
  static let low = Money(100_000, "EUR")
  static let high = Money(200_000, "EUR")
  static let member = Partnership.Member(country: "ES", type: .localAuthority, count: 1)

  static let reasons: [CriterionReason] = [
    .callIsSilent, .noConditionStated, .profileIsSilent, .conditionMet(text: "moins de 3 500"),
    .conditionNotMet(text: "moins de 3 500"),
    .conditionUndecided(text: "moins de 3 500", missing: ["population"]),
    .conditionUndecided(text: "moins de 3 500", missing: []),
    .applicantListed(type: .region, under: .localAuthority, role: .lead),
    .applicantListed(type: .region, under: .region, role: .any),
    .applicantNotListed(type: .region, listed: [.commune, .association]),
    .applicantExcluded(type: .region, by: .localAuthority),
    .applicantInOtherRole(type: .region, wanted: .lead, allowed: .partner),
    .applicantPartlyListed(type: .intercommunality, listed: [.metropolis]),
    .placeInside(place: "FRE", area: "FR"), .placeInside(place: "FR", area: "FR"),
    .placeOutside(places: ["FRE"], area: ["FRK1", "FRI"]), .placeExcluded(place: "FRE", by: "FR"),
    .placePartlyInside(place: "FRE", area: ["FRE11"]),
    .placeInUnnamedPart(place: "INSEE:62041", area: "FR"),
    .placeNotComparable(places: ["INSEE:62"], area: ["ML-1"]),
    .partnerCountriesShared(countries: ["ML"]),
    .partnerCountriesNotShared(listed: ["ML", "SN"], have: ["ES"]), .noPartnerNamed(listed: ["ML"]),
    .partnershipEnough(partners: 3, countries: 2), .tooFewPartners(have: 1, asked: 3),
    .tooFewCountries(have: 1, asked: 3), .partnerMissing(member), .agreementMissing(countries: []),
    .agreementMissing(countries: ["ML"]),
    .partnershipOpen(have: 0, minPartners: 2, minCountries: nil),
    .partnershipOpen(have: 1, minPartners: nil, minCountries: nil), .open(until: date),
    .open(until: month), .openWithoutDeadline, .permanent, .opensLater(opening: date, until: month),
    .opensLater(opening: date, until: nil), .closed(since: date), .dateUncertain(month),
    .openingUncertain(month), .budgetWithin(budget: low, min: nil, max: high),
    .budgetWithin(budget: low, min: nil, max: nil), .budgetBelow(budget: low, min: high),
    .budgetAbove(budget: high, max: low), .grantBelow(grant: low, min: high),
    .currenciesDiffer(profile: "EUR", call: "CHF"),
    .ownShareAffordable(share: low, available: high),
    .ownShareTooHigh(share: high, available: low),
    .ownShareBetween(low: low, high: high, available: high), .noOwnShare,
    .durationWithin(months: 24, min: 12, max: 36), .durationWithin(months: 24, min: nil, max: nil),
    .durationTooShort(months: 6, min: 12), .durationTooLong(months: 48, max: 36),
    .durationTooLong(months: 18, max: Decimal(21) * 12 / 365),
    .languageShared(languages: ["fr"]), .languageNotShared(asked: ["es", "pt"], have: ["fr"]),
    .languageNotShared(asked: ["es"], have: []),
  ]

  static let questions: [CriterionQuestion] = [
    .doesCallTake(type: .region), .isAuthorityOneOf(types: [.metropolis]), .mayApplyAs(role: .lead),
    .whichArea, .doesPlaceLieIn(places: ["FRE"], area: ["FRK1"]), .whereIsAuthority,
    .partnerFrom(countries: ["ML"]), .partnersEnough(minPartners: 3, minCountries: 2),
    .partnerOfKind(member), .agreementSigned(countries: ["ML"]), .agreementSigned(countries: []),
    .whichDeadline, .whichOpening, .whichExactDate(month), .projectBudget,
    .convertCurrency(from: "CHF", to: "EUR"), .canPay(share: low), .whichOwnShare,
    .whichRate(low: low, high: high), .projectDuration, .writeIn(languages: ["es", "pt"]),
    .isConditionMet(text: "moins de 3 500", missing: ["population"]),
  ]

  static let asks: [ReadinessAsk] = [
    .nothingStated, .leadBy(types: []), .leadBy(types: [.region]), .experience(texts: ["a"]),
    .decision(texts: ["a", "b"]), .supportBy(bodies: ["Réseau"]),
    .ownShare(percent: 20, amount: low), .ownShare(percent: 20, amount: nil),
    .partners(minPartners: 3, minCountries: 2, mustInclude: [member], agreement: true),
    .partners(minPartners: nil, minCountries: nil, mustInclude: [], agreement: false),
    .duration(min: 12, max: 24), .duration(min: nil, max: nil), .languages(["fr", "en"]),
  ]

  static let has: [ReadinessHas] = [
    .nothingStated, .engineering(.none, role: nil), .engineering(.strong, role: .lead),
    .experience("deux projets"), .politicalBacking(true, council: nil),
    .politicalBacking(nil, council: CalendarDay(year: 2024, month: 4, day: 22)),
    .politicalBacking(false, council: nil), .technicalSupport(nil, bodies: []),
    .technicalSupport("réseau", bodies: ["Réseau"]), .cofinancing(perProject: low, perYear: high),
    .cofinancing(perProject: nil, perYear: nil),
    .partners(count: 2, countries: ["ML"], agreements: ["ML"]),
    .partners(count: 0, countries: [], agreements: []), .duration(months: 24), .languages(["fr"]),
    .languages([]),
  ]
}
