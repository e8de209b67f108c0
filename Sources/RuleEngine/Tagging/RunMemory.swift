import Synchronization

/// The tables of one walk over a text.
///
/// They are kept for the next text: what is new to the process has to be given to it page by page,
/// which costs more than the walk over a short text.
struct RunMemory {
  var tokens = Grown<Token>()
  /// Number of the sentence of each token.
  var sentences = Grown<Int32>()
  /// First token of each sentence, and the number of tokens at the end.
  var sentenceStarts = Grown<Int32>()
  /// What stands in each sentence; grows with the items.
  var presence = Grown<Presence.Row>()
  /// Unit of each token; -1 outside all units.
  var unitOf = Grown<Int32>()
  /// Tokens of each unit.
  var unitTokens = Grown<TaggingPlan.Span>()
  /// Units over each unit, in `overs`.
  var unitsOver = Grown<TaggingPlan.Span>()
  var overs = Grown<Int32>()
  var phrases = Grown<Phrase>()
  /// Where the phrases of each token begin, with one place more behind the last token.
  var phraseStarts = Grown<Int32>()
  var items = Grown<Item>()
  /// First item that begins at each token; -1 for none.
  var heads = Grown<Int32>()
  /// How often each value of the lexicon of function words stands in the text.
  var functionWords = Grown<Int32>()
  /// What begins at each token, with an empty one behind the last.
  var signatures = Grown<Signature>()
  /// Phrases, words and figures that programs may begin with; of phrases of one symbol at a token the
  /// longest.
  var noted = Grown<NotedPlace>()
  /// The same list by list; a list ends before the place that its own number and one names here, and
  /// begins where the one before it ends.
  var startPlaces = Grown<TryingPlace>()
  var placeEnds = Grown<Int32>()
  /// Values that programs may begin with.
  var occurrences = Grown<Occurrence>()
  /// The last of each beginning in each section of sentences; -1 for none.
  var lastOccurrences = Grown<Int32>()
  /// Of each four sections of sentences what programs begin with and stands there, a bit a beginning.
  var stands = Grown<UInt64>()
  /// Places of the beginning at hand.
  var trying = Grown<TryingPlace>()
  /// Where they are many: the last of them in each sentence of the section, and before each of them the
  /// next one of its sentence; -1 for none.
  var lastPlaces = Grown<Int32>()
  var nextPlaces = Grown<Int32>()
  /// Those of them that a program is tried at, by number.
  var chosen = Grown<Int32>()
  /// Programs that may match in the four sections at hand, those of each section in a stretch of its own.
  var prospects = Grown<Prospects.Prospect>()
  /// What programs of the stratum at hand begin with and stands in the four sections at hand.
  var standing = Grown<Int32>()
  /// How many prospects there are of each section, and room for how many.
  var prospectCounts = SIMD4<Int>()
  var prospectRoom = 0
  /// Of each program where a condition may forbid a match.
  var doubts = Grown<Doubt>()
  /// Another one for each stratum of each text, and with the number of a section added for each of its
  /// sections.
  private(set) var stamp: UInt64 = 0
  /// Ways of a pattern that are left to try.
  var ways = Grown<PatternMatcher.Way>(capacity: PatternMatcher.mostWays)
  /// Names of gazetteers, before they are settled.
  var hits = Grown<TagRun.PhraseHit>()
  /// Phrases of lexicons, and names that are not known to hold yet.
  var otherHits = Grown<TagRun.PhraseHit>()
  var sortedHits = Grown<TagRun.PhraseHit>()
  var beginnings = Grown<PhraseWalk.Beginning>()
  /// While phrases are put in the order of the text: how many begin before each token.
  var places = Grown<Int32>()
  var candidates = Grown<Candidate>()
  /// Candidates of the stratum at hand.
  var found = Grown<Candidate>()
  var claims = Grown<TagRun.Claim>()
  var sortedClaims = Grown<TagRun.Claim>()
  var owners = Owners()
  /// Those that give way to the candidate at hand.
  var holders = Grown<Int32>()
  /// Candidates of types that stand for those that lie in them.
  var veils = Grown<Int32>()
  /// What is told of a text: the candidates, and the tokens where they begin, a bit a token.
  var told = Grown<ToldOrder.Key>()
  var toldInOrder = Grown<ToldOrder.Key>()
  var toldStarts = Grown<UInt64>()
  /// What was last found for each condition, by the sentence or unit it was looked for in: all
  /// matches of one sentence ask the same.
  var answers = Grown<ConditionCheck.Answer>()
  /// Numbers in figures and in words, in ten-thousandths.
  var numbers = Grown<Int64>()
  var values: [Value] = []
  var taken: [Annotation.Attribute] = []

