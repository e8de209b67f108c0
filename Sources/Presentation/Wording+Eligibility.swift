import CallModel
import Documents

extension Wording {
  /// `éligible`, `à vérifier`, `inéligible`.
  package func eligibility(_ value: ThreeValued) -> String {
    switch value {
    case .yes: say("éligible", "eligible")
    case .unknown: say("à vérifier", "to check")
    case .no: say("inéligible", "not eligible")
    }
  }

  package func criterionName(_ id: Criterion.ID) -> String {
    switch id {
    case .applicantType: say("type de candidat", "kind of applicant")
    case .territory: say("territoire", "territory")
    case .partnerCountries: say("pays partenaires", "partner countries")
    case .partnership: say("partenariat", "partnership")
    case .dates: say("dates", "dates")
    case .ticket: say("budget du projet", "project budget")
    case .cofinancing: say("cofinancement", "co-financing")
    case .duration: say("durée", "duration")
    case .language: say("langue", "language")
    }
  }

  /// Why the criterion has its value: one sentence with its full stop.
  package func reason(_ reason: CriterionReason) -> String {
    switch reason {
    case .callIsSilent:
      say("L’appel n’en dit rien.", "The call does not say.")
    case .noConditionStated:
      say("L’appel ne pose pas de condition.", "The call sets no condition.")
    case .profileIsSilent:
      say("Le profil ne le dit pas.", "The profile does not say.")
    case .conditionMet, .conditionNotMet, .conditionUndecided: conditionReason(reason)
    case .applicantListed, .applicantNotListed, .applicantExcluded, .applicantInOtherRole,
      .applicantPartlyListed:
      applicantReason(reason)
    case .placeInside, .placeOutside, .placeExcluded, .placePartlyInside, .placeInUnnamedPart,
      .placeNotComparable, .partnerCountriesShared, .partnerCountriesNotShared, .noPartnerNamed:
      placeReason(reason)
    case .partnershipEnough, .tooFewPartners, .tooFewCountries, .partnerMissing,
      .agreementMissing, .partnershipOpen:
      partnershipReason(reason)
    case .open, .openWithoutDeadline, .permanent, .opensLater, .closed, .dateUncertain,
      .openingUncertain:
      dateReason(reason)
    case .budgetWithin, .budgetBelow, .budgetAbove, .grantBelow, .currenciesDiffer,
      .ownShareAffordable, .ownShareTooHigh, .ownShareBetween, .noOwnShare:
      moneyReason(reason)
    case .durationWithin, .durationTooShort, .durationTooLong, .languageShared,
      .languageNotShared:
      durationOrLanguageReason(reason)
    }
  }

