import CallModel
import Documents
import Foundation

// Whole values of a call in words. Texts of the document are made one harmless line.
extension Wording {
  /// `jusqu’à 75 % des coûts éligibles`, with whoever pays it where that is not the funder, and
  /// what it holds for; nil where the rate has no bound.
  package func rate(_ rate: Rate) -> String? {
    guard let bounds = rateBounds(rate) else { return nil }
    let base = rate.of.map { " " + rateBase($0) } ?? ""
    var text: String
    switch rate.payer {
    case .funder: text = bounds + base
    case .applicant:
      text = say("apport du candidat : \(bounds + base)", "applicant pays \(bounds + base)")
    case .partner:
      text = say("apport des partenaires : \(bounds + base)", "partners pay \(bounds + base)")
    case .other:
      text = say("autres financeurs : \(bounds + base)", "other funders pay \(bounds + base)")
    }
    if let fund = rate.fund { text += " (\(names.name(.fund, fund, in: language)))" }
    if let scope = rate.appliesTo {
      text += say(
        ", pour \(quoted(PlainText.line(scope)))", ", for \(quoted(PlainText.line(scope)))")
    }
    if let condition = rate.condition {
      text += say(
        ", sous condition : \(PlainText.line(condition.text, limit: 160))",
        ", on condition: \(PlainText.line(condition.text, limit: 160))")
    }
    return text
  }

  private func rateBounds(_ rate: Rate) -> String? {
    let min = rate.min.map(percent)
    let max = rate.max.map(percent)
    switch rate.kind {
    case .fixed: return max ?? min
    case .max: return max.map { say("jusqu’à \($0)", "up to \($0)") } ?? range(min, nil)
    case .min: return min.map { say("au moins \($0)", "at least \($0)") } ?? range(nil, max)
    case .range: return range(min, max)
    }
  }

  private func rateBase(_ base: Rate.Base) -> String {
    switch base {
    case .eligibleCosts: say("des coûts éligibles", "of eligible costs")
    case .totalCosts: say("du coût total", "of total costs")
    case .publicCosts: say("des dépenses publiques", "of public costs")
    }
  }

  /// `subvention : jusqu’à 50 000 € par projet`; nil without a bound.
  package func amount(_ amount: Amount) -> String? {
    guard let bounds = moneyRange(amount.min, amount.max) else { return nil }
    let exact = amount.role == .envelope && amount.min == nil ? amount.max.map(money) : nil
    let value = (exact ?? bounds) + (amount.per.flatMap(per) ?? "")
    switch amount.role {
    case .grant: return say("subvention : \(value)", "grant: \(value)")
    case .projectBudget: return say("budget du projet : \(value)", "project budget: \(value)")
    case .envelope: return say("enveloppe totale : \(value)", "total envelope: \(value)")
    case .unitCost: return say("coût unitaire : \(value)", "unit cost: \(value)")
    }
  }

  private func per(_ per: Amount.Per) -> String? {
    switch per {
    case .project: say(" par projet", " per project")
    case .year: say(" par an", " per year")
    case .partner: say(" par partenaire", " per partner")
    case .axis: say(" par axe", " per axis")
    case .call: nil
    }
  }

  /// `de 12 à 36 mois`, `up to 3 years`; nil without a bound.
  package func duration(_ duration: CallModel.Duration) -> String? {
    let top = duration.max ?? duration.min ?? 0
    let unit = durationUnit(duration.unit, isOne: language == .fr ? top < 2 : top == 1)
    let bounds = range(duration.min.map { number($0) }, duration.max.map { number($0) })
    return bounds.map { "\($0)\u{A0}\(unit)" }
  }

  private func durationUnit(_ unit: CallModel.Duration.Unit, isOne: Bool) -> String {
    switch unit {
    case .day: isOne ? say("jour", "day") : say("jours", "days")
    case .week: isOne ? say("semaine", "week") : say("semaines", "weeks")
    case .month: isOne ? say("mois", "month") : say("mois", "months")
    case .year: isOne ? say("an", "year") : say("ans", "years")
    }
  }

  /// Name, period and strand: `Interreg Sudoe 2021-2027 (volet B)`.
  package func programme(_ programme: Programme) -> String {
    let name = PlainText.line(programme.name)
    // By scalars: Foundation's search stops the program over some texts that end in U+0000.
    let period = PlainText.line(programme.period ?? "")
    let isSaid = period.isEmpty || name.unicodeScalars.contains(period.unicodeScalars)
    let strand = programme.strand.map { say(" (volet \($0))", " (strand \($0))") } ?? ""
    return name + (isSaid ? "" : " " + period) + strand
  }

  /// Who may apply and who may not, a line each: `communes et régions`, `chef de file : régions`.
  package func applicants(_ applicants: [Applicant]) -> [String] {
    let groups: [(Applicant.Role, Bool, Phrase, Phrase)] = [
      (.any, true, "", ""),
      (.lead, true, "chef de file", "lead applicant"),
      (.partner, true, "partenaires", "partners"),
      (.any, false, "exclus", "excluded"),
      (.lead, false, "pas comme chef de file", "not as lead applicant"),
      (.partner, false, "pas comme partenaire", "not as partner"),
    ]
    return groups.compactMap { role, eligible, french, english -> String? in
      var types: [ApplicantType] = []
      for applicant in applicants where applicant.role == role && applicant.eligible == eligible {
        if !types.contains(applicant.type) { types.append(applicant.type) }
      }
      guard !types.isEmpty else { return nil }
      let head = say(french, english)
      let tail = list(types.map(applicantType))
      guard !head.isEmpty else { return tail }
      return say("\(head) : \(tail)", "\(head): \(tail)")
    }
  }

  /// Where, a line each: the places, then partner countries, then what is excluded.
  package func area(_ area: Area) -> [String] {
    let places = area.countries.map(country) + area.territories.map(territory)
    return [
      places.isEmpty ? nil : list(places),
      area.partnerCountries.isEmpty
        ? nil
        : say(
          "pays partenaires : \(list(area.partnerCountries.map(country)))",
          "partner countries: \(list(area.partnerCountries.map(country)))"),
      area.excluded.isEmpty
        ? nil
        : say(
          "exclus : \(list(area.excluded.map(place)))",
          "excluded: \(list(area.excluded.map(place)))"),
    ].compactMap(\.self)
  }

  package func country(_ code: String) -> String {
    PlainText.line(names.name(.country, code, in: language))
  }
  package func territory(_ code: String) -> String {
    PlainText.line(names.name(.territory, code, in: language))
  }
  package func theme(_ id: String) -> String {
    PlainText.line(names.name(.theme, id, in: language))
  }

  /// `3 partenaires au moins, de 2 pays au moins; convention exigée`; nil where nothing is asked.
  package func partnership(_ partnership: Partnership) -> String? {
    var parts: [String] = []
    if let partners = partnership.minPartners {
      let text = count(partners, fr: ("partenaire", "partenaires"), en: ("partner", "partners"))
      parts.append(say("au moins \(text)", "at least \(text)"))
    }
    if let countries = partnership.minCountries {
      let text = count(countries, fr: ("pays", "pays"), en: ("country", "countries"))
      parts.append(say("au moins \(text)", "at least \(text)"))
    }
    for member in partnership.mustInclude {
      parts.append(say("avec \(partnershipMember(member))", "with \(partnershipMember(member))"))
    }
    if partnership.agreementRequired == true {
      parts.append(say("convention de coopération exigée", "cooperation agreement required"))
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
