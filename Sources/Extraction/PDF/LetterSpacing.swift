import Documents

/// Words in capitals whose letters stand apart: « A P P E L  À  P R O J E T S », by spaces between them
/// or by the spacing of their characters.
enum LetterSpacing {
  /// Letters stand no further apart, in ems; what is further is another column.
  private static let widest = 1.0
  private static let widestWordGap = 2.5
  /// Fewer letters in a row may be an enumeration or initials.
  private static let leastLetters = 4
  /// Letters that kern stay together: `AVA N T` is three pieces.
  private static let leastPieces = 3
  /// So many are a word in whatever language.
  private static let certainLetters = 7

  /// - Parameter words: in the order in which they are drawn in their lines.
  static func joined(_ words: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    var result: [PDFWord] = []
    var i = 0
    var isChanged = false
    while i < words.count {
      let end = runEnd(words, from: i)
      if end - i >= leastPieces, let parts = parts(words[i..<end]) {
        if !isChanged {
          isChanged = true
          result = Array(words[..<i])
        }
        for part in parts { result.append(joined(part, texts)) }
        i = end
      } else {
        // A run without sense has none in its parts either.
        let next = max(i + 1, end)
        if isChanged { result += words[i..<next] }
        i = next
      }
    }
    return isChanged ? result : words
  }

  /// Where the words of one style and line end that are so short and in capitals.
  private static func runEnd(_ words: [PDFWord], from start: Int) -> Int {
    guard isShort(words[start]) else { return start + 1 }
    var end = start + 1
    while end < words.count, isShort(words[end]), follows(words[end], words[end - 1]) { end += 1 }
    return end
  }

  /// One to three signs, none of them a small letter; few have so few bytes.
  private static func isShort(_ word: PDFWord) -> Bool {
    guard word.text.utf8.count <= 6, !word.isVertical else { return false }
    let scalars = word.text.unicodeScalars
    return scalars.count <= 3 && scalars.allSatisfy { !$0.isSmall }
  }

  private static func follows(_ word: PDFWord, _ before: PDFWord) -> Bool {
    let gap = word.box.x0 - before.box.x1
    return word.fontSize == before.fontSize
      && abs(word.middle - before.middle) < 0.2 * word.fontSize
      && gap > -0.1 * word.fontSize && gap < widestWordGap * word.fontSize
  }

  /// The words of a run, parted where letters stand clearly further apart than most; nil for what
  /// is no word whose letters were spaced.
  private static func parts(_ run: ArraySlice<PDFWord>) -> [ArraySlice<PDFWord>]? {
    let singles = run.count { isSingle($0.text) }
    guard singles * 10 >= run.count * 6 else { return nil }
    let isCertain = singles >= leastLetters
    let em = run[run.startIndex].fontSize
    let gaps = zip(run, run.dropFirst()).map { $1.box.x0 - $0.box.x1 }.sorted()
    // Most gaps are those of letters.
    let usual = gaps[gaps.count / 3]
    guard usual > 0.08 * em, usual < widest * em else { return nil }
    var parts: [ArraySlice<PDFWord>] = []
    var start = run.startIndex
    for i in run.indices.dropFirst()
    where run[i].box.x0 - run[i - 1].box.x1 > 1.45 * usual + 0.04 * em {
      parts.append(run[start..<i])
      start = i
    }
    parts.append(run[start...])
    guard isCertain || parts.count == 1 else { return nil }
    return areWords(parts, isCertain: isCertain) ? parts : nil
  }

  private static func isSingle(_ text: WordText) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count == 1 && (scalars.first?.isAlphabetic ?? false)
  }

  /// Whether the longest of some words may be one: long and with vowels, or known.
  ///
  /// - Parameter isCertain: whether so many letters stand alone that a long word need not be known.
  private static func areWords(_ parts: [ArraySlice<PDFWord>], isCertain: Bool) -> Bool {
    let all = parts.map { text($0).lowercased() }
    guard let longest = all.max(by: { $0.unicodeScalars.count < $1.unicodeScalars.count }) else {
      return false
    }
    let letters = Array(longest.unicodeScalars)
    guard letters.count >= leastLetters, letters.contains(where: isVowel),
      letters.contains(where: { $0.isAlphabetic && !isVowel($0) }), !isAlphabet(letters)
    else { return false }
    return isCertain && letters.count >= certainLetters
      || Lexicon.Language.allCases.contains { Lexicon.contains(longest, in: $0) }
  }

  private static let vowels = Set("aeiouyàâäéèêëîïôöùûüáíóúãõæœ".unicodeScalars)

  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool { vowels.contains(scalar) }

  /// Letters of an alphabet in its order: heads of columns, or an index.
  private static func isAlphabet(_ letters: [Unicode.Scalar]) -> Bool {
    zip(letters, letters.dropFirst()).allSatisfy { $1.value == $0.value + 1 }
  }

  private static func text(_ part: ArraySlice<PDFWord>) -> String {
    part.map(\.text.string).joined()
  }

  private static func joined(_ part: ArraySlice<PDFWord>, _ texts: WordTexts) -> PDFWord {
    var word = part[part.startIndex]
    guard part.count > 1 else { return word }
    word.text = texts.text(text(part))
    word.box = part.dropFirst().reduce(word.box) { $0.union($1.box) }
    word.pageBox = part.dropFirst().reduce(word.pageBox) { $0.union($1.pageBox) }
    return word
  }
}
