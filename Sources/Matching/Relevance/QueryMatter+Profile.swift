import CallModel

extension QueryMatter {
  /// The title, the summary and the themes of a project.
  init(
    project index: Int, of profile: Profile, knowledge: FieldKnowledge,
    field: FieldTerms, scanner: TextWords
  ) {
    let project = (profile.projects ?? [])[index]
    let pointer = "/projects/\(index)"
    var sources = [
      Source(pointer: pointer + "/title", text: project.title, weight: FieldWeights.projectTitle)
    ]
    if let summary = project.summary {
      sources.append(Source(pointer: pointer + "/summary", text: summary, weight: 1))
    }
    let named = (profile.themes ?? []).map(\.id)
    let themes = (project.themes ?? []).enumerated().map { position, id in
      let own = "\(pointer)/themes/\(position)"
      let known = named.firstIndex(of: id)
      let label = known.flatMap { profile.themes?[$0].label }
      return NamedTheme(
        id: id, label: label, weight: 1, pointer: own,
        labelPointer: label == nil ? own : known.map { "/themes/\($0)/label" } ?? own)
    }
    self.init(
      sources, themes, Self.partnerCountries(of: project, profile, pointer, field),
      home: profile.country, knowledge, field, scanner)
  }

  private typealias NamedConcept = (concept: Int, weight: Double, pointer: String)

  /// Countries of partners abroad, each once: a programme is often known by the countries it joins.
  private static func partnerCountries(
    of project: Profile.Project, _ profile: Profile, _ pointer: String, _ field: FieldTerms
  ) -> [NamedConcept] {
    var seen: Set<String> = [profile.country]
    return (project.partners ?? []).enumerated().compactMap { position, partner in
      guard seen.insert(partner.country).inserted,
        let concept = field.terms.countries[partner.country]
      else { return nil }
      return (
        concept, FieldWeights.partnerCountry, "\(pointer)/partners/\(position)/country"
      )
    }
  }

  /// The authority's themes as a whole.
  init(
    themesOf profile: Profile, knowledge: FieldKnowledge, field: FieldTerms, scanner: TextWords
  ) {
    let themes = (profile.themes ?? []).enumerated().map { position, theme in
      NamedTheme(
        id: theme.id, label: theme.label, weight: theme.weight ?? 1,
        pointer: "/themes/\(position)/id",
        labelPointer: theme.label == nil ? "/themes/\(position)/id" : "/themes/\(position)/label")
    }
    self.init([], themes, [], home: profile.country, knowledge, field, scanner)
  }

  private struct NamedTheme {
    var id: String
    var label: String?
    var weight: Double
    var pointer: String
    var labelPointer: String
  }

  private init(
    _ sources: [Source], _ themes: [NamedTheme], _ countries: [NamedConcept], home: String,
    _ knowledge: FieldKnowledge, _ field: FieldTerms, _ scanner: TextWords
  ) {
    var sources = sources
    var named = countries
    for theme in themes where theme.weight > 0 {
      if let known = knowledge.themes.firstIndex(where: { $0.id == theme.id }) {
        named.append((known, theme.weight, theme.pointer))
      }
      // Words of the profile itself, so that a reason's word stands there: label, else id.
      sources.append(
        Source(
          pointer: theme.labelPointer, text: theme.label ?? theme.id, weight: theme.weight))
    }
    self.init(sources: sources, named: named, home: home, field: field, scanner: scanner)
  }
}
