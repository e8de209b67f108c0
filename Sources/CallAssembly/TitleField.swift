import CallModel
import Documents
import RuleEngine

/// Titles of documents and calls.
enum TitleField {
  private static let limit = 300
  /// Bytes of a line that may be a title although nothing marks it as one.
  static let longestLine = 180
  /// Bytes of a document's head, in which its title stands.
  static let headLength = 3000
  /// Letters of a body's name above a title.
  private static let longestLetterhead = 90

  static func documentTitle(_ context: AnnotatedDocument) -> String? {
    let told = context.titleBlock.map { block in
      Self.line(TitleFinder.told(in: block, context) ?? block.range, context)
    }
    guard let block = context.titleBlock, isPartOfPage(block, context) else {
      return told ?? context.document.metadata.title
    }
    // A reader takes the first line for the title, whatever it says.
    if let title = context.document.metadata.title, title != told { return title }
    let line = context.blocks.first {
      $0.range.start < headLength && !isPartOfPage($0, context)
        && ($0.isTitle || $0.isHeading || isLine($0, context))
    }
    return line.map { Self.line($0.range, context) } ?? told
  }

  /// The name of the one call of a plain text whose first line is no title: what else looks like a
  /// heading there names a part of it.
  static func title(ofText context: AnnotatedDocument, calls: [CallRecord]) -> String? {
    guard context.document.format == .text, calls.count == 1, let title = calls[0].title?.value
    else { return nil }
    let isTitled = context.titleBlock.map { $0.isTitle && !isPartOfPage($0, context) }
    return isTitled == true ? nil : title
  }

  /// The heading that names the call, else the document's title, else its first words.
  static func callTitle(_ context: AnnotatedDocument, _ scope: CallScope) -> Stated<String>? {
    if let name = scope.listed?.name, !scope.shared.isEmpty {
      let range = ListNumber.without(name, context)
      return Stated(
        line(range, context), [context.evidence(range, rule: "titles/heading")])
    }
    if let name = scope.name { return stated(name, context) }
    let blocks = context.blocks.filter { scope.body.overlaps($0.range) }
    let isPart = !scope.shared.isEmpty || scope.body.start > 0
    // An attachment has a title of its own, often below a letterhead.
    let isAttached = context.document.part(at: scope.body.start) != nil
    let own = isAttached ? blocks.first { $0.isTitle } : nil
    let plate = blocks.first { $0.range == scope.plate }
    if isPart, let first = own ?? plate ?? blocks.first {
      if first.isItem { return stated(itemTitle(first, context), context) }
      if !first.isHeading, first.cell == nil, first.range == scope.body {
        return stated(
          context.sentence(around: TextRange(scope.body.start, scope.body.start + 1)), context)
      }
      return stated(first.cell == nil ? first : rowTitle(blocks, context) ?? first, context)
    }
    return TitleFinder(context, scope, blocks).title()
  }

  /// What an item tells before its day, in its first sentence: « Sentiers partagés » of « Sentiers partagés –
  /// clôture le 15 avril ».
  private static func itemTitle(_ item: TextBlock, _ context: AnnotatedDocument) -> TextRange {
    let text = ListNumber.without(context.withoutMark(item.range), context)
    let around = context.sentence(around: TextRange(text.start, text.start + 1))
    let sentence = TextRange(text.start, around.end)
    let days = ["deadline", "window"].compactMap { context.first($0, in: sentence)?.range.start }
    let name = context.trimmed(TextRange(sentence.start, days.min() ?? sentence.end))
    return CallScopes.letterCount(name, context) >= 4 ? name : sentence
  }

  /// Whether names of such types make up most letters of a place.
  static func isMostlyNames(
    _ range: TextRange, _ types: [String], _ context: AnnotatedDocument
  ) -> Bool {
    var named = 0
    for type in types {
      for name in context.all(type, in: range) { named += context.letterCount(name.range) }
    }
    // Most places hold none of them, but letters.
    if named == 0 { return !context.hasLetters(range, moreThan: 0) }
    return named * 10 >= context.letterCount(range) * 6
  }

  static func isPartOfPage(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    context.has("no-title", in: block.range)
  }

