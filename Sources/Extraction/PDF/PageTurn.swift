import Documents

/// Makes text that is set sideways upright, for the layout only.
enum PageTurn {
  /// Turns the whole page where most of its text is set sideways.
  static func upright(_ words: [PDFWord], width: Double) -> [PDFWord] {
    let vertical = words.reduce(0) { $0 + ($1.isVertical ? $1.text.utf8.count : 0) }
    let all = words.reduce(0) { $0 + $1.text.utf8.count }
    guard vertical * 2 > all else { return words }
    return turned(words, width: width).map { word in
      var word = word
      word.isVertical = false
      return word
    }
  }

  /// Signs by themselves among words set sideways are set sideways too: one sign does not tell.
  static func withSigns(_ words: [PDFWord]) -> [PDFWord] {
    let vertical = words.filter(\.isVertical)
    guard !vertical.isEmpty, vertical.count < words.count else { return words }
    return words.map { word in
      guard !word.isVertical, word.text.utf8.count <= 3, word.text.unicodeScalars.count == 1,
        let neighbour = vertical.first(where: { $0.isInLine(with: word) })
      else { return word }
      var sign = word
      sign.isVertical = true
      sign.runsUp = neighbour.runsUp
      return sign
    }
  }

  /// Turns each word's box, clockwise where the text runs upwards.
  static func turned(_ words: [PDFWord], width: Double) -> [PDFWord] {
    words.map { word in
      var word = word
      let box = word.box
      word.box =
        word.runsUp
        ? Box(-box.y1, box.x0, -box.y0, box.x1)
        : Box(box.y0, width - box.x1, box.y1, width - box.x0)
      return word
    }
  }
}

extension PDFWord {
  /// Whether a sign fills the width of a line set sideways, and stands next to a word of it.
  fileprivate func isInLine(with sign: PDFWord) -> Bool {
    let gap = max(sign.box.y0 - box.y1, box.y0 - sign.box.y1)
    return abs(sign.box.x0 - box.x0) < 0.1 * fontSize && abs(sign.box.x1 - box.x1) < 0.1 * fontSize
      && gap < 0.5 * fontSize && gap > -0.1 * fontSize && sign.height < sign.width
  }
}
