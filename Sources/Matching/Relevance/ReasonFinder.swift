import CallModel
import Documents

/// Finds what made a score: words and themes of the query that stand in one call.
struct ReasonFinder {
  /// What speaks for a call, heaviest first, and the strongest point against it.
  struct Account {
    var reasons: [Reason]
    var counterReason: CounterReason?
  }

  static let wordRule = "matching/word"
  static let themeRule = "matching/theme"
  private static let longestList = 12
  private static let proofsPerReason = 4

  let index: RelevanceIndex
  let query: ProjectQuery
  let themes: [FieldKnowledge.Theme]

  private let wanted: WantedTerms

  init(index: RelevanceIndex, query: ProjectQuery, themes: [FieldKnowledge.Theme]) {
    self.index = index
    self.query = query
    self.themes = themes
    wanted = WantedTerms(query, conceptCount: index.field.terms.conceptCount)
  }

  func account(of call: Int, _ matchable: MatchableCall, scanner: TextWords) -> Account {
    let concepts = query.concepts.map {
      index.coverage(index.postings(ofConcept: $0), in: call, patience: query.patience)
    }
    let covered = query.words.map { self.covered($0, call, concepts) }
    return Account(
      reasons: reasons(covered, concepts, matchable, scanner: scanner),
      counterReason: counterReason(covered))
  }

  /// Heaviest first; weights are shares of the score.
  private func reasons(
    _ covered: [Covered], _ concepts: [Double], _ matchable: MatchableCall, scanner: TextWords
  ) -> [Reason] {
    let places =
      matchable.places ?? CallPlaces(of: matchable.text, field: index.field, scanner: scanner)
    let found = FoundPlaces(places, wanted, index)
    let text = matchable.text
    var drafts: [Key: Draft] = [:]
    for (position, word) in query.words.enumerated() where covered[position].all > 0 {
      add(position, word, covered[position], found, text, to: &drafts)
    }
    // The code of a country is no word that both texts could show.
    for named in query.named where named.concept < index.field.terms.themeCount {
      guard concepts[named.slot] > 0 else { continue }
      let key = Key(pointer: named.pointer, theme: named.concept)
      drafts[key, default: Draft()].add(
        weight: named.mass * concepts[named.slot], found.concepts[named.slot], isTheme: true)
    }
    return rendered(drafts, text, title: matchable.record.title)
  }

  /// The heaviest words of the query of which the call says next to nothing.
  private func counterReason(_ covered: [Covered]) -> CounterReason? {
    guard query.totalMass > 0 else { return nil }
    let missed = zip(query.words, covered)
      .filter { !$0.isLight && $1.all < Self.hardlyCovered }.map(\.0)
      .enumerated()
      .sorted { ($1.element.mass, $0.offset) < ($0.element.mass, $1.offset) }
      .prefix(Self.mostMissed).map(\.element)
    let mass = missed.reduce(0) { $0 + $1.mass }
    let share = (mass / query.totalMass * 100).rounded() / 100
    guard let first = missed.first, share > 0 else { return nil }
    return CounterReason(
      words: missed.map { $0.forms[0].form }, profile: query.pointers[first.pointer],
      weight: share)
  }

  private static let hardlyCovered = 0.05
  private static let mostMissed = 3

  /// How much of a word a call covers: in all, and by the best of its kin.
  private struct Covered {
    var all: Double
    var kin: ProjectQuery.Kin?
  }

  private func covered(
    _ word: ProjectQuery.Word, _ call: Int, _ concepts: [Double]
  ) -> Covered {
    let direct = index.coverage(
      index.postings(ofStem: word.hash), in: call, patience: query.patience)
    var best = 0.0
    var kin: ProjectQuery.Kin?
    for candidate in word.kin where candidate.cover * concepts[candidate.slot] > best {
      best = candidate.cover * concepts[candidate.slot]
      kin = candidate
    }
    return Covered(all: 1 - (1 - direct) * (1 - best), kin: kin)
  }

  private func add(
    _ position: Int, _ word: ProjectQuery.Word, _ covered: Covered, _ places: FoundPlaces,
    _ text: CallText, to drafts: inout [Key: Draft]
  ) {
    let own = places.words[position]
    let theme = (covered.kin?.concept).flatMap(index.field.theme)
    let key = Key(
      pointer: word.pointer, theme: theme ?? -1, word: theme == nil ? position : -1,
      isLight: word.isLight)
    let found = own.isEmpty ? covered.kin.map { places.concepts[$0.slot] } ?? [] : own
    // A call says a word over and over.
    var forms: [String] = []
    for form in found.lazy.map({ $0.form(in: text) }) where !forms.contains(form) {
      forms.append(form)
    }
    let shared = SharedForm.of(
      profile: word.forms, call: forms, areOneWord: !own.isEmpty)
    // What goes by names that share no letters has nothing to show in both texts.
    guard theme != nil || shared.isInBoth else { return }
    drafts[key, default: Draft()].add(
      weight: word.mass * covered.all, found, isTheme: own.isEmpty,
      // Where a theme tells what is meant, half a word tells nothing more.
      word: shared.isInBoth && (theme == nil || !shared.isCut) ? shared.form : nil)
  }

