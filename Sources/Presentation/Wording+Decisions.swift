import CallModel

// What would make a call fit, what speaks against it, and what was decided.
extension Wording {
  /// `avec une part propre de 270 000 €`: the clause after “would fit”.
  package func change(_ change: ProfileChange) -> String {
    switch change {
    case .budget(let sum):
      say("avec un budget du projet de \(money(sum))", "with a project budget of \(money(sum))")
    case .ownShare(let sum):
      say(
        "avec un cofinancement par projet de \(money(sum))",
        "with co-financing for a project of \(money(sum))")
    case .duration(let months):
      say("avec une durée de \(self.months(months))", "with a duration of \(self.months(months))")
    case .role(let role):
      role == .lead
        ? say("comme chef de file", "as lead applicant") : say("comme partenaire", "as partner")
    case .language(let language):
      say(
        "avec un dossier rédigé en \(languageNames([language]))",
        "with an application written in \(languageNames([language]))")
    case .partner(let member):
      say("avec ce partenaire : \(partnershipMember(member))", "with \(partnershipMember(member))")
    case .partnerFrom(let countries):
      say(
        "avec un partenaire de ce pays : \(places(Array(countries.prefix(6)), or: true))",
        "with a partner from \(places(Array(countries.prefix(6)), or: true))")
    case .morePartners(let number, let countries):
      morePartners(number, countries)
    case .agreement(let countries):
      say(
        "avec une convention signée (\(places(countries)))",
        "with a signed agreement (\(places(countries)))")
    }
  }

  private func morePartners(_ number: Int, _ countries: Int) -> String {
    let more = say(
      "\(partnerCount(number)) de plus",
      "\(self.number(number)) more \(number == 1 ? "partner" : "partners")")
    guard countries > 0 else { return say("avec \(more)", "with \(more)") }
    let places = countryCount(countries)
    return say("avec \(more), de \(places) de plus", "with \(more), from \(places) more")
  }

  package var nothingDecided: String { say("Rien n’est décidé.", "Nothing is decided.") }

  /// `apply`, `consider`… for people.
  package func decision(_ choice: Decision.Choice) -> String {
    switch choice {
    case .apply: say("candidater", "apply")
    case .consider: say("à étudier", "consider")
    case .support: say("soutenir", "support")
    case .refuse: say("écarter", "refuse")
    }
  }

  package func outcome(_ kind: Decision.Outcome.Kind) -> String {
    switch kind {
    case .requested: say("demandé", "requested")
    case .obtained: say("obtenu", "obtained")
    case .refused: say("refusé", "refused")
    case .paid: say("versé", "paid")
    }
  }

  /// Everything that was said of a call, in one line without a full stop.
  package func decision(_ decision: Decision) -> String {
    var parts = [
      say(
        "\(self.decision(decision.choice)) (\(day(decision.day)))",
        "\(self.decision(decision.choice)) (\(day(decision.day)))")
    ]
    if let reason = decision.reason { parts.append(quoted(PlainText.line(reason, limit: 200))) }
    if let owner = decision.owner {
      let name = PlainText.line(owner, limit: 80)
      parts.append(say("suivi : \(name)", "owner: \(name)"))
    }
    if let next = decision.next {
      let step = PlainText.line(next, limit: 160)
      parts.append(say("ensuite : \(step)", "next: \(step)"))
    }
    parts += decision.outcomes.map(outcome)
    return clauses(parts)
  }

  private func outcome(_ outcome: Decision.Outcome) -> String {
    let sum = outcome.amount.map { " \(money($0))" } ?? ""
    return "\(self.outcome(outcome.kind))\(sum) (\(day(outcome.day)))"
  }

  /// Of whom the decision is: the profile's name and the project's id, where it is not of all.
  package func holder(of decision: Decision) -> String {
    let profile =
      decision.profile.map { PlainText.line($0) } ?? say("tous les profils", "all profiles")
    return decision.project.map { "\(profile), \(say("projet", "project")) \(PlainText.line($0))" }
      ?? profile
  }
}
