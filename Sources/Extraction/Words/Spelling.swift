/// What a document's own words and the lexicon say about the spelling of a word.
struct Spelling {
  /// The language of most words; nil where it is neither French nor English, and nothing can be
  /// said.
  let language: Lexicon.Language?

  /// Words looked at to find the language.
  private static let sampleSize = 1_500
  /// Share of known words that makes a language.
  private static let leastShare = 0.55

  init(_ tokens: some Sequence<String>) {
    var count = 0
    var found = [0, 0]
    for token in tokens {
      let scalars = token.unicodeScalars
      guard scalars.count > 1, scalars.allSatisfy(\.isSmall) else { continue }
      count += 1
      for (i, language) in Lexicon.Language.allCases.enumerated()
      where Lexicon.contains(token, in: language) { found[i] += 1 }
      if count == Self.sampleSize { break }
    }
    let best = found[0] >= found[1] ? 0 : 1
    language =
      count >= 12 && Double(found[best]) >= Self.leastShare * Double(count)
      ? Lexicon.Language.allCases[best] : nil
  }

  /// Whether a word, in lower case, is one of the document's language.
  func isWord(_ word: String) -> Bool {
    language.map { Lexicon.contains(word, in: $0) } ?? false
  }

  /// Whether some letters may stand alone: a word of the document's language or, not too short, of
  /// the other one.
  func mayStandAlone(_ word: String) -> Bool {
    if isWord(word) { return true }
    guard word.utf8.count >= 4, let language else { return false }
    return Lexicon.contains(word, in: language == .french ? .english : .french)
  }
}
