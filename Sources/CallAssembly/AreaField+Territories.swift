import CallModel
import Documents
import RuleEngine

extension AreaField {
  /// Territories in the role of eligible ones, those of partner countries left out.
  static func addTerritories(
    _ area: inout Area, _ context: AnnotatedDocument, _ scope: CallScope
  ) {
    for annotation in scope.all("eligible-territory", context) {
      guard case .entry(let id) = annotation.value,
        let entry = context.pack.entry(type: "territory", id: id)
          ?? context.pack.entry(type: "town", id: id), let code = code(of: entry),
        case let country = country(of: entry), !area.partnerCountries.contains(country),
        isInside(country, area), !isOfName(annotation, context)
      else { continue }
      add(code, to: \.territories, named: "territories", context.evidence(annotation), &area)
    }
  }

  /// A place in the name of a body that is of another one (« Agence de l'eau Loire-Bretagne »).
  private static func isOfName(_ place: Annotation, _ context: AnnotatedDocument) -> Bool {
    context.all("party").contains { body in
      guard body.range.contains(place.valueRange), body.range.length > place.valueRange.length,
        let entry = context.entry(body), case .entry(let id) = place.value
      else { return false }
      return entry.attribute("territory") != id && entry.attribute("kind") == "water-agency"
    }
  }

  /// The territory of the authority whose call it is, where the call names none.
  static func addTerritoriesOfBodies(
    _ area: inout Area, _ context: AnnotatedDocument, _ parties: [Party]
  ) {
    guard area.territories.isEmpty else { return }
    for party in parties where roles.contains(party.role) {
      guard let entry = context.pack.entry(type: "party", id: party.id),
        kinds.contains(entry.attribute("kind") ?? ""), let code = entry.attribute("territory"),
        let proof = party.evidence.first
      else { continue }
      infer("territories", &area)
      add(code, to: \.territories, named: "territories", proof, &area)
    }
  }

  /// The zone of the one cross-border or transnational programme that the call is of, as the registry
  /// has it, where the call names no part.
  static func addZone(
    _ area: inout Area, _ context: AnnotatedDocument, _ programmes: [Programme]
  ) {
    guard area.territories.isEmpty, programmes.count == 1, let programme = programmes.first,
      ["A", "B", "D"].contains(programme.strand ?? ""),
      let entry = context.pack.entry(type: "programme", id: programme.id),
      let zone = entry.attributes["zone"], let proof = programme.evidence.first
    else { return }
    infer("territories", &area)
    for code in zone { add(code, to: \.territories, named: "territories", proof, &area) }
  }

  /// Marks an area that only frames the one that is meant: that of a local body whose own territory no
  /// code names.
  static func markPart(
    _ area: inout Area, _ context: AnnotatedDocument, _ scope: CallScope, _ parties: [Party]
  ) {
    guard
      let proof = area.territories.isEmpty
        ? localFunder(area, context, parties) : looseTerritory(area, context, scope)
    else { return }
    if area.territories.isEmpty { addFrames(&area, context, parties) }
    area.partial = true
    var evidence = proof
    evidence.for = "partial"
    area.evidence.append(evidence)
  }

  /// Regions that hold or touch the areas of local funders (`frame`), where each has them.
  private static func addFrames(
    _ area: inout Area, _ context: AnnotatedDocument, _ parties: [Party]
  ) {
    let frames = parties.filter { roles.contains($0.role) }.map { party in
      (party, context.pack.entry(type: "party", id: party.id)?.attributes["frame"] ?? [])
    }
    guard frames.allSatisfy({ !$0.1.isEmpty }) else { return }
    for (party, codes) in frames {
      guard let proof = party.evidence.first else { continue }
      infer("territories", &area)
      for code in codes { add(code, to: \.territories, named: "territories", proof, &area) }
    }
  }

  /// The first funder, where all are local and the country follows from them alone.
  private static func localFunder(
    _ area: Area, _ context: AnnotatedDocument, _ parties: [Party]
  ) -> Evidence? {
    guard area.inferred.contains("countries") else { return nil }
    let funders = parties.filter { roles.contains($0.role) }
    let kinds = funders.map {
      context.pack.entry(type: "party", id: $0.id)?.attribute("kind") ?? ""
    }
    return kinds.allSatisfy(localKinds.contains) ? funders.first?.evidence.first : nil
  }

  /// The words that name a place as part of a body's name, where no others name one.
  private static func looseTerritory(
    _ area: Area, _ context: AnnotatedDocument, _ scope: CallScope
  ) -> Evidence? {
    let stated = scope.all("eligible-territory", context)
    guard !area.inferred.contains("territories"), let first = stated.first,
      stated.allSatisfy({ $0["part"] != nil })
    else { return nil }
    return context.evidence(first)
  }

  /// Those who decide for whom a call is.
  private static let roles: [Party.Role] = [.funder, .intermediateBody]
  /// Authorities whose calls are for their own territory.
  private static let kinds: Set<String> = [
    "region", "departement", "prefecture", "city", "metropolis", "state-body", "chamber", "agency",
  ]
  /// Bodies that act in a part of their country.
  private static let localKinds: Set<String> = [
    "region", "departement", "prefecture", "city", "metropolis", "intercommunality",
    "water-agency",
  ]

  private static func country(of entry: GazetteerName) -> String {
    entry.attribute("country") ?? String(entry.id.prefix(2))
  }

  /// Of no country named, or of one of the area's.
  private static func isInside(_ country: String, _ area: Area) -> Bool {
    let countries = area.countries
    return countries.isEmpty || countries.contains(country)
      || countries.contains(where: unions.contains)
  }

  /// A NUTS, ISO 3166-2 or INSEE code; of a former region, that of the one that holds it now.
  private static func code(of entry: GazetteerName) -> String? {
    let code = entry.id.holdsBytes(of: "-X-") ? entry.attribute("followedBy") ?? entry.id : entry.id
    let isCode = code.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
    return isCode || code.hasPrefix("INSEE:") ? code : nil
  }
}
