import Documents

/// Mends broken and glued words in the lines of a PDF's blocks.
struct PDFWordMender {
  private(set) var count = 0
  /// Share of well-spelt words, where the words tell; see `WordRepair.share`.
  private(set) var share: Double?

  /// A space inside a word is no wider, in ems.
  private static let widestBreak = 0.5
  /// A book's own words are not looked through.
  private static let mostLines = 40_000

  init(_ pages: inout [[PDFBlock]]) {
    let lines = pages.joined().lazy.flatMap(\.lines).map { $0.words.map(\.text) }
    guard pages.lazy.joined().reduce(0, { $0 + $1.lines.count }) <= Self.mostLines else { return }
    var repair = WordRepair(Array(lines))
    for p in pages.indices {
      for b in pages[p].indices {
        for l in pages[p][b].lines.indices {
          let words = pages[p][b].lines[l].words
          let edits = repair.edits(words.map(\.text)) { i in
            words[i + 1].box.x0 - words[i].box.x1 < Self.widestBreak * words[i].fontSize
          }
          guard !edits.isEmpty else { continue }
          count += edits.count
          pages[p][b].lines[l] = PDFLine(Self.applied(edits, to: words))
        }
      }
    }
    share = repair.share
  }

  private static func applied(_ edits: [WordRepair.Edit], to words: [PDFWord]) -> [PDFWord] {
    var words = words
    for edit in edits.reversed() {
      switch edit {
      case .join(let place, let following):
        let parts = words[place...place + following]
        words.replaceSubrange(place...place + following, with: [joined(parts)])
      case .split(let place, let offsets):
        words.replaceSubrange(place...place, with: split(words[place], offsets))
      }
    }
    return words
  }

  private static func joined(_ parts: ArraySlice<PDFWord>) -> PDFWord {
    var word = parts[parts.startIndex]
    for part in parts.dropFirst() {
      word.text += part.text
      word.box = word.box.union(part.box)
      word.pageBox = word.pageBox.union(part.pageBox)
    }
    return word
  }

  /// Letters are thought to be equally wide.
  private static func split(_ word: PDFWord, _ offsets: [Int]) -> [PDFWord] {
    let scalars = Array(word.text.unicodeScalars)
    return zip([0] + offsets, offsets + [scalars.count]).map { start, end in
      var part = word
      part.text = String(String.UnicodeScalarView(scalars[start..<end]))
      let (from, to) = (
        Double(start) / Double(scalars.count), Double(end) / Double(scalars.count)
      )
      part.box = word.box.stretch(from, to)
      part.pageBox = word.isVertical ? word.pageBox : word.pageBox.stretch(from, to)
      return part
    }
  }
}

extension Box {
  /// The part between two shares of the width.
  fileprivate func stretch(_ from: Double, _ to: Double) -> Box {
    Box(x0 + from * (x1 - x0), y0, x0 + to * (x1 - x0), y1)
  }
}
