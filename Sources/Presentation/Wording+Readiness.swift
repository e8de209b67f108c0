import CallModel
import Documents
import Foundation

extension Wording {
  package func readinessName(_ id: ReadinessItem.ID) -> String {
    switch id {
    case .lead: say("pilotage et ingénierie", "lead and engineering")
    case .experience: say("expérience", "experience")
    case .politicalWill: say("volonté politique", "political will")
    case .technicalSupport: say("appui technique", "technical support")
    case .cofinancing: say("cofinancement", "co-financing")
    case .partnership: say("partenariat", "partnership")
    case .duration: say("durée", "duration")
    case .language: say("langue", "language")
    }
  }

  package func readinessValue(_ value: ReadinessItem.Value) -> String {
    switch value {
    case .met: say("acquis", "met")
    case .weak: say("fragile", "weak")
    case .missing: say("manque", "missing")
    case .unknown: say("à préciser", "unknown")
    }
  }

  /// What the call asks, as a fragment without a full stop.
  package func asks(_ ask: ReadinessAsk) -> String {
    switch ask {
    case .nothingStated: say("rien d’indiqué", "nothing stated")
    case .leadBy(let types):
      types.isEmpty
        ? say("tout candidat peut être chef de file", "any applicant may lead")
        : say("chef de file (\(kinds(types)))", "lead applicant (\(kinds(types)))")
    case .experience(let texts): list(texts.map(passage))
    case .decision(let texts): list(texts.map(passage))
    case .supportBy(let bodies):
      say(
        "appui proposé par \(list(bodies.map { PlainText.line($0) }))",
        "support offered by \(list(bodies.map { PlainText.line($0) }))")
    case .ownShare(let percent, let amount):
      ownShare(percent, amount)
    case .partners(let partners, let countries, let members, let agreement):
      askedPartnership(partners, countries, members, agreement)
    case .duration(let min, let max):
      monthRange(min, max) ?? say("rien d’indiqué", "nothing stated")
    case .languages(let codes):
      say(
        "dossier en \(languageNames(codes, or: true))",
        "application in \(languageNames(codes, or: true))")
    }
  }

  private func ownShare(_ percent: Decimal, _ amount: Money?) -> String {
    let share = self.percent(percent)
    let sum = amount.map { say(", soit \(money($0))", ", that is \(money($0))") } ?? ""
    return say("part propre d’au moins \(share)\(sum)", "own share of at least \(share)\(sum)")
  }

  private func askedPartnership(
    _ partners: Int?, _ countries: Int?, _ members: [Partnership.Member], _ agreement: Bool
  ) -> String {
    var partnership = Partnership()
    partnership.minPartners = partners
    partnership.minCountries = countries
    partnership.mustInclude = members
    partnership.agreementRequired = agreement
    return self.partnership(partnership) ?? say("rien d’indiqué", "nothing stated")
  }

  /// What the profile has, as a fragment without a full stop.
  package func has(_ has: ReadinessHas) -> String {
    switch has {
    case .nothingStated: return say("rien d’indiqué", "nothing stated")
    case .engineering(let engineering, let role):
      return self.engineering(engineering)
        + (role.map {
          say(", projet porté comme \(projectRole($0))", ", project run as \(projectRole($0))")
        } ?? "")
    case .experience(let text): return PlainText.line(text, limit: 160)
    case .politicalBacking(let backing, let council): return politicalBacking(backing, council)
    case .technicalSupport(let text, let bodies):
      let parts = [text.map { PlainText.line($0, limit: 160) }] + bodies.map { PlainText.line($0) }
      let known = parts.compactMap(\.self)
      return known.isEmpty ? say("rien d’indiqué", "nothing stated") : someOf(known)
    case .cofinancing(let perProject, let perYear): return cofinancing(perProject, perYear)
    case .partners(let count, let countries, let agreements):
      return partnersHad(count, countries, agreements)
    case .duration(let months): return self.months(months)
    case .languages(let codes):
      return codes.isEmpty
        ? say("rien d’indiqué", "nothing stated") : languageNames(codes)
    }
  }

  /// The first of a long list, and how many more there are.
  private func someOf(_ names: [String], limit: Int = 6) -> String {
    guard names.count > limit + 1 else { return list(names) }
    let others = count(
      names.count - limit, fr: ("autre", "autres"), en: ("more", "more"))
    return list(Array(names.prefix(limit)) + [others])
  }

  private func engineering(_ engineering: Profile.Readiness.Engineering) -> String {
    switch engineering {
    case .none: say("pas d’ingénierie de projet", "no project engineering")
    case .some: say("un peu d’ingénierie de projet", "some project engineering")
    case .strong: say("une ingénierie de projet solide", "strong project engineering")
    }
  }

  private func projectRole(_ role: Profile.Project.Role) -> String {
    applicantRole(role == .lead ? .lead : .partner)
  }

  private func politicalBacking(_ backing: Bool?, _ council: CalendarDay?) -> String {
    let support: String
    switch backing {
    case true?: support = say("soutien des élus acquis", "elected members in favour")
    case false?: support = say("soutien des élus non acquis", "elected members not in favour")
    case nil: support = say("soutien des élus non indiqué", "backing of elected members not stated")
    }
    guard let council else { return support }
    return support
      + say(
        ", dernier conseil avant la date limite : \(day(council))",
        ", last council before the deadline: \(day(council))")
  }

  private func cofinancing(_ perProject: Money?, _ perYear: Money?) -> String {
    let parts = [
      perProject.map { say("\(money($0)) par projet", "\(money($0)) per project") },
      perYear.map { say("\(money($0)) par an", "\(money($0)) per year") },
    ].compactMap(\.self)
    return parts.isEmpty
      ? say("rien d’indiqué", "nothing stated") : parts.joined(separator: ", ")
  }

  private func partnersHad(_ count: Int, _ countries: [String], _ agreements: [String]) -> String {
    let inPlaces = countries.isEmpty ? "" : " (\(places(countries)))"
    let signed =
      agreements.isEmpty
      ? "" : say(", convention : \(places(agreements))", ", agreement: \(places(agreements))")
    return partnerCount(count) + inPlaces + signed
  }
}
