import RuleEngine

/// What the gazetteers `document-kind` and `call-fact` say of the words and facts by which a document's
/// kind is told: worked out once for a pack.
final class KindKnowledge: Sendable {
  /// A kind of document.
  private struct Kind {
    /// How much points of it speak against a call; 0 for those that do not.
    var against: Double
    var form: String?
  }

  /// A type of annotations that tells of a call.
  struct Fact {
    let type: String
    let points: Double
    /// Only calls have it.
    let isTelling: Bool
  }

  private let kinds: [String: Kind]
  /// In the order of their types.
  let facts: [Fact]

  init(_ pack: RulePack) {
    func number(_ entry: GazetteerName, _ key: String) -> Double {
      entry.attribute(key).flatMap(Double.init) ?? 0
    }
    kinds = Dictionary(
      pack.gazetteer("document-kind").map { entry in
        (entry.id, Kind(against: number(entry, "against"), form: entry.attribute("form")))
      }, uniquingKeysWith: { first, _ in first })
    let facts = pack.gazetteer("call-fact").map { entry in
      Fact(
        type: entry.id, points: number(entry, "points"),
        isTelling: entry.attribute("telling") == "yes")
    }
    self.facts = Dictionary(facts.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
      .values.sorted { $0.type < $1.type }
  }

  func weightAgainst(_ kind: String) -> Double { kinds[kind]?.against ?? 0 }

  /// The kind of record that a document of this kind has.
  func form(of kind: String) -> String? { kinds[kind]?.form }
}
