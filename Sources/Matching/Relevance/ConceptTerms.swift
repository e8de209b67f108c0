import CallModel

/// Finds the concepts of the field in the words of a text: themes by terms and labels, countries by names
/// and adjectives.
struct ConceptTerms {
  struct Hit {
    var concept: Int
    /// Indices in the words.
    var words: Range<Int>
  }

  private struct Term {
    var rest: [String]
    var concept: Int
  }

  /// Terms by their first word, longest first.
  private var table: [String: [Term]] = [:]

  /// Themes come first, in their order, then countries: `concept` counts through both.
  let themeCount: Int

  init(knowledge: FieldKnowledge, words: TextWords) {
    themeCount = knowledge.themes.count
    let concepts =
      knowledge.themes.map { ($0.labels, $0.terms) }
      + knowledge.countries.map { ($0.names, $0.terms) }
    for (index, (names, terms)) in concepts.enumerated() {
      let names = names.sorted { $0.key < $1.key }.map(\.value)
      var seen: Set<[String]> = []
      for sequence in (names + terms).map(words.plainWords)
      where !sequence.isEmpty && seen.insert(sequence).inserted {
        table[sequence[0], default: []].append(
          Term(rest: Array(sequence.dropFirst()), concept: index))
      }
    }
    for key in table.keys {
      table[key]?.sort { ($1.rest.count, $0.concept) < ($0.rest.count, $1.concept) }
    }
  }

  var isEmpty: Bool { table.isEmpty }

  /// In reading order; of several terms of one concept at one place, the longest.
  func hits(in words: [TextWords.Word]) -> [Hit] {
    guard !table.isEmpty else { return [] }
    var hits: [Hit] = []
    for start in words.indices {
      guard let terms = table[words[start].plain] else { continue }
      var found: Set<Int> = []
      for term in terms where !found.contains(term.concept) {
        let end = start + 1 + term.rest.count
        guard end <= words.count,
          words[(start + 1)..<end].lazy.map(\.plain).elementsEqual(term.rest)
        else {
          continue
        }
        found.insert(term.concept)
        hits.append(Hit(concept: term.concept, words: start..<end))
      }
    }
    return hits
  }
}
