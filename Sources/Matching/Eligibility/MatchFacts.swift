import CallModel
import Documents
import Foundation

/// The facts of one profile and one of its projects on one day.
///
/// A class, since it is handed to every judgement of a list.
final class MatchFacts: FactSource {
  let profile: Profile
  let project: Profile.Project?
  let projectIndex: Int?
  let day: CalendarDay
  let knowledge: FieldKnowledge
  let placeFacts: PlaceFacts
  /// Aids that the authority noted as obtained.
  let obtained: [Profile.Grant]

  /// - Parameter places: of the same knowledge and year; shared by the lists of a profile.
  init(
    profile: Profile, project: Profile.Project?, projectIndex: Int?, day: CalendarDay,
    knowledge: FieldKnowledge, places: PlaceFacts? = nil, obtained: [Profile.Grant] = []
  ) {
    self.profile = profile
    self.project = project
    self.projectIndex = projectIndex
    self.day = day
    self.knowledge = knowledge
    self.obtained = obtained
    placeFacts = places ?? PlaceFacts(knowledge: knowledge, year: day.year)
    let territories = profile.territories ?? []
    self.places = territories.isEmpty ? [profile.country] : territories
    languages = Set((profile.languages ?? []) + (profile.readiness?.languages ?? [])).sorted()
  }

  /// How a place of the authority lies to an area: of one that no list knows, its country is known.
  func relation(ofOwn place: String, to area: String) -> PlaceRelation {
    let relation = relation(of: place, to: area)
    guard relation == .unknown, place != profile.country else { return relation }
    switch self.relation(of: profile.country, to: area) {
    case .same, .inside: return .inside
    case .apart: return .apart
    case .contains, .unknown: return .unknown
    }
  }

  /// How one place lies to another on the day.
  func relation(of place: String, to area: String) -> PlaceRelation {
    placeFacts.relation(of: place, to: area)
  }

  /// Bodies that help where the authority is, those of the smallest territory first.
  var support: PlaceFacts.Support { placeFacts.support(for: places) }

  /// Places of the authority: its territories, or its country where it names none.
  let places: [String]

  /// The partners of the project; those of the profile where no project is judged.
  var partners: [Profile.Partner]? {
    project == nil ? profile.partners : project?.partners
  }

  /// Whether the partners are settled rather than possible ones.
  var arePartnersSettled: Bool {
    project?.partners != nil && project?.stage != .idea
  }

  /// Languages in which the authority can write, sorted.
  let languages: [String]

  /// What the authority can pay for the project: `sure` in any case, `most` where it spreads the sum over
  /// the budgets of all the project's years; nil where nobody knows how many these are.
  var means: (sure: Money, most: Money?)? {
    guard let budget = profile.budget else { return nil }
    if let sum = budget.cofinancingPerProject { return (sum, sum) }
    guard let yearly = budget.cofinancingPerYear else { return nil }
    let years = project?.durationMonths.map { max(1, ($0 + 11) / 12) }
    return (yearly, years.map { Money(yearly.amount * Decimal($0), yearly.currency) })
  }

  var meansPointer: String {
    let isYearly =
      profile.budget?.cofinancingPerProject == nil && profile.budget?.cofinancingPerYear != nil
    return isYearly ? "/budget/cofinancingPerYear" : "/budget/cofinancingPerProject"
  }

  /// JSON pointer to a field of the project, or to `fallback` where no project is judged.
  func pointer(_ field: String, orProfile fallback: String) -> String {
    projectIndex.map { "/projects/\($0)/\(field)" } ?? fallback
  }

  /// JSON pointer to a field that only projects have.
  func projectPointer(_ field: String) -> String { pointer(field, orProfile: "/projects") }

  func fact(_ path: String) -> Fact {
    switch path {
    case "population": number(profile.population)
    case "type": .texts([profile.type.rawValue])
    case "country": .texts([profile.country])
    case "territory": .texts(places)
    case "languages": texts(profile.languages == nil ? nil : languages)
    case "registrations": texts(profile.registrations)
    case "zones": texts(profile.zones)
    case "grants": grants
    case "agreements": texts(profile.agreements.map { $0.map(\.country) })
    case "themes": texts(profile.themes.map { $0.map(\.id) })
    case "partner.country": texts(partners.map { $0.map(\.country) })
    case "partner.type": texts(partners.map { $0.compactMap { $0.type?.rawValue } })
    case "partner.territory": texts(partners.map { $0.compactMap(\.territory) })
    case "partner.class": texts(partnerClasses)
    case "partner.count": number(partners?.count)
    case "partner.countries": number(partners.map { Set($0.map(\.country)).count })
    case "project.budget": project?.budget.map { .number($0.amount) } ?? .missing
    case "project.duration": number(project?.durationMonths)
    case "project.role": texts(project?.role.map { [$0.rawValue] })
    case "project.stage": texts(project?.stage.map { [$0.rawValue] })
    case "project.themes": texts(project?.themes)
    case "project.start": number(project?.start?.year)
    case "budget.cofinancingPerProject": sum(profile.budget?.cofinancingPerProject)
    case "budget.cofinancingPerYear": sum(profile.budget?.cofinancingPerYear)
    case "readiness.engineering": texts(profile.readiness?.engineering.map { [$0.rawValue] })
    case "calendar.daysToCouncil": number(daysToCouncil)
    default: .missing
    }
  }

  func value(_ value: String, of path: String, falls asked: String) -> ThreeValued {
    if value == asked { return .yes }
    switch path {
    case "type", "partner.type":
      guard let have = ApplicantType(rawValue: value), let kind = ApplicantType(rawValue: asked)
      else { return .no }
      return have.isKind(of: kind) ? .yes : kind.isKind(of: have) ? .unknown : .no
    case "country", "partner.country", "agreements":
      return knowledge.isCountry(value, among: [asked], in: day.year)
    case "territory", "partner.territory":
      switch relation(of: value, to: asked) {
      case .same, .inside: return .yes
      case .apart: return .no
      case .contains, .unknown: return .unknown
      }
    default: return .no
    }
  }

  /// Programmes whose aid the project has on the day; that of any project where none is judged.
  private var grants: Fact {
    let noted = programmes(of: obtained)
    guard let told = profile.grants else { return noted.isEmpty ? .missing : .someTexts(noted) }
    return .texts(programmes(of: told) + noted)
  }

  private func programmes(of grants: [Profile.Grant]) -> [String] {
    grants.filter { grant in
      (grant.until?.days?.upperBound ?? day) >= day
        && (grant.project == nil || project == nil || grant.project == project?.id)
    }.map(\.programme)
  }

  private var partnerClasses: [String]? {
    guard let partners else { return nil }
    let classes = partners.map { knowledge.developmentClass(of: $0.country, in: day.year) }
    return classes.contains(nil) ? nil : classes.compactMap { $0?.rawValue }
  }

  /// Days until the next session of the council; of sessions named by month or year, until their end.
  private var daysToCouncil: Int? {
    (profile.calendar?.councils ?? []).compactMap { $0.days?.upperBound }.filter { $0 >= day }
      .map { $0.daysSinceEpoch - day.daysSinceEpoch }.min()
  }

  private func sum(_ money: Money?) -> Fact { money.map { .number($0.amount) } ?? .missing }

  private func number(_ value: Int?) -> Fact { value.map { .number(Decimal($0)) } ?? .missing }

  private func texts(_ values: [String]?) -> Fact { values.map { .texts($0) } ?? .missing }
}
