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

  /// A concept that stands in for a word: its own, or one of that one's family.
  struct Kin {
    var concept: Int
    /// 0…1; less for a concept that many calls speak of than for a rare one.
    var cover: Double
  }

  /// A theme that the profile names by its id, or a country that it names by its code.
  struct Named {
    var concept: Int
    var mass: Double
    var pointer: String
  }

  /// By stem, so that sums have one order.
  let words: [Word]
  let named: [Named]
  let totalMass: Double

  init(
    sources: [Source], named: [(concept: Int, weight: Double, pointer: String)],
    index: RelevanceIndex, scanner: TextWords
  ) {
    let language = TextWords.language(of: sources.map(\.text))
    var found: [String: Found] = [:]
    for source in sources {
      let words = scanner.words(of: source.text, in: language)
      let utf8 = source.text.utf8
      let hits = index.terms.hits(in: words, language)
      var shares = Array(repeating: 1.0, count: words.count)
      for hit in hits {
        let weight = index.weight(of: hit.concept)
        for position in hit.words { shares[position] = min(shares[position], weight) }
      }
      for (word, share) in zip(words, shares) where share > 0 {
        let start = utf8.index(utf8.startIndex, offsetBy: word.range.start)
        let end = utf8.index(utf8.startIndex, offsetBy: word.range.end)
        found[word.stem, default: Found()].add(
          source, share: share, form: String(source.text[start..<end]))
      }
      for hit in hits where index.weight(of: hit.concept) == 1 {
        for word in words[hit.words] { found[word.stem]?.concepts.insert(hit.concept) }
      }
    }
    words = found.sorted { $0.key < $1.key }.map { stem, found in
      let rarity = index.rarity(ofWordIn: index.calls(with: stem).count)
      let kin = Self.kin(of: found.concepts, rarity: rarity, index)
      return Word(
        stem: stem, mass: found.weight.squareRoot() * rarity, pointer: found.pointer,
        form: found.form, forms: found.forms.sorted(), kin: kin)
    }
    self.named = named.map { concept, weight, pointer in
      let rarity = index.rarity(ofWordIn: index.calls(withConcept: concept).count)
      return Named(concept: concept, mass: weight * rarity, pointer: pointer)
    }
    totalMass = words.reduce(0) { $0 + $1.mass } + self.named.reduce(0) { $0 + $1.mass }
  }

  private static func kin(
    of concepts: Set<Int>, rarity: Double, _ index: RelevanceIndex
  ) -> [Kin] {
    var covers: [Int: Double] = [:]
    func add(_ concept: Int, _ kinship: Double) {
      let count = index.calls(withConcept: concept).count
      guard count > 0 else { return }
      let cover = kinship * min(1, index.rarity(ofWordIn: count) / rarity)
      covers[concept] = max(covers[concept] ?? 0, cover)
    }
    for concept in concepts {
      if concept < index.terms.themeCount {
        add(concept, FieldWeights.kinship)
      } else if concept < index.terms.lexiconStart {
        add(concept, FieldWeights.countryKinship)
      } else {
        for member in index.family.members(of: concept) {
          add(member.concept, FieldWeights.conceptKinship * member.share)
        }
      }
    }
    return covers.sorted { $0.key < $1.key }.map { Kin(concept: $0.key, cover: $0.value) }
  }

  private struct Found {
    var weight = 0.0
    var pointer = ""
    var form = ""
    var forms: Set<String> = []
    var concepts: Set<Int> = []

    mutating func add(_ source: Source, share: Double, form: String) {
      if forms.isEmpty {
        pointer = source.pointer
        self.form = form
      }
      weight += source.weight * share
      forms.insert(form)
    }
  }
}
