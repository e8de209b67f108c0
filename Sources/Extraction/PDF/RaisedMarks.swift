import Documents

/// Marks of notes and exponents of the size of the text around them: « 2026² », « 40 m² ». Poppler
/// tells one height for all signs of a word; a word that reaches higher than its neighbour on the
/// same line has digits at its end that do.
enum RaisedMarks {
  /// How much higher at least, in ems.
  private static let least = 0.2
  private static let most = 0.7

  static func marked(_ words: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    var words = words
    for i in words.indices.dropFirst() where isApart(words[i], after: words[i - 1]) {
      let mark = words[i].text.unicodeScalars.map(PDFText.superscript)
      words[i].text = texts.text(mark)
    }
    for i in words.indices where isRaised(i, words) {
      guard let text = marked(Array(words[i].text.unicodeScalars)) else { continue }
      words[i].text = texts.text(text)
    }
    return words
  }

  /// Whether one or two figures, set smaller and higher, follow a word so closely that they belong to
  /// it, though the page has a space between: « destination. ⁴ ».
  private static func isApart(_ mark: PDFWord, after word: PDFWord) -> Bool {
    guard mark.fontSize < 0.85 * word.fontSize, mark.text.utf8.count <= 2,
      mark.text.unicodeScalars.allSatisfy(PDFText.isDigit), !mark.isVertical, !word.isVertical
    else { return false }
    let space = mark.box.x0 - word.box.x1
    return space > -0.1 * word.fontSize && space < 0.3 * word.fontSize
      && mark.middle < word.middle - 0.1 * word.fontSize && mark.box.y1 > word.middle
  }

  /// Whether a word reaches higher than one of its neighbours of the same line and style, and as low.
  private static func isRaised(_ i: Int, _ words: [PDFWord]) -> Bool {
    let word = words[i]
    return [i - 1, i + 1].contains { k in
      guard words.indices.contains(k), !word.isVertical else { return false }
      let other = words[k]
      let rise = other.box.y0 - word.box.y0
      return rise > least * word.fontSize && rise < most * word.fontSize
        && other.fontSize == word.fontSize
        && (other.box.y1 - word.box.y1).magnitude < 0.05 * word.fontSize
    }
  }

  /// With the digits at the end raised: all that follow other signs, or what follows a year.
  private static func marked(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    let end = (text.lastIndex { !".,;:)".unicodeScalars.contains($0) }).map { $0 + 1 } ?? 0
    let start = (text[..<end].lastIndex { !PDFText.isDigit($0) }).map { $0 + 1 } ?? 0
    let first: Int
    // Signs of another font may be taller, too.
    let isText = text[..<start].allSatisfy {
      $0.isAlphabetic || "%€°)»”’".unicodeScalars.contains($0)
    }
    if start > 0, end - start <= 2, isText {
      first = start
    } else if start == 0, (5...6).contains(end), isYear(text[..<4]) {
      first = 4
    } else {
      return nil
    }
    guard first < end else { return nil }
    return text[..<first] + text[first..<end].map(PDFText.superscript) + text[end...]
  }

  private static func isYear(_ digits: ArraySlice<Unicode.Scalar>) -> Bool {
    digits.starts(with: "19".unicodeScalars) || digits.starts(with: "20".unicodeScalars)
  }
}
