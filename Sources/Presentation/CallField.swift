import CallModel
import Documents

/// The facts of a call that people compare: what sheets and digests show, in this order, and what
/// counts as a change.
package enum CallField: String, Hashable, Sendable, Codable, CaseIterable {
  case title, programme, opening, deadlines, recurrence, rates, amounts, applicants, area
  case partnership, duration, submissionLanguages, prerequisites, exclusions

  /// The fields whose words differ between two readings of a call, in the order of the cases.
  ///
  /// What a reader would not see (evidence, order of ids, confidence) is no change.
  package static func changed(from old: CallRecord, to new: CallRecord) -> [CallField] {
    let wording = Wording(.en)
    return allCases.filter { field in
      !sameScalars(wording.values(of: field, in: old), wording.values(of: field, in: new))
    }
  }

  private static func sameScalars(_ a: [String], _ b: [String]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0.unicodeScalars.elementsEqual($1.unicodeScalars) }
  }
}

extension Wording {
  package func fieldName(_ field: CallField) -> String {
    switch field {
    case .title: say("Titre", "Title")
    case .programme: say("Programme", "Programme")
    case .opening: say("Ouverture", "Opening")
    case .deadlines: say("Date limite", "Deadline")
    case .recurrence: say("Calendrier", "Schedule")
    case .rates: say("Taux", "Rate")
    case .amounts: say("Montants", "Amounts")
    case .applicants: say("Candidats", "Applicants")
    case .area: say("Territoire", "Area")
    case .partnership: say("Partenariat", "Partnership")
    case .duration: say("Durée", "Duration")
    case .submissionLanguages: say("Langue", "Language")
    case .prerequisites: say("À fournir avant", "Needed first")
    case .exclusions: say("Exclusions", "Exclusions")
    }
  }

  /// The field of the call in words, a line each; empty where the call does not state it.
  package func values(of field: CallField, in call: CallRecord) -> [String] {
    switch field {
    case .title: [call.title.map { PlainText.line($0.value) }].compactMap(\.self)
    case .programme: programmes(call)
    case .opening: unique(call.windows.compactMap(\.opening).map(date))
    case .deadlines: unique(call.windows.flatMap { $0.deadlines.map(deadline) })
    case .recurrence:
      [call.recurrence].compactMap { $0 }.filter { $0.value != .oneOff }.map {
        recurrence($0.value)
      }
    case .rates: unique(call.rates.compactMap(rate))
    case .amounts: unique(call.amounts.compactMap(amount))
    case .applicants: applicants(call.applicants)
    case .area: call.area.map(area) ?? []
    case .partnership: [call.partnership.flatMap(partnership)].compactMap(\.self)
    case .duration: [call.duration.flatMap(duration)].compactMap(\.self)
    case .submissionLanguages:
      call.submissionLanguages.isEmpty
        ? [] : [languageNames(call.submissionLanguages.map(\.id), or: true)]
    case .prerequisites: unique(call.prerequisites.map { PlainText.line($0.text, limit: 200) })
    case .exclusions: unique(call.exclusions.map { PlainText.line($0.text, limit: 200) })
    }
  }

  /// `lundi 6 mai 2024 à 12 h 00 (heure de Paris)`, after its stage where that is not the only one.
  package func deadline(_ deadline: Deadline) -> String {
    let text = date(deadline.date)
    guard deadline.stage != .single else { return text }
    let stage = deadlineStage(deadline.stage)
    return say("\(text) – \(stage)", "\(text) – \(stage)")
  }

  private func programmes(_ call: CallRecord) -> [String] {
    let names = call.programmes.map(programme)
    let funders = call.parties.filter { $0.role == .funder }.map { PlainText.line($0.name) }
    return unique(names.isEmpty ? funders : names)
  }

  private func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}
