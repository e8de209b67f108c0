import CallModel
import Documents

extension EligibilityJudge {
  /// One place of the authority inside the area is enough.
  func territory(_ call: CallRecord) -> Criterion {
    let pointer = (facts.profile.territories ?? []).isEmpty ? "/country" : "/territories"
    let area = call.area
    func criterion(
      _ value: ThreeValued, _ reason: CriterionReason, _ question: CriterionQuestion? = nil
    ) -> Criterion {
      Criterion(
        id: .territory, value: value, reason: reason, question: question,
        call: evidence(of: area, reason), profile: pointer)
    }
    let places = facts.places
    let targets = area.map(targets) ?? []
    guard let area, !targets.isEmpty else { return criterion(.unknown, .callIsSilent, .whichArea) }
    let (inside, others) = best(places, targets)
    if let outside = exclusion(of: places, area.excluded) {
      return criterion(.no, .placeExcluded(place: outside.place, by: outside.area))
    }
    if let inside {
      let narrower = narrower(than: inside, in: targets)
      guard !narrower.isEmpty else {
        guard area.partial != true else {
          return criterion(
            .unknown, .placeInUnnamedPart(place: inside.place, area: inside.area), .whichArea)
        }
        return criterion(.yes, .placeInside(place: inside.place, area: inside.area))
      }
      return criterion(
        .unknown, .placePartlyInside(place: inside.place, area: narrower),
        .doesPlaceLieIn(places: places, area: narrower))
    }
    let question = CriterionQuestion.doesPlaceLieIn(places: places, area: targets)
    if let wide = others.first(where: { $0.relation == .contains }) {
      let held = others.filter { $0.relation == .contains && $0.place == wide.place }.map(\.area)
      return criterion(.unknown, .placePartlyInside(place: wide.place, area: held), question)
    }
    if others.contains(where: { $0.relation == .unknown }) {
      return criterion(.unknown, .placeNotComparable(places: places, area: targets), question)
    }
    // A country that only follows from the funder's name cannot rule anyone out.
    if area.territories.isEmpty, area.inferred.contains("countries") {
      return criterion(.unknown, .placeOutside(places: places, area: targets), question)
    }
    return criterion(.no, .placeOutside(places: places, area: targets))
  }

  struct Pair {
    var place: String
    var area: String
    var relation: PlaceRelation
  }

  /// The territories, and the countries of which no part is named.
  private func targets(_ area: Area) -> [String] {
    area.territories + area.countries.filter { isWhole($0, in: area) }
  }

  /// Whether no part of a country is named.
  func isWhole(_ country: String, in area: Area) -> Bool {
    !area.territories.contains { facts.relation(of: $0, to: country) == .inside }
  }

  /// Where a call names a place and the one that holds it (Paris, Île-de-France), either may be
  /// meant, and a body of the wider one has to ask.
  private func narrower(than hit: Pair, in targets: [String]) -> [String] {
    targets.filter { $0 != hit.area && facts.relation(of: $0, to: hit.area) == .inside }
  }

  /// The first target that holds a place, one that holds no other target if there is one.
  private func best(_ places: [String], _ targets: [String]) -> (inside: Pair?, others: [Pair]) {
    var others: [Pair] = []
    var inside: [Pair] = []
    for place in places {
      for area in targets {
        let relation = facts.relation(ofOwn: place, to: area)
        let pair = Pair(place: place, area: area, relation: relation)
        if relation == .inside || relation == .same {
          inside.append(pair)
        } else {
          others.append(pair)
        }
      }
    }
    return (inside.first { narrower(than: $0, in: targets).isEmpty } ?? inside.first, others)
  }

  /// Set when every place lies in an excluded one.
  func exclusion(of places: [String], _ excluded: [String]) -> Pair? {
    let hits: [Pair?] = places.map { place in
      let pairs = excluded.lazy.map { area in
        let relation = facts.relation(ofOwn: place, to: area)
        return Pair(place: place, area: area, relation: relation)
      }
      return pairs.first { $0.relation == .inside || $0.relation == .same }
    }
    return hits.contains { $0 == nil } ? nil : hits.first ?? nil
  }

  /// The passage of the deciding place where the evidence says which is which, else all.
  private func evidence(of area: Area?, _ reason: CriterionReason) -> [Evidence] {
    guard let area else { return [] }
    let target: String? =
      switch reason {
      case .placeInside(_, let place), .placeExcluded(_, let place): label(of: place, in: area)
      case .placeInUnnamedPart: "partial"
      default: nil
      }
    let exact = area.evidence.filter { $0.for != nil && $0.for == target }
    guard exact.isEmpty else { return exact }
    return area.evidence.filter { !($0.for ?? "").hasPrefix("partnerCountries") }
  }

  private func label(of place: String, in area: Area) -> String? {
    let lists = [
      ("territories", area.territories), ("countries", area.countries), ("excluded", area.excluded),
    ]
    for (name, list) in lists {
      if let index = list.firstIndex(of: place) { return "\(name)/\(index)" }
    }
    return nil
  }
}
