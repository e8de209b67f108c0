import CallModel
import Documents

/// What one project, or the authority's themes as a whole, speaks of.
struct ProjectQuery {
  /// A text of the profile.
  struct Source {
    /// JSON pointer.
    var pointer: String
    var text: String
    var weight: Double
  }

  /// A word with its mass and the places where the profile uses it.
  struct Word {
    var stem: String
    var mass: Double
    /// First source that holds it, and the form there.
    var pointer: String
    var form: String
    /// Other forms in the profile, sorted.
    var forms: [String]
    /// Concepts that the word is a term of here, ascending, with what they can cover of it.
    var kin: [Kin]
  }

  /// A concept that stands in for a word.
  struct Kin {
    var concept: Int
    /// 0…1; less for a concept that many calls speak of than for a rare one.
    var cover: Double
  }

  /// A theme that the profile names by its id.
  struct Theme {
    var theme: Int
    var mass: Double
    var pointer: String
  }

  /// By stem, so that sums have one order.
  let words: [Word]
  let themes: [Theme]
  let totalMass: Double

  init(
    sources: [Source], named: [(theme: Int, weight: Double, pointer: String)],
    index: RelevanceIndex, scanner: TextWords
  ) {
    let language = TextWords.language(of: sources.map(\.text))
    var found: [String: Found] = [:]
    for source in sources {
      let words = scanner.words(of: source.text, in: language)
      let utf8 = source.text.utf8
      for word in words {
        let start = utf8.index(utf8.startIndex, offsetBy: word.range.start)
        let end = utf8.index(utf8.startIndex, offsetBy: word.range.end)
        found[word.stem, default: Found()].add(source, form: String(source.text[start..<end]))
      }
      for hit in index.terms.hits(in: words) {
        for word in words[hit.words] { found[word.stem]?.concepts.insert(hit.concept) }
      }
    }
    words = found.sorted { $0.key < $1.key }.map { stem, found in
      let rarity = index.rarity(ofWordIn: index.calls(with: stem).count)
      let kin = found.concepts.sorted().map { concept in
        let kinship =
          concept < index.terms.themeCount ? FieldWeights.kinship : FieldWeights.countryKinship
        let ratio = index.rarity(ofWordIn: index.calls(withConcept: concept).count) / rarity
        return Kin(concept: concept, cover: kinship * min(1, ratio))
      }
      return Word(
        stem: stem, mass: found.weight.squareRoot() * rarity, pointer: found.pointer,
        form: found.form, forms: found.forms.sorted(), kin: kin)
    }
    themes = named.map { theme, weight, pointer in
      let rarity = index.rarity(ofWordIn: index.calls(withConcept: theme).count)
      return Theme(theme: theme, mass: weight * rarity, pointer: pointer)
    }
    totalMass = words.reduce(0) { $0 + $1.mass } + themes.reduce(0) { $0 + $1.mass }
  }

  private struct Found {
    var weight = 0.0
    var pointer = ""
    var form = ""
    var forms: Set<String> = []
    var concepts: Set<Int> = []

    mutating func add(_ source: Source, form: String) {
      if forms.isEmpty {
        pointer = source.pointer
        self.form = form
      }
      weight += source.weight
      forms.insert(form)
    }
  }
}
