import CallModel
import Documents
import Foundation

/// Finds the one change of a profile that would make a call fit, and checks it by judging again.
struct NearMissFinder {
  let facts: MatchFacts

  /// More criteria than this no single change settles.
  private static let mostObstacles = 2

  /// nil where nothing rules the call out, or more than one change is needed.
  func nearMiss(_ call: CallRecord, _ eligibility: Eligibility, status: CallStatus) -> NearMiss? {
    let obstacles = eligibility.criteria.filter { $0.value == .no }
    guard (1...Self.mostObstacles).contains(obstacles.count) else { return nil }
    for obstacle in obstacles {
      guard let change = change(for: obstacle.reason, call), isNear(obstacle.reason),
        let changed = facts.changed(by: change)
      else { continue }
      let again = EligibilityJudge(facts: changed).judge(call, status: status)
      if again.overall != .no { return NearMiss(criterion: obstacle.id, change: change) }
    }
    return nil
  }

  /// Twice the means, or half the project, is another project.
  private func isNear(_ reason: CriterionReason) -> Bool {
    switch reason {
    case .budgetBelow(let have, let asked), .budgetAbove(let have, let asked),
      .grantBelow(let have, let asked), .ownShareTooHigh(let asked, let have):
      isNear(have.amount, asked.amount)
    case .durationTooShort(let months, let asked), .durationTooLong(let months, let asked):
      isNear(Decimal(months), asked)
    case .tooFewPartners(let have, let asked), .tooFewCountries(let have, let asked):
      asked - have <= Self.mostNewPartners
    default: true
    }
  }

  private func isNear(_ a: Decimal, _ b: Decimal) -> Bool { a <= b * 2 && b <= a * 2 }

  private static let mostNewPartners = 2

  /// The smallest change that answers a reason; nil where no wish of the authority could.
  private func change(for reason: CriterionReason, _ call: CallRecord) -> ProfileChange? {
    switch reason {
    case .budgetBelow(_, let min): return .budget(min)
    case .budgetAbove(_, let max): return .budget(max)
    case .grantBelow(_, let min):
      let rate = CallMoney(of: call, facts: facts).rates.last ?? 100
      return .budget(Money((min.amount * 100 / rate).roundedUp, min.currency))
    case .ownShareTooHigh(let share, _):
      return .ownShare(Money(share.amount.roundedUp, share.currency))
    case .durationTooShort(_, let min): return .duration(min.roundedUp.whole)
    case .durationTooLong(_, let max): return .duration(max.whole)
    case .applicantInOtherRole(_, _, let allowed):
      return allowed == .partner ? .role(.partner) : allowed == .lead ? .role(.lead) : nil
    case .languageNotShared(let asked, _): return asked.first.map { .language($0) }
    case .partnerMissing(let member): return .partner(member)
    case .partnerCountriesNotShared(let listed, _): return .partnerFrom(countries: listed)
    case .tooFewPartners(let have, let asked):
      let countries = max(0, (call.partnership?.minCountries ?? 0) - countriesNow)
      return .morePartners(asked - have, countries: countries)
    case .tooFewCountries(let have, let asked):
      return .morePartners(asked - have, countries: asked - have)
    case .agreementMissing(let countries): return .agreement(countries: countries)
    default: return nil
    }
  }

  private var countriesNow: Int {
    Set((facts.partners ?? []).map(\.country) + [facts.profile.country]).count
  }
}

extension MatchFacts {
  /// The facts after a change; nil where it needs a project and none is judged.
  func changed(by change: ProfileChange) -> MatchFacts? {
    guard let profile = profile.changed(by: change, project: projectIndex) else { return nil }
    return MatchFacts(
      profile: profile, project: projectIndex.flatMap { profile.projects?[$0] },
      projectIndex: projectIndex, day: day, knowledge: knowledge, places: placeFacts,
      obtained: obtained)
  }
}

extension Profile {
  /// The profile after a change, of this project where it is one of a project.
  func changed(by change: ProfileChange, project index: Int?) -> Profile? {
    var profile = self
    switch change {
    case .ownShare(let sum):
      var budget = profile.budget ?? Budget()
      budget.cofinancingPerProject = sum
      profile.budget = budget
    case .language(let language): profile.languages = (profile.languages ?? []) + [language]
    case .agreement(let countries):
      profile.agreements =
        (profile.agreements ?? []) + countries.map { Agreement(country: $0) }
    case .budget, .duration, .role, .partner, .partnerFrom, .morePartners:
      guard let index, var projects = profile.projects else { return nil }
      projects[index].change(by: change, at: profile.country)
      profile.projects = projects
    }
    return profile
  }
}

extension Profile.Project {
  fileprivate mutating func change(by change: ProfileChange, at country: String) {
    switch change {
    case .budget(let sum): budget = sum
    case .duration(let months): durationMonths = months
    case .role(let role): self.role = role
    case .partner(let member):
      let partner = Profile.Partner(country: member.country ?? country, type: member.type)
      partners = (partners ?? []) + Array(repeating: partner, count: member.count)
    case .partnerFrom(let countries):
      partners = (partners ?? []) + countries.prefix(1).map { Profile.Partner(country: $0) }
    case .morePartners(let count, let countries):
      // Countries that none of the partners is of; their codes stand for any.
      let new = (0..<count).map {
        Profile.Partner(country: $0 < countries ? "\($0)" : country)
      }
      partners = (partners ?? []) + new
    case .ownShare, .language, .agreement: break
    }
  }
}

extension Decimal {
  /// The smallest whole number that is no smaller.
  fileprivate var roundedUp: Decimal {
    var value = self
    var result = Decimal()
    NSDecimalRound(&result, &value, 0, .up)
    return result
  }

  /// Without its fraction.
  fileprivate var whole: Int {
    var value = self
    var result = Decimal()
    NSDecimalRound(&result, &value, 0, .down)
    return NSDecimalNumber(decimal: result).intValue
  }
}
