import CallModel
import Stemming

/// Finds the concepts of the field in the words of a text: themes by terms and labels, countries by names
/// and adjectives, concepts of the lexicon by all their words.
///
/// `concept` counts through the themes, then the countries, then the lexicon, each in their order.
struct ConceptTerms: Sendable {
  struct Hit: Equatable, Sendable {
    var concept: Int
    /// Indices in the words.
    var words: Range<Int>
    /// Whether its one word says nothing in the company that it keeps here.
    var isSetPhrase = false
  }

  private struct Term: Sendable {
    var rest: [String]
    var concept: Int
    /// The words as they must be written; nil where case is free.
    var written: [String]?
    /// The only language in which it means the concept; nil where it does so in any text.
    var only: Stemmer.Language?
    /// What must stand beside the one word of a term of several; nil where it may stand alone.
    var company: Company?
  }

  /// Small words and numbers without which a word means something else: `sans emploi`, `EU policy`,
  /// `France 2030`, `e-santé`.
  private struct Company: Equatable, Sendable {
    var before: ArraySlice<String>
    var after: [String]

    /// nil for several words, and for one with articles alone.
    init?(_ words: [TextWords.Word]) {
      guard words.count == 1 else { return nil }
      before = words[0].before.drop(while: Self.articles.contains)
      after = words[0].after
      if before.isEmpty, after.isEmpty { return nil }
    }

    /// Whether a word of a text stands in the company of a term's.
    func fits(_ word: TextWords.Word) -> Bool {
      word.before.suffix(before.count) == before && word.after.prefix(after.count) == after[...]
    }

    /// Not `a`, which is « à » as well: « départ à l'étranger ».
    private static let articles: Set<String> = [
      "le", "la", "les", "l", "un", "une", "de", "du", "des", "d", "the", "of",
    ]
  }

  private typealias Table = [String: [Term]]

  /// Terms by their first word in its plain form, longest first.
  private var plain: Table = [:]
  /// Terms of the lexicon that have several words, by stems: what stands beside a word tells which of
  /// those that share its stem is meant, which a single word cannot.
  private var french: Table = [:]
  private var english: Table = [:]

  let themeCount: Int
  /// Concepts of countries by their codes.
  let countries: [String: Int]
  /// First concept of the lexicon.
  let lexiconStart: Int
  /// Set phrases, which say nothing.
  private let silent: Set<Int>
  let conceptCount: Int

  init(knowledge: FieldKnowledge, words: TextWords) {
    themeCount = knowledge.themes.count
    lexiconStart = knowledge.themes.count + knowledge.countries.count
    conceptCount = lexiconStart + knowledge.concepts.count
    silent = Set(
      knowledge.concepts.indices.filter { knowledge.concepts[$0].weight == 0 }
        .map { [lexiconStart] in lexiconStart + $0 })
    countries = Dictionary(
      knowledge.countries.enumerated().map { ($1.code, knowledge.themes.count + $0) },
      uniquingKeysWith: { first, _ in first })
    let named =
      knowledge.themes.map { ($0.labels, $0.terms) }
      + knowledge.countries.map { ($0.names, $0.terms) }
    for (index, (names, terms)) in named.enumerated() {
      let names = names.sorted { $0.key < $1.key }.map(\.value)
      for term in Set(names + terms).sorted() {
        let found = words.words(of: term, in: .french)
        let written = Self.isShort(term) ? found.map { $0.capitals ?? $0.plain } : nil
        Self.add(found, \.plain, index, written: written, to: &plain)
      }
    }
    for (position, concept) in knowledge.concepts.enumerated() {
      add(concept, lexiconStart + position, words)
    }
    for table in [\Self.plain, \Self.french, \Self.english] {
      for key in self[keyPath: table].keys {
        self[keyPath: table][key]?.sort {
          ($1.rest.count, $0.concept) < ($0.rest.count, $1.concept)
        }
      }
    }
  }

