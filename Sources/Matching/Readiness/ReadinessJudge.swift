import CallModel
import Documents
import Foundation

/// Goes through the eight points to watch for one call and one set of facts.
struct ReadinessJudge {
  let facts: MatchFacts

  func judge(_ call: CallRecord, _ eligibility: Eligibility, deadline: Deadline?)
    -> [ReadinessItem]
  {
    func criterion(_ id: Criterion.ID) -> Criterion? {
      eligibility.criteria.first { $0.id == id }
    }
    let themes = Set(call.themes.map(\.id) + (facts.project?.themes ?? []))
    return ReadinessItem.ID.allCases.map { id in
      var item =
        switch id {
        case .lead: lead(call)
        case .experience: experience(call)
        case .politicalWill: politicalWill(call, deadline)
        case .technicalSupport: technicalSupport(call)
        case .cofinancing: cofinancing(call, criterion(.cofinancing))
        case .partnership: partnership(call, criterion(.partnership))
        case .duration: duration(call, criterion(.duration))
        case .language: language(call, criterion(.language))
        }
      guard item.value == .weak || item.value == .missing else { return item }
      item.support = facts.support.bodies(for: id).lazy.filter { body in
        body.themes.isEmpty || !themes.isDisjoint(with: body.themes)
      }.prefix(Self.mostSupport).map(\.name)
      return item
    }
  }

  private static let mostSupport = 3

  // MARK: What the authority is

  private func lead(_ call: CallRecord) -> ReadinessItem {
    let leads = call.applicants.filter { $0.eligible && $0.role == .lead }
    let asks: ReadinessAsk = leads.isEmpty ? .nothingStated : .leadBy(types: leads.map(\.type))
    let role = facts.project?.role
    let mayLead = leads.isEmpty || leads.contains { facts.profile.type.isKind(of: $0.type) }
    let level = facts.profile.readiness?.engineering
    let has = level.map { ReadinessHas.engineering($0, role: role) } ?? .nothingStated
    let value: ReadinessItem.Value =
      switch (level, role) {
      case (_, .lead) where !mayLead: .missing
      case (nil, _): .unknown
      case (.strong?, _): .met
      case (.some?, let role): role == .lead ? .weak : .met
      case (Profile.Readiness.Engineering.none?, let role): role == .partner ? .weak : .missing
      }
    return ReadinessItem(
      id: .lead, asks: asks, has: has, value: value, call: leads.flatMap(\.evidence),
      profile: "/readiness/engineering")
  }

  private func experience(_ call: CallRecord) -> ReadinessItem {
    let asked = call.prerequisites.filter { $0.id == "prior-report" || $0.id == "label" }
    let has = facts.profile.readiness?.experience
    return ReadinessItem(
      id: .experience,
      asks: asked.isEmpty ? .nothingStated : .experience(texts: asked.map(\.text)),
      has: has.map { .experience($0) } ?? .nothingStated, value: has == nil ? .unknown : .met,
      call: asked.flatMap(\.evidence), profile: "/readiness/experience")
  }

  /// A council that meets before the deadline can still vote; none makes the will weak where the
  /// call asks for a vote.
  private func politicalWill(_ call: CallRecord, _ deadline: Deadline?) -> ReadinessItem {
    let asked = call.prerequisites.filter { $0.id == "deliberation" || $0.id == "agreement" }
    let backing = facts.profile.readiness?.politicalBacking
    let councils = facts.profile.calendar?.councils
    let council = (councils ?? []).compactMap { $0.days?.upperBound }.filter {
      $0 >= facts.day && $0 <= (deadline?.date.lastDay ?? $0)
    }.max()
    let asksVote = asked.contains { $0.id == "deliberation" }
    let value: ReadinessItem.Value =
      switch backing {
      case .some(false): .missing
      case .some(true):
        asksVote && councils != nil && council == nil && deadline != nil ? .weak : .met
      case .none: .unknown
      }
    let isSilent = backing == nil && council == nil
    return ReadinessItem(
      id: .politicalWill,
      asks: asked.isEmpty ? .nothingStated : .decision(texts: asked.map(\.text)),
      has: isSilent ? .nothingStated : .politicalBacking(backing, council: council), value: value,
      call: asked.flatMap(\.evidence), profile: "/readiness/politicalBacking")
  }

