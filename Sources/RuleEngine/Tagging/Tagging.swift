/// What one pass over a document finds.
package struct Tagging: Sendable {
  package var annotations: [Annotation]
  /// Function words of each language (ISO 639-1).
  package var languages: [String: Int] = [:]
  /// Tokens of letters, and those among them that no word is like (single letters in a row).
  package var words = 0
  package var oddWords = 0

  init(annotations: [Annotation]) { self.annotations = annotations }

  mutating func count(_ run: TagRun) {
    var counts: [Int32: Int] = [:]
    for item in run.items where item.symbol == run.view.facts.languageWord {
      counts[run.view.entries[Int(item.payload)].value, default: 0] += 1
    }
    for (value, count) in counts where value >= 0 {
      languages[run.pack.texts.values[Int(value)]] = count
    }
    var singles = 0
    for token in run.tokens where token.kind == .word {
      words += 1
      if token.length == 1, token.word == 0 { singles += 1 } else { singles = 0 }
      if singles > 2 { oddWords += 1 }
    }
  }
}
