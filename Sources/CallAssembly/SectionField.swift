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
    var roles = RolesByBlock(context.all("section-role", in: scope.body))
    for block in context.blocks(in: scope.body) {
      if block.isHeading || block.isTitle {
        close(&sections, &passages)
        heading = TitleField.line(block.range, context)
        role = block.isHeading ? roles.first(in: block)?.sectionRole ?? Self.next(role) : .summary
        range = block.range
      } else if let labelled = Self.label(of: block, &roles, context), labelled != role {
        close(&sections, &passages)
        heading = nil
        role = labelled
        range = block.range
      } else {
        range = TextRange(range?.start ?? block.range.start, block.range.end)
      }
    }
    close(&sections, &passages)
    summary = SummaryField.summary(context, scope)
  }

  /// Of a paragraph that begins with the name of what a call is for (« Expected Outcome: »).
  private static func label(
    of block: TextBlock, _ roles: inout RolesByBlock, _ context: AnnotatedDocument
  ) -> Section.Role? {
    guard block.isParagraph, let word = roles.first(in: block),
      word.range.start == block.range.start, let role = word.sectionRole,
      role == .objectives || role == .actions,
      case let rest = TextRange(word.range.end, block.range.end),
      context.unicodeScalars(of: rest).first(where: { $0 != "s" && !$0.properties.isWhitespace })
        == ":"
    else { return nil }
    return role
  }

  /// A heading that tells nothing goes on with what was spoken of, but not with contacts or money.
  private static func next(_ role: Section.Role) -> Section.Role {
    role == .contact || role == .boilerplate ? .actions : role == .summary ? .summary : role
  }
}

/// Names of what parts of a call are about, asked for block by block in the order of the text.
private struct RolesByBlock {
  private let words: Annotations
  /// The first that does not begin before the block at hand.
  private var next: Int

  init(_ words: Annotations) {
    self.words = words
    next = words.startIndex
  }

  /// The first name in a block.
  mutating func first(in block: TextBlock) -> Annotation? {
    while next < words.endIndex, words[next].range.start < block.range.start { next += 1 }
    var place = next
    while place < words.endIndex, words[place].range.start <= block.range.end {
      if words[place].range.end <= block.range.end { return words[place] }
      place += 1
    }
    return nil
  }
}

extension Annotation {
  /// nil where records have no such role.
  fileprivate var sectionRole: Section.Role? {
    self["role"].flatMap { Section.Role(rawValue: $0) }
  }
}
