import CTesseract
import Documents
import Glibc

/// Recognises the text of page images with Tesseract, which is loaded only where it is needed.
///
/// Owns Tesseract's handle: one thread, freed with the value.
struct TextRecogniser: ~Copyable {
  private let handle: OpaquePointer
  /// As Tesseract writes them: `fra+eng`.
  let languages: String

  /// Where Debian, Ubuntu and a build of one's own keep the language packs.
  private static let folders = [
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata", "/usr/local/share/tessdata",
  ]
  /// Of those installed, in this order: the first ones weigh more.
  private static let wanted = ["fra", "eng", "deu", "spa", "ita", "nld"]

  /// nil where Tesseract or its French or English pack is not installed.
  init?() {
    guard let folder = Self.folders.first(where: { Self.holds($0, "fra") || Self.holds($0, "eng") })
    else { return nil }
    let languages = Self.wanted.filter { Self.holds(folder, $0) }.joined(separator: "+")
    guard let handle = calls_tesseract_open(folder, languages) else { return nil }
    self.handle = handle
    self.languages = languages
  }

  deinit { calls_tesseract_close(handle) }

  private static func holds(_ folder: String, _ language: String) -> Bool {
    access("\(folder)/\(language).traineddata", R_OK) == 0
  }

  /// The words of an image in reading order; nil where the time was over.
  func words(of image: PageImage, seconds: Double) -> [RecognisedWord]? {
    let text = image.pixels.withUnsafeBufferPointer { pixels in
      calls_tesseract_recognise(
        handle, pixels.baseAddress, Int32(image.width), Int32(image.height), Int32(image.width),
        Int32(image.pixelsPerInch), Int32(seconds * 1000))
    }
    guard let text else { return nil }
    defer { calls_tesseract_free_text(handle, text) }
    return RecognisedWord.words(String(cString: text), pixelsPerInch: image.pixelsPerInch)
  }
}

extension TextRecogniser {
  /// The words of a page of a PNG, JPEG or TIFF file in reading order; nil where the time was over,
  /// or the file is damaged.
  ///
  /// - Parameter page: from 0.
  func words(
    ofPicture bytes: UnsafeRawBufferPointer, page: Int, pixelsPerInch: Double, seconds: Double
  ) -> [RecognisedWord]? {
    let text = calls_tesseract_recognise_file(
      handle, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, Int32(page),
      Int32(pixelsPerInch), Int32(seconds * 1000))
    guard let text else { return nil }
    defer { calls_tesseract_free_text(handle, text) }
    return RecognisedWord.words(String(cString: text), pixelsPerInch: pixelsPerInch)
  }
}

/// A word that was recognised in a picture.
struct RecognisedWord: Hashable, Sendable {
  var text: String
  /// In points from the page's top-left corner.
  var box: Box
  /// 0…1.
  var confidence: Double
  /// Which block, paragraph of the block, and line of the paragraph.
  var block: Int
  var paragraph: Int
  var line: Int

  /// Below this a word is more likely dirt than text.
  private static let leastConfidence = 0.3

  /// Signs that bullets are taken for at the beginning of a line.
  private static let bullets: Set<String> = ["°", "¢", "©", "®", "·", "∙", "»", ">", "*", "+", "¤"]

  /// Reads Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height,
  /// confidence, text.
  static func words(_ table: String, pixelsPerInch: Double) -> [RecognisedWord] {
    let scale = 72 / pixelsPerInch
    var words = table.split(separator: "\n").compactMap { row -> RecognisedWord? in
      let cells = row.split(separator: "\t", maxSplits: 11, omittingEmptySubsequences: false)
      guard cells.count == 12, cells[0] == "5" else { return nil }
      let numbers = cells[2..<10].compactMap { Int($0) }
      let text = cells[11].trimmingSpaces()
      guard numbers.count == 8, let confidence = Double(cells[10]), !text.isEmpty,
        confidence >= leastConfidence * 100
      else { return nil }
      let (x, y) = (Double(numbers[4]) * scale, Double(numbers[5]) * scale)
      return RecognisedWord(
        text: text,
        box: Box(x, y, x + Double(numbers[6]) * scale, y + Double(numbers[7]) * scale),
        confidence: min(1, confidence / 100), block: numbers[0], paragraph: numbers[1],
        line: numbers[2])
    }
    for i in words.indices.dropLast() where bullets.contains(words[i].text) {
      let startsLine = i == 0 || !words[i].isOnLine(of: words[i - 1])
      if startsLine, words[i].isOnLine(of: words[i + 1]) { words[i].text = "•" }
    }
    return withoutDirt(words)
  }

  func isOnLine(of other: RecognisedWord) -> Bool {
    block == other.block && paragraph == other.paragraph && line == other.line
  }

  /// Seen clearly, and more than a stroke: the shorter, the clearer.
  private var isClear: Bool {
    let scalars = text.unicodeScalars
    let signs = max(scalars.count(where: \.isLetter), scalars.count(where: \.isDigit) + 1)
    return confidence >= 0.9 && signs >= 2 || confidence >= 0.6 && signs >= 3
  }

  /// Drawings, logos and dust give lines without a clear word: they are left out, unless most words
  /// of their paragraph are clear.
  private static func withoutDirt(_ words: [RecognisedWord]) -> [RecognisedWord] {
    func paragraph(_ word: RecognisedWord) -> [Int] { [word.block, word.paragraph] }
    let paragraphs = Dictionary(grouping: words, by: paragraph)
    let lines = Dictionary(grouping: words) { paragraph($0) + [$0.line] }
    let good = Set(
      paragraphs.filter { _, words in words.count(where: \.isClear) * 5 >= words.count * 2 }.keys)
    return words.filter { word in
      good.contains(paragraph(word))
        || lines[paragraph(word) + [word.line]]?.contains(where: \.isClear) == true
    }
  }
}