  struct Doubt: BitwiseCopyable {
    /// That of the section for which it was worked out, with its number.
    var stamp: UInt64
    var sentences: UInt64
  }

  /// Forgets where conditions may forbid matches: a stratum added to what stands in sentences.
  ///
  /// - Parameter programs: how many there are.
  mutating func forgetDoubts(programs: Int) {
    stamp &+= 1 << 32
    if doubts.count < programs {
      doubts.fill(programs, with: Doubt(stamp: 0, sentences: 0))
    }
  }

  /// The value of a candidate.
  @inline(__always)
  func value(of value: Candidate.Value, _ texts: PackTexts) -> Value {
    let index = Int(value.index)
    return switch value.kind {
    case .made: values[index]
    case .name: .entry(texts.names[index])
    case .number: .count(Bounds(Quantity(tenThousandths: numbers[index])))
    case .none: .none
    }
  }

  /// The token that a phrase begins with.
  func firstToken(ofPhrase number: Int) -> Int {
    var (low, high) = (0, tokens.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(phraseStarts[middle]) <= number { low = middle } else { high = middle }
    }
    return low
  }

  mutating func clear() {
    tokens.removeAll()
    sentenceStarts.removeAll()
    phrases.removeAll()
    phraseStarts.removeAll()
    noted.removeAll()
    startPlaces.removeAll()
    occurrences.removeAll()
    items.removeAll()
    hits.removeAll()
    otherHits.removeAll()
    candidates.removeAll()
    veils.removeAll()
    found.removeAll()
    numbers.removeAll()
    values.removeAll(keepingCapacity: true)
    taken.removeAll(keepingCapacity: true)
  }

  func free() {
    tokens.free()
    sentences.free()
    sentenceStarts.free()
    presence.free()
    unitOf.free()
    unitTokens.free()
    unitsOver.free()
    overs.free()
    items.free()
    heads.free()
    phrases.free()
    phraseStarts.free()
    functionWords.free()
    signatures.free()
    noted.free()
    startPlaces.free()
    placeEnds.free()
    occurrences.free()
    lastOccurrences.free()
    stands.free()
    trying.free()
    lastPlaces.free()
    nextPlaces.free()
    chosen.free()
    prospects.free()
    standing.free()
    doubts.free()
    ways.free()
    hits.free()
    otherHits.free()
    sortedHits.free()
    beginnings.free()
    places.free()
    candidates.free()
    found.free()
    claims.free()
    sortedClaims.free()
    owners.free()
    holders.free()
    veils.free()
    told.free()
    toldInOrder.free()
    toldStarts.free()
    answers.free()
    numbers.free()
  }
}

/// Memory that runs take from and give back to; as many as run at once.
final class RunMemoryPool: Sendable {
  /// Of a text with more tokens the memory is given back to the system.
  private static let mostTokens = 1 << 18
  static let shared = RunMemoryPool()

  /// Nobody else holds what lies in the pool.
  private struct Resting: @unchecked Sendable {
    let memory: UnsafeMutablePointer<RunMemory>
  }

  private let resting = Mutex<[Resting]>([])

  func take() -> UnsafeMutablePointer<RunMemory> {
    if let rested = resting.withLock({ $0.popLast() }) {
      rested.memory.pointee.clear()
      return rested.memory
    }
    let memory = UnsafeMutablePointer<RunMemory>.allocate(capacity: 1)
    memory.initialize(to: RunMemory())
    return memory
  }

  func giveBack(_ memory: UnsafeMutablePointer<RunMemory>) {
    guard memory.pointee.tokens.capacity > Self.mostTokens else {
      let rested = Resting(memory: memory)
      return resting.withLock { $0.append(rested) }
    }
    memory.pointee.free()
    memory.deinitialize(count: 1)
    memory.deallocate()
  }
}
