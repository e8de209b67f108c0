import CallModel

/// The concepts of the field: how texts name them, and how they stand to one another.
struct FieldTerms: Sendable {
  let terms: ConceptTerms
  let family: ConceptFamily
  let bodies: AudienceTerms
  let homePlaces: HomePlaces
  /// Plain forms of words that by themselves say what is done, or stand in every project.
  let lightWords: Set<String>

  init(knowledge: FieldKnowledge, scanner: TextWords) {
    terms = ConceptTerms(knowledge: knowledge, words: scanner)
    bodies = AudienceTerms(knowledge: knowledge, words: scanner)
    lightWords = Set(
      knowledge.concepts.filter { Double($0.weight) < FieldWeights.tellingShare * 100 }
        .flatMap(\.terms).map(scanner.plainWords).filter { $0.count == 1 }.flatMap(\.self))
    homePlaces = HomePlaces(knowledge: knowledge, words: scanner)
    family = ConceptFamily(knowledge: knowledge, start: terms.lexiconStart)
  }

  /// What the words of a concept count for, 0…1; nothing for a set phrase (`mise en place`).
  func weight(of concept: Int) -> Double {
    concept < terms.lexiconStart ? 1 : family.weight(of: concept)
  }

  /// The theme that a concept is, or belongs to.
  func theme(of concept: Int) -> Int? {
    if concept < terms.themeCount { return concept }
    return concept < terms.lexiconStart ? nil : family.theme(of: concept)
  }

  /// What stands in for a concept, with what it covers of it before rarity is looked at.
  func kin(of concept: Int) -> [ConceptFamily.Member] {
    if concept < terms.themeCount {
      return [.init(concept: concept, share: FieldWeights.kinship)]
    }
    if concept < terms.lexiconStart {
      return [.init(concept: concept, share: FieldWeights.countryKinship)]
    }
    return family.members(of: concept).map {
      .init(concept: $0.concept, share: FieldWeights.conceptKinship * $0.share)
    }
  }
}
