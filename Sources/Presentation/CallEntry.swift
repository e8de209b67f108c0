import CallModel

/// One value of a call in words, with the passages that prove it.
package struct CallEntry: Hashable, Sendable {
  package var label: String
  package var value: String
  package var evidence: [Evidence]

  package init(_ label: String, _ value: String, _ evidence: [Evidence]) {
    self.label = label
    self.value = value
    self.evidence = evidence
  }
}

extension Wording {
  /// Every value of a call in the order of a reader's questions: what, from whom, when, how much,
  /// for whom, where, how. Values that the call does not state are left out.
  package func entries(of call: CallRecord) -> [CallEntry] {
    [
      identity(call), calendar(call), money(call), eligibility(call), procedure(call),
    ].flatMap { $0 }.filter { !$0.value.isEmpty }
  }

  private func identity(_ call: CallRecord) -> [CallEntry] {
    var entries: [CallEntry] = []
    if let summary = call.summary {
      entries.append(
        CallEntry(say("Résumé", "Summary"), PlainText.line(summary.value), summary.evidence))
    }
    if let reference = call.reference {
      entries.append(
        CallEntry(
          say("Référence", "Reference"), PlainText.line(reference.value), reference.evidence))
    }
    entries += call.programmes.map {
      CallEntry(fieldName(.programme), programme($0), $0.evidence)
    }
    entries += call.parties.map {
      CallEntry(capitalised(partyRole($0.role)), PlainText.line($0.name), $0.evidence)
    }
    entries += call.funds.map {
      CallEntry(
        say("Fonds", "Fund"), PlainText.line(names.name(.fund, $0.id, in: language)), $0.evidence)
    }
    entries += call.axes.map { CallEntry(capitalised(axisLevel($0.level)), axis($0), $0.evidence) }
    entries += call.themes.map { CallEntry(say("Thème", "Theme"), theme($0.id), $0.evidence) }
    entries += call.aidTypes.map { CallEntry(say("Aide", "Aid"), aidType($0.id), $0.evidence) }
    return entries
  }

  private func axis(_ axis: Axis) -> String {
    [axis.code, axis.label].compactMap { $0.map { PlainText.line($0) } }.joined(separator: " – ")
  }

  private func calendar(_ call: CallRecord) -> [CallEntry] {
    var entries: [CallEntry] = []
    for window in call.windows {
      if let opening = window.opening {
        entries.append(CallEntry(fieldName(.opening), date(opening), opening.evidence))
      }
      entries += window.deadlines.map {
        CallEntry(capitalised(deadlineStage($0.stage)), date($0.date), $0.date.evidence)
      }
    }
    // What is only derived from the dates has no proof and tells nothing new.
    if let recurrence = call.recurrence, recurrence.value != .oneOff || !recurrence.evidence.isEmpty
    {
      entries.append(
        CallEntry(fieldName(.recurrence), self.recurrence(recurrence.value), recurrence.evidence))
    }
    entries += nextRound(call)
    return entries
      + call.events.map {
        CallEntry(capitalised(eventRole($0.role)), date($0.date), $0.date.evidence)
      }
  }

  /// A forecast, told as one, with the passages that it was worked out from.
  private func nextRound(_ call: CallRecord) -> [CallEntry] {
    guard let round = call.nextRound, let deadline = round.deadlines.last else { return [] }
    return [
      CallEntry(
        say("Prochaine session (prévision)", "Next round (forecast)"), date(deadline.date),
        round.evidence + deadline.date.evidence)
    ]
  }

  private func money(_ call: CallRecord) -> [CallEntry] {
    call.rates.map { CallEntry(fieldName(.rates), rate($0) ?? "", $0.evidence) }
      + call.amounts.map { CallEntry(fieldName(.amounts), amount($0) ?? "", $0.evidence) }
      + call.expenditure.map { cost in
        let label =
          cost.eligible
          ? say("Dépense admise", "Cost allowed") : say("Dépense exclue", "Cost excluded")
        return CallEntry(label, expenditure(cost.id), cost.evidence)
      }
      + call.stateAid.map {
        CallEntry(say("Régime d’aide d’État", "State aid regime"), legal($0), $0.evidence)
      }
  }

  /// The words of the document for a regime or an act, which are its name.
  private func legal(_ reference: LegalReference) -> String {
    PlainText.line(reference.evidence.first?.quote ?? reference.id)
  }

  private func eligibility(_ call: CallRecord) -> [CallEntry] {
    var entries = call.applicants.map {
      CallEntry(fieldName(.applicants), applicants([$0]).first ?? "", $0.evidence)
    }
    if let area = call.area {
      entries.append(CallEntry(fieldName(.area), clauses(self.area(area)), area.evidence))
    }
    if let partnership = call.partnership {
      entries.append(
        CallEntry(
          fieldName(.partnership), self.partnership(partnership) ?? "", partnership.evidence))
    }
    if let duration = call.duration {
      entries.append(
        CallEntry(fieldName(.duration), self.duration(duration) ?? "", duration.evidence))
    }
    return entries
      + call.conditions.map {
        CallEntry(say("Condition", "Condition"), PlainText.line($0.text), $0.evidence ?? [])
      }
      + call.exclusions.map {
        CallEntry(say("Exclusion", "Exclusion"), PlainText.line($0.text), $0.evidence)
      }
  }

  private func procedure(_ call: CallRecord) -> [CallEntry] {
    call.submissionLanguages.map {
      CallEntry(fieldName(.submissionLanguages), languageName($0.id), $0.evidence)
    }
      + call.prerequisites.map {
        CallEntry(fieldName(.prerequisites), PlainText.line($0.text), $0.evidence)
      }
      + call.attachments.map {
        CallEntry(say("Pièce à joindre", "To attach"), PlainText.line($0.text), $0.evidence)
      }
      + call.legalBasis.map {
        CallEntry(say("Base juridique", "Legal basis"), legal($0), $0.evidence)
      }
      + call.statistics.map { CallEntry(statistic($0), number($0.value), $0.evidence) }
      + call.links.map { link in
        CallEntry(
          capitalised(linkRole(link.role)), SafeLink(link.url)?.url ?? PlainText.line(link.url),
          link.evidence)
      }
      + call.contacts.map { contact in
        let parts = [contact.name, contact.function, contact.email, contact.phone]
        let text = parts.compactMap { $0.map { PlainText.line($0) } }.joined(separator: ", ")
        return CallEntry(say("Contact", "Contact"), text, contact.evidence)
      }
  }

  private func statistic(_ statistic: Statistic) -> String {
    let name =
      switch statistic.id {
      case "applications": say("Candidatures", "Applications")
      case "awarded": say("Projets retenus", "Projects awarded")
      default: PlainText.line(statistic.id)
      }
    return statistic.territory.map { "\(name) (\(place($0)))" } ?? name
  }
}
