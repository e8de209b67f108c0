/// One line of plain text, as places in the text's UTF-8.
struct TextLine: Sendable {
  /// Without white space at the start and at the end.
  var start: Int
  var end: Int
  /// White space before `start`, a tab counting four.
  var indent = 0
  var endsWithSpace = false
  /// Unicode scalars between `start` and `end`.
  var length = 0
  var page = 1
  var marker: TextMarker?

  var isBlank: Bool { end <= start }

  /// Splits at line feeds and form feeds; a form feed begins a page.
  static func lines(of text: [UInt8]) -> [TextLine] {
    var lines: [TextLine] = []
    var start = 0
    var page = 1
    for i in 0...text.count where i == text.count || text[i] == 0x0A || text[i] == 0x0C {
      lines.append(TextLine(from: start, to: i, in: text, page: page))
      if i < text.count, text[i] == 0x0C { page += 1 }
      start = i + 1
    }
    return lines
  }

  private init(from lower: Int, to upper: Int, in text: [UInt8], page: Int) {
    var start = lower
    while start < upper {
      if text[start] == 0x20 {
        indent += 1
        start += 1
      } else if text[start] == 0x09 {
        indent += 4
        start += 1
      } else if text[start] == 0xC2, start + 1 < upper, text[start + 1] == 0xA0 {
        indent += 1
        start += 2
      } else {
        break
      }
    }
    var end = upper
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 || text[end - 1] == 0x0D {
      end -= 1
    }
    self.start = start
    self.end = end
    self.page = page
    endsWithSpace = end < upper && end > start
    for byte in text[start..<end] where byte & 0xC0 != 0x80 { length += 1 }
    marker = TextMarker(text[start..<end])
  }
}

/// What stands in front of a list item.
struct TextMarker: Hashable, Sendable {
  /// As printed: `•`, `1.`, `a)`.
  var text: String
  /// UTF-8 bytes with the white space after it.
  var length: Int
  /// The number of `1.` or `2)`, the place of a letter; nil for bullets.
  var number: Int?

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "-", "*", "–", "—", "●", "▪", "■", "◦", "○", "‣", "►", "▶", "➢", "➤", "→", "✓", "✔", "✗",
    "·", "∙", "❖", "◆", "♦", "□", "❑", "➔", "»", "⁃", "\u{FFFD}", "\u{F0B7}", "\u{F0A7}",
    "\u{F0D8}", "\u{F0FC}", "\u{2027}", "\u{F076}", "−", "‐", "‒", "―", "▸", "◾", "➜", "⇒",
  ]

  /// A bullet, a number or a letter with `.` or `)`, and white space after it.
  init?(_ line: ArraySlice<UInt8>) {
    let head = Array(String(decoding: line.prefix(24), as: UTF8.self).unicodeScalars)
    guard let first = head.first else { return nil }
    var count = 1
    if Self.bullets.contains(first) {
      number = nil
    } else {
      let opened = first == "(" ? 1 : 0
      let body = head[opened...].prefix { $0.isASCII && ($0.isDigit || $0.isLetter) }
      guard let value = Self.value(body) else { return nil }
      count = opened + body.count
      guard count < head.count,
        head[count] == ")" || opened == 0 && (head[count] == "." || head[count] == "°")
      else { return nil }
      number = value
      count += 1
    }
    var scalars = count
    while scalars < head.count,
      head[scalars] == " " || head[scalars] == "\t" || head[scalars] == "\u{A0}"
    {
      scalars += 1
    }
    guard scalars < head.count else { return nil }
    // `-au moins` is an item, `-5` and `*mot*` are not.
    if scalars == count {
      guard ["-", "–", "•", "●", "▪"].contains(first), head[count].isLetter else { return nil }
    }
    text = String(String.UnicodeScalarView(head[..<count]))
    length = head[..<scalars].reduce(0) { $0 + UTF8.width($1) }
  }

  private static func value(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
    let text = String(String.UnicodeScalarView(body))
    if let number = Int(text) { return text.count <= 2 ? number : nil }
    guard text.count == 1, let byte = text.utf8.first else { return nil }
    return Int(byte | 0x20) - 0x60
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { value >= 0x30 && value <= 0x39 }
  var isLetter: Bool { properties.isAlphabetic }
}
