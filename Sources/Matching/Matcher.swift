import CallModel
import Documents

/// Judges a collection of calls for profiles: eligibility, relevance, readiness.
///
/// Knows the whole collection, since how much a word tells depends on it; the order in which the
/// calls come changes nothing.
package struct Matcher: Sendable {
  private let collection: MatchCollection
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
    collection = MatchCollection(calls, field: packer.field)
    self.knowledge = knowledge
    self.packer = packer
    self.whole = whole
  }

  /// The matches of one profile on one day; a project that the profile lacks gives none.
  package func report(
    profile: Profile, on day: CalendarDay, options: MatchOptions = MatchOptions(),
    decisions: [Decision] = []
  ) -> MatchReport {
    reports([profile], on: day, options: options, decisions: decisions)[0]
  }

  /// The matches of several profiles, each as if it were alone.
  ///
  /// - Parameter programmes: ids of the programmes of calls that were decided on, by call.
  package func reports(
    _ profiles: [Profile], on day: CalendarDay, options: MatchOptions = MatchOptions(),
    decisions: [Decision] = [], programmes: [String: [String]] = [:]
  ) -> [MatchReport] {
    let scanner = TextWords()
    let standing = collection.standing(on: day)
    let chains = collection.places(in: day.year, knowledge)
    let whole = WholeCalls(self.whole)
    let byCall = Dictionary(grouping: decisions, by: \.call)
    return profiles.map { profile in
      let obtained = decisions.flatMap { $0.grants(to: profile, programmes) }
      let shared = SharedVerdicts(
        profile: profile, day: day, knowledge: knowledge, demands: collection.demands,
        chains: chains)
      let results = subjects(of: profile, options).map { subject in
        let query = ProjectQuery(matter(of: subject, profile, scanner), in: collection.index)
        return MatchList(
          subject: subject, profile: profile, day: day, collection: collection,
          standing: standing, shared: shared, query: query, knowledge: knowledge,
          options: options, decisions: byCall, obtained: obtained, whole: whole
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
    // Indices are lighter to move about than matches.
    matches.indices.sorted { a, b in
      MatchList.precedes(matches[a], matches[b])
        ?? (matches[a].call != matches[b].call ? matches[a].call < matches[b].call : a < b)
    }.map { matches[$0] }
  }
}

extension Decision {
  /// What a profile has by this decision: aid of the call's programmes, once it was obtained.
  fileprivate func grants(
    to profile: Profile, _ programmes: [String: [String]]
  ) -> [Profile.Grant] {
    guard (self.profile ?? profile.name) == profile.name,
      let last = outcomes.last?.kind, last == .obtained || last == .paid
    else { return [] }
    return (programmes[call] ?? []).map { Profile.Grant(programme: $0, project: project) }
  }
}
