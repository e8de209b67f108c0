import CallModel

/// Finds the themes of the field in stemmed words, by their terms and labels.
struct ThemeTerms {
  struct Hit {
    var theme: Int
    /// Indices in the words.
    var words: Range<Int>
  }

  private struct Term {
    var rest: [String]
    var theme: Int
  }

  /// Terms by their first stem, longest first.
  private var table: [String: [Term]] = [:]

  init(themes: [FieldKnowledge.Theme], words: TextWords) {
    for (index, theme) in themes.enumerated() {
      let labels = theme.labels.sorted { $0.key < $1.key }.map(\.value)
      var seen: Set<[String]> = []
      for sequence in (labels + theme.terms).flatMap(words.sequences)
      where seen.insert(sequence).inserted {
        table[sequence[0], default: []].append(
          Term(rest: Array(sequence.dropFirst()), theme: index))
      }
    }
    for key in table.keys {
      table[key]?.sort { ($1.rest.count, $0.theme) < ($0.rest.count, $1.theme) }
    }
  }

  var isEmpty: Bool { table.isEmpty }

  /// In reading order; of several terms of one theme at one place, the longest.
  func hits(in stems: [String]) -> [Hit] {
    guard !table.isEmpty else { return [] }
    var hits: [Hit] = []
    for start in stems.indices {
      guard let terms = table[stems[start]] else { continue }
      var found: Set<Int> = []
      for term in terms where !found.contains(term.theme) {
        let end = start + 1 + term.rest.count
        guard end <= stems.count, stems[(start + 1)..<end].elementsEqual(term.rest) else {
          continue
        }
        found.insert(term.theme)
        hits.append(Hit(theme: term.theme, words: start..<end))
      }
    }
    return hits
  }
}
