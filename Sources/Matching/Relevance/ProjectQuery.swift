import CallModel

/// What one project, or the authority's themes as a whole, speaks of.
struct ProjectQuery {
  /// A word with its mass and the places where the profile uses it.
  struct Word {
    var stem: String
    /// Of the stem, as calls are packed by.
    var hash: UInt64
    var mass: Double
    /// First source that holds it, among `pointers`.
    var pointer: Int
    /// The form there, then the others in the profile, sorted.
    var forms: [SharedForm.Spelling]
    /// Concepts that the word is a term of here, ascending, with what they can cover of it.
    var kin: [Kin]
    /// Whether it says what is done rather than to what: nothing to show as a reason.
    var isLight: Bool
  }

  /// A concept that stands in for a word: its own, or one of that one's family.
  struct Kin {
    var concept: Int
    /// Index of the concept among those of the query.
    var slot: Int
    /// 0…1; less for a concept that many calls speak of than for a rare one.
    var cover: Double
  }

  /// A theme that the profile names by its id, or a country that it names by its code.
  struct Named {
    var concept: Int
    /// Index of the concept among those of the query.
    var slot: Int
    var mass: Double
    /// Among `pointers`.
    var pointer: Int
  }

  /// JSON pointers into the profile, ascending.
  let pointers: [String]
  /// By stem, so that sums have one order.
  let words: [Word]
  let named: [Named]
  /// Of all kin and all that is named, each once.
  let concepts: [Int]
  let totalMass: Double
  /// How often a call must say a word to cover it, against a project of usual length: of a project
  /// told in few words each must be what the call is about, of one told at length many must be met.
  let patience: Double

  init(_ matter: QueryMatter, in index: RelevanceIndex) {
    let brevity = FieldWeights.usualWords / Double(max(matter.words.count, 1))
    patience = min(FieldWeights.mostBrevity, brevity.squareRoot())
    let kinship = min(FieldWeights.mostBrevity, brevity)
    var slots = ConceptSlots()
    let pointers = Set(matter.words.map(\.pointer) + matter.named.map(\.pointer)).sorted()
    let places = Dictionary(uniqueKeysWithValues: pointers.enumerated().map { ($1, $0) })
    self.pointers = pointers
    words = matter.words.map { found in
      let hash = CallMatter.hash(found.stem)
      let rarity = index.rarity(ofWordIn: index.postings(ofStem: hash).count)
      let kin = Self.kin(of: found.concepts, rarity: rarity, kinship: kinship, index, &slots)
      return Word(
        stem: found.stem, hash: hash, mass: Self.damped(found.weight) * rarity,
        pointer: places[found.pointer] ?? 0,
        forms: ([found.form] + found.forms.sorted()).map(SharedForm.Spelling.init), kin: kin,
        isLight: !found.isTelling)
    }
    named = matter.named.map { concept, weight, pointer in
      let rarity = index.rarity(ofWordIn: index.postings(ofConcept: concept).count)
      return Named(
        concept: concept, slot: slots.slot(of: concept), mass: weight * rarity,
        pointer: places[pointer] ?? 0)
    }
    concepts = slots.concepts
    totalMass = words.reduce(0) { $0 + $1.mass } + named.reduce(0) { $0 + $1.mass }
  }

  /// To the power of three quarters, by roots alone: the same on every machine.
  private static func damped(_ weight: Double) -> Double {
    let root = weight.squareRoot()
    return root * root.squareRoot()
  }

  /// - Parameter kinship: how much concepts stand in for words; a project told at length says itself
  ///   what a short one leaves to them.
  private static func kin(
    of concepts: Set<Int>, rarity: Double, kinship: Double, _ index: RelevanceIndex,
    _ slots: inout ConceptSlots
  ) -> [Kin] {
    var covers: [Int: Double] = [:]
    for member in concepts.sorted().flatMap(index.field.kin) {
      let count = index.postings(ofConcept: member.concept).count
      guard count > 0 else { continue }
      let own = member.share * min(1, index.rarity(ofWordIn: count) / rarity)
      let cover = min(1, kinship * own)
      covers[member.concept] = max(covers[member.concept] ?? 0, cover)
    }
    return covers.sorted { $0.key < $1.key }.map {
      Kin(concept: $0.key, slot: slots.slot(of: $0.key), cover: $0.value)
    }
  }

  /// Numbers the concepts of a query as they come.
  private struct ConceptSlots {
    private(set) var concepts: [Int] = []
    private var slots: [Int: Int] = [:]

    mutating func slot(of concept: Int) -> Int {
      if let known = slots[concept] { return known }
      slots[concept] = concepts.count
      concepts.append(concept)
      return concepts.count - 1
    }
  }
}
