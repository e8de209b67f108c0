import Documents

/// The text of a mail's plain body: quotation marks and soft line breaks taken away (RFC 3676).
struct MailText {
  /// In line feeds; lines of another depth of quotation stand apart by an empty line.
  private(set) var text: [UInt8] = []
  /// Lines such as `-----Message d'origine-----`.
  private(set) var separators: [String] = []
  /// What stands below the line `-- `.
  private(set) var signature = ""

  private struct Line {
    var depth = 0
    var text: ArraySlice<UInt8>
    /// The line goes on in the next one.
    var isFlowed = false
  }

  init(_ body: [UInt8], isFlowed: Bool, deletesSpace: Bool) {
    var lines = Self.lines(body, isFlowed: isFlowed, deletesSpace: deletesSpace)
    // A quoted signature is another's, who may be the one to ask.
    if let dash = lines.firstIndex(where: {
      $0.depth == 0 && ($0.text.elementsEqual("-- ".utf8) || $0.text.elementsEqual("--".utf8))
    }) {
      let end = lines[dash...].firstIndex { $0.depth > 0 } ?? lines.endIndex
      signature = lines[(dash + 1)..<end].map { String(decoding: $0.text, as: UTF8.self) }
        .joined(separator: "\n").trimmingSpaces()
      lines.removeSubrange(dash..<end)
    }
    var depth = 0
    var isOpen = false
    for line in lines {
      if line.depth != depth {
        if !text.isEmpty { text += isOpen ? [0x0A, 0x0A] : [0x0A] }
        isOpen = false
      }
      depth = line.depth
      if Self.isSeparator(line.text) {
        separators.append(String(decoding: line.text, as: UTF8.self).trimmingSpaces())
        text.append(0x0A)
        isOpen = false
        continue
      }
      // An empty line ends a paragraph, whatever the line before it says.
      if isOpen, line.text.isEmpty { text.append(0x0A) }
      text += line.text
      isOpen = line.isFlowed
      if !isOpen { text.append(0x0A) }
    }
  }

  private static func lines(
    _ body: [UInt8], isFlowed: Bool, deletesSpace: Bool
  ) -> [Line] {
    body.split(separator: 0x0A, omittingEmptySubsequences: false).map { raw in
      var line = Line(text: raw)
      while line.text.last == 0x0D { line.text.removeLast() }
      var rest = line.text
      // `> > text` and `>> text` alike.
      while let mark = rest.first, mark == UInt8(ascii: ">") {
        line.depth += 1
        rest = rest.dropFirst()
        if !isFlowed, rest.first == 0x20 { rest = rest.dropFirst() }
      }
      line.text = rest
      guard isFlowed else { return line }
      if line.text.first == 0x20 { line.text.removeFirst() }
      let isMark = line.text.elementsEqual("-- ".utf8)
      if line.text.last == 0x20, !isMark {
        line.isFlowed = true
        if deletesSpace { line.text.removeLast() }
      }
      return line
    }
  }

  /// Words between two rules: they say that another mail begins.
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.drop { $0 <= 0x20 }
    guard let sign = words.first, "-_=*".utf8.contains(sign), words.count < 80 else { return false }
    let head = words.prefix { $0 == sign }
    let tail = words.reversed().drop { $0 <= 0x20 }.prefix { $0 == sign }
    return head.count >= 3 && tail.count >= 3 && head.count + tail.count + 3 < words.count
  }
}
