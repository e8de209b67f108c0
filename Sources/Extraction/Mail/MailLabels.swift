import Documents

/// Header lines that stand in running text, where a mail was forwarded or pasted: « Objet : … ».
enum MailLabels {
  private static let subjects: Set<String> = [
    "objet", "subject", "sujet", "betreff", "asunto", "oggetto", "onderwerp", "assunto",
  ]
  private static let others: Set<String> = [
    "de", "from", "von", "da", "van", "expéditeur", "à", "a", "to", "an", "para", "aan", "pour",
    "destinataire", "cc", "cci", "copie", "date", "datum", "fecha", "data", "envoyé", "envoyé le",
    "sent", "gesendet", "enviado", "enviado el", "inviato", "verzonden", "reply-to", "répondre à",
    "pièces jointes", "pj", "attachments", "importance",
  ]
  private static let prefixes: Set<String> = [
    "re", "fw", "fwd", "tr", "wg", "aw", "i", "rv", "rif", "ref", "doorst", "antw", "réf", "ré",
  ]

  /// One line and what it is.
  private struct Line {
    var range: TextRange
    /// Where the value of a subject begins; nil for other lines.
    var subject: Int?
    var isHeader = false
  }

  /// Makes headings of the subjects of forwarded mails, and the title of the subject that stands on
  /// top of a pasted one. A paragraph of header lines becomes a block a line.
  ///
  /// - Parameter isPasted: whether the whole text may be a mail with its header lines.
  /// - Returns: true where it is.
  @discardableResult
  static func mark(_ blocks: inout [Block], in text: [UInt8], isPasted: Bool) -> Bool {
    var hasTop = false
    var i = 0
    while i < blocks.count {
      let run = headerRun(blocks, from: i, in: text)
      guard !run.lines.isEmpty else {
        i += 1
        continue
      }
      let isTop = isPasted && i == 0
      let new = run.lines.flatMap { pieces($0, like: blocks[i], in: text, isTop: isTop) }
      blocks.replaceSubrange(i..<run.end, with: new)
      i += new.count
      if isTop {
        hasTop = true
        for k in i..<blocks.count where blocks[k].role == .title {
          (blocks[k].role, blocks[k].level) = (.heading, 1)
        }
      }
    }
    return hasTop
  }

  /// Header lines that begin with a block, and the blocks that they fill: at least three, or two
  /// with a subject.
  private static func headerRun(
    _ blocks: [Block], from first: Int, in text: [UInt8]
  ) -> (lines: [Line], end: Int) {
    var lines: [Line] = []
    var end = first
    while end < blocks.count, blocks[end].cell == nil, end - first < 20 {
      let own = self.lines(blocks[end].range, in: text)
      guard own.allSatisfy(\.isHeader) else { break }
      lines += own
      end += 1
    }
    let subjects = lines.count { $0.subject != nil }
    guard subjects > 0, lines.count >= 2, lines.count > subjects else { return ([], first) }
    return (lines, end)
  }

  private static func lines(_ range: TextRange, in text: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = range.start
    while start < range.end {
      let end = text[start..<range.end].firstIndex(of: 0x0A) ?? range.end
      let bytes = text[start..<end]
      if bytes.contains(where: { $0 > 0x20 }) {
        var line = Line(range: TextRange(start, end))
        read(bytes, into: &line)
        // A long value runs over several lines.
        if !line.isHeader, let last = lines.last, last.isHeader, isContinued(bytes) {
          lines[lines.count - 1].range.end = end
        } else {
          lines.append(line)
        }
      }
      start = end + 1
    }
    return lines
  }

  private static func isContinued(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first == 0x20 || bytes.first == 0x09
  }

  private static func read(_ bytes: ArraySlice<UInt8>, into line: inout Line) {
    let start = bytes.firstIndex { ![0x20, 0x3E, 0x09, 0x2A].contains($0) } ?? bytes.endIndex
    let head = bytes[start...].prefix(24)
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else { return }
    let label = String(decoding: bytes[start..<colon], as: UTF8.self)
      .replacing("*", with: "").trimmingSpaces().lowercased()
    let isSubject = subjects.contains(label)
    guard isSubject || others.contains(label) else { return }
    line.isHeader = true
    var value = colon + 1
    while value < bytes.endIndex, bytes[value] <= 0x20 || bytes[value] == UInt8(ascii: "*") {
      value += 1
    }
    if isSubject, value < bytes.endIndex {
      line.subject = value + prefixLength(String(decoding: bytes[value...], as: UTF8.self))
    }
  }

  /// UTF-8 bytes of `TR: [liste] ` in front of a subject's own words.
  static func prefixLength(_ subject: String) -> Int {
    var rest = Substring(subject)
    while true {
      let trimmed = rest.drop { $0 == " " || $0 == "\u{A0}" }
      if trimmed.first == "[", let close = trimmed.firstIndex(of: "]"),
        trimmed.distance(from: trimmed.startIndex, to: close) < 40,
        trimmed[trimmed.index(after: close)...].contains(where: \.isLetter)
      {
        rest = trimmed[trimmed.index(after: close)...]
      } else if let colon = trimmed.prefix(9).firstIndex(of: ":"),
        prefixes.contains(
          trimmed[..<colon].lowercased().prefix { $0.isLetter }.description),
        trimmed[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || " []()\u{A0}".contains($0) }),
        trimmed[trimmed.index(after: colon)...].contains(where: \.isLetter)
      {
        rest = trimmed[trimmed.index(after: colon)...]
      } else {
        return subject.utf8.count - trimmed.utf8.count
      }
    }
  }

  /// The blocks of a header line: a paragraph, or a label and the subject's words.
  private static func pieces(
    _ line: Line, like model: Block, in text: [UInt8], isTop: Bool
  ) -> [Block] {
    var paragraph = model
    (paragraph.role, paragraph.level, paragraph.marker) = (.paragraph, 0, nil)
    paragraph.range = trimmed(line.range, in: text)
    guard let subject = line.subject, subject < paragraph.range.end else { return [paragraph] }
    var heading = paragraph
    heading.range.start = subject
    (heading.role, heading.level) = isTop ? (.title, 0) : (.heading, 1)
    paragraph.range = trimmed(TextRange(line.range.start, subject), in: text)
    return paragraph.range.isEmpty ? [heading] : [paragraph, heading]
  }

  private static func trimmed(_ range: TextRange, in text: [UInt8]) -> TextRange {
    var range = range
    while range.start < range.end, text[range.start] <= 0x20 { range.start += 1 }
    while range.end > range.start, text[range.end - 1] <= 0x20 { range.end -= 1 }
    return range
  }
}
