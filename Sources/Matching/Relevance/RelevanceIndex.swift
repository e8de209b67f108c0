import CallModel

/// What every call of a collection speaks of: words and concepts with their weights.
///
/// The same for every order of the calls. Lengths are measured against a fixed usual one, and word
/// statistics only through slow logarithms, so that unrelated calls hardly move a score.
struct RelevanceIndex {
  struct Posting {
    var call: Int
    /// Summed weights of the places where it stands.
    var weight: Double
  }

  let callCount: Int
  let terms: ConceptTerms
  let family: ConceptFamily
  private var postings: [String: [Posting]] = [:]
  /// By concept.
  private var conceptPostings: [[Posting]]
  /// Half-covering weight of each call, by its length.
  private var halves: [Double] = []
  private let repeated: Set<Int>

  init(calls: [CallText], knowledge: FieldKnowledge, scanner: TextWords) {
    callCount = calls.count
    terms = ConceptTerms(knowledge: knowledge, words: scanner)
    family = ConceptFamily(knowledge: knowledge, start: terms.lexiconStart)
    conceptPostings = Array(repeating: [], count: terms.lexiconStart + knowledge.concepts.count)
    repeated = Self.repeatedParagraphs(calls)
    for (call, text) in calls.enumerated() {
      add(CallStream(text), call: call, scanner)
    }
  }

  private mutating func add(_ stream: CallStream, call: Int, _ scanner: TextWords) {
    var weights: [String: Double] = [:]
    var conceptWeights: [Int: Double] = [:]
    var length = 0.0
    stream.forEach(scanner, weighs: mayWeigh) { paragraph in
      length += Double(paragraph.words.count) * paragraph.weight
      var silent: Set<Int> = []
      for hit in terms.hits(in: paragraph.words, stream.language) {
        if isSilent(hit.concept) {
          silent.formUnion(hit.words)
        } else {
          conceptWeights[hit.concept, default: 0] += paragraph.weight
        }
      }
      for (position, word) in paragraph.words.enumerated() where !silent.contains(position) {
        weights[word.stem, default: 0] += paragraph.weight
      }
    }
    halves.append(FieldWeights.half * (0.25 + 0.75 * length / FieldWeights.usualLength))
    for (stem, weight) in weights {
      postings[stem, default: []].append(Posting(call: call, weight: weight))
    }
    for (concept, weight) in conceptWeights {
      conceptPostings[concept].append(Posting(call: call, weight: weight))
    }
  }

  /// False for a paragraph of a form, which many calls repeat word for word.
  func mayWeigh(_ mark: Int) -> Bool { !repeated.contains(mark) }

  private static func repeatedParagraphs(_ calls: [CallText]) -> Set<Int> {
    var counts: [Int: Int] = [:]
    for call in calls {
      for mark in CallStream.marks(of: call) { counts[mark, default: 0] += 1 }
    }
    return Set(counts.filter { $0.value > FieldWeights.repetitions }.keys)
  }

  /// True for a set phrase whose words say nothing (`mise en place`).
  func isSilent(_ concept: Int) -> Bool { weight(of: concept) == 0 }

  // MARK: Reading

  /// What the words of a concept count for, 0…1.
  func weight(of concept: Int) -> Double {
    concept < terms.lexiconStart ? 1 : family.weight(of: concept)
  }

  /// The theme that a concept is, or belongs to.
  func theme(of concept: Int) -> Int? {
    if concept < terms.themeCount { return concept }
    return concept < terms.lexiconStart ? nil : family.theme(of: concept)
  }

  func calls(with stem: String) -> [Posting] { postings[stem] ?? [] }

  func calls(withConcept concept: Int) -> [Posting] { conceptPostings[concept] }

  /// How much a word tells of one call among all: rare words more. Twenty calls are assumed beside
  /// those at hand, so that a small collection treats words alike.
  func rarity(ofWordIn count: Int) -> Double {
    FixedLogarithm.binary(callCount + count + 21, over: count + 1)
  }

  /// How much of a word's or concept's matter a call covers, 0..<1.
  func coverage(_ posting: Posting) -> Double {
    posting.weight / (posting.weight + halves[posting.call])
  }
}
