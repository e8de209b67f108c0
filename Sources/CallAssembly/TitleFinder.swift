import CallModel
import Documents
import RuleEngine

/// Finds the line, or the lines of a cover, that name a call which is a whole document.
struct TitleFinder {
  private let context: AnnotatedDocument
  private let blocks: [TextBlock]
  private let early: [TextBlock]
  /// Titles, headings and short lines of the document's head that may name the call.
  private let lines: [TextBlock]

  /// Words of a page's name; a site's has fewer, or is a body's.
  private static let leastWords = 3
  /// Lines of a cover after the one that names the call, and bytes of all of them.
  private static let linesOfCover = 3
  private static let longestCover = 260

  /// - Parameter blocks: those of the call.
  init(_ context: AnnotatedDocument, _ scope: CallScope, _ blocks: [TextBlock]) {
    self.context = context
    self.blocks = blocks
    early = blocks.filter { $0.range.start < scope.body.start + TitleField.headLength }
    lines = early.filter { block in
      let isMarked = block.isTitle || block.isHeading
      return (isMarked || TitleField.isLine(block, context)) && !Self.isAside(block, context)
    }
  }

  func title() -> Stated<String>? {
    if let told = labelled() { return TitleField.stated(told, context) }
    if let line = chosen() {
      let name = TitleField.named(line, context)
      return TitleField.stated(name == line.range ? cover(around: line) : name, context)
    }
    let first = blocks.first { !Self.isAside($0, context) } ?? blocks.first
    return first.flatMap { TitleField.stated(opening(of: $0), context) }
  }

  /// What a label says: « Titre : … », in a line or in the cell beside it.
  private func labelled() -> TextRange? {
    for block in early {
      if let told = Self.told(in: block, context) { return told }
      guard let cell = block.cell, context.has("title-label", in: block.range),
        let value = blocks.first(where: {
          $0.cell?.table == cell.table && $0.cell?.row == cell.row
            && $0.range.start > block.range.start
        })
      else { continue }
      return value.range
    }
    return nil
  }

  /// What follows a label in its line.
  static func told(in block: TextBlock, _ context: AnnotatedDocument) -> TextRange? {
    guard let label = context.all("title-label", in: block.range).first else { return nil }
    let rest = context.trimmedStart(TextRange(label.range.end, block.range.end))
    guard CallScopes.letterCount(rest, context) > 3 else { return nil }
    let line = context.scalars.slice(rest).utf8.prefix { $0 != 0x0A }.count
    return TextRange(rest.start, rest.start + line)
  }

  /// The line that says most of the call.
  private func chosen() -> TextBlock? {
    let marked = lines.filter { $0.isTitle || $0.isHeading }
    let short = marked + lines.filter { $0.isParagraph }
    let telling = short.filter { !asks($0) } + short
    let named =
      telling.first {
        isNamed("call-name", $0) && (saysMore($0) || isName(cover(around: $0)))
      }
      ?? telling.first { isNamed("programme", $0) }
    let main = context.titleBlock.flatMap { block in
      let isOut = Self.isAside(block, context) || asks(block) && named != nil
      return isOut || !blocks.contains { $0.range == block.range } ? nil : block
    }
    guard let main else { return named ?? marked.first { isAtTop($0) } }
    // A letterhead or a site's name says less than the line that names the call.
    if let named, main != named, !isNamed("call-name", main), !isNamed("programme", main),
      !isPageName(main)
    {
      return named
    }
    return main
  }

  /// A heading below the first paragraph names a part of the text.
  private func isAtTop(_ heading: TextBlock) -> Bool {
    !early.contains {
      $0.isParagraph && $0.range.start < heading.range.start
        && $0.range.length > TitleField.longestLine
    }
  }

  // MARK: Covers

  /// The line with those around it that complete it: the kind of document, the programme and the
  /// name of a call often stand below each other.
  private func cover(around line: TextBlock) -> TextRange {
    guard isThin(line), let place = blocks.firstIndex(where: { $0.range == line.range }) else {
      return line.range
    }
    let isCall = isNamed("call-name", line)
    var below: [TextBlock] = []
    for block in blocks[(place + 1)...].prefix(Self.linesOfCover) {
      guard goesOn(block, from: (below.last ?? line).range.end), !below.contains(where: isQuoted),
        block.range.end - line.range.start < Self.longestCover
      else { break }
      below.append(block)
    }
    if !isCall {
      let name = below.first { isNamed("call-name", $0) || isQuoted($0) }
      return name.map { TextRange(line.range.start, $0.range.end) } ?? line.range
    }
    if let name = below.first(where: isQuoted) {
      return TextRange(line.range.start, name.range.end)
    }
    // « Call for proposals », and below it the same with its subject.
    let name = below.first { !isThin($0) || isNamed("programme", $0) }
    if let name, isNamed("call-name", name), !saysMore(line) { return name.range }
    let above = place > 0 ? blocks[place - 1] : nil
    let top = above.flatMap { above in
      goesOn(above, from: above.range.start) && isBlank(above.range.end, line.range.start)
        && !isLetterhead(above) && line.range.end - above.range.start < Self.longestCover
        ? TextRange(above.range.start, line.range.end) : nil
    }
    if let top, isName(top) { return top }
    return name.map { TextRange(line.range.start, $0.range.end) } ?? top ?? line.range
  }

  /// Whether a stretch holds a name: of a programme, or between quotation marks.
  private func isName(_ range: TextRange) -> Bool {
    context.has("programme", in: range) || hasQuote(range)
  }

  private func hasQuote(_ range: TextRange) -> Bool {
    context.unicodeScalars(of: range).contains(where: Self.isQuote)
  }

