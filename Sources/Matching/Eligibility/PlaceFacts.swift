import CallModel

/// What holds the places of a collection's calls in one year, worked out once for all profiles.
struct PlaceChains: Sendable {
  let year: Int
  fileprivate let chains: [String: FieldKnowledge.PlaceChain]

  /// - Parameter areas: of the calls.
  init(_ areas: [Area], knowledge: FieldKnowledge, year: Int) {
    self.year = year
    let codes = Set(areas.flatMap { $0.territories + $0.countries + $0.excluded })
    chains = Dictionary(
      uniqueKeysWithValues: codes.map { ($0, knowledge.placeChain(of: $0, in: year)) })
  }
}

/// How places lie to one another in one year, and who helps there: each asked of the lists once.
final class PlaceFacts {
  private let knowledge: FieldKnowledge
  private let year: Int
  private var chains: [String: FieldKnowledge.PlaceChain]
  private var relations: [String: [String: PlaceRelation]] = [:]
  private var supports: [[String]: Support] = [:]

  /// - Parameter known: of the same knowledge and year.
  init(knowledge: FieldKnowledge, year: Int, known: PlaceChains? = nil) {
    self.knowledge = knowledge
    self.year = year
    chains = known?.chains ?? [:]
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

  /// Who helps at some places.
  struct Support {
    let names: [String]
    private let byPoint: [ReadinessItem.ID: [FieldKnowledge.SupportBody]]

    init(_ bodies: [FieldKnowledge.SupportBody]) {
      names = bodies.map(\.name)
      byPoint = ReadinessItem.ID.allCases.reduce(into: [:]) { points, point in
        points[point] = bodies.filter { $0.helps.contains(point.rawValue) }
      }
    }

    /// Those that help with one of the points to watch.
    func bodies(for point: ReadinessItem.ID) -> [FieldKnowledge.SupportBody] {
      byPoint[point] ?? []
    }
  }

  /// In the order of `FieldKnowledge.supportBodies`.
  func support(for places: [String]) -> Support {
    if let known = supports[places] { return known }
    let bodies = knowledge.supportBodies(for: places, in: year) {
      self.relation(of: $0, to: $1)
    }
    let support = Support(bodies)
    supports[places] = support
    return support
  }
}
