import Documents

/// Words of one column that stand on one line, from left to right.
struct PDFLine {
  let words: [PDFWord]
  let box: Box
  /// Size of most of its characters.
  let fontSize: Double
  /// True where all its words of two letters or more are bold.
  let isBold: Bool
  /// Bytes of its text.
  let length: Int

  /// - Parameter words: not empty, in order.
  init(_ words: [PDFWord]) {
    self.words = words
    var box = words[0].box
    var length = -1
    var (isOneSize, hasLetters, isBold, areLettersBold) = (true, false, true, true)
    for word in words {
      box = box.union(word.box)
      length += word.text.utf8.count + 1
      if word.fontSize != words[0].fontSize { isOneSize = false }
      if !word.isBold { isBold = false }
      guard word.text.utf8.count > 1 else { continue }
      hasLetters = true
      if !word.isBold { areLettersBold = false }
    }
    self.box = box
    self.length = length
    self.isBold = hasLetters ? areLettersBold : isBold
    fontSize = isOneSize ? words[0].fontSize : Self.commonSize(words)
  }

  var middle: Double { (box.y0 + box.y1) / 2 }
  var hasMarker: Bool { words.count > 1 && PDFText.isMarker(words[0].text) }

  /// Its words with spaces between them.
  var text: String {
    String(unsafeUninitializedCapacity: length) { bytes in
      var end = 0
      for word in words {
        if end > 0 {
          bytes[end] = 0x20
          end += 1
        }
        for byte in word.text.utf8 {
          bytes[end] = byte
          end += 1
        }
      }
      return end
    }
  }

  private static func commonSize(_ words: [PDFWord]) -> Double {
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
    guard words.count > 1 else { return words.isEmpty ? [] : [PDFLine(words)] }
    return LeadFigures.joined(rows(of: words)).flatMap { layers(of: $0) }
  }

  /// The lines that the words of one row make: several where text is drawn over other text (a hidden
  /// footer under another one), as nothing else overlaps by half a word.
  ///
  /// - Parameter row: not empty, in any order.
  static func layers(of row: [PDFWord]) -> [PDFLine] {
    let words = row.sorted { $0.box.x0 < $1.box.x0 }
    guard zip(words, words.dropFirst()).contains(where: { $1.isOver($0) }) else {
      return [PDFLine(words)]
    }
    var layers: [[PDFWord]] = []
    for word in words {
      // The one that ends a space before it.
      let free = layers.indices.filter { word.follows(layers[$0][layers[$0].count - 1]) }.min {
        word.spaceFault(after: layers[$0]) < word.spaceFault(after: layers[$1])
      }
      if let free {
        layers[free].append(word)
      } else {
        layers.append([word])
      }
    }
    return layers.map { PDFLine($0) }
  }

  /// The words of each line, as `lines(of:)` finds them, not yet in order.
  static func rows(of words: [PDFWord]) -> [[PDFWord]] {
    let sorted = words.sorted { ($0.middle, $0.box.x0) < ($1.middle, $1.box.x0) }
    var rows: [(y0: Double, y1: Double, count: Int)] = []
    var rowOfWord: [Int] = []
    rowOfWord.reserveCapacity(sorted.count)
    for word in sorted {
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
        rows[row].count += 1
        rowOfWord.append(row)
      } else {
        rowOfWord.append(rows.count)
        rows.append((word.box.y0, word.box.y1, 1))
      }
    }
    var lines = rows.map { row in
      var line: [PDFWord] = []
      line.reserveCapacity(row.count)
      return line
    }
    for (word, row) in zip(sorted, rowOfWord) { lines[row].append(word) }
    return lines
  }
}

extension PDFWord {
  /// Whether a word stands right of another, whose end it may touch.
  fileprivate func follows(_ other: PDFWord) -> Bool {
    other.box.x1 - box.x0 < 0.2 * min(width, other.width)
  }

  /// How far from a usual space the distance to the end of a line is.
  fileprivate func spaceFault(after line: [PDFWord]) -> Double {
    abs(box.x0 - line[line.count - 1].box.x1 - 0.28 * fontSize)
  }

  /// Whether more than half of the shorter of two words stands under the other.
  fileprivate func isOver(_ other: PDFWord) -> Bool {
    let shared = min(box.x1, other.box.x1) - max(box.x0, other.box.x0)
    return shared > 0.5 * min(width, other.width) && text.utf8.count > 2
      && other.text.utf8.count > 2
  }
}
