import CallModel
import RuleEngine

/// What matching knows of the field, out of the gazetteers of a rule pack.
package enum KnowledgeLoader {
  package static func knowledge(in pack: RulePack) -> FieldKnowledge {
    let countries = pack.gazetteer("country").filter { !groups.contains($0.id) }
    return FieldKnowledge(
      themes: pack.gazetteer("theme").map(theme), countries: countries.map(country),
      territories: (pack.gazetteer("territory") + pack.gazetteer("town")).map(territory)
        + countries.compactMap(overseasTerritory),
      supportBodies: pack.gazetteer("party").compactMap(supportBody),
      concepts: pack.gazetteer("concept").map(concept),
      bodies: pack.gazetteer("applicant").compactMap(body))
  }

  /// Not countries but groups of them, whose members say so themselves.
  private static let groups = ["EU", "EEA"]
  /// The Agreement on the European Economic Area is in force since then.
  private static let economicAreaYear = 1994

  private static func theme(_ entry: GazetteerName) -> FieldKnowledge.Theme {
    let labels = labels(entry)
    let terms = entry.names.filter { !labels.values.contains($0) }
    return FieldKnowledge.Theme(
      id: entry.id, labels: labels, parent: entry.attribute("parent"), terms: terms)
  }

  private static func concept(_ entry: GazetteerName) -> FieldKnowledge.Concept {
    FieldKnowledge.Concept(
      id: entry.id, labels: labels(entry), terms: entry.names,
      exact: entry.attributes["exact"] ?? [], wider: entry.attributes["is"] ?? [],
      related: entry.attributes["related"] ?? [], themes: entry.attributes["theme"] ?? [],
      weight: entry.attribute("weight").flatMap { Int($0) } ?? 100,
      notInFrench: entry.attributes["not-in-fr"] ?? [],
      notInEnglish: entry.attributes["not-in-en"] ?? [])
  }

  private static func body(_ entry: GazetteerName) -> FieldKnowledge.Body? {
    ApplicantType(rawValue: entry.id).map { .init(type: $0, terms: entry.names) }
  }

  private static func country(_ entry: GazetteerName) -> FieldKnowledge.Country {
    var unionYears: FieldKnowledge.Years?
    if let from = entry.attribute("eu").flatMap({ Int($0) }) {
      let until = entry.attribute("euUntil").flatMap { Int($0.prefix(4)) }
      unionYears = .init(from: from, until: until)
    }
    return FieldKnowledge.Country(
      code: entry.id, names: labels(entry), classes: classes(entry), unionYears: unionYears,
      economicAreaYears: entry.attribute("eea") == "yes" ? .init(from: economicAreaYear) : nil)
  }

  /// Aid recipients by the lists that hold from a year on, and those of before where they differ;
  /// the last list stands for the years after it.
  private static func classes(_ entry: GazetteerName) -> [FieldKnowledge.Country.Class] {
    guard let now = entry.attribute("oda") else { return [] }
    let since = year(entry, "odaSince")
    var classes = [FieldKnowledge.Country.Class(developmentClass(now), .init(from: since))]
    if let before = entry.attribute("odaBefore"), let since {
      classes.append(
        .init(developmentClass(before), .init(from: firstAidList, until: since - 1)))
    }
    return classes
  }

  /// Earlier lists of aid recipients were not read.
  private static let firstAidList = 2005

  private static func developmentClass(_ list: String) -> FieldKnowledge.DevelopmentClass {
    switch list {
    case "none": .notRecipient
    case "ldc": .leastDeveloped
    default: .otherRecipient
    }
  }

  private static func territory(_ entry: GazetteerName) -> FieldKnowledge.Territory {
    FieldKnowledge.Territory(
      code: entry.id, name: entry.name,
      parent: entry.attribute("partOf") ?? entry.attribute("country"),
      kind: entry.attribute("level"),
      aliases: inseeCodes(entry).map { "INSEE:" + $0 },
      years: .init(from: year(entry, "since"), until: year(entry, "until")))
  }

  /// INSEE numbers regions and departments apart, with the same numbers (44 is Grand Est and
  /// Loire-Atlantique): two figures are a department.
  private static func inseeCodes(_ entry: GazetteerName) -> [String] {
    let isRegion = ["region", "former-region"].contains(entry.attribute("level"))
    return isRegion ? [] : entry.attributes["insee"] ?? []
  }

  /// A place with a country's code that lies in another country (`RE` in `FR`).
  private static func overseasTerritory(_ entry: GazetteerName) -> FieldKnowledge.Territory? {
    entry.attribute("partOf").map {
      FieldKnowledge.Territory(code: entry.id, name: entry.name, parent: $0)
    }
  }

  private static func supportBody(_ entry: GazetteerName) -> FieldKnowledge.SupportBody? {
    // What another body followed helps nobody any more.
    guard entry.attribute("support") != nil, entry.attribute("followedBy") == nil else {
      return nil
    }
    let places =
      entry.attributes["territory"] ?? entry.attributes["region"] ?? entry.attributes["country"]
    return places.map {
      FieldKnowledge.SupportBody(
        id: entry.id, name: entry.name, territories: $0, helps: entry.attributes["helps"] ?? [],
        themes: entry.attributes["theme"] ?? [])
    }
  }

  private static func year(_ entry: GazetteerName, _ key: String) -> Int? {
    entry.attribute(key).flatMap { Int($0.prefix(4)) }
  }

  /// French and English names; the entry's own where it gives none.
  private static func labels(_ entry: GazetteerName) -> [String: String] {
    var labels: [String: String] = [:]
    for language in ["fr", "en"] { labels[language] = entry.attribute(language) }
    return labels.isEmpty ? ["fr": entry.name] : labels
  }
}
