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
  private var postings: [String: [Posting]] = [:]
  /// By concept.
  private var conceptPostings: [[Posting]]
  /// Half-covering weight of each call, by its length.
  private var halves: [Double] = []
  private let repeated: Set<Int>

  init(calls: [CallText], knowledge: FieldKnowledge, scanner: TextWords) {
    callCount = calls.count
    terms = ConceptTerms(knowledge: knowledge, words: scanner)
    conceptPostings = Array(
      repeating: [], count: knowledge.themes.count + knowledge.countries.count)
    let streams = calls.map(CallStream.init)
    repeated = Self.repeatedParagraphs(streams, scanner)
    for (call, stream) in streams.enumerated() {
      add(stream, call: call, scanner)
    }
  }

  private mutating func add(_ stream: CallStream, call: Int, _ scanner: TextWords) {
    var weights: [String: Double] = [:]
    var conceptWeights: [Int: Double] = [:]
    var length = 0.0
    stream.forEach(scanner, weighs: mayWeigh) { paragraph in
      length += Double(paragraph.words.count) * paragraph.weight
      for word in paragraph.words { weights[word.stem, default: 0] += paragraph.weight }
      for hit in terms.hits(in: paragraph.words) {
        conceptWeights[hit.concept, default: 0] += paragraph.weight
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

  /// False for a paragraph of a form: one that many calls repeat.
  func mayWeigh(_ stems: [String]) -> Bool { !repeated.contains(Self.mark(stems)) }

  private static func repeatedParagraphs(_ streams: [CallStream], _ scanner: TextWords) -> Set<Int>
  {
    var counts: [Int: Int] = [:]
    for stream in streams {
      var seen: Set<Int> = []
      stream.forEach(scanner) { paragraph in
        guard paragraph.passage != nil else { return }
        let mark = mark(paragraph.stems)
        if seen.insert(mark).inserted { counts[mark, default: 0] += 1 }
      }
    }
    return Set(counts.filter { $0.value > FieldWeights.repetitions }.keys)
  }

  /// FNV-1a over the stems: the same in every run, unlike `Hasher`.
  private static func mark(_ stems: [String]) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for stem in stems {
      for byte in stem.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0x20) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: hash)
  }

  // MARK: Reading

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
