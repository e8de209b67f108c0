import CallModel
import Documents

/// Judges a collection of calls for profiles: eligibility, relevance, readiness.
///
/// Knows the whole collection, since how much a word tells depends on it; the order in which the
/// calls come changes nothing.
package struct Matcher: Sendable {
  /// By id, then document.
  private let calls: [MatchableCall]
  private let matters: [CallMatter]
  private let forms: RepeatedParagraphs
  private let packer: CallPacker
  private let knowledge: FieldKnowledge
  private let whole: @Sendable (String) -> MatchableCall?

  /// - Parameters:
  ///   - packer: made of the same knowledge; what packed calls were packed by.
  ///   - whole: gives a packed call with its passages.
  package init(
    calls: [MatchableCall], knowledge: FieldKnowledge, packer: CallPacker? = nil,
    whole: @escaping @Sendable (String) -> MatchableCall? = { _ in nil }
  ) {
    let packer = packer ?? CallPacker(knowledge: knowledge)
    let sorted = calls.sorted { ($0.id, $0.document) < ($1.id, $1.document) }
    self.calls = sorted
    self.knowledge = knowledge
    self.packer = packer
    self.whole = whole
    let scanner = TextWords()
    matters = sorted.map {
      $0.matter ?? CallMatter(of: $0.text, field: packer.field, scanner: scanner)
    }
    forms = RepeatedParagraphs(matters)
  }

  /// The matches of one profile on one day; a project that the profile lacks gives none.
  package func report(
    profile: Profile, on day: CalendarDay, options: MatchOptions = MatchOptions(),
    decisions: [Decision] = []
  ) -> MatchReport {
    reports([profile], on: day, options: options, decisions: decisions)[0]
  }

  /// The matches of several profiles, each as if it were alone.
  package func reports(
    _ profiles: [Profile], on day: CalendarDay, options: MatchOptions = MatchOptions(),
    decisions: [Decision] = []
  ) -> [MatchReport] {
    let scanner = TextWords()
    let statuses = calls.map { CallStatus(of: $0.record, on: day) }
    let deadlines = statuses.map { $0.deadline?.date.lastDay?.daysSinceEpoch }
    let whole = WholeCalls(self.whole)
    let decisions = Dictionary(grouping: decisions, by: \.call)
    let queries = profiles.map { profile in
      subjects(of: profile, options).map { ($0, matter(of: $0, profile, scanner)) }
    }
    let index = RelevanceIndex(
      matters: matters, forms: forms, field: packer.field,
      wanted: queries.joined().reduce(into: .init()) { $0.formUnion($1.1.wanted) })
    return zip(profiles, queries).map { profile, queries in
      let shared = SharedVerdicts(
        profile: profile, day: day, knowledge: knowledge, calls: calls)
      let results = queries.map { subject, matter in
        MatchList(
          subject: subject, profile: profile, day: day, calls: calls, statuses: statuses,
          deadlines: deadlines, shared: shared, index: index,
          query: ProjectQuery(matter, in: index),
          knowledge: knowledge, options: options, decisions: decisions, whole: whole
        ).result(scanner)
      }
      return MatchReport(
        profile: profile.name, on: day, matches: Self.sorted(results.flatMap(\.matches)),
        nearMisses: Self.sorted(results.flatMap(\.nearMisses)),
        omitted: results.reduce(into: .init()) { $0.add($1.omitted) })
    }
  }

  private func matter(
    of subject: Int?, _ profile: Profile, _ scanner: TextWords
  ) -> QueryMatter {
    guard let subject else {
      return QueryMatter(
        themesOf: profile, knowledge: knowledge, field: packer.field, scanner: scanner)
    }
    return QueryMatter(
      project: subject, of: profile, knowledge: knowledge, field: packer.field, scanner: scanner)
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
