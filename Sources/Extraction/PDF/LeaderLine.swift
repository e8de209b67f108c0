import Documents

/// Makes one word of the dots that lead from a title to its page number, and closes the spaces
/// around them, so that the lines of a table of contents are no columns.
enum LeaderLine {
  private static let leastDots = 4
  /// Spaces between a section's number and its title, or a title and its leader, in ems.
  private static let reach = 3.0

  static func joined(_ words: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    guard words.count(where: isDots) >= leastDots else { return words }
    return MarkerStretch.rows(of: words).flatMap { row in joined(row: row.map { words[$0] }, texts)
    }
  }

  private static func isDots(_ word: PDFWord) -> Bool {
    word.text.utf8.count < 400
      && word.text.unicodeScalars.allSatisfy { $0 == "." || $0 == "…" || $0 == "·" }
  }

  /// - Parameter row: words at one height, from left to right.
  private static func joined(row: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    var result: [PDFWord] = []
    var leader: Int?
    for word in row {
      if isDots(word), let last = result.last, isDots(last), near(last, word) {
        result[result.count - 1].text = texts.text(last.text.string + word.text.string)
        result[result.count - 1].box = last.box.union(word.box)
        result[result.count - 1].pageBox = last.pageBox.union(word.pageBox)
      } else {
        // What follows a leader is its page number, however far.
        if let last = result.last, isLeader(last) {
          leader = result.count - 1
          result[result.count - 1].box.x1 = max(last.box.x1, word.box.x0 - 0.25 * word.fontSize)
        }
        result.append(word)
      }
    }
    if leader == nil, result.last.map(isLeader) ?? false { leader = result.count - 1 }
    if var place = leader {
      while place > 0, near(result[place - 1], result[place]) {
        let em = result[place].fontSize
        let edge = result[place].box.x0 - 0.25 * em
        result[place - 1].box.x1 = max(result[place - 1].box.x1, edge)
        place -= 1
      }
    }
    return result
  }

  private static func isLeader(_ word: PDFWord) -> Bool {
    isDots(word) && word.text.unicodeScalars.count >= leastDots
  }

  private static func near(_ a: PDFWord, _ b: PDFWord) -> Bool {
    b.box.x0 - a.box.x1 < reach * b.fontSize
  }
}
