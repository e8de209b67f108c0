import Documents
import Foundation

/// Why a criterion has its value: a situation, never a sentence.
///
/// Places are codes (`FRE11`, `INSEE:62`, `ML-1`), countries ISO 3166-1 alpha-2, `EU` or `EEA`,
/// languages ISO 639-1, durations months.
package enum CriterionReason: Hashable, Sendable {
  // Any criterion.
  /// The call says nothing of it, and nothing follows from silence (value `unknown`).
  case callIsSilent
  /// The call sets no such condition (value `yes`).
  case noConditionStated
  /// The profile lacks the field that the call's condition needs.
  case profileIsSilent
  /// A condition that the call states in checkable form, in the call's words.
  case conditionMet(text: String)
  case conditionNotMet(text: String)
  /// `missing`: names of the facts that the profile lacks.
  case conditionUndecided(text: String, missing: [String])

  // applicantType
  case applicantListed(type: ApplicantType, under: ApplicantType, role: Applicant.Role)
  case applicantNotListed(type: ApplicantType, listed: [ApplicantType])
  case applicantExcluded(type: ApplicantType, by: ApplicantType)
  /// Listed, but not in the role that the project takes.
  case applicantInOtherRole(type: ApplicantType, wanted: Applicant.Role, allowed: Applicant.Role)
  /// The call names kinds that the authority may or may not be (`listed` are kinds of its type).
  case applicantPartlyListed(type: ApplicantType, listed: [ApplicantType])

  // territory
  case placeInside(place: String, area: String)
  case placeOutside(places: [String], area: [String])
  case placeExcluded(place: String, by: String)
  /// The place is larger than the area, or touches it.
  case placePartlyInside(place: String, area: [String])
  /// The place lies in what the call names, of which it takes only a part that no code names.
  case placeInUnnamedPart(place: String, area: String)
  /// No containment is known between these codes.
  case placeNotComparable(places: [String], area: [String])

  // partnerCountries
  case partnerCountriesShared(countries: [String])
  case partnerCountriesNotShared(listed: [String], have: [String])
  case noPartnerNamed(listed: [String])

  // partnership
  case partnershipEnough(partners: Int, countries: Int)
  case tooFewPartners(have: Int, asked: Int)
  case tooFewCountries(have: Int, asked: Int)
  case partnerMissing(Partnership.Member)
  case agreementMissing(countries: [String])
  /// The project is an idea, or names no partner: the partnership can still be made.
  case partnershipOpen(have: Int, minPartners: Int?, minCountries: Int?)

  // dates
  case open(until: CallDate)
  case openWithoutDeadline
  case permanent
  case opensLater(opening: CallDate, until: CallDate?)
  case closed(since: CallDate)
  /// The date is too coarse, has no year, or is still to be confirmed.
  case dateUncertain(CallDate)
  /// The opening may or may not be past.
  case openingUncertain(CallDate)

  // ticket
  case budgetWithin(budget: Money, min: Money?, max: Money?)
  case budgetBelow(budget: Money, min: Money)
  case budgetAbove(budget: Money, max: Money)
  /// The most that the call may give to this budget is under its smallest grant.
  case grantBelow(grant: Money, min: Money)
  case currenciesDiffer(profile: String, call: String)

  // cofinancing
  case ownShareAffordable(share: Money, available: Money)
  case ownShareTooHigh(share: Money, available: Money)
  /// Several rates stand, and which one holds for the project cannot be told: between these.
  case ownShareBetween(low: Money, high: Money, available: Money)
  /// The highest rate covers everything.
  case noOwnShare

  // duration
  case durationWithin(months: Int, min: Decimal?, max: Decimal?)
  case durationTooShort(months: Int, min: Decimal)
  case durationTooLong(months: Int, max: Decimal)

  // language
  case languageShared(languages: [String])
  case languageNotShared(asked: [String], have: [String])
}

/// What a person must find out to settle a criterion.
package enum CriterionQuestion: Hashable, Sendable {
  /// Does the call take applicants of this kind?
  case doesCallTake(type: ApplicantType)
  /// Is the authority one of these kinds?
  case isAuthorityOneOf(types: [ApplicantType])
  /// May the authority apply in this role?
  case mayApplyAs(role: Applicant.Role)
  /// Where must the applicant or its project be?
  case whichArea
  /// Does this place lie in the call's area?
  case doesPlaceLieIn(places: [String], area: [String])
  /// Where is the authority?
  case whereIsAuthority
  /// Will the project have a partner in one of these countries?
  case partnerFrom(countries: [String])
  /// Will there be so many partners, from so many countries?
  case partnersEnough(minPartners: Int?, minCountries: Int?)
  /// Will such a partner join?
  case partnerOfKind(Partnership.Member)
  /// Is there a signed agreement with the partner?
  case agreementSigned(countries: [String])
  /// Until when does the call take applications?
  case whichDeadline
  /// Does it open, and when?
  case whichOpening
  /// Of which year, or on which day?
  case whichExactDate(CallDate)
  /// What will the project cost?
  case projectBudget
  /// What is the sum in the other currency?
  case convertCurrency(from: String, to: String)
  /// Can the authority pay this share?
  case canPay(share: Money)
  /// Which own share does the call ask for?
  case whichOwnShare
  /// Which of several rates holds for the project?
  case whichRate(low: Money, high: Money)
  /// How many months will the project last?
  case projectDuration
  /// Can the application be written in one of these languages?
  case writeIn(languages: [String])
  /// Is this condition of the call met? `missing`: facts that the profile lacks.
  case isConditionMet(text: String, missing: [String])
}
