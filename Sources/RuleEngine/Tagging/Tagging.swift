/// What one pass over a document finds.
package struct Tagging: Sendable {
  package let annotations: AnnotationsByType
  /// Function words of each language (ISO 639-1).
  package var languages: [String: Int] = [:]
  /// Tokens of letters, and those among them that no word is like (single letters in a row).
  package var words = 0
  package var oddWords = 0

  init(annotations: AnnotationsByType) { self.annotations = annotations }

  mutating func count(_ run: TagRun) {
    for (value, count) in run.memory.pointee.functionWords.view.enumerated() where count > 0 {
      languages[run.pack.texts.values[value]] = Int(count)
    }
    var (words, oddWords, singles) = (0, 0, 0)
    for token in run.tokens where token.kind == .word {
      words &+= 1
      singles = token.length == 1 && token.word == 0 ? singles &+ 1 : 0
      if singles > 2 { oddWords &+= 1 }
    }
    self.words = words
    self.oddWords = oddWords
  }
}
