import Glibc

/// Small facts about characters and fonts of PDF files.
enum PDFText {
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value < 0x20
  }

  private static let boldNames: [StaticString] = ["bold", "black", "heavy", "demi", "-bd", ",bd"]

  /// Whether a font's name says that it is bold (`ABCDEF+Calibri-Bold`, `Marianne-ExtraBold`).
  static func namesBoldFont(_ name: UnsafePointer<CChar>) -> Bool {
    let name = UnsafeRawBufferPointer(start: name, count: strlen(name))
    return boldNames.contains {
      name.firstOffset(of: $0, before: name.count, ignoringCase: true) != nil
    }
  }

  /// Typographic bullets, and what broken font tables make of them.
  static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2022, 0x2023, 0x2043, 0x204C, 0x204D, 0x2219, 0xB7, 0x2010...0x2015, 0x2212, 0x2D, 0x2A:
      true
    // Arrows, geometric shapes, ballot boxes, dingbats.
    case 0x2190...0x21FF, 0x25A0...0x25FF, 0x2605...0x2612, 0x2700...0x27BF, 0x2B00...0x2BFF: true
    case 0xFFFD, 0xE000...0xF8FF: true
    default: false
    }
  }

  /// Bullets that are never part of a word; those of the usual symbol fonts among them.
  static func isListBullet(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x2022, 0x2023, 0x2043, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B6, 0x25B8, 0x25BA,
      0x25C6, 0x25CB, 0x25CF, 0x25E6, 0x25FC...0x25FE, 0x2610...0x2612, 0x2713, 0x2714, 0x2756,
      0x27A2, 0x27A4, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC:
      true
    default: false
    }
  }

  /// True for private-use characters and for the mark of an unknown one, which say nothing.
  static func isUnknown(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value)
  }

  /// The marker a line begins with if its first word is one: `•`, `-`, `1.`, `1)`, `a)`, `iv.`.
  static func isMarker(_ word: WordText) -> Bool {
    // Numbers are no longer than eight signs.
    guard word.utf8.count <= 4 * 8, let first = word.unicodeScalars.first else { return false }
    if word.unicodeScalars.dropFirst().isEmpty { return isBullet(first) || first == "o" }
    guard
      first == "(" || first.value < 0x80 && (isDigit(first) || first.isAlphabetic || first == ".")
    else { return false }
    return isNumberMarker(Array(word.unicodeScalars))
  }

  /// `1.`, `12)`, `a)`, `B.`, `iv)`, `(a)`, `1.2.`, `1.2`.
  static func isNumberMarker(_ scalars: [Unicode.Scalar]) -> Bool {
    guard (2...8).contains(scalars.count) else { return false }
    var body = scalars[...]
    if body.first == "(" { body = body.dropFirst() }
    guard let last = body.last, last == "." || last == ")" || last == "°" else { return false }
    body = body.dropLast()
    guard !body.isEmpty else { return false }
    if body.allSatisfy({ isDigit($0) || $0 == "." }) {
      // More than two digits are a year or a number at the end of a sentence.
      return isDigit(body[body.startIndex]) && longestRun(of: body) < 3
    }
    if last != "°", body.count == 1 { return body.first.map(isLatinLetter) ?? false }
    return last == ")" && body.allSatisfy { "ivxIVX".unicodeScalars.contains($0) }
  }

  /// How many digits stand in a row at most, in digits and dots.
  private static func longestRun(of digits: ArraySlice<Unicode.Scalar>) -> Int {
    var (longest, run) = (0, 0)
    for scalar in digits {
      run = scalar == "." ? 0 : run + 1
      longest = max(longest, run)
    }
    return longest
  }

  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)

  /// A digit as a superscript, so that the mark of a footnote does not make `2022` `20221`; other
  /// signs as they are.
  static func superscript(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isDigit(scalar) ? superscripts[Int(scalar.value - 0x30)] : scalar
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
  }
}