  private func rendered(
    _ drafts: [Key: Draft], _ text: CallText, title: Stated<String>?
  ) -> [Reason] {
    // Summed in one order: floating sums depend on it.
    let ordered = drafts.sorted { $0.key < $1.key }
    let total = ordered.reduce(0) { $0 + $1.value.weight }
    guard total > 0 else { return [] }
    let telling = ordered.filter { !$0.key.isLight }
    let reasons = (telling.isEmpty ? ordered : telling).compactMap { key, draft -> Reason? in
      let share = (draft.weight / total * 100).rounded() / 100
      let proofs = draft.proofs(in: text, title: title, limit: Self.proofsPerReason)
      guard share > 0, !proofs.isEmpty else { return nil }
      return Reason(
        theme: key.theme < 0 ? nil : themes[key.theme].id, words: draft.words, call: proofs,
        profile: query.pointers[key.pointer], weight: share)
    }
    let sorted = reasons.enumerated().sorted {
      $0.element.weight != $1.element.weight
        ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
    }
    return sorted.prefix(Self.longestList).map(\.element)
  }

  /// What is one reason: a theme, or a word of the query, at one place of the profile. In the order
  /// of their numbers, which is that of their names.
  private struct Key: Hashable, Comparable {
    var pointer: Int
    /// -1 for none.
    var theme: Int
    /// Index among the words of the query; -1 where a theme stands for the word.
    var word = -1
    /// Of words that are shown only where nothing else is shared.
    var isLight = false

    static func < (a: Key, b: Key) -> Bool {
      (a.pointer, a.theme, a.word, a.isLight ? 1 : 0)
        < (b.pointer, b.theme, b.word, b.isLight ? 1 : 0)
    }
  }

  private struct Draft {
    var weight = 0.0
    var words: [String] = []
    var places: [(place: PlaceInCall, isTheme: Bool)] = []

    mutating func add(
      weight: Double, _ found: [PlaceInCall], isTheme: Bool, word: String? = nil
    ) {
      if let word { words.append(word) }
      self.weight += weight
      places += found.map { ($0, isTheme) }
    }

    /// The weightiest places, one of each stretch, in reading order among equals.
    func proofs(in text: CallText, title: Stated<String>?, limit: Int) -> [Evidence] {
      var seen: Set<Int> = []
      var proofs: [Evidence] = []
      for weight in Set(places.map(\.place.weight)).sorted(by: >) {
        for (place, isTheme) in places where place.weight == weight {
          guard proofs.count < limit else { return proofs }
          let proof = place.evidence(
            in: text, title: title,
            rule: isTheme ? ReasonFinder.themeRule : ReasonFinder.wordRule)
          if let proof, seen.insert(proof.start).inserted { proofs.append(proof) }
        }
      }
      return proofs
    }
  }

  /// Numbers of what a query looks for.
  private struct WantedTerms {
    /// By hash of the stem: index of the word.
    let stems: HashNumbers
    /// By concept: its slot, or -1.
    let slots: [Int]
    let slotCount: Int

    init(_ query: ProjectQuery, conceptCount: Int) {
      stems = HashNumbers(query.words.map(\.hash))
      var slots = Array(repeating: -1, count: conceptCount)
      for (slot, concept) in query.concepts.enumerated() { slots[concept] = slot }
      self.slots = slots
      slotCount = query.concepts.count
    }
  }

  /// Where the query's words and concepts stand in a call.
  private struct FoundPlaces {
    /// By word of the query.
    var words: [[PlaceInCall]]
    /// By slot.
    var concepts: [[PlaceInCall]]

    init(_ places: CallPlaces, _ wanted: WantedTerms, _ index: RelevanceIndex) {
      words = Array(repeating: [], count: wanted.stems.count)
      concepts = Array(repeating: [], count: wanted.slotCount)
      // A damaged row gives what was read of it before.
      try? places.forEach(
        weighs: index.mayWeigh,
        word: { hash, place in
          if let word = wanted.stems[hash] { words[word].append(place) }
        },
        concept: { concept, place in
          guard wanted.slots.indices.contains(concept), wanted.slots[concept] >= 0 else { return }
          concepts[wanted.slots[concept]].append(place)
        })
    }
  }
}
