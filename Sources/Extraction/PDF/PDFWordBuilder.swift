import Documents

/// Makes words of the characters of a page, each with its box.
///
/// Most words are a stretch of the page's text as it stands, and are not copied on the way.
struct PDFWordBuilder {
  /// The font from a character on.
  struct Style {
    var start: Int
    var size: Double
    var isBold: Bool
  }

  /// The page's text, valid UTF-8.
  private let source: UnsafeBufferPointer<UInt8>
  private let styles: [Style]
  private let texts: WordTexts
  private var style = 0
  /// Characters taken so far.
  private(set) var offset = 0
  private var words: [PDFWord] = []
  /// The word so far: a stretch of the page's text, or else its own bytes, and how many characters.
  private var stretch = 0..<0
  private var bytes: [UInt8] = []
  private var count = 0
  private var first: Unicode.Scalar = " "
  private var box = Box(0, 0, 0, 0)
  private var firstBox = Box(0, 0, 0, 0)
  private var lastBox = Box(0, 0, 0, 0)
  private var wordStyle = Style(start: 0, size: 0, isBold: false)

  /// - Parameters:
  ///   - source: the page's text, valid UTF-8; must outlive the builder.
  ///   - styles: sorted by `start`.
  ///   - characters: how many there are to come, about.
  init(
    _ source: UnsafeBufferPointer<UInt8>, styles: [Style], texts: WordTexts, characters: Int
  ) {
    self.source = source
    self.styles = styles
    self.texts = texts
    words.reserveCapacity(characters / 5)
  }

  /// - Parameter place: of the scalar's bytes in the page's text.
  mutating func add(_ scalar: Unicode.Scalar, at place: Range<Int>, _ box: Box) {
    while style + 1 < styles.count, styles[style + 1].start <= offset { style += 1 }
    offset += 1
    if scalar.isSpace || scalar.value == 0 {
      endWord()
      return
    }
    // Control characters stay in: they may be glyphs of a font that does not tell its letters.
    if count > 0, isApart(box) || count == 1 && isGluedItem(scalar) { endWord() }
    if count == 0 {
      first = scalar
      self.box = box
      firstBox = box
      wordStyle =
        styles.isEmpty ? Style(start: 0, size: box.y1 - box.y0, isBold: false) : styles[style]
      stretch = place.lowerBound..<place.lowerBound
    } else {
      self.box = self.box.union(box)
    }
    lastBox = box
    append(isRaised(box) ? PDFText.superscript(scalar) : scalar, scalar, at: place)
  }

  /// - Parameter written: what stands in the page's text for it.
  private mutating func append(
    _ scalar: Unicode.Scalar, _ written: Unicode.Scalar, at place: Range<Int>
  ) {
    count += 1
    if bytes.isEmpty {
      if scalar == written, stretch.upperBound == place.lowerBound {
        stretch = stretch.lowerBound..<place.upperBound
        return
      }
      bytes.append(contentsOf: source[stretch])
    }
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// A bullet without a space before its item.
  private func isGluedItem(_ scalar: Unicode.Scalar) -> Bool {
    first.value >= 0xB7 && PDFText.isListBullet(first)
      && (scalar.isAlphabetic || PDFText.isDigit(scalar))
  }

  /// Set smaller and higher than the word it ends: the mark of a footnote, or an exponent.
  private func isRaised(_ box: Box) -> Bool {
    guard !styles.isEmpty, styles[style].size < 0.85 * wordStyle.size else { return false }
    return box.y0 + box.y1 < firstBox.y0 + firstBox.y1 - 0.2 * wordStyle.size
  }

  mutating func finished() -> [PDFWord] {
    endWord()
    return words
  }

  private mutating func endWord() {
    guard count > 0 else { return }
    defer {
      bytes.removeAll(keepingCapacity: true)
      count = 0
    }
    guard box.x0.isFinite, box.x1.isFinite, box.y0.isFinite, box.y1.isFinite else { return }
    let size = wordStyle.size > 0 && wordStyle.size.isFinite ? wordStyle.size : box.y1 - box.y0
    words.append(
      texts.word(
        text, box, fontSize: size,
        isBold: wordStyle.isBold, isVertical: isVertical, runsUp: firstBox.y0 > lastBox.y0))
  }

  private var text: WordText {
    bytes.isEmpty
      ? texts.text(UnsafeBufferPointer(rebasing: source[stretch]))
      : bytes.withUnsafeBufferPointer { texts.text($0) }
  }

  /// poppler writes no space between words of one line that are far from each other.
  private func isApart(_ box: Box) -> Bool {
    let across = max(box.x0 - lastBox.x1, lastBox.x0 - box.x1)
    let along = max(box.y0 - lastBox.y1, lastBox.y0 - box.y1)
    let size = wordStyle.size > 0 ? wordStyle.size : lastBox.y1 - lastBox.y0
    return max(across, along) > 0.15 * size
  }

  /// Characters of a vertical word follow each other along the height of the page.
  private var isVertical: Bool {
    guard count > 1 else { return false }
    let across = abs((firstBox.x0 + firstBox.x1) - (lastBox.x0 + lastBox.x1))
    let along = abs((firstBox.y0 + firstBox.y1) - (lastBox.y0 + lastBox.y1))
    return along > 2 * across
  }
}