  /// A line of the cover right after an offset, which tells neither a day nor an address nor the
  /// value of a label.
  private func goesOn(_ block: TextBlock, from end: Int) -> Bool {
    let others = ["date", "datetime", "url", "email", "phone", "axis"]
    return lines.contains { $0.range == block.range } && isBlank(end, block.range.start)
      && !isNumbered(block) && !context.has(anyOf: others, in: block.range)
      && (isNamed("call-name", block) || !isLabelled(block))
      && context.all("daterange", in: block.range).allSatisfy {
        CallScopes.letterCount($0.range, context) == 0
      }
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    start >= end
      || context.unicodeScalars(of: TextRange(start, end)).allSatisfy(\.properties.isWhitespace)
  }

  /// `Budget lines: …`, `Nature de l'aide : …`
  private func isLabelled(_ block: TextBlock) -> Bool {
    Self.isLabelled(block, context, words: Self.wordsOfLabel)
  }

  private static func isLabelled(
    _ block: TextBlock, _ context: AnnotatedDocument, words: Int
  ) -> Bool {
    let line = context.bytes[block.range.start..<block.range.end].drop { $0 == 0x3A }
    guard let colon = line.firstIndex(of: 0x3A), colon + 1 < line.endIndex else { return false }
    return line[..<colon].split(separator: 0x20).count <= words
  }

  private static let wordsOfLabel = 4
  /// A lone `Organisme : …` is no title at all.
  private static let wordsOfShortLabel = 2

  /// Hardly more than words for calls and documents, and the names of programmes and bodies. The
  /// word for a call beside the name of its programme says enough.
  private func isThin(_ block: TextBlock) -> Bool {
    if isNamed("call-name", block), isNamed("programme", block) { return false }
    let types = ["call-name", "document-word", "programme", "party", "fund", "territory"]
    return TitleField.isMostlyNames(block.range, types, context) && !hasQuote(block.range)
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "«", "“", "„", "\"": true
    default: false
    }
  }

  private func isQuoted(_ block: TextBlock) -> Bool {
    context.unicodeScalars(of: block.range).first.map(Self.isQuote) ?? false
  }

  private func isNumbered(_ block: TextBlock) -> Bool {
    ListNumber.without(block.range, context) != block.range
  }

  private func isLetterhead(_ block: TextBlock) -> Bool {
    context.has("letterhead", in: block.range)
      || TitleField.isMostlyNames(block.range, ["party", "territory", "fund"], context)
  }

  // MARK: Sentences

  /// The first sentence of a paragraph, if that is one.
  private func opening(of block: TextBlock) -> TextRange {
    let start = TextRange(block.range.start, block.range.start + 1)
    let sentence = context.sentence(around: start)
    return CallScopes.letterCount(sentence, context) > Self.lettersOfSentence
      ? sentence : block.range
  }

  private static let lettersOfSentence = 24

  // MARK: Lines

  private func isNamed(_ type: String, _ block: TextBlock) -> Bool {
    context.has(type, in: block.range)
  }

  /// A heading that names a part of the page, or asks a question without naming a call.
  private static func isAside(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    TitleField.isPartOfPage(block, context) || isDated(block, context)
      || TitleField.isMostlyNames(block.range, ["url", "email", "phone"], context)
      || !context.has("call-name", in: block.range)
        && (asks(block, context) || isSection(block, context) || isValue(block, context)
          || isSum(block, context))
  }

  /// A line that begins with a sum of money: « € 95.5 billion, of which … ».
  private static func isSum(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    context.all("money", in: block.range).contains { $0.range.start == block.range.start }
  }

  /// A line that gives the value of a label and names nothing.
  private static func isValue(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    block.isParagraph && block.range.length < TitleField.longestLine
      && isLabelled(block, context, words: wordsOfShortLabel)
      && !context.has("programme", in: block.range)
      && !context.has("title-label", in: block.range)
  }

  private func asks(_ block: TextBlock) -> Bool { Self.asks(block, context) }

  private static func asks(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    context.lastScalar(of: block.range) == "?"
  }

  /// Nothing but what a section is about: « Montant de la subvention ».
  private static func isSection(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    guard !block.isTitle || context.document.format == .text,
      !context.has("programme", in: block.range)
    else { return false }
    return TitleField.isMostlyNames(block.range, ["section-role"], context)
  }

  private static let datedTypes = ["deadline", "opening", "window", "event", "date", "daterange"]

  /// Hardly more than a day, or a day in its role: « Date de clôture : le 28 août 2020 ».
  private static func isDated(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    datedTypes.contains { type in
      context.all(type, in: block.range).contains {
        context.letterCount($0.range) * 10 >= context.letterCount(block.range) * 6
      }
    }
  }

  /// Whether a line with the word for a call holds more than it: « Call » alone is a label.
  private func saysMore(_ block: TextBlock) -> Bool {
    let words = context.all("call-name", in: block.range).map {
      CallScopes.letterCount($0.range, context)
    }
    return CallScopes.letterCount(block.range, context) > words.reduce(0, +) + 3
  }

  /// The heading by which a page calls itself too, unless that is the name of the site: what stands
  /// below it, such as a row « Dispositif permanent », is no better name.
  private func isPageName(_ block: TextBlock) -> Bool {
    let heading = TitleField.line(block.range, context)
    guard context.document.format == .html, let page = context.document.metadata.title,
      TitleField.clean(page).hasPrefix(heading),
      heading.split(separator: " ").count >= Self.leastWords
    else { return false }
    return !TitleField.isMostlyNames(
      block.range, ["programme", "party", "fund", "territory"], context)
  }
}
