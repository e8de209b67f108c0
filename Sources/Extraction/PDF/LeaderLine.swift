import Documents

/// Makes one word of the dots that lead from a title to its page number, and closes the spaces
/// around them, so that the lines of a table of contents are no columns.
enum LeaderLine {
  private static let leastDots = 4
  /// Spaces between a section's number and its title, or a title and its leader, in ems.
  private static let reach = 3.0
  /// In bytes; of what is longer no leader is made.
  private static let longest = 400

  static func joined(_ words: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    guard words.count(where: isDots) >= leastDots else { return words }
    return MarkerStretch.rows(of: words).flatMap { row in joined(row: row.map { words[$0] }, texts)
    }
  }

  private static func isDots(_ word: PDFWord) -> Bool {
    word.text.utf8.count < longest
      && word.text.unicodeScalars.allSatisfy { $0 == "." || $0 == "…" || $0 == "·" }
  }

  /// - Parameter row: words at one height, from left to right.
  private static func joined(row: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    var result: [PDFWord] = []
    result.reserveCapacity(row.count)
    var leader: Int?
    var next = 0
    while next < row.count {
      let dots = dots(in: row, from: next)
      let word = dots.count > 1 ? one(of: dots, texts) : row[next]
      next += max(1, dots.count)
      // What follows a leader is its page number, however far.
      if let last = result.last, isLeader(last) {
        leader = result.count - 1
        result[result.count - 1].box.x1 = max(last.box.x1, word.box.x0 - 0.25 * word.fontSize)
      }
      result.append(word)
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

  /// The dots that stand side by side from a place on; none where that holds other signs.
  private static func dots(in row: [PDFWord], from first: Int) -> ArraySlice<PDFWord> {
    var end = first
    var bytes = 0
    var right = row[first].box.x1
    while end < row.count, bytes < longest, isDots(row[end]),
      row[end].box.x0 - right < reach * row[end].fontSize
    {
      bytes += row[end].text.utf8.count
      right = max(right, row[end].box.x1)
      end += 1
    }
    return row[first..<end]
  }

  private static func one(of dots: ArraySlice<PDFWord>, _ texts: WordTexts) -> PDFWord {
    var word = dots[dots.startIndex]
    word.text = texts.text(dots.map(\.text.string).joined())
    word.box = dots.dropFirst().reduce(word.box) { $0.union($1.box) }
    word.pageBox = dots.dropFirst().reduce(word.pageBox) { $0.union($1.pageBox) }
    return word
  }

  private static func isLeader(_ word: PDFWord) -> Bool {
    isDots(word) && word.text.unicodeScalars.count >= leastDots
  }

  private static func near(_ a: PDFWord, _ b: PDFWord) -> Bool {
    b.box.x0 - a.box.x1 < reach * b.fontSize
  }
}