  private func conditionReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .conditionMet(let text):
      say("Condition remplie : \(passage(text)).", "Condition met: \(passage(text)).")
    case .conditionNotMet(let text):
      say("Condition non remplie : \(passage(text)).", "Condition not met: \(passage(text)).")
    case .conditionUndecided(let text, let missing):
      say(
        "Condition à vérifier : \(passage(text))\(lacking(missing)).",
        "Condition to check: \(passage(text))\(lacking(missing)).")
    default: ""
    }
  }

  private func lacking(_ facts: [String]) -> String {
    guard !facts.isEmpty else { return "" }
    let facts = list(facts.map { PlainText.line($0) })
    return say(" (le profil ne donne pas : \(facts))", " (the profile lacks: \(facts))")
  }

  private func applicantReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .applicantListed(_, let under, let role):
      let suffix = role == .any ? "" : " (\(applicantRole(role)))"
      return say(
        "L’appel est ouvert à cette catégorie : \(applicantType(under))\(suffix).",
        "The call is open to this kind of body: \(applicantType(under))\(suffix).")
    case .applicantNotListed(let type, let listed):
      return say(
        "Non citées parmi les candidats : \(applicantType(type)). L’appel cite : \(kinds(listed)).",
        "Not among the applicants: \(applicantType(type)). The call lists: \(kinds(listed)).")
    case .applicantExcluded(_, let by):
      return say(
        "L’appel exclut cette catégorie : \(applicantType(by)).",
        "The call excludes this kind of body: \(applicantType(by)).")
    case .applicantInOtherRole(let type, let wanted, let allowed):
      return say(
        "L’appel admet cette catégorie (\(applicantType(type))) seulement comme \(applicantRole(allowed)), et non comme \(applicantRole(wanted)).",
        "The call takes this kind of body (\(applicantType(type))) only as \(applicantRole(allowed)), not as \(applicantRole(wanted))."
      )
    case .applicantPartlyListed(_, let listed):
      return say(
        "L’appel ne cite que certaines catégories : \(kinds(listed)).",
        "The call lists only some kinds of body: \(kinds(listed)).")
    default: return ""
    }
  }

  private func placeReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .placeInside(let place, let area):
      if place == area {
        return say(
          "Dans la zone de l’appel : \(self.place(area)).",
          "In the call’s area: \(self.place(area)).")
      }
      return say(
        "Dans la zone de l’appel : \(self.place(place)) fait partie de \(self.place(area)).",
        "In the call’s area: \(self.place(place)) is part of \(self.place(area)).")
    case .placeOutside(let places, let area):
      return say(
        "Hors de la zone de l’appel : \(self.places(places)) ; zone : \(self.places(area)).",
        "Outside the call’s area: \(self.places(places)); area: \(self.places(area)).")
    case .placeExcluded(let place, let by):
      return say(
        "Territoire exclu par l’appel : \(self.place(place)) (\(self.place(by))).",
        "Territory excluded by the call: \(self.place(place)) (\(self.place(by))).")
    case .placePartlyInside(let place, let area):
      return say(
        "En partie seulement dans la zone de l’appel : \(self.place(place)) ; zone : \(places(area)).",
        "Only partly in the call’s area: \(self.place(place)); area: \(places(area)).")
    case .placeInUnnamedPart(_, let area):
      return say(
        "L’appel ne vaut que dans une partie de \(self.place(area)), que son texte ne délimite pas.",
        "The call is for a part of \(self.place(area)) only, whose bounds its text does not give.")
    case .placeNotComparable(let places, let area):
      return say(
        "Impossible de comparer \(self.places(places)) avec la zone de l’appel : \(self.places(area)).",
        "Cannot compare \(self.places(places)) with the call’s area: \(self.places(area)).")
    case .partnerCountriesShared(let countries):
      return say(
        "Pays partenaires communs : \(places(countries)).",
        "Partner countries in common: \(places(countries)).")
    case .partnerCountriesNotShared(let listed, let have):
      return say(
        "Aucun partenaire dans les pays de l’appel (\(places(listed))) ; le profil cite : \(places(have)).",
        "No partner in the call’s countries (\(places(listed))); the profile names: \(places(have))."
      )
    case .noPartnerNamed(let listed):
      return say(
        "Le profil ne cite pas de partenaire ; pays de l’appel : \(places(listed)).",
        "The profile names no partner; the call’s countries: \(places(listed)).")
    default: return ""
    }
  }

  private func partnershipReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .partnershipEnough(let partners, let countries):
      return say(
        "Partenariat suffisant : \(partnerCount(partners)), \(countryCount(countries)).",
        "Partnership large enough: \(partnerCount(partners)), \(countryCount(countries)).")
    case .tooFewPartners(let have, let asked):
      return say(
        "Trop peu de partenaires : \(number(have)) pour \(number(asked)) demandés.",
        "Too few partners: \(number(have)) of \(number(asked)) asked.")
    case .tooFewCountries(let have, let asked):
      return say(
        "Trop peu de pays : \(number(have)) pour \(number(asked)) demandés.",
        "Too few countries: \(number(have)) of \(number(asked)) asked.")
    case .partnerMissing(let member):
      return say(
        "Il manque au partenariat : \(partnershipMember(member)).",
        "The partnership lacks: \(partnershipMember(member)).")
    case .agreementMissing(let countries):
      let places = countries.isEmpty ? "" : " (\(places(countries)))"
      return say(
        "L’appel exige une convention de coopération, que le profil ne cite pas\(places).",
        "The call requires a cooperation agreement, which the profile does not list\(places).")
    case .partnershipOpen(let have, let minPartners, let minCountries):
      let asked = askedPartners(minPartners, minCountries)
      return say(
        "Partenariat encore à constituer : \(partnerCount(have)) à ce jour\(asked).",
        "Partnership still to be built: \(partnerCount(have)) so far\(asked).")
    default: return ""
    }
  }

  private func askedPartners(_ partners: Int?, _ countries: Int?) -> String {
    let parts = [partners.map(partnerCount), countries.map(countryCount)].compactMap(\.self)
    guard !parts.isEmpty else { return "" }
    let text = parts.joined(separator: ", ")
    return say(" ; l’appel demande au moins : \(text)", "; the call asks for at least: \(text)")
  }

  private func dateReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .open(let until): openReason(until)
    case .openWithoutDeadline:
      say("Ouvert ; aucune date limite n’est indiquée.", "Open; no deadline is stated.")
    case .permanent: say("Ouvert en permanence.", "Always open.")
    case .opensLater(let opening, let until):
      if let until {
        say(
          "Ouvrira : \(date(opening)) ; date limite : \(date(until)).",
          "Opens: \(date(opening)); deadline: \(date(until)).")
      } else {
        say("Ouvrira : \(date(opening)).", "Opens: \(date(opening)).")
      }
    case .closed(let since):
      say("Clos ; date limite : \(date(since)).", "Closed; deadline: \(date(since)).")
    case .dateUncertain(let date):
      say("Date limite incertaine : \(self.date(date)).", "Deadline uncertain: \(self.date(date)).")
    case .openingUncertain(let opening):
      say("Date d’ouverture incertaine : \(date(opening)).", "Opening uncertain: \(date(opening)).")
    default: ""
    }
  }

  private func openReason(_ until: CallDate) -> String {
    let text = date(until)
    guard until.date?.day != nil else {
      return say("Ouvert ; date limite : \(text).", "Open; deadline: \(text).")
    }
    return say("Ouvert jusqu’au \(text).", "Open until \(text).")
  }

  private func moneyReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .budgetWithin(let budget, let min, let max):
      let bounds = moneyRange(min, max).map { say(" (demandé : \($0))", " (asked: \($0))") } ?? ""
      return say(
        "Le budget du projet convient : \(money(budget))\(bounds).",
        "The project’s budget fits: \(money(budget))\(bounds).")
    case .budgetBelow(let budget, let min):
      return say(
        "Budget du projet trop faible : \(money(budget)) pour \(money(min)) au moins.",
        "Project budget too small: \(money(budget)), at least \(money(min)) asked.")
    case .budgetAbove(let budget, let max):
      return say(
        "Budget du projet trop élevé : \(money(budget)) pour \(money(max)) au plus.",
        "Project budget too large: \(money(budget)), at most \(money(max)) allowed.")
    case .grantBelow(let grant, let min):
      return say(
        "La subvention possible pour ce budget (\(money(grant))) est sous le minimum de l’appel (\(money(min))).",
        "The grant this budget could get (\(money(grant))) is under the call’s minimum (\(money(min)))."
      )
    case .currenciesDiffer(let profile, let call):
      return say(
        "Monnaies différentes : \(PlainText.line(profile)) dans le profil, \(PlainText.line(call)) dans l’appel.",
        "Different currencies: \(PlainText.line(profile)) in the profile, \(PlainText.line(call)) in the call."
      )
    case .ownShareAffordable(let share, let available):
      return say(
        "Part propre d’au moins \(money(share)), pour \(money(available)) disponibles.",
        "Own share of at least \(money(share)), with \(money(available)) available.")
    case .ownShareTooHigh(let share, let available):
      return say(
        "Part propre trop élevée : au moins \(money(share)), pour \(money(available)) disponibles.",
        "Own share too high: at least \(money(share)), with \(money(available)) available.")
    case .ownShareBetween(let low, let high, let available):
      return say(
        "Part propre de \(money(low)) à \(money(high)) selon le taux, pour \(money(available)) disponibles.",
        "Own share of \(money(low)) to \(money(high)) depending on the rate, with \(money(available)) available."
      )
    case .noOwnShare:
      return say(
        "L’aide peut couvrir tout le coût : aucune part propre n’est demandée.",
        "The aid may cover all costs: no own share is asked.")
    default: return ""
    }
  }

  private func durationOrLanguageReason(_ reason: CriterionReason) -> String {
    switch reason {
    case .durationWithin(let months, let min, let max):
      let bounds = monthRange(min, max).map { say(" (demandé : \($0))", " (asked: \($0))") } ?? ""
      return say(
        "La durée du projet convient : \(self.months(months))\(bounds).",
        "The project’s duration fits: \(self.months(months))\(bounds).")
    case .durationTooShort(let months, let min):
      return say(
        "Projet trop court : \(self.months(months)) pour \(monthBound(min)) au moins.",
        "Project too short: \(self.months(months)), at least \(monthBound(min)) asked.")
    case .durationTooLong(let months, let max):
      return say(
        "Projet trop long : \(self.months(months)) pour \(monthBound(max)) au plus.",
        "Project too long: \(self.months(months)), at most \(monthBound(max)) allowed.")
    case .languageShared(let languages):
      return say(
        "Langue de dépôt pratiquée : \(languageNames(languages)).",
        "Language of submission spoken: \(languageNames(languages)).")
    case .languageNotShared(let asked, let have):
      let known = have.isEmpty ? say("aucune langue", "no language") : languageNames(have)
      return say(
        "Dossier à rédiger en \(languageNames(asked, or: true)) ; le profil cite : \(known).",
        "Application to be written in \(languageNames(asked, or: true)); the profile names: \(known)."
      )
    default: return ""
    }
  }
}
