import CallModel
import Foundation

// Small pieces that reasons, questions and points to watch share.
extension Wording {
  /// Words of the call between quotation marks, one line, shortened.
  func passage(_ text: String) -> String { quoted(PlainText.line(text, limit: 200)) }

  func kinds(_ types: [ApplicantType]) -> String { list(types.map(applicantType)) }

  func places(_ codes: [String], or: Bool = false) -> String { list(codes.map(place), or: or) }

  /// A country or a territory, whichever the code names.
  func place(_ code: String) -> String {
    let country = country(code)
    return PlainText.line(country == code ? territory(code) : country)
  }

  func applicantRole(_ role: Applicant.Role) -> String {
    switch role {
    case .lead: say("chef de file", "lead applicant")
    case .partner: say("partenaire", "partner")
    case .any: say("candidat", "applicant")
    }
  }

  func partnerCount(_ number: Int) -> String {
    count(number, fr: ("partenaire", "partenaires"), en: ("partner", "partners"))
  }

  func countryCount(_ number: Int) -> String {
    count(number, fr: ("pays", "pays"), en: ("country", "countries"))
  }

  func months(_ number: Int) -> String {
    count(number, fr: ("mois", "mois"), en: ("month", "months"))
  }

  /// In months; in days where a bound is no whole or half number of months, since such a call counts
  /// in days or weeks.
  func monthRange(_ min: Decimal?, _ max: Decimal?) -> String? {
    let isInMonths = [min, max].compactMap(\.self).allSatisfy { Self.whole($0 * 2) == $0 * 2 }
    func bound(_ months: Decimal) -> Decimal {
      isInMonths ? months : Self.whole(months * 365 / 12)
    }
    return duration(
      CallModel.Duration(
        min: min.map(bound), max: max.map(bound), unit: isInMonths ? .month : .day, evidence: []))
  }

  /// `12 mois`, `21 jours`.
  func monthBound(_ months: Decimal) -> String { monthRange(months, months) ?? "" }

  private static func whole(_ value: Decimal) -> Decimal {
    var (exact, rounded) = (value, Decimal())
    NSDecimalRound(&rounded, &exact, 0, .plain)
    return rounded
  }

  /// `2 collectivités territoriales (Espagne)`.
  func partnershipMember(_ member: Partnership.Member) -> String {
    let kind = member.type.map { applicantType($0, count: member.count) }
    let place = member.country.map { " (\(country($0)))" } ?? ""
    let counted = kind.map { "\(number(member.count)) \($0)" } ?? partnerCount(member.count)
    return counted + place
  }
}
