import Documents

/// What matching knows of the field: themes, concepts, countries, territories and support bodies.
///
/// A value made from rule data; it holds no programme and no call.
package struct FieldKnowledge: Sendable {
  package struct Theme: Hashable, Sendable {
    package var id: String
    /// By ISO 639-1 language.
    package var labels: [String: String]
    /// Id of the wider theme.
    package var parent: String?
    /// Words and phrases that show the theme in a text, of any language, labels not included.
    package var terms: [String]

    package init(id: String, labels: [String: String], parent: String? = nil, terms: [String] = [])
    {
      self.id = id
      self.labels = labels
      self.parent = parent
      self.terms = terms
    }
  }

  /// What the field speaks of, under all its words.
  package struct Concept: Hashable, Sendable {
    package var id: String
    /// By ISO 639-1 language.
    package var labels: [String: String]
    /// Words and phrases of any language, labels included.
    package var terms: [String]
    /// Acronyms and names met only as written.
    package var exact: [String]
    /// Ids of the concepts that this one is a kind of.
    package var wider: [String]
    package var related: [String]
    /// Ids of the themes that it belongs to.
    package var themes: [String]
    /// What its words count for in matching, in per cent: little for words that say what is done
    /// rather than to what, nothing for set phrases that say nothing.
    package var weight: Int
    /// Terms of the other language that mean something else in French: « transformer », a machine.
    package var notInFrench: [String]
    /// And in English: « stages », « source ».
    package var notInEnglish: [String]

    package init(
      id: String, labels: [String: String], terms: [String], exact: [String] = [],
      wider: [String] = [], related: [String] = [], themes: [String] = [], weight: Int = 100,
      notInFrench: [String] = [], notInEnglish: [String] = []
    ) {
      self.id = id
      self.labels = labels
      self.terms = terms
      self.exact = exact
      self.wider = wider
      self.related = related
      self.themes = themes
      self.weight = weight
      self.notInFrench = notInFrench
      self.notInEnglish = notInEnglish
    }
  }

  /// Years, both ends included; nil is open.
  package struct Years: Hashable, Sendable {
    package var from: Int?
    package var until: Int?

    package init(from: Int? = nil, until: Int? = nil) {
      self.from = from
      self.until = until
    }

    package func holds(_ year: Int) -> Bool {
      (from ?? .min) <= year && year <= (until ?? .max)
    }
  }

  /// Standing on the list of recipients of official development assistance.
  package enum DevelopmentClass: String, Hashable, Sendable, Codable, CaseIterable {
    case leastDeveloped = "ldc"
    case otherRecipient = "oda"
    case notRecipient = "non-oda"
  }

  package struct Country: Hashable, Sendable {
    package struct Class: Hashable, Sendable {
      package var value: DevelopmentClass
      package var years: Years

      package init(_ value: DevelopmentClass, _ years: Years = Years()) {
        self.value = value
        self.years = years
      }
    }
    /// ISO 3166-1 alpha-2.
    package var code: String
    /// By ISO 639-1 language.
    package var names: [String: String]
    /// Other names, adjectives and names of its people, of any language.
    package var terms: [String]
    package var classes: [Class]
    /// Years of membership; nil for a country that never was a member.
    package var unionYears: Years?
    package var economicAreaYears: Years?

    package init(
      code: String, names: [String: String], terms: [String] = [], classes: [Class] = [],
      unionYears: Years? = nil, economicAreaYears: Years? = nil
    ) {
      self.code = code
      self.names = names
      self.terms = terms
      self.classes = classes
      self.unionYears = unionYears
      self.economicAreaYears = economicAreaYears
    }
  }

  /// How texts name a kind of body.
  package struct Body: Hashable, Sendable {
    package var type: ApplicantType
    /// Words and phrases of any language.
    package var terms: [String]

    package init(type: ApplicantType, terms: [String]) {
      self.type = type
      self.terms = terms
    }
  }

  package struct Territory: Hashable, Sendable {
    package var code: String
    package var name: String
    /// Code of the territory that holds it.
    package var parent: String?
    /// `region`, `departement`, `commune`, …
    package var kind: String?
    /// Codes of the same place in other lists or editions (INSEE, NUTS, ISO 3166-2, SIREN).
    package var aliases: [String]
    package var years: Years

    package init(
      code: String, name: String, parent: String? = nil, kind: String? = nil,
      aliases: [String] = [], years: Years = Years()
    ) {
      self.code = code
      self.name = name
      self.parent = parent
      self.kind = kind
      self.aliases = aliases
      self.years = years
    }
  }

  /// A body that helps authorities of some territories with their projects.
  package struct SupportBody: Hashable, Sendable {
    package var id: String
    package var name: String
    package var territories: [String]
    /// Ids of the points to watch (`ReadinessItem.ID`) that it trains or advises on.
    package var helps: [String]
    /// Ids of the themes to which it keeps; empty for all.
    package var themes: [String]

    package init(
      id: String, name: String, territories: [String], helps: [String] = [], themes: [String] = []
    ) {
      self.id = id
      self.name = name
      self.territories = territories
      self.helps = helps
      self.themes = themes
    }
  }

  package let themes: [Theme]
  package let countries: [Country]
  package let territories: [Territory]
  package let supportBodies: [SupportBody]
  package let concepts: [Concept]
  package let bodies: [Body]
  private let themeIndex: [String: Int]
  private let countryIndex: [String: Int]
  /// From every code and alias.
  private let territoryIndex: [String: Int]

  package init(
    themes: [Theme] = [], countries: [Country] = [], territories: [Territory] = [],
    supportBodies: [SupportBody] = [], concepts: [Concept] = [], bodies: [Body] = []
  ) {
    self.themes = themes
    self.concepts = concepts
    self.bodies = bodies
    self.countries = countries
    self.territories = territories
    self.supportBodies = supportBodies
    themeIndex = Self.index(themes.map { [$0.id] })
    countryIndex = Self.index(countries.map { [$0.code] })
    territoryIndex = Self.index(territories.map { [$0.code] + $0.aliases })
  }

  private static func index(_ names: [[String]]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (position, list) in names.enumerated() {
      for name in list where result[name] == nil { result[name] = position }
    }
    return result
  }

  package func theme(_ id: String) -> Theme? { themeIndex[id].map { themes[$0] } }

  package func country(_ code: String) -> Country? { countryIndex[code].map { countries[$0] } }

  /// By its code or any alias.
  package func territory(_ code: String) -> Territory? {
    territoryIndex[code].map { territories[$0] }
  }

  /// nil where the lists do not tell.
  package func developmentClass(of country: String, in year: Int) -> DevelopmentClass? {
    self.country(country)?.classes.first { $0.years.holds(year) }?.value
  }

  /// Whether a country is one of a list that may hold `EU` and `EEA`; unknown where membership of
  /// a country that the lists lack would decide.
  package func isCountry(_ code: String, among list: [String], in year: Int) -> ThreeValued {
    if list.contains(code) { return .yes }
    var result = ThreeValued.no
    for group in list where group == "EU" || group == "EEA" {
      guard let country = country(code) else {
        result = .unknown
        continue
      }
      let years = group == "EU" ? country.unionYears : country.economicAreaYears
      let union = country.unionYears?.holds(year) ?? false
      if years?.holds(year) ?? false || (group == "EEA" && union) { return .yes }
    }
    return result
  }

  /// Support bodies for places inside or around these, those of the smallest territory first, then by
  /// id.
  ///
  /// - Parameter relation: how one place lies to another, from one who remembers.
  package func supportBodies(
    for places: [String], in year: Int,
    relation: ((_ place: String, _ area: String) -> PlaceRelation)? = nil
  ) -> [SupportBody] {
    supportBodies.filter { body in
      body.territories.contains { area in
        places.contains {
          let lies = relation?($0, area) ?? self.relation(of: $0, to: area, in: year)
          return lies == .same || lies == .inside
        }
      }
    }.sorted { a, b in
      let (reachA, reachB) = (reach(of: a), reach(of: b))
      return reachA == reachB ? a.id < b.id : reachA < reachB
    }
  }

  /// Small for a body of a small territory: codes are the longer the smaller the place.
  private func reach(of body: SupportBody) -> Int {
    -(body.territories.map(\.utf8.count).max() ?? 0)
  }
}
