import CallModel

/// How places lie to one another in one year, and who helps there: each asked of the lists once.
final class PlaceFacts {
  private let knowledge: FieldKnowledge
  private let year: Int
  private var chains: [String: FieldKnowledge.PlaceChain] = [:]
  private var relations: [String: [String: PlaceRelation]] = [:]
  private var bodies: [[String]: [FieldKnowledge.SupportBody]] = [:]

  init(knowledge: FieldKnowledge, year: Int) {
    self.knowledge = knowledge
    self.year = year
  }

  func relation(of place: String, to area: String) -> PlaceRelation {
    if let known = relations[place]?[area] { return known }
    let relation = knowledge.relation(of: chain(place), to: chain(area), in: year)
    relations[place, default: [:]][area] = relation
    return relation
  }

  private func chain(_ code: String) -> FieldKnowledge.PlaceChain {
    if let known = chains[code] { return known }
    let chain = knowledge.placeChain(of: code, in: year)
    chains[code] = chain
    return chain
  }

  /// As `FieldKnowledge.supportBodies`.
  func supportBodies(for places: [String]) -> [FieldKnowledge.SupportBody] {
    if let known = bodies[places] { return known }
    let found = knowledge.supportBodies(for: places, in: year) {
      self.relation(of: $0, to: $1)
    }
    bodies[places] = found
    return found
  }
}
