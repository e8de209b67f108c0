import CallModel
import Documents

/// Judges a collection of calls for profiles: eligibility, relevance, readiness.
///
/// Knows the whole collection, since how much a word tells depends on it; the order in which the
/// calls come changes nothing.
package struct Matcher: Sendable {
  /// By id, then document.
  private let calls: [MatchableCall]
  private let index: RelevanceIndex
  private let knowledge: FieldKnowledge

  package init(calls: [MatchableCall], knowledge: FieldKnowledge) {
    let sorted = calls.sorted { ($0.id, $0.document) < ($1.id, $1.document) }
    self.calls = sorted
    self.knowledge = knowledge
    index = RelevanceIndex(
      calls: sorted.map(\.text), knowledge: knowledge, scanner: TextWords())
  }

  /// The matches of one profile on one day; a project that the profile lacks gives none.
  package func report(
    profile: Profile, on day: CalendarDay, options: MatchOptions = MatchOptions(),
    decisions: [Decision] = []
  ) -> MatchReport {
    let scanner = TextWords()
    let statuses = calls.map { CallStatus(of: $0.record, on: day) }
    let decisions = Dictionary(grouping: decisions, by: \.call)
    let results = subjects(of: profile, options).map { subject in
      MatchList(
        subject: subject, profile: profile, day: day, calls: calls, statuses: statuses,
        index: index, knowledge: knowledge, options: options, decisions: decisions
      ).result(scanner)
    }
    return MatchReport(
      profile: profile.name, on: day, matches: Self.sorted(results.flatMap(\.matches)),
      nearMisses: Self.sorted(results.flatMap(\.nearMisses)),
      omitted: results.reduce(into: .init()) { $0.add($1.omitted) })
  }

  /// Indices of projects; nil for the themes as a whole, which are left out where a profile has
  /// projects and no themes.
  private func subjects(of profile: Profile, _ options: MatchOptions) -> [Int?] {
    let projects = profile.projects ?? []
    if let wanted = options.project {
      return projects.indices.filter { projects[$0].id == wanted }
    }
    let hasThemes = !(profile.themes ?? []).isEmpty
    let whole: [Int?] = hasThemes || projects.isEmpty ? [nil] : []
    return whole + projects.indices.map { $0 }
  }

  private static func sorted(_ matches: [Match]) -> [Match] {
    matches.enumerated().sorted { a, b in
      MatchList.precedes(a.element, b.element)
        ?? (a.element.call != b.element.call
          ? a.element.call < b.element.call : a.offset < b.offset)
    }.map(\.element)
  }
}
