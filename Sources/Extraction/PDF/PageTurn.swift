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
