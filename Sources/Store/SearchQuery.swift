import Stemming

/// What a person typed into the search field.
///
/// Every word must be found, in any form, with or without accents; words in double quotes must
/// follow one another; a word that ends in `*` stands for all that begin so. Function words count
/// only in quotes, or where there is nothing else.
struct SearchQuery {
  struct Term: Hashable {
    /// Folded words that follow one another.
    var words: [String]
    var isPrefix: Bool
  }

  let terms: [Term]
  private let stemmers: [Stemmer]

  init(_ text: String) {
    let all = Self.parse(text)
    let telling = all.filter { !$0.isFunctionWord }
    terms = (telling.isEmpty ? all : telling).map(\.term)
    stemmers = Stemmer.Language.allCases.map { Stemmer(language: $0) }
  }

  var isEmpty: Bool { terms.isEmpty }

  /// The query in FTS5's language. Stems are letters and figures between quotes, so that nothing
  /// typed can be taken for an operator.
  var expression: String {
    terms.map { term in
      let sides = stemmers.map { stemmer in
        let suffix = stemmer.language == .french ? "fr" : "en"
        let phrase = stems(of: term, stemmer).joined(separator: " ")
        let star = term.isPrefix ? " *" : ""
        return "{title_\(suffix) names_\(suffix) body_\(suffix)} : \"\(phrase)\"\(star)"
      }
      return "((\(sides.joined(separator: ") OR (") + "))")"
    }.joined(separator: " AND ")
  }

  /// The stems of each term in one language, for finding them again in the original text.
  func stems(in language: Stemmer.Language) -> [(stems: [String], isPrefix: Bool)] {
    guard let stemmer = stemmers.first(where: { $0.language == language }) else { return [] }
    return terms.map { (stems(of: $0, stemmer), $0.isPrefix) }
  }

  private func stems(of term: Term, _ stemmer: Stemmer) -> [String] {
    term.words.map(stemmer.stem)
  }

  // MARK: - Parsing

  private struct Parsed {
    var term: Term
    var isFunctionWord: Bool
  }

  private static func parse(_ text: String) -> [Parsed] {
    var parsed: [Parsed] = []
    // Every second piece stands between quotes; a quote that is never closed runs to the end.
    let pieces = text.split(omittingEmptySubsequences: false, whereSeparator: isQuote)
    for (index, piece) in pieces.enumerated() {
      if index % 2 == 1 {
        let words = WordScanner.words(of: String(piece))
        if !words.isEmpty { parsed.append(phrase(words)) }
        continue
      }
      for chunk in piece.split(whereSeparator: \.isWhitespace) {
        let words = WordScanner.words(of: String(chunk))
        guard !words.isEmpty else { continue }
        var term = phrase(words)
        term.term.isPrefix = chunk.last == "*"
        term.isFunctionWord = words.allSatisfy(FunctionWords.contains)
        parsed.append(term)
      }
    }
    return parsed
  }

  private static func phrase(_ words: [String]) -> Parsed {
    Parsed(term: Term(words: words, isPrefix: false), isFunctionWord: false)
  }

  private static func isQuote(_ character: Character) -> Bool {
    ["\"", "«", "»", "“", "”"].contains(character)
  }
}