  /// Capitals so few that they are a word in small letters: `PLU`, « plus ».
  private static func isShort(_ term: String) -> Bool {
    term.utf8.count <= 3 && term.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  private mutating func add(
    _ concept: FieldKnowledge.Concept, _ index: Int, _ words: TextWords
  ) {
    for term in Set(concept.terms).sorted() {
      let found = words.words(of: term, in: .french)
      if found.count == 1 {
        let only = Self.onlyLanguage(of: term, concept)
        Self.add(found, \.plain, index, only: only, to: &plain)
      } else {
        Self.add(found, \.stem, index, to: &french)
        Self.add(words.words(of: term, in: .english), \.stem, index, to: &english)
      }
    }
    for term in concept.exact {
      let found = words.words(of: term, in: .french)
      Self.add(
        found, \.plain, index, written: found.map { $0.capitals ?? $0.plain }, to: &plain)
    }
  }

  private static func onlyLanguage(
    of term: String, _ concept: FieldKnowledge.Concept
  ) -> Stemmer.Language? {
    if concept.notInEnglish.contains(term) { return .french }
    return concept.notInFrench.contains(term) ? .english : nil
  }

  private static func add(
    _ words: [TextWords.Word], _ form: KeyPath<TextWords.Word, String>, _ concept: Int,
    written: [String]? = nil, only: Stemmer.Language? = nil, to table: inout Table
  ) {
    let sequence = words.map { $0[keyPath: form] }
    guard let first = sequence.first else { return }
    let company = Company(words)
    let rest = Array(sequence.dropFirst())
    let isKnown =
      table[first]?.contains {
        $0.concept == concept && $0.rest == rest && $0.written == written
          && $0.company == company && $0.only == only
      } ?? false
    guard !isKnown else { return }
    table[first, default: []].append(
      Term(rest: rest, concept: concept, written: written, only: only, company: company))
  }

  var isEmpty: Bool { plain.isEmpty && french.isEmpty }

  /// By their first word; of several terms of one concept at one place the longest, and of the
  /// lexicon none that stands inside a longer one.
  func hits(in words: [TextWords.Word], _ language: Stemmer.Language) -> [Hit] {
    guard !isEmpty else { return [] }
    let stemmed = language == .french ? french : english
    var hits: [Hit] = []
    for start in words.indices {
      let first = hits.count
      defer { hush(&hits, from: first) }
      if let terms = plain[words[start].plain] {
        meet(terms, language, isPlain: true, at: start, in: words, from: first, &hits)
      }
      if let terms = stemmed[words[start].stem] {
        meet(terms, language, isPlain: false, at: start, in: words, from: first, &hits)
      }
    }
    return withoutInner(hits)
  }

  /// A set phrase of one word and its company, « s'élève à », leaves that word no other meaning.
  private func hush(_ hits: inout [Hit], from first: Int) {
    guard hits[first...].contains(where: \.isSetPhrase) else { return }
    hits = hits[..<first] + hits[first...].filter { $0.isSetPhrase || $0.words.count > 1 }
  }

  private func meet(
    _ terms: [Term], _ language: Stemmer.Language, isPlain: Bool, at start: Int,
    in words: [TextWords.Word], from first: Int, _ hits: inout [Hit]
  ) {
    for term in terms where term.only == nil || term.only == language {
      let end = start + 1 + term.rest.count
      guard end <= words.count else { continue }
      var isThere = true
      for (offset, wanted) in term.rest.enumerated() {
        let word = words[start + 1 + offset]
        guard (isPlain ? word.plain : word.stem) == wanted else {
          isThere = false
          break
        }
      }
      guard isThere, isWritten(term, words[start..<end]) else { continue }
      let known = hits[first...].firstIndex { $0.concept == term.concept }
      if let known {
        if hits[known].words.upperBound < end { hits[known].words = start..<end }
      } else {
        let isSetPhrase = term.company != nil && silent.contains(term.concept)
        hits.append(Hit(concept: term.concept, words: start..<end, isSetPhrase: isSetPhrase))
      }
    }
  }

  private func isWritten(_ term: Term, _ words: ArraySlice<TextWords.Word>) -> Bool {
    if let company = term.company, let word = words.first, !company.fits(word) { return false }
    guard let written = term.written else { return true }
    return zip(words, written).allSatisfy { ($0.capitals ?? $0.plain) == $1 }
  }

  private func withoutInner(_ hits: [Hit]) -> [Hit] {
    let lexicon = hits.filter { $0.concept >= lexiconStart }
    guard lexicon.count > 1 else { return hits }
    var first = 0
    return hits.filter { hit in
      guard hit.concept >= lexiconStart else { return true }
      while lexicon[first].words.lowerBound + Self.longest < hit.words.lowerBound { first += 1 }
      for other in lexicon[first...] {
        if other.words.lowerBound > hit.words.lowerBound { break }
        if other.words.upperBound >= hit.words.upperBound, other.words.count > hit.words.count {
          return false
        }
      }
      return true
    }
  }

  /// No term has more words.
  private static let longest = 16
}
