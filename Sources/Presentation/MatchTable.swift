import CallModel
import Documents

/// A match report for a person at a terminal: a list for the authority's themes as a whole, then
/// one for each project.
package struct MatchTable: Sendable {
  package enum Detail: Hashable, Sendable {
    /// The main reasons and the first questions.
    case brief
    /// Every criterion, every point to watch, every passage.
    case full
  }

  package var wording: Wording
  package var detail: Detail
  /// Cells of the terminal; nil where nothing is to be cut.
  package var width: Int?
  package var style: TerminalStyle

  package init(
    wording: Wording, detail: Detail = .brief, width: Int? = nil, style: TerminalStyle = .plain
  ) {
    self.wording = wording
    self.detail = detail
    self.width = width
    self.style = style
  }

  /// The whole report. `calls` by id; a match whose record is not there shows fewer facts.
  package func rendered(
    _ report: MatchReport, profile: Profile, calls: [String: CallRecord]
  ) -> String {
    let name = PlainText.line(report.profile)
    let day = wording.day(report.on)
    let head = wording.say("\(name) : appels au \(day)", "\(name): calls on \(day)")
    var parts = [paragraph(head, .strong)]
    let related = report.matches.filter(Self.isRelated)
    for (title, matches) in groups(of: related, profile) {
      parts.append(paragraph(title, .strong) + table(matches, calls))
    }
    parts += nearMisses(report.nearMisses, profile, calls)
    if related.isEmpty { parts.append(paragraph(nothing, .plain)) }
    let unrelated = report.matches.count - related.count
    if let omitted = omitted(report.omitted, unrelated: unrelated) {
      parts.append(paragraph(omitted, .faint))
    }
    return parts.joined(separator: "\n")
  }

  /// Whether the figure shown is above 0: a call that shares no word with the profile is only in JSON.
  private static func isRelated(_ match: Match) -> Bool { shownRelevance(match) > 0 }

  private static func shownRelevance(_ match: Match) -> Int {
    (match.relevance.hundredths + 50) / 100
  }

  private func groups(of all: [Match], _ profile: Profile) -> [(String, [Match])] {
    let projects = profile.projects ?? []
    let known = Set(projects.map(\.id))
    let others = Set(all.compactMap(\.project)).subtracting(known).sorted()
    let ids: [String?] = [nil] + projects.map(\.id) + others
    return ids.compactMap { id in
      let matches = all.filter { $0.project == id }
      guard !matches.isEmpty else { return nil }
      guard let id else {
        return (wording.say("Ensemble des thèmes", "All themes together"), matches)
      }
      let title = projects.first { $0.id == id }?.title ?? ""
      return (wording.project(id: id, title: title), matches)
    }
  }

  /// Calls that one change would make fit, project by project.
  private func nearMisses(
    _ matches: [Match], _ profile: Profile, _ calls: [String: CallRecord]
  ) -> [String] {
    let related = matches.filter(Self.isRelated)
    return groups(of: related, profile).map { title, matches in
      let head = wording.say("À une condition près – \(title)", "One change away – \(title)")
      return paragraph(head, .strong) + table(matches, calls)
    }
  }

  private func table(_ matches: [Match], _ calls: [String: CallRecord]) -> String {
    var table = TextTable([
      .init(wording.say("N°", "#"), .trailing),
      .init(wording.say("Pert.", "Rel."), .trailing),
      .init(wording.say("Éligibilité", "Eligibility")),
      .init(wording.say("Date limite", "Deadline")),
      .init(wording.say("Reste", "Left")),
      .init(wording.say("Appel", "Call"), shrinksTo: 24, maximumLines: 2),
    ])
    table.rows = matches.enumerated().map { index, match in
      TextTable.Row(cells(match, rank: index + 1), notes: notes(match, calls[match.call]))
    }
    return table.rendered(width: width, style: style)
  }

  private func cells(_ match: Match, rank: Int) -> [TextTable.Cell] {
    let overall = match.eligibility.overall
    return [
      .init("\(rank)"), .init("\(Self.shownRelevance(match))", .strong),
      .init(wording.eligibility(overall), emphasis(overall)),
      .init(deadline(match)),
      .init(remaining(match)),
      .init(match.title, .strong),
    ]
  }

  private func emphasis(_ value: ThreeValued) -> TerminalStyle.Emphasis {
    switch value {
    case .yes: .good
    case .unknown: .caution
    case .no: .bad
    }
  }

  private func notes(_ match: Match, _ call: CallRecord?) -> [TextTable.Cell] {
    let facts = call.map { CallFacts($0, wording: wording).line(limit: 2) } ?? ""
    let lines = MatchNotes(match, wording: wording)
    let notes = [facts] + (detail == .brief ? lines.brief : lines.full)
    return notes.filter { !$0.isEmpty }.map { .init($0) } + [.init(place(match), .faint)]
  }

  /// Where to read on; every match tells its document only where all is told.
  private func place(_ match: Match) -> String {
    switch detail {
    case .brief: wording.say("Fiche : calls show \(match.call)", "Sheet: calls show \(match.call)")
    case .full:
      wording.say(
        "Fiche : calls show \(match.call) – document : \(match.document)",
        "Sheet: calls show \(match.call) – document: \(match.document)")
    }
  }

  private func deadline(_ match: Match) -> String {
    if let deadline = match.deadline { return wording.shortDate(deadline.date) }
    let dates = match.eligibility.criteria.first { $0.id == .dates }
    return dates?.reason == .permanent
      ? wording.say("permanent", "always open") : wording.noDeadlineStated
  }

  private func remaining(_ match: Match) -> String {
    let dates = match.eligibility.criteria.first { $0.id == .dates }
    if case .opensLater? = dates?.reason { return wording.notYetOpen }
    return match.daysLeft.map(wording.daysLeftBrief) ?? ""
  }

  private var nothing: String {
    wording.say(
      "Aucun appel à montrer. « calls list --open » donne tous les appels ouverts, et le profil peut être élargi (thèmes, projets).",
      "No call to show. “calls list --open” gives all open calls, and the profile may be widened (themes, projects)."
    )
  }

  /// What was judged and is not shown, with the option that shows it.
  private func omitted(_ omitted: MatchReport.Omitted, unrelated: Int) -> String? {
    let parts = [
      unrelated > 0
        ? wording.count(
          unrelated, fr: ("sans rapport", "sans rapport"), en: ("unrelated", "unrelated"))
          + " (--json)" : nil,
      omitted.closed > 0
        ? wording.count(omitted.closed, fr: ("clos", "clos"), en: ("closed", "closed"))
          + " (--include-closed)" : nil,
      omitted.ineligible > 0
        ? wording.count(
          omitted.ineligible, fr: ("inéligible", "inéligibles"),
          en: ("not eligible", "not eligible"))
          + " (--include-ineligible)" : nil,
      omitted.refused > 0
        ? wording.count(omitted.refused, fr: ("écarté", "écartés"), en: ("refused", "refused"))
          + " (--include-refused)" : nil,
      omitted.beyondLimit > 0
        ? wording.count(
          omitted.beyondLimit, fr: ("moins pertinent", "moins pertinents"),
          en: ("less relevant", "less relevant")) + " (--limit 0)" : nil,
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    let list = parts.joined(separator: ", ")
    return wording.say("Non montrés : \(list).", "Not shown: \(list).")
  }

  private func paragraph(_ text: String, _ emphasis: TerminalStyle.Emphasis) -> String {
    let lines = width.map { DisplayWidth.wrapped(text, to: $0) } ?? [text]
    return lines.map { style.apply(emphasis, to: $0) + "\n" }.joined()
  }
}