  /// The cell below a header for calls, else the first that says more than the name of a programme or a
  /// body.
  private static func rowTitle(_ cells: [TextBlock], _ context: AnnotatedDocument) -> TextBlock? {
    if let named = Self.cells(cells, below: "call-name", context).first { return named }
    let below = Self.cells(cells, below: "calls-column", context)
    // Of a programme and its strand the strand.
    let named = below.first { !isMostlyNames($0.range, names, context) }
    if let named = named ?? (below.count > 1 ? below.last : nil) { return named }
    let other = cells.first { cell in
      let letters = CallScopes.letterCount(cell.range, context)
      // « Au fil de l'eau » tells when, as days do.
      return letters >= 4 && !context.has("recurrence", in: cell.range)
        && (names + figures + days).allSatisfy { type in
          context.all(type, in: cell.range).allSatisfy {
            CallScopes.letterCount($0.range, context) * 10 < letters * 8
          }
        }
    }
    return other ?? below.last
  }

  /// Those of a row below headers with a type, that hold more than days and sums.
  private static func cells(
    _ row: [TextBlock], below header: String, _ context: AnnotatedDocument
  ) -> [TextBlock] {
    guard let table = row.first?.cell?.table else { return [] }
    let headers = context.blocks.filter { block in
      guard let place = block.cell else { return false }
      return place.table == table && (place.isHeader || place.row == 0)
        && context.has(header, in: block.range)
    }
    let columns = Set(headers.compactMap(\.cell?.column))
    return row.filter { cell in
      (cell.cell.map { columns.contains($0.column) } ?? false)
        && !isMostlyNames(cell.range, figures, context)
    }
  }

  private static let names = ["programme", "party", "fund"]
  private static let figures = ["date", "daterange", "datetime", "money", "percent"]
  private static let days = ["deadline", "window", "opening"]

  /// A short line that is no sentence, item or cell.
  static func isLine(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    guard block.isParagraph, block.range.length < longestLine else { return false }
    return switch context.lastScalar(of: block.range) {
    case nil, ".", ";", ":", "!": false
    default: true
    }
  }

  private static func stated(_ block: TextBlock, _ context: AnnotatedDocument) -> Stated<String>? {
    stated(named(block, context), context)
  }

  static func stated(_ place: TextRange, _ context: AnnotatedDocument) -> Stated<String>? {
    var range = withoutState(ListNumber.without(place, context), context)
    let slice = context.scalars.slice(range)
    if slice.unicodeScalars.count > limit {
      let cut = slice.unicodeScalars.prefix(limit)
      let end = cut.lastIndex(of: " ") ?? cut.endIndex
      range.end = range.start + slice[..<end].utf8.count
    }
    let text = line(range, context)
    guard !text.isEmpty else { return nil }
    return Stated(text, [context.evidence(range, rule: "titles/heading")])
  }

  /// Without « (closed) » after a name or « [Clos] » before it, which tell how things stand.
  private static func withoutState(_ place: TextRange, _ context: AnnotatedDocument) -> TextRange {
    var range = place
    for mark in context.all("state-mark", in: place) {
      if mark.range.end == place.end {
        let before = context.scalars.slice(TextRange(place.start, mark.range.start))
        let dash = before.reversed().prefix { " -–—|:".contains($0) }
        range.end = mark.range.start - dash.reduce(0) { $0 + $1.utf8.count }
      } else if mark.range.start == place.start {
        let after = context.scalars.slice(TextRange(mark.range.end, place.end))
        range.start = mark.range.end + after.prefix { $0 == " " }.utf8.count
      }
    }
    return range.start < range.end && CallScopes.letterCount(range, context) > 3 ? range : place
  }

  /// The block from the call's name on, where a line with nothing but names of programmes and
  /// bodies stands before it: readers join the lines of a head.
  static func named(_ block: TextBlock, _ context: AnnotatedDocument) -> TextRange {
    guard let name = context.first("call-name", in: block.range),
      name.range.start > block.range.start,
      context.scalars.slice(name.range).first?.isUppercase == true,
      case let before = TextRange(block.range.start, name.range.start),
      context.scalars.slice(before).hasSuffix(" "),
      context.scalars.slice(before).dropLast().last.map({ $0.isLetter || $0.isNumber }) == true,
      case let letters = CallScopes.letterCount(before, context), letters > 8,
      says(TextRange(name.range.end, block.range.end), context)
    else { return block.range }
    // A letterhead holds few names that are known, but begins as one.
    if context.has("letterhead", in: before), letters < longestLetterhead {
      return TextRange(name.range.start, block.range.end)
    }
    return isMostlyNames(before, ["programme", "party", "fund", "territory"], context)
      ? TextRange(name.range.start, block.range.end) : block.range
  }

