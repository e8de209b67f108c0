import Documents

/// Words of one column that stand on one line, from left to right.
struct PDFLine: Sendable {
  let words: [PDFWord]
  let box: Box
  /// Size of most of its characters.
  let fontSize: Double
  /// True where all its words of two letters or more are bold.
  let isBold: Bool

  /// - Parameter words: not empty, in order.
  init(_ words: [PDFWord]) {
    self.words = words
    box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
    fontSize = Self.commonSize(words)
    let letters = words.filter { $0.text.utf8.count > 1 }
    isBold = letters.isEmpty ? words.allSatisfy(\.isBold) : letters.allSatisfy(\.isBold)
  }

  var middle: Double { (box.y0 + box.y1) / 2 }
  var text: String { words.map(\.text).joined(separator: " ") }
  var hasMarker: Bool { words.count > 1 && PDFText.isMarker(words[0].text) }

  private static func commonSize(_ words: [PDFWord]) -> Double {
    guard words.contains(where: { $0.fontSize != words[0].fontSize }) else {
      return words[0].fontSize
    }
    var best = words[0].fontSize
    var bestCount = 0
    for size in Set(words.map(\.fontSize)).sorted() {
      let count = words.reduce(0) { $0 + ($1.fontSize == size ? $1.text.utf8.count : 0) }
      if count >= bestCount { (best, bestCount) = (size, count) }
    }
    return best
  }

  /// Puts words into lines, from top to bottom: a word joins the line that it overlaps by more than
  /// half of the lesser height.
  static func lines(of words: [PDFWord]) -> [PDFLine] {
    var rows: [(y0: Double, y1: Double, words: [PDFWord])] = []
    for word in words.sorted(by: { ($0.middle, $0.box.x0) < ($1.middle, $1.box.x0) }) {
      // Words come by their middle, so that only the last rows can still take one.
      let row = rows.indices.suffix(3).last { i in
        let overlap = min(rows[i].y1, word.box.y1) - max(rows[i].y0, word.box.y0)
        let lesser = min(rows[i].y1 - rows[i].y0, word.height)
        // An ornament over several lines belongs to none of them.
        return overlap > 0.5 * lesser && max(rows[i].y1 - rows[i].y0, word.height) < 2.2 * lesser
      }
      if let row {
        // The taller word rules, so that an exponent does not stretch the line.
        if word.height > rows[row].y1 - rows[row].y0 {
          (rows[row].y0, rows[row].y1) = (word.box.y0, word.box.y1)
        }
        rows[row].words.append(word)
      } else {
        rows.append((word.box.y0, word.box.y1, [word]))
      }
    }
    return rows.map { PDFLine($0.words.sorted { $0.box.x0 < $1.box.x0 }) }
  }
}
