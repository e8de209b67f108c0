import Documents

/// Stretches list markers up to the text they mark, so that the space between is no column gap.
enum MarkerStretch {
  /// How far from its marker an item may start, in ems.
  private static let reach = 4.0

  static func stretched(_ words: [PDFWord]) -> [PDFWord] {
    var words = words
    for row in rows(of: words) {
      for (place, i) in row.enumerated().dropLast() where PDFText.isMarker(words[i].text) {
        let em = words[i].fontSize
        let next = words[row[place + 1]]
        let gap = next.box.x0 - words[i].box.x1
        guard gap > 0, gap < reach * em, startsLine(place, in: row, words) else { continue }
        words[i].box.x1 = next.box.x0 - min(gap, 0.25 * em)
      }
    }
    return words
  }

  private static func startsLine(_ place: Int, in row: [Int], _ words: [PDFWord]) -> Bool {
    guard place > 0 else { return true }
    let word = words[row[place]]
    return word.box.x0 - words[row[place - 1]].box.x1 > word.fontSize
  }

  /// Indices of words by line over the whole page, each from left to right.
  static func rows(of words: [PDFWord]) -> [[Int]] {
    var rows: [[Int]] = []
    var bottom = -Double.greatestFiniteMagnitude
    for i in words.indices.sorted(by: { words[$0].middle < words[$1].middle }) {
      if rows.isEmpty || words[i].middle > bottom {
        rows.append([])
        bottom = words[i].middle + 0.3 * words[i].height
      }
      rows[rows.count - 1].append(i)
    }
    return rows.map { $0.sorted { words[$0].box.x0 < words[$1].box.x0 } }
  }
}