  /// Words follow in the sentence: « Call for proposals » alone is nobody's name.
  private static func says(_ rest: TextRange, _ context: AnnotatedDocument) -> Bool {
    let clause = context.clause(from: rest.start, limit: longestLine)
    return CallScopes.letterCount(clause, context) >= lettersOfSubject
  }

  /// Letters of what a call is for, at least: « Call 3 Now Open » needs its programme's name before it.
  private static let lettersOfSubject = 10

  /// A stretch of the text as one line, with single spaces.
  static func line(_ range: TextRange, _ context: AnnotatedDocument) -> String {
    let line = context.bytes[range.start..<range.end].withUnsafeBufferPointer { bytes in
      // Most are lines already.
      isOneLine(bytes) && !bytes.contains(0x5B) ? context.scalars.slice(range) : nil
    }
    return line ?? clean(context.scalars.slice(range))
  }

  /// Whether single spaces alone part its words.
  private static func isOneLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0x20
    for byte in bytes {
      switch byte {
      case 0x09, 0x0A, 0x0D: return false
      case 0x20 where last == 0x20, 0xA0 where last == 0xC2: return false
      default: last = byte
      }
    }
    return last != 0x20 || bytes.isEmpty
  }

  /// One line, with single spaces.
  static func clean(_ text: String) -> String {
    let text = text.holdsBytes(of: "](") ? withoutAddresses(text) : text
    let cleaned = text.utf8.withContiguousStorageIfAvailable { clean($0) }
    if let cleaned, let cleaned { return cleaned }
    return text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\u{A0}" || $0 == "\r\n" }
      .joined(separator: " ")
  }
}

extension TitleField {
  /// The words of Markdown's links, without their addresses.
  private static func withoutAddresses(_ text: String) -> String {
    var rest = text[...]
    var words = ""
    while let open = rest.firstIndex(of: "["),
      let middle = rest[open...].firstRange(of: "]("),
      let end = rest[middle.upperBound...].firstIndex(of: ")")
    {
      words += rest[..<open] + rest[rest.index(after: open)..<middle.lowerBound]
      rest = rest[rest.index(after: end)...]
    }
    return words + rest
  }

  /// The same by bytes, for texts of letters that nothing combines with; nil for others.
  private static func clean(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard isPlain(bytes) else { return nil }
    return String(unsafeUninitializedCapacity: bytes.count) { line in
      var length = 0
      func add(_ byte: UInt8) {
        line.initializeElement(at: length, to: byte)
        length += 1
      }
      var isParted = false
      var i = 0
      while i < bytes.count {
        let byte = bytes[i]
        let isSpaceOfTwo =
          i + 1 < bytes.count
          && (byte == 0x0D && bytes[i + 1] == 0x0A || byte == 0xC2 && bytes[i + 1] == 0xA0)
        if isSpaceOfTwo || byte == 0x20 || byte == 0x0A || byte == 0x09 {
          isParted = true
        } else {
          if isParted, length > 0 { add(0x20) }
          isParted = false
          add(byte)
        }
        i += isSpaceOfTwo ? 2 : 1
      }
      return length
    }
  }

  /// Whether nothing from U+0300 on stands in it but dashes and quotation marks, which are plain, and
  /// stand behind 0xE2 0x80 0x90.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.indices.allSatisfy { i in
      bytes[i] < 0xCC
        || bytes[i] == 0xE2 && i + 2 < bytes.count && bytes[i + 1] == 0x80 && bytes[i + 2] >= 0x90
    }
  }
}

/// The number of a heading in a list (`1. `, `2) `, `Fiche n° 3 : `), which is no part of its title.
enum ListNumber {
  // Read once, and only read from then on.
  nonisolated(unsafe) private static let number =
    /#*\s*(?:\d{1,2}\s?[.)]|[IVX]{1,4}\s?[.)]|[a-hA-H]\))\s+(?=\D)/

  static func without(_ range: TextRange, _ context: AnnotatedDocument) -> TextRange {
    let text = context.scalars.slice(range)
    // Most headings have none, which is told sooner than by the expression.
    guard text.utf8.prefix(24).contains(where: { $0 == 0x2E || $0 == 0x29 }) else { return range }
    guard let number = text.prefixMatch(of: number), number.output.utf8.count < range.length
    else { return range }
    return TextRange(range.start + number.output.utf8.count, range.end)
  }
}
