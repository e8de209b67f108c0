/// What a document's own words and the lexicon say about the spelling of a word.
struct Spelling {
  /// The language of most words; nil where it is neither French nor English, and nothing can be
  /// said.
  let language: Lexicon.Language?

  init(language: Lexicon.Language?) {
    self.language = language
  }

  init(_ tokens: some Sequence<String>) {
    var sample = Sample()
    for token in tokens where !sample.isFull { sample.add(Sample.languages(of: token)) }
    language = sample.language
  }

  /// Words in small letters, and in which languages they are words.
  struct Sample {
    /// Words looked at to find the language.
    private static let size = 1_500
    /// Share of known words that makes a language.
    private static let leastShare = 0.55

    private var count = 0
    private var french = 0
    private var english = 0

    var isFull: Bool { count == Self.size }

    var language: Lexicon.Language? {
      let best = max(french, english)
      guard count >= 12, Double(best) >= Self.leastShare * Double(count) else { return nil }
      return french == best ? .french : .english
    }

    /// What a word says; nil where it is not of the kind that counts.
    static func languages(of word: String) -> (isFrench: Bool, isEnglish: Bool)? {
      let scalars = word.unicodeScalars
      guard !scalars.dropFirst().isEmpty, scalars.allSatisfy(\.isSmall) else { return nil }
      return (Lexicon.contains(word, in: .french), Lexicon.contains(word, in: .english))
    }

    static func languages(of word: WordText) -> (isFrench: Bool, isEnglish: Bool)? {
      guard word.isPlain else { return languages(of: word.string) }
      guard word.utf8.count > 1 else { return nil }
      return (
        Lexicon.contains(word.utf8, in: .french), Lexicon.contains(word.utf8, in: .english)
      )
    }

    mutating func add(_ languages: (isFrench: Bool, isEnglish: Bool)?) {
      guard let languages else { return }
      count += 1
      if languages.isFrench { french += 1 }
      if languages.isEnglish { english += 1 }
    }
  }

  /// Whether a word, in lower case, is one of the document's language.
  func isWord(_ word: String) -> Bool {
    language.map { Lexicon.contains(word, in: $0) } ?? false
  }

  /// Whether some letters may stand alone: a word of the document's language or, not too short, of
  /// the other one.
  func mayStandAlone(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { mayStandAlone($0) }
  }

  /// The same for UTF-8.
  func mayStandAlone(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let language else { return false }
    if Lexicon.contains(word, in: language) { return true }
    return word.count >= 4 && Lexicon.contains(word, in: language == .french ? .english : .french)
  }
}
