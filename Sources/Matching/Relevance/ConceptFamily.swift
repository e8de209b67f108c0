import CallModel

/// What stands in for a concept of the lexicon, and by how much: the concept itself, narrower ones
/// (a call for street lamps pays for street lighting), wider ones (a call for energy saving may) and
/// related ones.
struct ConceptFamily: Sendable {
  struct Member: Sendable {
    var concept: Int
    /// 0…1.
    var share: Double
  }

  /// By concept of the lexicon, each ascending.
  private let members: [[Member]]
  /// By concept of the lexicon: index of its theme, or of that of a wider concept.
  private let themes: [Int?]
  /// What the words of a concept count for, by concept of the lexicon.
  private let weights: [Double]
  private let start: Int

  init(knowledge: FieldKnowledge, start: Int) {
    let concepts = knowledge.concepts
    let index = Dictionary(
      concepts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let wider = concepts.map { $0.wider.compactMap { index[$0] } }
    var narrower: [[Int]] = Array(repeating: [], count: concepts.count)
    for (concept, list) in wider.enumerated() {
      for above in list { narrower[above].append(concept) }
    }
    let related = concepts.map { $0.related.compactMap { index[$0] } }
    members = concepts.indices.map { concept in
      var shares = [concept: 1.0]
      Self.reach(
        from: concept, narrower, FieldWeights.narrower, FieldWeights.narrowerStep, depth: 3,
        &shares)
      Self.reach(
        from: concept, wider, FieldWeights.wider, FieldWeights.wider, depth: 2, &shares)
      Self.reach(from: concept, related, FieldWeights.related, 0, depth: 1, &shares)
      return shares.sorted { $0.key < $1.key }
        .map { Member(concept: start + $0.key, share: $0.value) }
    }
    themes = concepts.indices.map { Self.theme(of: $0, knowledge, wider) }
    weights = concepts.map { Double($0.weight) / 100 }
    self.start = start
  }

  func members(of concept: Int) -> [Member] { members[concept - start] }

  func theme(of concept: Int) -> Int? { themes[concept - start] }

  /// What the words of a concept count for, 0…1.
  func weight(of concept: Int) -> Double { weights[concept - start] }

  private static func reach(
    from concept: Int, _ links: [[Int]], _ share: Double, _ step: Double, depth: Int,
    _ shares: inout [Int: Double]
  ) {
    var open = links[concept]
    var share = share
    for _ in 0..<depth {
      for next in open { shares[next] = max(shares[next] ?? 0, share) }
      open = open.flatMap { links[$0] }
      share *= step
    }
  }

  private static func theme(
    of concept: Int, _ knowledge: FieldKnowledge, _ wider: [[Int]]
  ) -> Int? {
    var open = [concept]
    for _ in 0..<6 {
      for next in open {
        for id in knowledge.concepts[next].themes {
          if let theme = knowledge.themes.firstIndex(where: { $0.id == id }) { return theme }
        }
      }
      open = open.flatMap { wider[$0] }
    }
    return nil
  }
}