  private func technicalSupport(_ call: CallRecord) -> ReadinessItem {
    let parties = call.parties.filter { $0.role == .technicalSupport }
    let said = facts.profile.readiness?.technicalSupport
    let bodies = facts.support.names
    let isSilent = said == nil && bodies.isEmpty
    return ReadinessItem(
      id: .technicalSupport,
      asks: parties.isEmpty ? .nothingStated : .supportBy(bodies: parties.map(\.name)),
      has: isSilent ? .nothingStated : .technicalSupport(said, bodies: bodies),
      value: said != nil ? .met : bodies.isEmpty ? .unknown : .weak,
      call: parties.flatMap(\.evidence), profile: "/readiness/technicalSupport")
  }

  // MARK: What the criteria have judged

  private func cofinancing(_ call: CallRecord, _ criterion: Criterion?) -> ReadinessItem {
    let money = CallMoney(of: call, facts: facts)
    let asks = money.ownShareAsked(for: facts.project?.budget)
    let means = facts.profile.budget
    let hasMeans = means?.cofinancingPerProject != nil || means?.cofinancingPerYear != nil
    let has: ReadinessHas =
      hasMeans
      ? .cofinancing(perProject: means?.cofinancingPerProject, perYear: means?.cofinancingPerYear)
      : .nothingStated
    var value = value(of: criterion, hasFact: hasMeans, asks: asks)
    if case .ownShareBetween = criterion?.reason { value = .weak }
    return ReadinessItem(
      id: .cofinancing, asks: asks, has: has, value: value, call: criterion?.call ?? [],
      profile: "/budget/cofinancingPerProject")
  }

  private func partnership(_ call: CallRecord, _ criterion: Criterion?) -> ReadinessItem {
    let asked = call.partnership.flatMap { $0.hasConditions ? $0 : nil }
    let asks: ReadinessAsk =
      asked.map {
        .partners(
          minPartners: $0.minPartners, minCountries: $0.minCountries, mustInclude: $0.mustInclude,
          agreement: $0.agreementRequired ?? false)
      } ?? .nothingStated
    let partners = facts.partners ?? []
    let agreements =
      (facts.profile.agreements ?? []).map(\.country)
      + (facts.profile.partners ?? []).filter { $0.agreement == true }.map(\.country)
    let has: ReadinessHas =
      partners.isEmpty
      ? .nothingStated
      : .partners(
        count: partners.count, countries: Set(partners.map(\.country)).sorted(),
        agreements: Set(agreements).sorted())
    var value = value(of: criterion, hasFact: !partners.isEmpty, asks: asks)
    if value == .unknown, !partners.isEmpty { value = .weak }
    return ReadinessItem(
      id: .partnership, asks: asks, has: has, value: value, call: criterion?.call ?? [],
      profile: criterion?.profile ?? "/partners")
  }

  private func duration(_ call: CallRecord, _ criterion: Criterion?) -> ReadinessItem {
    let asks: ReadinessAsk =
      call.duration.map { .duration(min: $0.min.map($0.months), max: $0.max.map($0.months)) }
      ?? .nothingStated
    let months = facts.project?.durationMonths
    return ReadinessItem(
      id: .duration, asks: asks, has: months.map { .duration(months: $0) } ?? .nothingStated,
      value: value(of: criterion, hasFact: months != nil, asks: asks),
      call: criterion?.call ?? [], profile: facts.projectPointer("durationMonths"))
  }

  private func language(_ call: CallRecord, _ criterion: Criterion?) -> ReadinessItem {
    let asked = call.submissionLanguages.map(\.id)
    let asks: ReadinessAsk = asked.isEmpty ? .nothingStated : .languages(asked)
    let languages = facts.languages
    return ReadinessItem(
      id: .language, asks: asks, has: languages.isEmpty ? .nothingStated : .languages(languages),
      value: value(of: criterion, hasFact: !languages.isEmpty, asks: asks),
      call: criterion?.call ?? [], profile: "/languages")
  }

  /// A call that asks nothing is met by whatever the profile states, and else not known.
  private func value(
    of criterion: Criterion?, hasFact: Bool, asks: ReadinessAsk
  ) -> ReadinessItem.Value {
    if asks == .nothingStated { return hasFact ? .met : .unknown }
    switch criterion?.value {
    case .yes: return .met
    case .no: return .missing
    case .unknown, nil: return .unknown
    }
  }
}

extension CallMoney {
  /// The least own share that the call asks for, and the sum for this budget.
  func ownShareAsked(for budget: Money?) -> ReadinessAsk {
    guard let percent = ownShare ?? rates.last.map({ 100 - $0 }) else { return .nothingStated }
    let amount = budget.map { Money(ownShare(of: $0, rate: rates.last), $0.currency) }
    return .ownShare(percent: percent, amount: amount)
  }
}
