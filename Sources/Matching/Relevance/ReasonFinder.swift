import CallModel
import Documents

/// Finds what made a score: words and themes of the query that stand in one call.
struct ReasonFinder {
  static let wordRule = "matching/word"
  static let themeRule = "matching/theme"
  private static let longestList = 12
  private static let proofsPerReason = 4

  let index: RelevanceIndex
  let query: ProjectQuery
  let themes: [FieldKnowledge.Theme]

  /// Heaviest first; weights are shares of the score.
  func reasons(for call: Int, _ matchable: MatchableCall, scanner: TextWords) -> [Reason] {
    let places = Places(matchable.text, index: index, query: query, scanner: scanner)
    var drafts: [Key: Draft] = [:]
    for word in query.words { add(word, call, places, matchable, to: &drafts) }
    // The code of a country is no word that both texts could show.
    for named in query.named where named.concept < index.field.terms.themeCount {
      let covered = coverage(index.calls(withConcept: named.concept), call)
      guard covered > 0 else { continue }
      let key = Key(theme: named.concept, word: "", pointer: named.pointer)
      drafts[key, default: Draft()].add(
        weight: named.mass * covered, places.concepts[named.concept] ?? [], isTheme: true)
    }
    return rendered(drafts, matchable)
  }

  /// The heaviest words of the query of which the call says next to nothing.
  func counterReason(for call: Int) -> CounterReason? {
    guard query.totalMass > 0 else { return nil }
    let missed = query.words.filter { covered($0, call).all < Self.hardlyCovered }
      .enumerated()
      .sorted { ($1.element.mass, $0.offset) < ($0.element.mass, $1.offset) }
      .prefix(Self.mostMissed).map(\.element)
    let mass = missed.reduce(0) { $0 + $1.mass }
    let share = (mass / query.totalMass * 100).rounded() / 100
    guard let first = missed.first, share > 0 else { return nil }
    return CounterReason(words: missed.map(\.form), profile: first.pointer, weight: share)
  }

  private static let hardlyCovered = 0.05
  private static let mostMissed = 3

  /// How much of a word a call covers: by itself, by the best of its kin, and in all.
  private func covered(
    _ word: ProjectQuery.Word, _ call: Int
  ) -> (all: Double, kin: (concept: Int, cover: Double)?) {
    let direct = coverage(index.calls(with: word.stem), call)
    let kin = word.kin.map { kin in
      let covered = coverage(index.calls(withConcept: kin.concept), call)
      return (concept: kin.concept, cover: kin.cover * covered)
    }.max { ($0.cover, $1.concept) < ($1.cover, $0.concept) }
    return (1 - (1 - direct) * (1 - (kin?.cover ?? 0)), kin)
  }

  private func add(
    _ word: ProjectQuery.Word, _ call: Int, _ places: Places, _ matchable: MatchableCall,
    to drafts: inout [Key: Draft]
  ) {
    let (best, kin) = covered(word, call)
    guard best > 0 else { return }
    let concept = kin.flatMap { $0.cover > 0 ? $0.concept : nil }
    let theme = concept.flatMap(index.field.theme)
    let key = Key(theme: theme, word: theme == nil ? word.stem : "", pointer: word.pointer)
    let own = places.words[word.stem] ?? []
    let found = own.isEmpty ? places.concepts[concept ?? -1] ?? [] : own
    let forms = found.map { $0.form(in: matchable.text) }
    let shared = SharedForm.of(
      profile: word.form, others: word.forms, call: forms, areOneWord: !own.isEmpty)
    // What goes by names that share no letters has nothing to show in both texts.
    guard theme != nil || shared.isInBoth else { return }
    var draft = drafts[key] ?? Draft()
    draft.add(weight: word.mass * best, found, isTheme: own.isEmpty)
    if shared.isInBoth { draft.words.append(shared.form) }
    drafts[key] = draft
  }

