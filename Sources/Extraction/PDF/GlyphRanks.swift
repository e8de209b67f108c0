import Documents

/// Reads text whose font does not tell its letters: what poppler gives are then the ranks of the
/// glyphs in the font, a text shifted by 29 (`$SSHO` for `Appel`).
///
/// Most fonts keep the order of glyphs of the first TrueType fonts: a space at 3, the signs of ASCII
/// after it, then those of the Macintosh's character set (Apple's TrueType Reference Manual, table
/// `post`, format 1). Such text gives itself away by control characters, among them its spaces.
struct GlyphRanks {
  /// Lines put right.
  private(set) var decoded = 0
  /// Characters in lines that hold control characters and could not be read.
  private(set) var unreadable = 0

  /// Glyphs from rank 3 on.
  private static let glyphs: [Unicode.Scalar] = {
    let ascii = (0x20...0x7E).compactMap(Unicode.Scalar.init)
    let others =
      "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷"
      + "◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙ"
    return ascii + Array(others.unicodeScalars)
  }()

  /// Puts the words of pages right where they can be, and takes control characters out of the rest.
  init(_ pages: inout [PDFPage]) {
    for p in pages.indices where pages[p].words.contains(where: Self.hasControl) {
      let texts = pages[p].texts
      pages[p].words = PDFLine.lines(of: pages[p].words).flatMap { mended($0.words, texts) }
    }
  }

  private mutating func mended(_ words: [PDFWord], _ texts: WordTexts) -> [PDFWord] {
    guard words.contains(where: Self.hasControl) else { return words }
    let read = words.flatMap { Self.words($0, texts) }
    if Self.share(read) >= 0.5, Self.share(read) > Self.share(words) + 0.2 {
      decoded += 1
      return read
    }
    // A number among lines that could be read.
    if decoded > 0, read.allSatisfy({ $0.text.unicodeScalars.allSatisfy(Self.isPlain) }) {
      return read
    }
    return words.indices.flatMap { i -> [PDFWord] in
      guard Self.isBullet(i, of: words) else { return single(words[i], texts) }
      var bullet = words[i]
      bullet.text = texts.text("•")
      return [bullet]
    }
  }

  /// One unreadable sign by itself at the start of a line, or of a column's: a drawn bullet.
  private static func isBullet(_ i: Int, of line: [PDFWord]) -> Bool {
    let word = line[i]
    guard word.text.unicodeScalars.count == 1, hasControl(word), i + 1 < line.count else {
      return false
    }
    let gap = line[i + 1].box.x0 - word.box.x1
    return gap < 4 * word.fontSize && gap > -0.1 * word.fontSize
      && (i == 0 || word.box.x0 - line[i - 1].box.x1 > word.fontSize)
  }

  /// A word of a line that holds several fonts.
  private mutating func single(_ word: PDFWord, _ texts: WordTexts) -> [PDFWord] {
    guard Self.hasControl(word) else { return [word] }
    let read = Self.words(word, texts)
    if Self.share(read) == 1, Self.share([word]) == 0 { return read }
    unreadable += word.text.unicodeScalars.count
    var word = word
    word.text = texts.text(word.text.unicodeScalars.filter { !Self.isControl($0) })
    return word.text.isEmpty ? [] : [word]
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  private static func hasControl(_ word: PDFWord) -> Bool {
    var last: UInt8 = 0
    for byte in word.text.utf8 {
      if byte < 0x20 || byte == 0x7F || last == 0xC2 && byte < 0xA0 { return true }
      last = byte
    }
    return false
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || PDFText.isDigit(scalar)
      || [".", ",", "-", "/", ":", "€", "%", "–", "’", "'"].contains(scalar)
  }

  /// Share of the words of three letters or more that a lexicon has.
  private static func share(_ words: [PDFWord]) -> Double {
    let cores = words.map { Core(startOf: $0.text.string) }.filter {
      $0.letters.unicodeScalars.count > 2
    }
    guard !cores.isEmpty else { return 0 }
    let known = cores.count { core in
      Lexicon.Language.allCases.contains { Lexicon.contains(core.letters, in: $0) }
    }
    return Double(known) / Double(cores.count)
  }

  /// The words that a run of glyphs spells; letters are thought to be equally wide.
  private static func words(_ word: PDFWord, _ texts: WordTexts) -> [PDFWord] {
    let scalars = word.text.unicodeScalars.map { scalar in
      let rank = Int(scalar.value) - 3
      return glyphs.indices.contains(rank) ? glyphs[rank] : scalar
    }
    let width = (word.box.x1 - word.box.x0) / Double(max(1, scalars.count))
    return scalars.indices.split { scalars[$0].properties.isWhitespace }.map { run in
      var part = word
      part.text = texts.text(scalars[run.startIndex..<run.endIndex])
      part.box.x0 = word.box.x0 + Double(run.startIndex) * width
      part.box.x1 = word.box.x0 + Double(run.endIndex) * width
      part.pageBox = part.box
      return part
    }
  }
}
