import CallModel
import Documents
import Stemming

/// The words and concepts of one project, or of the authority's themes as a whole, before any call is
/// looked at.
struct QueryMatter {
  /// A text of the profile.
  struct Source {
    /// JSON pointer.
    var pointer: String
    var text: String
    var weight: Double
  }

  struct Word {
    var stem: String
    var weight = 0.0
    /// First source that holds it, and the form there.
    var pointer = ""
    var form = ""
    /// Forms in that source.
    var forms: Set<String> = []
    /// Concepts that the word is a term of here.
    var concepts: Set<Int> = []
    /// Whether it says by itself what the project is about at one of its places.
    var isTelling = false

    init(stem: String) { self.stem = stem }

    mutating func add(_ source: Source, share: Double, isTelling: Bool, form: String) {
      if forms.isEmpty {
        pointer = source.pointer
        self.form = form
      }
      weight += source.weight * share
      if isTelling { self.isTelling = true }
      // A reason names one place of the profile: what it shows must stand there.
      if source.pointer == pointer { forms.insert(form) }
    }
  }

  /// By stem.
  let words: [Word]
  let named: [(concept: Int, weight: Double, pointer: String)]

  /// - Parameter home: country whose places are no matter.
  init(
    sources: [Source], named: [(concept: Int, weight: Double, pointer: String)], home: String,
    field: FieldTerms, scanner: TextWords
  ) {
    let language = TextWords.language(of: sources.map(\.text))
    var found: [String: Word] = [:]
    for source in sources { Self.read(source, home, language, field, scanner, &found) }
    words = found.sorted { $0.key < $1.key }.map(\.value)
    self.named = named
  }

  private static func read(
    _ source: Source, _ home: String, _ language: Stemmer.Language, _ field: FieldTerms,
    _ scanner: TextWords, _ found: inout [String: Word]
  ) {
    let words = scanner.words(of: source.text, in: language)
    let utf8 = source.text.utf8
    let homeCountry = field.terms.countries[home]
    var hits = field.terms.hits(in: words, language)
    var shares = Array(repeating: 1.0, count: words.count)
    for hit in hits {
      let weight = field.weight(of: hit.concept)
      let counts = hit.concept == homeCountry ? 0 : weight
      for position in hit.words { shares[position] = min(shares[position], counts) }
    }
    for position in field.homePlaces.positions(in: words, of: source.text, country: home) {
      shares[position] = 0
    }
    hits.removeAll { $0.concept == homeCountry }
    for (word, share) in zip(words, shares) where share > 0 {
      let start = utf8.index(utf8.startIndex, offsetBy: word.range.start)
      let end = utf8.index(utf8.startIndex, offsetBy: word.range.end)
      found[word.stem, default: Word(stem: word.stem)].add(
        source, share: share,
        isTelling: share >= FieldWeights.tellingShare && !field.lightWords.contains(word.plain),
        form: String(source.text[start..<end]))
    }
    for hit in hits where field.weight(of: hit.concept) == 1 {
      for word in words[hit.words] { found[word.stem]?.concepts.insert(hit.concept) }
    }
  }
}