  private func coverage(_ postings: [RelevanceIndex.Posting], _ call: Int) -> Double {
    var low = 0
    var high = postings.count
    while low < high {
      let middle = (low + high) / 2
      if postings[middle].call < call { low = middle + 1 } else { high = middle }
    }
    guard low < postings.count, postings[low].call == call else { return 0 }
    return index.coverage(postings[low], patience: query.patience)
  }

  private func rendered(_ drafts: [Key: Draft], _ matchable: MatchableCall) -> [Reason] {
    // Summed in one order: floating sums depend on it.
    let ordered = drafts.sorted { $0.key < $1.key }
    let total = ordered.reduce(0) { $0 + $1.value.weight }
    guard total > 0 else { return [] }
    let reasons = ordered.compactMap { key, draft -> Reason? in
      let share = (draft.weight / total * 100).rounded() / 100
      let proofs = draft.proofs(in: matchable, limit: Self.proofsPerReason)
      guard share > 0, !proofs.isEmpty else { return nil }
      return Reason(
        theme: key.theme.map { themes[$0].id }, words: draft.words, call: proofs,
        profile: key.pointer, weight: share)
    }
    let sorted = reasons.enumerated().sorted {
      $0.element.weight != $1.element.weight
        ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
    }
    return sorted.prefix(Self.longestList).map(\.element)
  }

  private struct Key: Hashable, Comparable {
    var theme: Int?
    var word: String
    var pointer: String

    static func < (a: Key, b: Key) -> Bool {
      (a.pointer, a.theme ?? -1, a.word) < (b.pointer, b.theme ?? -1, b.word)
    }
  }

  private struct Draft {
    var weight = 0.0
    var words: [String] = []
    var places: [(place: PlaceInCall, isTheme: Bool)] = []

    mutating func add(weight: Double, _ found: [PlaceInCall], isTheme: Bool) {
      self.weight += weight
      places += found.map { ($0, isTheme) }
    }

    /// The weightiest places, one of each stretch, in reading order among equals.
    func proofs(in call: MatchableCall, limit: Int) -> [Evidence] {
      let ranked = places.enumerated().sorted {
        ($1.element.place.weight, $0.offset) < ($0.element.place.weight, $1.offset)
      }
      var seen: Set<Int> = []
      var proofs: [Evidence] = []
      for (place, isTheme) in ranked.map(\.element) where proofs.count < limit {
        let proof = place.evidence(
          in: call.text, title: call.record.title,
          rule: isTheme ? ReasonFinder.themeRule : ReasonFinder.wordRule)
        if let proof, seen.insert(proof.start).inserted { proofs.append(proof) }
      }
      return proofs
    }
  }

  /// Where the query's words and concepts stand in a call.
  private struct Places {
    var words: [String: [PlaceInCall]] = [:]
    var concepts: [Int: [PlaceInCall]] = [:]

    init(_ text: CallText, index: RelevanceIndex, query: ProjectQuery, scanner: TextWords) {
      let wanted = Set(query.words.map(\.stem))
      let wantedConcepts = Set(
        query.words.flatMap { $0.kin.map(\.concept) } + query.named.map(\.concept))
      let stream = CallStream(text)
      let language = stream.language
      stream.forEach(scanner, weighs: index.mayWeigh) { paragraph in
        for word in paragraph.words where wanted.contains(word.stem) {
          words[word.stem, default: []].append(paragraph.place(word.range, word.range))
        }
        guard !wantedConcepts.isEmpty else { return }
        for hit in index.field.terms.hits(in: paragraph.words, language)
        where wantedConcepts.contains(hit.concept) {
          let first = paragraph.words[hit.words.lowerBound].range
          let last = paragraph.words[hit.words.upperBound - 1].range
          concepts[hit.concept, default: []].append(paragraph.place(first, last))
        }
      }
    }
  }
}

extension CallStream.Paragraph {
  func place(_ first: TextRange, _ last: TextRange) -> PlaceInCall {
    PlaceInCall(
      passage: passage, range: TextRange(offset + first.start, offset + last.end), weight: weight)
  }
}
