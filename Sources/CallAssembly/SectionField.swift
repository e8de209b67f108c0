import CallModel
import Documents
import RuleEngine

/// The parts of a call by what they are about, told by their headings.
struct SectionField {
  private(set) var sections: [Section] = []
  private(set) var passages: [CallText.Passage] = []
  private(set) var summary: Stated<String>?

  init(_ context: AnnotatedDocument, _ scope: CallScope) {
    var role = Section.Role.summary
    var heading: String?
    var range: TextRange?
    func close(_ sections: inout [Section], _ passages: inout [CallText.Passage]) {
      guard let place = range else { return }
      let start = context.scalars.scalarOffset(place.start)
      let page = context.document.page(at: place.start)
      sections.append(
        Section(
          role: role, heading: heading, start: start,
          end: context.scalars.scalarOffset(place.end), page: page))
      passages.append(
        CallText.Passage(
          role: role, heading: heading, text: context.scalars.slice(place), start: start, page: page
        ))
      range = nil
    }
    for block in context.document.blocks where scope.body.contains(block.range) {
      if block.role == .heading || block.role == .title {
        close(&sections, &passages)
        heading = TitleField.clean(context.scalars.slice(block.range))
        role = Self.role(below: block, after: role, context)
        range = block.range
      } else if let labelled = Self.label(of: block, context), labelled != role {
        close(&sections, &passages)
        heading = nil
        role = labelled
        range = block.range
      } else {
        range = TextRange(range?.start ?? block.range.start, block.range.end)
      }
    }
    close(&sections, &passages)
    summary = Self.summary(context, scope)
  }

  /// What a heading says of the text below it. A title names the call, whatever its words (« Aide
  /// aux maires bâtisseurs » is no section on money).
  private static func role(
    below block: Block, after role: Section.Role, _ context: AnnotatedDocument
  ) -> Section.Role {
    guard block.role == .heading else { return .summary }
    let told = context.all("section-role", in: block.range).first?["role"]
    return told.flatMap { Section.Role(rawValue: $0) } ?? next(role)
  }

  /// Of a paragraph that begins with the name of what a call is for (« Expected Outcome: »).
  private static func label(of block: Block, _ context: AnnotatedDocument) -> Section.Role? {
    guard block.role == .paragraph,
      let word = context.all("section-role", in: block.range).first,
      word.range.start == block.range.start,
      case let rest = TextRange(word.range.end, block.range.end),
      context.scalars.slice(rest).drop(while: { $0 == "s" || $0.isWhitespace }).first == ":",
      let role = word["role"].flatMap({ Section.Role(rawValue: $0) }),
      role == .objectives || role == .actions
    else { return nil }
    return role
  }

  /// A heading that tells nothing goes on with what was spoken of, but not with contacts or money.
  private static func next(_ role: Section.Role) -> Section.Role {
    role == .contact || role == .boilerplate ? .actions : role == .summary ? .summary : role
  }

  /// Whether it holds a full stop before a space, or ends in one, and no dots lead to a page number.
  private static func hasStop(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var dots = 0
    var hasStop = false
    for byte in text {
      if dots > 0, byte == 0x20 { hasStop = true }
      dots = byte == 0x2E ? dots + 1 : 0
      if dots == leader { return false }
    }
    return hasStop || dots > 0
  }

  /// Dots side by side that lead to a page number.
  private static let leader = 4

  /// The paragraph that says what the call is for, else the first that is a sentence and neither a day
  /// in its role nor led in by a label (« Textes de référence : … »), else the first sentence.
  private static func summary(
    _ context: AnnotatedDocument, _ scope: CallScope
  ) -> Stated<String>? {
    // A letterhead or an address is long enough, but no sentence.
    var early: [Block] = []
    for block in context.document.blocks
    where block.role == .paragraph && block.range.length >= shortest
      && scope.body.contains(block.range)
      && isSentence(context.document.text.utf8[block.range.start, length: block.range.length])
    {
      early.append(block)
      if early.count == summaryReach { break }
    }
    let chosen =
      early.lazy.compactMap { aim(of: $0, context) }.first
      ?? early.prefix(3).first { !isDated($0.range, context) && !isLabelled($0.range, context) }?
      .range
      ?? early.first?.range
    guard var range = chosen else { return nil }
    let slice = context.scalars.slice(range)
    if slice.utf8.count > 600, let stop = slice.utf8.prefix(600).lastIndex(of: 0x2E) {
      range.end = range.start + slice.utf8[...stop].count
    }
    return Stated(
      TitleField.clean(context.scalars.slice(range)),
      [context.evidence(range, rule: "sections/first-paragraph")])
  }

  /// The paragraph where it says what the call is for; that sentence alone where the paragraph tells
  /// days as well.
  private static func aim(of block: Block, _ context: AnnotatedDocument) -> TextRange? {
    let cues = context.all("kind-cue", in: block.range).filter { $0["sign"] == "aim" }
    guard !cues.isEmpty else { return nil }
    if !isDated(block.range, context) { return block.range }
    return cues.map { context.sentence(around: $0.range) }.first {
      $0.length >= shortest && !isDated($0, context)
    }
  }

  /// It begins and ends as sentences do.
  private static func isSentence(_ text: Substring.UTF8View) -> Bool {
    guard let first = Substring(text).unicodeScalars.first?.properties,
      text.withContiguousStorageIfAvailable(hasStop) ?? false
    else { return false }
    return !first.isLowercase && first.generalCategory != .otherPunctuation
  }

  /// What a call is for is told among its first paragraphs.
  private static let summaryReach = 8
  private static let shortest = 80

  private static func isDated(_ range: TextRange, _ context: AnnotatedDocument) -> Bool {
    ["deadline", "opening", "window"].contains { !context.all($0, in: range).isEmpty }
  }

  /// A colon within the first words, as bytes.
  private static let labelReach = 40

  private static func isLabelled(_ range: TextRange, _ context: AnnotatedDocument) -> Bool {
    context.scalars.slice(range).utf8.prefix(labelReach).contains(0x3A)
  }
}
